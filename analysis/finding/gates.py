"""The gates of the plan: what a sample must hold before anything is concluded from it."""

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.finding.facts import Arm
from analysis.finding.figures import Result
from analysis.finding.samples import Sample
from analysis.finding.words import fine_percent
from analysis.plan.plan import Gates


@dataclass(frozen=True, slots=True)
class Gate:
    """One gate: whether it held (None: it could not be judged, which counts as failed), in a sentence."""

    code: str
    held: bool | None
    sentence: str


def judge(gates: Gates, sample: Sample, result: Result, arms: Sequence[Arm]) -> tuple[Gate, ...]:
    """All gates of a sample, `arms` being the ways in which its people were reached."""
    found = [_size(gates, result)]
    if gates.response_rate:
        found.append(_response_rate(arms, sample))
    if gates.covered:
        found.append(_covered(sample))
    found += [_margins(gates, sample), _effect(gates, result), _item_missing(gates, result)]
    return (*found, _unresolved(gates, sample, arms))


def failed(gates: Sequence[Gate]) -> tuple[Gate, ...]:
    return tuple(gate for gate in gates if gate.held is not True)


def response_rate(arms: Sequence[Arm], replies: float) -> float | None:
    """The share of the people invited who replied, None unless it is known of every arm."""
    invited = [arm.invited for arm in arms if arm.invited]
    return replies / sum(invited) if invited and len(invited) == len(arms) else None


def _size(gates: Gates, result: Result) -> Gate:
    size = result.n if result.n_eff is None else result.n_eff
    sentence = f"The replies are worth {int(size):,} random ones; at least {gates.n_eff:,.0f} are needed."
    return Gate("n_eff", size >= gates.n_eff, sentence)


def _response_rate(arms: Sequence[Arm], sample: Sample) -> Gate:
    rate = response_rate(arms, sample.table.total)
    if rate is None:
        return Gate("response_rate", None, "It is not known how many of those invited replied.")
    published = all(arm.published for arm in arms)
    told = "this is published" if published else "this has not been published"
    return Gate("response_rate", published, f"{fine_percent(rate)} of those invited replied, and {told}.")


def _covered(sample: Sample) -> Gate:
    if sample.climb is None:
        return Gate("covered", False, sample.refusal)
    return Gate("covered", True, "Every group of residents that is weighted to has replies.")


def _margins(gates: Gates, sample: Sample) -> Gate:
    if sample.climb is None:
        return Gate("margins", None, "Without weights it cannot be told how well the replies match residents.")
    miss = sample.climb.weights.miss
    held = miss <= gates.miss
    how = "match" if held else "do not match"
    sentence = f"The weighted replies {how} the population figures: a group is off by {100 * miss:.2g} % at most."
    return Gate("margins", held, sentence)


def _effect(gates: Gates, result: Result) -> Gate:
    if result.deff is None:
        return Gate("deff", None, "Without weights it cannot be told how much weighting costs.")
    sentence = (
        f"Because of weighting, {result.deff:.2f} replies are worth one random reply; {gates.deff:g} are allowed."
    )
    return Gate("deff", result.deff <= gates.deff, sentence)


def _item_missing(gates: Gates, result: Result) -> Gate:
    sentence = f"{fine_percent(result.missing)} left the question out; {fine_percent(gates.item_missing)} are allowed."
    return Gate("item_missing", result.missing <= gates.item_missing, sentence)


def _unresolved(gates: Gates, sample: Sample, arms: Sequence[Arm]) -> Gate:
    open_flags = sum(arm.unresolved for arm in arms)
    share = open_flags / sample.table.total if sample.table.total else 0.0
    sentence = (
        f"Doubts about {fine_percent(share)} of the replies are not resolved; {fine_percent(gates.unresolved)} are allowed."
    )
    return Gate("unresolved", share <= gates.unresolved, sentence)

