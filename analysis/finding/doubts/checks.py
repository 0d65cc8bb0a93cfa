"""The registered checks: whether the shares, computed in other ways, stay on their side of theta."""

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.disclosure.withheld import Shown, is_shown
from analysis.finding.doubts.specifications import MAKERS, Specification, Subject
from analysis.finding.samples.figures import Result
from analysis.plan.plan import Rule


@dataclass(frozen=True, slots=True)
class Check:
    """A specification and what it says of the finding.

    `binds`: it can stop a majority, because it comes from people who were chosen and has enough replies, or
    because it was registered and could not be made. `whole`: of how many replies it is a part, where that is not
    the sample. `agrees`: its share of the leading side is on the same
    side of theta as the finding's own; None where there is none.
    """

    code: str
    label: str
    n: Shown[int] | None
    support: Shown[float] | None
    oppose: Shown[float] | None
    neither: Shown[float] | None
    binds: bool
    agrees: Shown[bool] | None
    note: str
    whole: int | None = None

    @property
    def stops(self) -> bool:
        """Whether it stands against a majority; only of a check that nothing is withheld of."""
        return self.binds and self.agrees is not True

    def share(self, side: str) -> Shown[float] | None:
        return self.support if side == "support" else self.oppose


def make_checks(subject: Subject, result: Result, side: str) -> tuple[Check, ...]:
    """All registered checks; `result` is the finding's own and `side` the one that leads in it."""
    own = result.best(side)
    above = own is not None and own.p > subject.plan.rule.theta
    return tuple(
        _check(made, subject.plan.rule, side, above=above)
        for code in subject.plan.sensitivities
        for made in MAKERS[code](subject)
    )


def stopping(checks: Sequence[Check], side: str, theta: float) -> tuple[Check, ...]:
    """The checks that stop a majority of a side: they bind and do not have its share above theta."""
    found = []
    for check in checks:
        share = check.share(side)
        if check.binds and not (is_shown(share) and share > theta):
            found.append(check)
    return tuple(found)


def _check(made: Specification, rule: Rule, side: str, *, above: bool) -> Check:
    support, oppose, neither = made.shares
    share = support if side == "support" else oppose
    few = made.n is not None and made.n < rule.least
    note = made.note
    if not note and not made.chosen:
        note = "These people chose to reply: shown, but it decides nothing."
    elif not note and few:
        note = f"Fewer than {rule.least} replies: shown, but it decides nothing."
    return Check(
        code=made.code,
        label=made.label,
        n=made.n,
        support=support,
        oppose=oppose,
        neither=neither,
        binds=made.chosen and not few,
        agrees=None if share is None else (share > rule.theta) == above,
        note=note,
        whole=made.whole,
    )
