"""Facts of the demonstration: published figures of others, and invented outcomes and documents."""

from typing import Any

from sqlalchemy.orm import Session

from consult.services.facts.entering import Place, add_fact, take_over
from consult.services.facts.reading import ACCURACY, HELD, OUTCOME, SURVEY

INVENTED = "Invented for the demonstration"
OUTCOMES: dict[str, dict[str, Any]] = {
    "wanted": {
        "label": "Find more people wanted by the courts",
        "indicator": "People on a court warrant found within 30 days",
        "unit": "in every 100",
        "baseline": 41,
        "measured": "2026-09-30",
        "target": 50,
        "due": "2028-03-31",
        "source": INVENTED,
    },
    "missing": {
        "label": "Find missing people who are at risk sooner",
        "indicator": "Hours until they are found, median",
        "unit": "hours",
        "baseline": 19,
        "measured": "2026-09-30",
        "source": INVENTED,
    },
}
DOCUMENTS: dict[str, dict[str, Any]] = {
    "purposes": {
        "need": "purposes",
        "title": "The purposes that were put forward",
        "day": "2026-10-15",
        "text": f"{INVENTED}. Five purposes, each of which can be supported or opposed by itself.",
    },
    "limits": {
        "need": "limits",
        "title": "What it would not be used for",
        "day": "2026-10-15",
        "text": f"{INVENTED}. Not to count or follow people who are on no list.",
    },
    "review": {
        "need": "review_date",
        "title": "Date of review",
        "day": "2026-10-15",
        "text": f"{INVENTED}. One year after the first use, if there is any.",
    },
}


def enter_facts(session: Session, consultation_id: int) -> None:
    """Enter them by the services that staff use."""
    for kind in (ACCURACY, SURVEY):
        take_over(session, None, consultation_id, kind)
    for kind, documents in ((OUTCOME, OUTCOMES), (HELD, DOCUMENTS)):
        for code, document in documents.items():
            add_fact(session, None, Place(consultation_id, kind, code), document)
