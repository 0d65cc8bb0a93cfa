"""Whether a plan makes sense: each check looks at some parts of it and yields what must be put right."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from analysis.documents import Problem
from analysis.plan.asked import Asked
from analysis.plan.plan import CampaignRule, DoubtRule, Exclusion, Gates, Question, Rule
from analysis.plan.population_checks import check_family, check_weighting, repeated
from analysis.plan.sensitivities import PUT_BACK, SENSITIVITIES
from analysis.vocabulary import CHANCE_PANEL, CHOSEN, MOST_PACE, STATES

Problems = Iterator[Problem]

MOST_GAMMA = 1000
"""Beyond this the range is everything from 0 to 100 % and says nothing more."""


def check_question(asked: Asked | None, question: Question) -> Problems:
    codes = [code for state in STATES for code in question.answers(state)]
    if not question.wording.strip():
        yield Problem("question, wording", "The words of the question are missing.")
    for state in ("support", "oppose"):
        if not question.answers(state):
            yield Problem(f"question, {state}", "At least one answer must count for this side.")
    yield from repeated("question", "answer", codes)
    if asked is None:
        return
    known = asked.answers.get(question.variable)
    if known is None:
        yield Problem("question, variable", f"The questionnaire has no variable “{question.variable}”.")
        return
    for code in [code for code in codes if code not in known]:
        yield Problem("question", f"The questionnaire has no answer “{code}” to this question.")
    for code in [code for code in known if code not in codes]:
        yield Problem("question", f"The answer “{code}” counts for no side; it must be in one of the three.")


def check_rule(asked: Asked | None, rule: Rule) -> Problems:
    del asked
    if not 0.5 <= rule.theta < 1:
        yield Problem("rule, theta", "The share that makes a majority must be at least 0.5 and under 1.")
    if not 0.5 <= rule.level < 1:
        yield Problem("rule, level", "The level of the likely range must be at least 0.5 and under 1.")
    if not 1 <= rule.gamma <= MOST_GAMMA:
        yield Problem(
            "rule, gamma",
            f"Gamma must be at least 1 and at most {MOST_GAMMA:,}: it says how many times as likely to answer.",
        )
    if any(not 1 <= gamma <= MOST_GAMMA for gamma in rule.shown):
        yield Problem(
            "rule, shown", f"Every gamma that is shown must be at least 1 and at most {MOST_GAMMA:,}."
        )
    if rule.least < 1:
        yield Problem("rule, least", "The least number of replies of a check must be at least 1.")


def check_gates(asked: Asked | None, gates: Sequence[Gates]) -> Problems:
    if not gates:
        yield Problem("gates", "At least one way of being reached must be able to lead to a finding.")
    yield from repeated("gates", "way of being reached", [each.kind for each in gates])
    for each in gates:
        place = f"gates, {each.kind}"
        if each.kind not in CHOSEN:
            yield Problem(
                place,
                "A finding about residents can only come from people who were chosen, so from: "
                f"{', '.join(CHOSEN)}.",
            )
        if each.n_eff < 1 or each.deff < 1:
            yield Problem(place, "“n_eff” and “deff” must be at least 1.")
        yield from _check_recruitment(place, each)
        for name in ("miss", "item_missing", "unresolved", "judged", "least_rate", "expected_rate"):
            share = getattr(each, name)
            # A plan of before this was asked for is read as it is; a new one must say it.
            needed = asked is not None and name == "judged"
            if not 0 <= (share if share is not None else -1 if needed else 0) <= 1:
                yield Problem(f"{place}, {name}", "This must be a share, from 0 to 1.")


def _check_recruitment(place: str, gates: Gates) -> Problems:
    """A panel stands for residents only as far as it is known how many of those drawn by lot joined it."""
    rate = gates.recruitment
    if gates.kind == CHANCE_PANEL and not (rate is not None and 0 < rate <= 1):
        yield Problem(
            f"{place}, recruitment",
            "Say which share of the people drawn by lot joined the panel, over 0 to 1.",
        )
    if gates.kind != CHANCE_PANEL and rate is not None:
        yield Problem(f"{place}, recruitment", "Only a panel is recruited.")


def check_campaigns(asked: Asked | None, campaigns: CampaignRule) -> Problems:
    del asked
    if campaigns.least_texts < 2 or campaigns.least_words < 1 or not 0 < campaigns.likeness <= 1:
        yield Problem(
            "campaigns", "A campaign needs at least 2 texts of at least 1 word, with a likeness from 0 to 1."
        )


def check_doubts(asked: Asked | None, doubts: DoubtRule) -> Problems:
    del asked
    if not 0 <= doubts.pace <= MOST_PACE:
        yield Problem("doubts, pace", f"Seconds for each question must be from 0 to {MOST_PACE}.")
    if doubts.alike < 2 or doubts.answers < 1:
        yield Problem("doubts, alike", "It takes at least 2 replies, with at least 1 answer, to be alike.")


def check_exclusions(asked: Asked | None, exclusions: Sequence[Exclusion]) -> Problems:
    del asked
    yield from repeated("exclusions", "reason", [each.code for each in exclusions])
    for each in exclusions:
        if not each.sentence.strip():
            yield Problem(f"exclusions, {each.code}", "The reason must be said in a sentence.")


def check_sensitivities(asked: Asked | None, sensitivities: Sequence[str]) -> Problems:
    yield from repeated("sensitivities", "check", sensitivities)
    for code in sensitivities:
        if code not in SENSITIVITIES:
            known = ", ".join(SENSITIVITIES)
            yield Problem("sensitivities", f"There is no check “{code}”. There are: {known}.")
    if asked is not None and PUT_BACK not in sensitivities:
        yield Problem("sensitivities", f"The check “{SENSITIVITIES[PUT_BACK]}” cannot be left out.")


def check_times(asked: Asked | None, opens: datetime, closes: datetime) -> Problems:
    del asked
    for name, moment in (("opens", opens), ("closes", closes)):
        if moment.tzinfo is None:
            yield Problem(name, "The time zone is missing, as in 2027-03-31T17:00:00+01:00.")
    if opens.tzinfo and closes.tzinfo and closes <= opens:
        yield Problem("closes", "The consultation would close before it opens.")


def check_version(asked: Asked | None, version: str) -> Problems:
    del asked
    if not version.strip():
        yield Problem("version", "The version of the code that makes the finding is missing.")


Check = tuple[tuple[str, ...], Callable[..., Problems]]

CHECKS: tuple[Check, ...] = (
    (("question",), check_question),
    (("rule",), check_rule),
    (("weighting", "sensitivities"), check_weighting),
    (("gates",), check_gates),
    (("campaigns",), check_campaigns),
    (("doubts",), check_doubts),
    (("exclusions",), check_exclusions),
    (("sensitivities",), check_sensitivities),
    (("family",), check_family),
    (("opens", "closes"), check_times),
    (("version",), check_version),
)
"""Which parts of a plan each check needs; it is made as soon as these could be read."""
