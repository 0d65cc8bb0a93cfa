"""A closing that was not when the plan said, in words: when it was to be, when it was, why, and what that changes."""

from datetime import datetime

from analysis.finding.finding import Finding
from analysis.finding.words.phrases import clock, day

WATCHED = (
    "Shares could be seen while it was open, so whoever moved the closing could have waited for a good moment. The "
    "likely ranges are made so wide that they hold whenever it had been closed."
)
UNSEEN = "Nobody was shown shares before it closed, so the likely ranges are as they would have been."


def moved_sentences(finding: Finding) -> tuple[str, ...]:
    """Nothing where it closed as planned."""
    moved = finding.moved
    if moved is None:
        return ()
    how = "earlier" if moved.closed < moved.planned else "later"
    told = f"It was to close on {_tell(moved.planned)} and closed {how}, on {_tell(moved.closed)}."
    why = (
        f"The reason given: {moved.why.strip().rstrip('.')}."
        if moved.why.strip()
        else "No reason is on record."
    )
    return told, why, WATCHED if moved.watched else UNSEEN


def _tell(moment: datetime) -> str:
    return f"{day(moment)} {moment.year} at {clock(moment)}"
