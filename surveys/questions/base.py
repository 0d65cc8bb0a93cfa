"""Question: what every kind of question has and can do."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, Self, TypedDict, TypeVar

from wtforms import Field

from surveys.conditions import ALWAYS, Condition, Values
from surveys.questions.properties import Property
from surveys.reading.facts import Fact
from surveys.reading.reader import DEFAULT_LANGUAGE, Reader
from surveys.variables import Stored, Variable
from surveys.wording import say

A = TypeVar("A")

# How long it takes to make up one's mind on an answer to pick, at least.
SECONDS_PER_PICK = 3.0


@dataclass(frozen=True, slots=True)
class Pace:
    """The assumptions behind every time we announce: words read in a minute, how much longer than at least
    people consider an answer, and the seconds it takes to send a page and get the next.

    Adults read 238 words of plain English in a minute on average, and most between 175 and 300 (Brysbaert 2019).
    """

    words_per_minute: float
    consideration: float
    seconds_per_page: float


QUICK = Pace(238, 1, 4)
CAREFUL = Pace(175, 2, 8)

# What a typed postcode means: the code of a district, "outside" for a place that is known but not in the
# area, None for something that is not a postcode.
PlaceLookup = Callable[[str], str | None]


def no_places(_postcode: str) -> str | None:
    """Recognise nothing: for questions asked where no postcodes are at hand, like on paper."""
    return None


class Common(TypedDict):
    """The fields of a definition that every question has."""

    name: str
    title: str
    label: str
    hint: str
    help: tuple[Fact, ...]
    required: bool
    tests: tuple[str, ...]
    condition: Condition
    missing: str
    drawn: bool
    language: str


@dataclass(frozen=True, kw_only=True)
class Question(ABC, Generic[A]):
    """One page of a questionnaire; `A` is the shape of its answer, made of plain JSON values.

    `called` is what people who write questionnaires call the kind, `properties` what a document says of it beside
    what every question has. `title` is what the page asks; `label` is what the question is called wherever it stands
    outside its page.
    `drawn`: the order of its list, or of its scale, is drawn by lot for each visit (see `surveys.questions.ordering`).
    """

    kind: ClassVar[str]
    called: ClassVar[str]
    properties: ClassVar[tuple[Property, ...]]
    is_text: ClassVar[bool] = False
    asks: ClassVar[bool] = True

    name: str
    title: str
    label: str
    hint: str = ""
    help: tuple[Fact, ...] = ()
    required: bool = False
    tests: tuple[str, ...] = ()
    condition: Condition = ALWAYS
    missing: str = ""
    drawn: bool = False
    language: str = DEFAULT_LANGUAGE

    @classmethod
    @abstractmethod
    def parse(cls, reader: Reader, common: Common) -> Self:
        """Read the fields of this kind."""

    def variables(self) -> tuple[Variable, ...]:
        """Give what the question is understood as: nothing, for texts and for pages to read."""
        return ()

    @abstractmethod
    def fields(self, find_place: PlaceLookup = no_places, /) -> dict[str, Field]:
        """Give the fields of a form page by their names."""

    @abstractmethod
    def answer(self, data: Mapping[str, Any], /) -> A | None:
        """Make the answer out of the data of a valid form, None if it was left unanswered."""

    @abstractmethod
    def form_data(self, answer: A, /) -> dict[str, Any]:
        """Give the data that fills in the form with an answer."""

    def encode(self, _answer: A, /) -> dict[str, Stored]:
        """Give the stored value of each variable that the answer gives one."""
        return {}

    def signals(self, answer: A, /) -> dict[str, Stored]:
        """Give what rules can look at: the values, or, of a text, that there is one."""
        return self.encode(answer)

    def decode(self, _values: Values, /) -> A | None:
        """Make the answer out of stored values."""
        return None

    @abstractmethod
    def words(self, answer: A, /) -> tuple[str, ...]:
        """Give the answer as lines to read."""

    @abstractmethod
    def reading(self) -> tuple[str, ...]:
        """Give the words on the page beside title and hint."""

    @property
    @abstractmethod
    def effort(self) -> float:
        """Estimate the seconds it takes to answer, once everything is read."""

    def seconds(self, pace: Pace) -> float:
        """Estimate the time the page takes; fact banks are not counted, as they stay closed unless opened."""
        words = sum(len(text.split()) for text in (self.title, self.hint, *self.reading()))
        return words * 60 / pace.words_per_minute + self.effort * pace.consideration + pace.seconds_per_page

    @property
    def template(self) -> str:
        return self.kind

    def possible(self, _values: Mapping[str, Stored | None], /) -> bool:
        """Say whether one answer can give these values together, None being a variable without one."""
        return True

    def say(self, key: str, **parts: object) -> str:
        return say(self.language, key, **parts)

    def when_missing(self, key: str) -> str:
        """Give the message for no answer, "" where none is needed."""
        return (self.missing or self.say(key)) if self.required else ""


AnyQuestion = Question[Any]
