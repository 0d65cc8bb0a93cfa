"""The rule of a plan in two sentences, to be read before anybody replies."""

from analysis.finding.words.phrases import SAMPLES, part
from analysis.plan.plan import Plan


def rule_sentences(plan: Plan, place: str) -> str:
    """When there is a majority, and what replies of those who chose to take part are for."""
    samples = " or ".join(SAMPLES[kind] for kind in plan.deciding)
    return (
        f"We report majority support only if, in {samples} adjusted to the census, more than "
        f"{part(plan.rule.theta)} support it after allowing for chance and for supporters being "
        f"{plan.rule.gamma:g} times as likely to answer; majority opposition in the same way. Open replies explain "
        f"why and stand beside it; alone they never count as the view of {place}."
    )
