"""The finding as a record: one of five states, the figures behind it, and why it is not another."""

from dataclasses import dataclass
from datetime import datetime

from analysis.areas.areas import Area
from analysis.disclosure.withheld import Shown
from analysis.documents import parse
from analysis.finding.bounds import Bound
from analysis.finding.companions import Companion
from analysis.finding.doubts.checks import Check
from analysis.finding.doubts.resampling import Resampled
from analysis.finding.doubts.stopping import Moved
from analysis.finding.doubts.tipping import Tipping
from analysis.finding.judgement import Judged
from analysis.finding.participation import Missing
from analysis.finding.rule import Reason
from analysis.finding.samples.figures import Result
from analysis.finding.samples.gates import Gate
from analysis.finding.samples.ways import Way
from analysis.finding.states import State
from analysis.finding.waterfall import Counts, Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What the replies show by the plan with this `digest`; before closing it holds participation only.

    `moved`: it did not close when the plan said. A majority is more than `theta`. `gamma` is in force: the plan's,
    or the larger one that was measured.
    `kind` is how the people of the deciding `sample` were reached, `arms` stand beside it and `chose` has those
    who chose to reply together. `more` replies like those of the sample would settle it (None: it is settled,
    or no number would). `resampled` is the range once more where the plan asks for it. `steps` are those of the
    collapse ladder. Companions are part of the finding and printed with it, and so are `areas`, the
    districts of the sample; `heard` are groups whose views are
    in the notes of sessions. `judged` is what staff took out by
    judgement. `shown`: it holds only what may be printed (see `disclosed`).
    """

    state: State
    digest: str
    theta: float
    gamma: float
    closes: datetime
    counts: Counts
    waterfall: tuple[Stage, ...]
    replies: int
    moved: Moved | None = None
    missing: Missing | None = None
    kind: str | None = None
    sample: Result | None = None
    arms: tuple[Way, ...] = ()
    chose: Result | None = None
    gates: tuple[Gate, ...] = ()
    reasons: tuple[Reason, ...] = ()
    bounds: tuple[Bound, ...] = ()
    resampled: Shown[Resampled] | None = None
    tipping: Shown[Tipping] | None = None
    more: Shown[int] | None = None
    checks: tuple[Check, ...] = ()
    steps: tuple[str, ...] = ()
    companions: tuple[Companion, ...] = ()
    areas: tuple[Area, ...] = ()
    heard: tuple[str, ...] = ()
    judged: Judged | None = None
    shown: bool = False


def parse_finding(document: object) -> Finding:
    """The finding that `analysis.documents.to_document` wrote; raises DocumentRefused with all problems."""
    return parse(Finding, document)
