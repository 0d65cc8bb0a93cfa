"""Every field that a page, a table or a document is made of, and why it tells nothing about a few people.

KNOWN: fixed before anybody replied (plan, questionnaire, census). TOTAL: how many replied, which is no secret.
SEARCHED: a reader of everything solves for what is hidden from it (test_all_exits). ROUNDED: a number of people, a
multiple of five or hidden. SWAPPED: compared between two worlds in which a few people said different things
(test_swapped_answers). A tuple names the fields that it follows from: it is withheld where one of them is.
"""

from analysis.areas.areas import Area
from analysis.board.arrivals import Arrivals, Day
from analysis.board.cards import Card
from analysis.board.material import QuestionInfo, VariableInfo
from analysis.board.overview import Gap
from analysis.board.people import Comparison, Presence
from analysis.board.support import Share as BoardShare
from analysis.board.support import SupportFigures
from analysis.drawing.standing import Standing
from analysis.evidence.measures import Measured
from analysis.finding.bounds import Bound, Span
from analysis.finding.companions import Companion
from analysis.finding.doubts.checks import Check
from analysis.finding.doubts.resampling import Resampled
from analysis.finding.doubts.stopping import Moved
from analysis.finding.doubts.tipping import Tipping
from analysis.finding.finding import Finding
from analysis.finding.judgement import Judged
from analysis.finding.participation import Missing
from analysis.finding.rule import Reason
from analysis.finding.samples.figures import Estimate, Result, Share
from analysis.finding.samples.gates import Gate
from analysis.finding.samples.ways import Way
from analysis.finding.waterfall import Counts, Loss, Stage
from analysis.finding.words.page import Item, Page
from analysis.finding.words.sentences import Words
from analysis.scales.summary import Column, Row, Summary, Together
from analysis.scales.tables import Table

KNOWN, TOTAL, SEARCHED, ROUNDED, SWAPPED = "known", "total", "searched", "rounded", "swapped"
Reasons = dict[str, str | tuple[str, ...]]

