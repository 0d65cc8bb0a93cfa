"""The small words that sentences about a finding share: percents, ranges, numbers, dates and names."""

from dataclasses import dataclass
from datetime import date, datetime

from analysis.disclosure.withheld import Shown, is_shown
from analysis.finding.samples.figures import Estimate
from analysis.vocabulary import CHANCE_PANEL, HIDDEN

SAMPLES = {"random_invitation": "a random sample", CHANCE_PANEL: "a panel recruited by chance"}
"""What the replies of people who were chosen are called."""


@dataclass(frozen=True, slots=True)
class Names:
    """What sentences call things: the place ("Kent and Medway"), who decides, and the day this is due."""

    place: str
    decision_maker: str
    due: date


def percent(share: float) -> str:
    """A share as whole percents, halves up: 0.666 is "67 %"."""
    return f"{whole(share)} %"


def told(share: Shown[Estimate] | None, *, ranged: bool = True) -> str:
    """A share with its likely range, as in "66 % (63–69)"; "–" where there is none."""
    if share is None:
        return "–"
    if not is_shown(share):
        return HIDDEN
    return f"{percent(share.p)} ({span(share)})" if ranged else percent(share.p)


def counted(number: Shown[int]) -> str:
    """A number of replies: "1,200", or "fewer than 10" where it is withheld for being small."""
    return f"{number:,}" if is_shown(number) else "fewer than 10"


def number_told(number: Shown[int]) -> str:
    """A number, or that it is hidden: for being small, or because others that are printed would tell too much."""
    return f"{number:,}" if is_shown(number) else HIDDEN


def fine_percent(share: float) -> str:
    """A share to a tenth of a percent where that says more: 0.104 is "10.4 %", 0.1 is "10 %"."""
    return f"{100 * share:.1f}".removesuffix(".0") + " %"


def compared(share: float, limit: float) -> tuple[str, str]:
    """A share and its limit in whole percents, or to a tenth where they would look the same."""
    write = fine_percent if whole(share) == whole(limit) else percent
    return write(share), write(limit)


def about(number: float) -> str:
    """A number of replies, rounded down to five: "395", or "fewer than 10"."""
    return "fewer than 10" if number < 10 else f"{int(number // 5) * 5:,}"


def whole(share: float) -> int:
    return int(100 * share + 0.5)


def span(estimate: Estimate) -> str:
    """A likely range in whole percents: "63–69"."""
    return f"{whole(estimate.low)}–{whole(estimate.high)}"


def times(ratio: float) -> str:
    """A ratio that was rounded before, as it is: 1.25 is "1.25", 1.6 is "1.6"."""
    return f"{ratio:.4g}"


def part(share: float) -> str:
    """The share that makes a majority: "half", or a percent."""
    return "half" if share == 0.5 else fine_percent(share)


MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
          "November", "December")  # fmt: skip


def day(moment: date) -> str:
    """A day as in "14 March", whatever the language of the machine."""
    return f"{moment.day} {MONTHS[moment.month - 1]}"


def clock(moment: datetime) -> str:
    """A time of day as in "9:30am"."""
    return f"{moment.hour % 12 or 12}:{moment.minute:02}{'am' if moment.hour < 12 else 'pm'}"


def lowered(name: str) -> str:
    """A name inside a sentence: "The Chief Constable" becomes "the Chief Constable"."""
    return name[:1].lower() + name[1:] if name.startswith("The ") else name


def listed(parts: list[str]) -> str:
    """Words as a list: "a, b and c"."""
    return " and ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)
