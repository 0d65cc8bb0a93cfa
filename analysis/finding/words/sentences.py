"""A finding in plain words, made only of what may be printed."""

from dataclasses import dataclass

from analysis.disclosure.withheld import WITHHELD, Shown, is_shown
from analysis.finding.companions import Companion
from analysis.finding.disclosed import disclosed
from analysis.finding.finding import Finding
from analysis.finding.participation import Missing
from analysis.finding.rule import leading
from analysis.finding.samples.figures import Estimate, Result
from analysis.finding.states import MAJORITY, NOT_SETTLED, OPEN, TOO_LITTLE, State
from analysis.finding.words.overturning import overturning, resampling, settling, standing
from analysis.finding.words.phrases import SAMPLES, Names, day, lowered, part, percent, span
from analysis.vocabulary import HIDDEN, STATES

VERBS = {"support": "support it", "oppose": "oppose it", "neither": "are neither or unsure"}
SHORT = {"support": "support", "oppose": "oppose", "neither": "neither or unsure"}
GROUPS: dict[Shown[State], str] = {
    "majority_support": "majority support",
    "majority_opposition": "majority opposition",
    "not_settled": "not settled",
    "too_little": "too few to say",
    WITHHELD: HIDDEN,
}


@dataclass(frozen=True, slots=True)
class Words:
    """A finding to be read.

    `headline` has the shares, `stands` what the finding depends on or why there is none, `details` what else
    would overturn or settle it, `companions` the groups most affected, always printed with the headline, and
    `closing` what the finding is for; before closing there is only a headline.
    """

    headline: str
    stands: str = ""
    details: tuple[str, ...] = ()
    companions: tuple[str, ...] = ()
    closing: str = ""

    def __str__(self) -> str:
        return " ".join(part for part in (self.headline, self.stands, *self.companions, self.closing) if part)


def write(finding: Finding, names: Names) -> Words:
    """The sentences of a finding; what may not be printed is taken out of it first."""
    shown = disclosed(finding)
    if shown.state == OPEN:
        return Words(_open(shown))
    closing = (
        f"This informs {lowered(names.decision_maker)}’s decision due {day(names.due)} {names.due.year};"
    )
    groups = [_companion(companion) for companion in shown.companions if companion.result]
    heard = [f"{group} are heard in sessions; there are no figures for them." for group in shown.heard]
    settled = shown.state in MAJORITY.values()
    return Words(
        headline=_too_little(shown, names) if shown.state == TOO_LITTLE else _closed(shown),
        stands=standing(shown) if settled else settling(shown) if shown.state == NOT_SETTLED else "",
        details=(*overturning(shown), *resampling(shown)),
        companions=(*groups, *heard),
        closing=f"{closing} it does not make it.",
    )


def status(state: State, names: Names) -> str:
    """The words on screen for a state."""
    return {
        "open": "Open: no conclusion is drawn before closing",
        "too_little": f"Too little to say what {names.place} think",
        "majority_support": "Majority support",
        "majority_opposition": "Majority opposition",
        "not_settled": "Not settled",
    }[state]


def _open(finding: Finding) -> str:
    replies = f"{finding.replies:,} {'reply' if finding.replies == 1 else 'replies'}"
    sentences = [f"{replies} so far; open until {day(finding.closes)}."]
    if finding.missing is not None:
        sentences.append(_missing(finding.missing))
    return " ".join([*sentences, "No conclusion is drawn before closing."])


def _missing(missing: Missing) -> str:
    residents = f"{percent(missing.residents)} of residents"
    if not is_shown(missing.replies):
        return f"{missing.label} are {residents}; too few have replied to show their share."
    return f"{missing.label} are {percent(missing.replies)} of replies and {residents}."


def _closed(finding: Finding) -> str:
    """The shares of the sample, the leading side first and with its likely range."""
    sample = finding.sample
    if sample is None:
        return ""
    where = f"In {SAMPLES.get(finding.kind or '', 'a sample')} of {sample.n:,}, adjusted to the census,"
    if sample.best("support") is None:
        return f"{where} {_withheld(finding)}"
    return f"{where} {_shares(sample, leading(sample), ranged=True)}."


def _withheld(finding: Finding) -> str:
    """So few people gave one of the three kinds of answer that shares would tell what they said."""
    sides = {state: VERBS[side] for side, state in MAJORITY.items()}
    why = "so few people gave one kind of answer that it would be told what they said"
    if finding.state not in sides:
        return f"no shares are printed: {why}."
    return f"more than {part(finding.theta)} {sides[finding.state]}. The shares are not printed: {why}."


def _shares(result: Result, first: str, *, ranged: bool) -> str:
    """The three shares: "66 % support it (likely range 63–69), 22 % oppose it and 12 % are neither or unsure"."""
    written = []
    for state in sorted(STATES, key=lambda state: state != first):
        estimate = result.best(state) or Estimate(0.0, 0.0, 1.0)
        aside = f" (likely range {span(estimate)})" if ranged and state == first else ""
        written.append(f"{percent(estimate.p)} {VERBS[state]}{aside}")
    return f"{written[0]}, {written[1]} and {written[2]}"


def _too_little(finding: Finding, names: Names) -> str:
    """What those said who replied, and why this is no finding about residents."""
    chose, sentences = finding.chose, []
    if finding.replies == 0:
        return f"Nobody has replied, so nothing can be said about what {names.place} think."
    if finding.sample is not None:
        who = SAMPLES.get(finding.kind or "", "a sample")
        adjusted = "" if finding.sample.share("support").weighted is None else ", adjusted to the census"
        sentences.append(_told(f"in {who}{adjusted}", finding.sample))
        sentences.append(f"This is too little to say what {names.place} think.")
        sentences += [reason.sentence for reason in finding.reasons]
    if chose is not None and any(way.result is not None and way.kind not in SAMPLES for way in finding.arms):
        sentences.append(_told("who chose to reply", chose))
    if finding.sample is None:
        sentences.append(f"Without a random sample this cannot show what {names.place} think.")
    return " ".join([*sentences, "What people wrote in their own words must be considered all the same."])


def _told(who: str, result: Result) -> str:
    if not is_shown(result.n):
        return f"Fewer than 10 people {who} answered the question."
    if result.best("support") is None:
        return f"Of {result.n:,} people {who}, too few gave some answers for shares to be printed."
    return f"Of {result.n:,} people {who}, {_shares(result, leading(result), ranged=False)}."


def _companion(companion: Companion) -> str:
    result = companion.result
    if result is None or not is_shown(result.n):
        return f"{companion.label}: fewer than 10 replies, too few to say."
    if companion.state is WITHHELD:
        return f"{companion.label}: {result.n:,} replies; the shares are {HIDDEN}, so what they add up to is, too."
    estimates = [(state, result.best(state)) for state in STATES]
    shares = [f"{percent(each.p)} {SHORT[state]}" for state, each in estimates if each]
    return f"{companion.label}: {', '.join([*shares, f'{result.n:,} replies', GROUPS[companion.state]])}."
