"""The gates of the plan: what a sample must hold before anything is concluded from it."""

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.disclosure.rules import RULES
from analysis.finding.facts import Arm
from analysis.finding.samples.figures import Result
from analysis.finding.samples.sample import Sample
from analysis.finding.words.phrases import about, compared, fine_percent, percent
from analysis.plan.plan import Gates
from analysis.support.weighting.weights import Weights

SMALL = 0.01


@dataclass(frozen=True, slots=True)
class Gate:
    """One gate: whether it held (None: it could not be judged, which counts as failed), in a sentence."""

    code: str
    held: bool | None
    sentence: str


def judge(gates: Gates, sample: Sample, result: Result, arms: Sequence[Arm]) -> tuple[Gate, ...]:
    """All gates of a sample with replies, `arms` being the ways in which its people were reached.

    Where weights were refused, the gate "covered" has failed and those of the weights are left out.
    """
    found = [_size(gates, result)]
    if gates.response_rate or gates.least_rate is not None:
        found.append(_response_rate(gates, arms, sample))
    if gates.recruitment is not None:
        found.append(_recruitment(gates.recruitment))
    if sample.climb is None:
        found.append(Gate("covered", held=False, sentence=_refusal(sample)))
    else:
        if gates.covered:
            found.append(Gate("covered", held=True, sentence="Every group that is weighted to has replies."))
        found += [_margins(gates, sample.climb.weights), _effect(gates, sample.climb.weights)]
    found += [_item_missing(gates, sample, result), _unresolved(gates, sample, arms)]
    return (*found, *_by_judgement(gates, sample, arms))


def _refusal(sample: Sample) -> str:
    """Of a few people it is not told which groups they are in, or not in."""
    if sample.table.total < RULES.base:
        return f"Fewer than {RULES.base} people replied, too few to weight them to the population."
    return sample.refusal


def failed(gates: Sequence[Gate]) -> tuple[Gate, ...]:
    return tuple(gate for gate in gates if gate.held is not True)


def response_rate(arms: Sequence[Arm], replies: float) -> float | None:
    """The share of the people invited who replied, None unless it is known of every arm."""
    invited = [arm.invited for arm in arms if arm.invited]
    return replies / sum(invited) if invited and len(invited) == len(arms) else None


def _size(gates: Gates, result: Result) -> Gate:
    size = result.size if result.n_eff is None else result.n_eff
    sentence = f"The replies are worth {about(size)} random ones; at least {gates.n_eff:,.0f} are needed."
    return Gate("n_eff", size >= gates.n_eff, sentence)


def _response_rate(gates: Gates, arms: Sequence[Arm], sample: Sample) -> Gate:
    rate = response_rate(arms, sample.table.total)
    if rate is None:
        return Gate("response_rate", None, "It is not known how many of those invited replied.")
    published = all(arm.published for arm in arms)
    told = "this is published" if published else "this has not been published"
    if gates.least_rate is None:
        expected = _expected(gates)
        return Gate(
            "response_rate", published, f"{_rate(rate)} of those invited replied, and {told}.{expected}"
        )
    replied, least = compared(rate, gates.least_rate)
    sentence = f"{_rate(rate) if rate < SMALL else replied} of those invited replied; at least {least} must."
    held = (published or not gates.response_rate) and rate >= gates.least_rate
    return Gate("response_rate", held, f"{sentence} {told[0].upper()}{told[1:]}.{_expected(gates)}")


def _expected(gates: Gates) -> str:
    return "" if gates.expected_rate is None else f" The plan expected {_rate(gates.expected_rate)}."


def _rate(rate: float) -> str:
    """A rate in whole percents, a small one to a tenth, so that it is not called nothing."""
    return fine_percent(rate) if rate < SMALL else percent(rate)


def _recruitment(rate: float) -> Gate:
    joined = f"{percent(rate)} of the people drawn by lot joined the panel"
    return Gate("recruitment", held=True, sentence=f"{joined}, and this was published beforehand.")


def _margins(gates: Gates, weights: Weights) -> Gate:
    if weights.miss <= gates.miss:
        return Gate("margins", held=True, sentence="The weighted replies match the population figures.")
    off = f"a group is off by {100 * weights.miss:.2g} %"
    return Gate(
        "margins", held=False, sentence=f"The weighted replies do not match the population figures: {off}."
    )


def _effect(gates: Gates, weights: Weights) -> Gate:
    sentence = (
        f"After weighting it takes {weights.deff:.2f} replies to be worth one; {gates.deff:g} are allowed."
    )
    return Gate("deff", weights.deff <= gates.deff, sentence)


def _item_missing(gates: Gates, sample: Sample, result: Result) -> Gate:
    missing, limit = _part(result.missing, gates.item_missing, sample)
    held = result.missing <= gates.item_missing
    return Gate("item_missing", held, f"{missing} left the question out; {limit} are allowed.")


def _unresolved(gates: Gates, sample: Sample, arms: Sequence[Arm]) -> Gate:
    share = sum(arm.unresolved for arm in arms) / sample.table.total
    doubtful, limit = _part(share, gates.unresolved, sample)
    sentence = f"{doubtful} are in doubt, and nobody has resolved this; {limit} are allowed."
    if not share:
        sentence = f"No reply is in doubt; {limit} could be."
    return Gate("unresolved", share <= gates.unresolved, sentence)


def _by_judgement(gates: Gates, sample: Sample, arms: Sequence[Arm]) -> tuple[Gate, ...]:
    """The share of all that would be there: replies that staff took out by judgement, and those that count."""
    if gates.judged is None:
        return ()
    gone = sum(arm.judged for arm in arms)
    share = gone / (gone + sample.table.total)
    part, limit = compared(share, gates.judged)
    taken = (
        f"{part} of the replies were" if gone >= RULES.minimum else f"Fewer than {RULES.minimum} replies were"
    )
    sentence = f"{taken if gone else 'No reply was'} taken out by staff’s judgement; {limit} can be."
    return (Gate("judged", share <= gates.judged, sentence),)


def _part(share: float, limit: float, sample: Sample) -> tuple[str, str]:
    """A share of the replies beside its limit; a few people are not told to the percent."""
    part, allowed = compared(share, limit)
    few = 0 < share * sample.table.total < RULES.minimum - 0.5
    return (f"Fewer than {RULES.minimum} replies" if few else f"{part} of the replies", allowed)
