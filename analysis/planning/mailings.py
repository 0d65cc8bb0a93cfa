"""Letters by list, and what they are expected to bring in replies and in random replies' worth."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from analysis.plan.plan import Family


@dataclass(frozen=True, slots=True)
class Mailing:
    """Letters to addresses drawn from one list, of which a share `response` is expected to be answered.

    On the list people of the groups most affected are `times` as frequent as among all residents.
    """

    label: str
    addresses: int
    letters: int
    response: float
    times: float = 1.0

    @property
    def replies(self) -> float:
        return self.letters * self.response


@dataclass(frozen=True, slots=True)
class Outlook:
    """What some mailings are expected to bring: replies, and the random ones that they are worth."""

    letters: int
    replies: float
    worth: float

    @property
    def deff(self) -> float:
        """Replies for the worth of one random one."""
        return self.replies / self.worth if self.worth else float("nan")


@dataclass(frozen=True, slots=True)
class GroupOutlook:
    """A group of the family: expected replies, the number aimed at, and the letters that would bring it."""

    label: str
    replies: float
    target: int
    needed: int | None


def expect(mailings: Sequence[Mailing], deff: float) -> Outlook:
    """Replies, and their worth n_eff = n / (deff x design).

    `deff` is what weighting to the population and to households costs. The lists cost design = n sum(n_l b_l^2) /
    (sum n_l b_l)^2 with b_l = addresses / letters, Kish's formula for the weights of lists. Lists without replies
    count for nothing. Source: Kish 1965, Survey Sampling, section 11.7.
    """
    some = [each for each in mailings if each.replies > 0]
    n, letters = sum(each.replies for each in some), sum(each.letters for each in mailings)
    if not n:
        return Outlook(letters, 0.0, 0.0)
    base = {each.label: each.addresses / each.letters if len(some) > 1 else 1.0 for each in some}
    once = sum(each.replies * base[each.label] for each in some)
    twice = sum(each.replies * base[each.label] ** 2 for each in some)
    return Outlook(letters, n, once**2 / twice / deff)


def expect_groups(mailings: Sequence[Mailing], family: Family) -> tuple[GroupOutlook, ...]:
    """Each group of the family whose share of residents is known.

    `needed` are all letters of the first list that would reach the target, the other lists as they are; None where
    nobody on it is expected to answer.
    """
    found = []
    for member in family.members:
        if member.residents is None:
            continue
        each = [mailing.replies * member.residents * mailing.times for mailing in mailings]
        by_letter = mailings[0].response * member.residents * mailings[0].times
        needed = ceil(max(member.target - sum(each[1:]), 0) / by_letter) if by_letter else None
        found.append(GroupOutlook(member.label, sum(each), member.target, needed))
    return tuple(found)
