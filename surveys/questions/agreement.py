"""Agreement: five labelled points from one end to the other, and "Don't know" apart."""

from dataclasses import dataclass
from typing import ClassVar, Self

from surveys.questions.base import Common
from surveys.questions.options import DONT_KNOW, Option, Options, dont_know, read_options
from surveys.questions.properties import OFFER_DONT_KNOW, Property, answers
from surveys.questions.single import Single
from surveys.reading.reader import Reader
from surveys.wording import say

POINTS = 5
SUPPORT = ("strongly_support", "tend_support")
NEITHER = ("neither",)
OPPOSE = ("tend_oppose", "strongly_oppose")

# The three shares that always stand together, by the codes that make them up.
STATES = {"support": SUPPORT, "oppose": OPPOSE, "neither_or_unsure": (*NEITHER, DONT_KNOW)}


@dataclass(frozen=True, kw_only=True)
class Agreement(Single):
    """Support or oppose, unless the questionnaire names five points of its own."""

    kind: ClassVar[str] = "agreement"
    called: ClassVar[str] = "Support or oppose, in five steps"
    properties: ClassVar[tuple[Property, ...]] = (
        answers(
            "points", "Five steps of your own, if not “Strongly support” to “Strongly oppose”", needed=False
        ),
        OFFER_DONT_KNOW,
    )

    @classmethod
    def parse(cls, reader: Reader, common: Common) -> Self:
        language = common["language"]
        points = read_options(reader, "points") if reader.has("points") else support_points(language)
        if len(points) != POINTS or any(point.outside for point in points):
            reader.note(f"“points” must have {POINTS} points on the scale.")
        if reader.flag("dont_know", default=True):
            points = (*points, dont_know(language))
        return cls(**common, options=points, scale="ordinal", sided=True)


def support_points(language: str) -> Options:
    return tuple(Option(code, say(language, code)) for code in (*SUPPORT, *NEITHER, *OPPOSE))
