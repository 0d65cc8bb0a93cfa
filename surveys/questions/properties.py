"""Properties: the fields that a document gives of a question, by which forms and the published schema are made."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Form = Literal[
    "name",
    "line",
    "text",
    "flag",
    "number",
    "numbers",
    "day",
    "choice",
    "code",
    "codes",
    "options",
    "facts",
    "rule",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Property:
    """One field: `form` says what it can hold, `label` and `hint` what a person who fills it in is told.

    `as_names`: the codes of options become parts of names. `default` is what a document without the field means.
    """

    name: str
    form: Form
    label: str
    hint: str = ""
    needed: bool = False
    default: object = None
    choices: Mapping[str, str] = field(default_factory=dict)
    as_names: bool = False


LINES = "One on a line. A star before the words sets an answer apart, like “Don’t know”: it has no place on the scale."
NAME = Property(
    name="name",
    form="name",
    label="Name in tables",
    hint="Small letters, digits and underscores. Exports call the column so.",
    needed=True,
)
TITLE = Property(name="title", form="line", label="Question", needed=True)
LABEL = Property(
    name="label",
    form="line",
    label="Short name on charts and in lists",
    hint="60 characters at most. Without one the whole question stands there.",
)
HINT = Property(name="hint", form="line", label="Hint below the question")
REQUIRED = Property(name="required", form="flag", label="It must be answered to go on")
MISSING = Property(name="missing", form="line", label="What to say if it is left out")
HELP = Property(name="help", form="facts", label="Facts that can be opened")
TESTS = Property(name="tests", form="codes", label="Codes of the tests that it serves")
SHOW_IF = Property(name="show_if", form="rule", label="When it is shown")

DRAWN = Property(
    name="drawn",
    form="flag",
    label="Draw the order by lot for each person",
    hint="A list begins elsewhere, or a scale runs the other way, so that no answer is favoured by its place.",
)

COMMON = (NAME, TITLE, HINT, LABEL, REQUIRED, MISSING, HELP, TESTS, DRAWN, SHOW_IF)

OFFER_DONT_KNOW = Property(name="dont_know", form="flag", label="Offer “Don’t know”", default=True)
SCALES = {"nominal": "No: they are only different", "ordinal": "Yes: from one end to the other"}
SIDED = Property(
    name="sided", form="flag", label="The first answers are for something and the last ones against it"
)


def order(default: str) -> Property:
    """Whether answers have an order."""
    names = [default, *(name for name in SCALES if name != default)]
    return Property(
        name="scale",
        form="choice",
        label="Do the answers have an order?",
        choices={name: SCALES[name] for name in names},
        default=default,
    )


def answers(
    name: str, label: str, *, as_names: bool = False, needed: bool = True, hint: str = LINES
) -> Property:
    return Property(name=name, form="options", label=label, hint=hint, as_names=as_names, needed=needed)
