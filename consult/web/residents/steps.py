"""Where a visitor goes next: on, back, to the small print, or away for now. Whatever way, the page is saved first."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import request

from consult.services.answering.drafts import Answers
from consult.web.public_place import Place
from surveys.questions import AnyQuestion
from surveys.routing import Route

FROM_CHECK = "?from=check"
SMALL_PRINT = ("privacy", "cookies", "accessibility")
WAYS_OUT = frozenset({"back", "check", "later", "home", "overview", *SMALL_PRINT})


@dataclass(frozen=True, slots=True)
class Step:
    """Which button sent the page; `name` is empty for the one that goes on."""

    name: str
    unsaved: bool

    @property
    def leaves(self) -> bool:
        return bool(self.name)


def read_step() -> Step:
    """A button that no page has goes on; those of the small print say where they lead."""
    unsaved = "unsaved" in request.form
    sent = request.form.get("unsaved" if unsaved else "go", "")
    name = sent.partition("?")[0].strip("/")
    return Step(name, unsaved) if name in WAYS_OUT else Step("", unsaved=False)


def way_out(place: Place, way: Route, question: AnyQuestion, step: Step) -> str:
    """The address that a button other than the one to go on leads to."""
    here = place.question(question.name) + check_kept()
    if step.name in SMALL_PRINT:
        return f"/{step.name}?back={here}"
    addresses: Mapping[str, str] = {
        "back": step_back(place, way, question),
        "check": f"{place.address}/check-answers",
        "later": f"{place.address}/later",
        "home": "/",
        "overview": f"/consultations/{place.listing.slug}#changes",
    }
    return addresses[step.name]


def step_back(place: Place, way: Route, question: AnyQuestion) -> str:
    names = way.names
    position = names.index(question.name) if question.name in names else 0
    if comes_from_check():
        return f"{place.address}/check-answers"
    return place.question(names[position - 1]) if position else f"{place.address}/start"


def next_step(place: Place, way: Route, answers: Answers, after: str = "") -> str:
    """The address to go to: the next page, or after a change whatever has become visible, or the check."""
    changing = comes_from_check()
    if after in way.names and not changing:
        following = way.questions[way.names.index(after) + 1 :]
        return place.question(following[0].name) if following else f"{place.address}/check-answers"
    unseen = first_unseen(way, answers)
    if unseen is None:
        return f"{place.address}/check-answers"
    return place.question(unseen.name) + check_kept()


def first_unseen(way: Route, answers: Answers) -> AnyQuestion | None:
    """The first question on the way that was neither answered nor passed over."""
    return next((question for question in way.questions if question.name not in answers), None)


def comes_from_check() -> bool:
    """Whether the page was opened by a Change link of the check page."""
    return request.args.get("from") == "check"


def check_kept() -> str:
    """What carries on to the next page that the check page is where to return to."""
    return FROM_CHECK if comes_from_check() else ""