FIELDS: dict[type, Reasons] = {
    Finding: {
        **dict.fromkeys(("digest", "theta", "gamma", "closes", "kind", "heard", "shown"), KNOWN),
        **dict.fromkeys(("counts", "waterfall", "missing", "sample", "arms", "chose", "gates"), SEARCHED),
        **dict.fromkeys(
            ("bounds", "resampled", "checks", "steps", "companions", "areas", "reasons"), SWAPPED
        ),
        "replies": TOTAL,
        "state": SWAPPED,  # always told: it is made of as many replies as the gates ask for
        "judged": SWAPPED,
        "moved": KNOWN,
        "tipping": ("sample",),
        "more": ("sample",),
    },
    Moved: dict.fromkeys(("planned", "closed", "why", "watched"), KNOWN),
    Judged: {"losses": ROUNDED, "alone": KNOWN, "state": SWAPPED, "against": KNOWN},
    Counts: dict.fromkeys(("submissions", "texts", "people"), ROUNDED),
    Stage: {"code": KNOWN, "label": KNOWN, "count": ROUNDED, "losses": ROUNDED},
    Loss: {"label": KNOWN, "count": ROUNDED},
    Missing: {"label": KNOWN, "residents": KNOWN, "n": ROUNDED, "replies": ("n",)},
    Result: {"n": SEARCHED, "missing": ROUNDED, "n_eff": ROUNDED, "deff": SWAPPED, "shares": SEARCHED},
    Share: {"state": KNOWN, "count": SEARCHED, "unweighted": ("count",), "weighted": ("count",)},
    Estimate: dict.fromkeys(("p", "low", "high", "se", "se_raked"), SWAPPED),
    Way: {"code": KNOWN, "kind": KNOWN, "label": KNOWN, "result": SEARCHED},
    Gate: {"code": KNOWN, "held": SWAPPED, "sentence": SWAPPED},
    Reason: {"code": SWAPPED, "sentence": SWAPPED},
    Bound: {
        "gamma": KNOWN,
        **dict.fromkeys(("support", "oppose", "support_by_group", "oppose_by_group", "state"), SWAPPED),
    },
    Span: {"low": SWAPPED, "high": SWAPPED},
    Resampled: {"side": SWAPPED, "estimate": SWAPPED},
    Tipping: dict.fromkeys(("odds", "silent", "correlation", "opposing", "false"), SWAPPED),
    Check: {
        **dict.fromkeys(("code", "label", "binds", "note"), KNOWN),
        **dict.fromkeys(("n", "support", "oppose", "neither"), SEARCHED),
        "agrees": ("support", "oppose"),
        "whole": KNOWN,  # never printed: a disclosed check has none
    },
    Companion: {
        "label": KNOWN,
        "target": KNOWN,
        "result": SEARCHED,
        "state": ("result",),
        "p_value": KNOWN,  # never printed: a disclosed finding has none
        "adjusted": KNOWN,
    },
    Area: {
        "code": KNOWN,
        "label": KNOWN,
        "kind": SWAPPED,
        "n": ROUNDED,
        "support": SWAPPED,
        "oppose": SWAPPED,
    },
    SupportFigures: {"n": SEARCHED, "worth": ROUNDED, "shares": SEARCHED},
    BoardShare: {
        "state": KNOWN,
        "count": SEARCHED,
        **dict.fromkeys(("unweighted", "weighted", "low", "high"), ("count",)),
    },
    Card: {"question": KNOWN, "summary": SEARCHED},
    QuestionInfo: dict.fromkeys(("name", "title", "tests", "variables", "correct", "label", "of_all"), KNOWN),
    VariableInfo: dict.fromkeys(
        ("name", "label", "scale", "codes", "labels", "outside", "edges", "sided"), KNOWN
    ),
    Summary: {
        **dict.fromkeys(("scale", "columns", "centre", "sided"), KNOWN),
        "rows": SEARCHED,
    },
    Column: {"code": KNOWN, "label": KNOWN, "apart": KNOWN},
    Row: {
        "variable": KNOWN,
        "label": KNOWN,
        "counts": SEARCHED,
        "base": ROUNDED,
        "percents": ("counts",),
        "adjusted": ("counts",),
        "centre": ("counts",),
        "together": SEARCHED,
    },
    Together: {"places": KNOWN, "count": SEARCHED, "percent": SEARCHED, "adjusted": SWAPPED},
    Comparison: {"name": KNOWN, "title": KNOWN, "source": KNOWN, "rows": ROUNDED, "unknown": ROUNDED},
    Presence: {"code": KNOWN, "label": KNOWN, "residents": KNOWN, "replies": ROUNDED},
    Gap: {"label": KNOWN, "replies": ROUNDED, "residents": KNOWN},
    # A bar draws shares of SupportFigures, and is not drawn where these are withheld.
    Standing: {
        "support": SEARCHED,
        "oppose": SEARCHED,
        **dict.fromkeys(("low", "high", "replied"), ("support",)),
    },
    Arrivals: {"total": ROUNDED, "days": ROUNDED},
    Day: {"day": KNOWN, "replies": ROUNDED, "by_way": ("replies",)},
    Measured: {"test": KNOWN, "title": KNOWN, "of_all": KNOWN, "sentence": SWAPPED, "table": SWAPPED},
    Table: {"headers": KNOWN, "rows": SWAPPED},
    Page: dict.fromkeys(
        (
            *(
                "state",
                "status",
                "words",
                "picture",
                "shares",
                "counts",
                "gates",
                "reasons",
                "steps",
                "tilted",
            ),
            *(
                "bounds",
                "bound_sentences",
                "checks",
                "companions",
                "waterfall",
                "areas",
                "notice",
                "judgement",
                "moved",
            ),
        ),
        SWAPPED,
    ),
    Words: dict.fromkeys(("headline", "stands", "details", "companions", "closing"), SWAPPED),
    Item: {"met": SWAPPED, "sentence": SWAPPED},
}
PRINTED = (Finding, Page, SupportFigures, Standing, Card, Comparison, Gap, Arrivals, Measured)
"""What boards, pages, tables and documents are made of."""
