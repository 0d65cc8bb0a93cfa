"""Between the form of a plan and its document: shares as percents, lists as lines."""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import replace
from typing import Any

from wtforms import Field

from analysis.documents import Problem, to_document
from analysis.plan.defaults import BOTH, HOUSEHOLDS, census_weighting
from analysis.plan.sensitivities import PUT_BACK, SENSITIVITIES
from analysis.vocabulary import CHANCE_PANEL
from consult.web.plans.forms import DIMENSIONS, PlanForm
from consult.web.plans.reading import exclusion, frames, lines, numbers

Document = dict[str, Any]

RULE = ("gamma", "least", "open_replies_bind", "jackknife")
RULE_PERCENTS = ("theta", "level")
GATES = ("n_eff", "deff", "response_rate")
GATES_PERCENTS = ("item_missing", "unresolved", "judged", "least_rate", "expected_rate")
CAMPAIGNS = ("least_texts", "least_words")
DOUBTS = ("pace", "alike", "answers")

# Which field a problem belongs to, by the beginning of its place in the document; the first that fits.
PLACES = {
    "rule, theta": "theta",
    "rule, level": "level",
    "rule, gamma": "gamma",
    "rule, shown": "shown",
    "rule, least": "least",
    "weighting, cap": "cap",
    "weighting, frames": "frames",
    "weighting, households": "adults",
    "weighting": "weighted",
    "gates, random_invitation, item_missing": "item_missing",
    "gates, random_invitation, unresolved": "unresolved",
    "gates, random_invitation, judged": "judged",
    "gates, random_invitation, least_rate": "least_rate",
    "gates, random_invitation, expected_rate": "expected_rate",
    "gates, chance_panel, recruitment": "recruitment",
    "gates": "n_eff",
    "campaigns": "least_texts",
    "doubts, pace": "pace",
    "doubts": "alike",
    "exclusions": "exclusions",
    "sensitivities": "sensitivities",
    "family": "members",
}


def fields_of(document: Mapping[str, Any]) -> Document:
    """What the form shows of a plan."""
    rule, gates, campaigns = document["rule"], document["gates"][0], document["campaigns"]
    return {
        **{name: rule[name] for name in RULE},
        **{name: percents(rule[name]) for name in RULE_PERCENTS},
        **{name: gates[name] for name in GATES},
        **{name: percents(gates[name]) for name in GATES_PERCENTS if gates.get(name) is not None},
        **{name: campaigns[name] for name in CAMPAIGNS},
        **{name: document["doubts"][name] for name in DOUBTS},
        "likeness": percents(campaigns["likeness"]),
        "shown": ", ".join(f"{gamma:g}" for gamma in rule["shown"]),
        "recruitment": _recruitment(document["gates"]),
        **_weighting_fields(document["weighting"]),
        "sensitivities": document["sensitivities"],
        "exclusions": "\n".join(f"{each['code']}: {each['sentence']}" for each in document["exclusions"]),
        **_family_fields(document["family"]),
    }


def _weighting_fields(weighting: Mapping[str, Any]) -> Document:
    frames = [f"{each['way']}: {each['addresses']:,}" for each in weighting.get("frames", ())]
    return {
        "weighted": [target["dimension"] for target in weighting["targets"]],
        "cap": weighting["cap"],
        "frames": "\n".join(frames),
        "adults": (weighting.get("households") or {}).get("cap"),
    }


def _family_fields(family: Mapping[str, Any]) -> Document:
    return {
        "members": [member["label"] for member in family["members"]],
        "target": max((member["target"] for member in family["members"]), default=100),
        "correction": family["correction"],
        "heard": "\n".join(family["heard"]),
    }


def fill(suggested: Mapping[str, Any], form: PlanForm) -> Document:
    """The suggested plan with what the form says."""
    document, data = deepcopy(dict(suggested)), form.data
    document["rule"] |= {name: data[name] for name in RULE}
    document["rule"] |= {name: share(data[name]) for name in RULE_PERCENTS}
    document["rule"]["shown"] = numbers(data["shown"])
    document["gates"] = _gates(document["gates"][0], data)
    document["campaigns"] = {name: data[name] for name in CAMPAIGNS} | {"likeness": share(data["likeness"])}
    document["doubts"] = {name: data[name] for name in DOUBTS}
    document["exclusions"] = [exclusion(line) for line in lines(data["exclusions"])]
    document["sensitivities"] = [code for code in SENSITIVITIES if code in {PUT_BACK, *data["sensitivities"]}]
    document["weighting"] = weighting(data["weighted"], data["cap"], suggested)
    document["weighting"]["frames"] = frames(data["frames"])
    document["weighting"]["households"] = _households(data["adults"])
    document["family"] = _family(suggested["family"]["members"], data)
    return document


def _households(cap: int | None) -> Document | None:
    return None if cap is None else to_document(replace(HOUSEHOLDS, cap=cap))


def _gates(suggested: Mapping[str, Any], data: Mapping[str, Any]) -> list[Document]:
    """Those of a random sample, and the same for a panel, of which another rate is known."""
    gates = dict(suggested) | {name: data[name] for name in GATES}
    gates |= {name: None if data[name] is None else share(data[name]) for name in GATES_PERCENTS}
    if data["recruitment"] is None:
        return [gates]
    rate = share(data["recruitment"])
    return [
        gates,
        gates
        | {
            "kind": CHANCE_PANEL,
            "response_rate": False,
            "least_rate": None,
            "expected_rate": None,
            "recruitment": rate,
        },
    ]


def _recruitment(gates: Sequence[Mapping[str, Any]]) -> float | None:
    rates = [each.get("recruitment") for each in gates if each["kind"] == CHANCE_PANEL]
    return next((percents(rate) for rate in rates if rate is not None), None)


def _family(members: list[Document], data: Mapping[str, Any]) -> Document:
    chosen = [each | {"target": data["target"]} for each in members if each["label"] in data["members"]]
    return {"correction": data["correction"], "members": chosen, "heard": lines(data["heard"])}


def weighting(names: list[str], cap: float, suggested: Mapping[str, Any]) -> Document:
    """The census by these characteristics; the joint target needs both of its parts."""
    made: Document = to_document(census_weighting(tuple(name for name in DIMENSIONS if name in names)))
    joint = suggested["weighting"]["joint"] if {*BOTH} <= {*names} else None
    return made | {"cap": cap, "joint": joint}


def place_problem(form: PlanForm, problem: Problem) -> Field | None:
    """The field that a problem of the document belongs to, if any."""
    for beginning, name in PLACES.items():
        if problem.place.startswith(beginning):
            field: Field = form[name]
            return field
    return None


def share(percent: float) -> float:
    return round(percent / 100, 6)


def percents(part: float) -> float:
    """As few digits as the number needs: 50, not 50.0."""
    percent = round(100 * part, 4)
    return int(percent) if percent == int(percent) else percent
