"""Sentences about answers in plain English, always about those who replied."""

from collections.abc import Iterable, Sequence

from analysis.disclosure.withheld import Shown, is_shown
from analysis.scales.summary import Summary
from analysis.vocabulary import HIDDEN

NO_RESULT = (
    f"The result is {HIDDEN}: too few of those who replied answered this question, or too few gave one of the "
    "answers."
)
NOBODY = "None of those who replied has answered this question yet."


def silence(summary: Summary) -> str:
    """The sentence for a summary without a share that could be told."""
    return NOBODY if all(row.base == 0 for row in summary.rows) else NO_RESULT


def told(labels: Iterable[str], shares: Iterable[Shown[int]]) -> list[tuple[str, int]]:
    """The labels whose shares may be shown, largest share first, ties in the order given."""
    shown = [(label, share) for label, share in zip(labels, shares, strict=True) if is_shown(share)]
    return sorted(shown, key=lambda pair: -pair[1])


def adjusted(summary: Summary) -> str:
    """What a sentence adds where its shares are those after weighting."""
    return ", adjusted to the census" if summary.weighted else ""


def quoted(label: str) -> str:
    return f"“{label}”"


def lowered(label: str) -> str:
    """A label inside a sentence: "Don't know" becomes "don't know", "BBC" stays."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def listed(words: Sequence[str], link: str = "and") -> str:
    """Words as a list in a sentence: "a, b and c"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {link} {words[-1]}"


def with_share(label: str, share: int) -> str:
    """A label as it is, so that any label reads well, and its share: "Female (57 %)"."""
    return f"{label} ({share} %)"


def extremes(shown: Sequence[tuple[str, int]]) -> str:
    """The largest and the smallest of shares in order; a single one as it is."""
    if len(shown) == 1:
        return with_share(*shown[0])
    return f"highest for {with_share(*shown[0])}; lowest for {with_share(*shown[-1])}"


def withheld(number: int, of: int) -> str:
    """The end of a sentence that leaves something out, nothing when nothing is left out."""
    return f"; {number} of {of} {'is' if number == 1 else 'are'} {HIDDEN}" if number else ""


def unranked(number: int, of: int) -> str:
    """The same for a sentence that names the largest of several shares, each hidden for a reason of its own."""
    return f"{withheld(number, of)} and may be larger or smaller" if number else ""
