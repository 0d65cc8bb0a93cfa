"""The kinds of question that can be asked."""

from surveys.questions.agreement import Agreement
from surveys.questions.base import AnyQuestion, PlaceLookup, Question
from surveys.questions.date import Date
from surveys.questions.grid import Grid
from surveys.questions.information import Information
from surveys.questions.multiple import Multiple
from surveys.questions.number import Number
from surveys.questions.place import Place
from surveys.questions.ranking import Ranking
from surveys.questions.single import Single
from surveys.questions.text import Text

KINDS: dict[str, type[AnyQuestion]] = {
    "single": Single,
    "multiple": Multiple,
    "agreement": Agreement,
    "grid": Grid,
    "ranking": Ranking,
    "number": Number,
    "date": Date,
    "text": Text,
    "place": Place,
    "information": Information,
}

__all__ = ["KINDS", "AnyQuestion", "PlaceLookup", "Question"]
