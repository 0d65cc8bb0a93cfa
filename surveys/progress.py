"""Progress: where a page stands in its part of the questionnaire, without a promise that could be broken."""

from surveys.questionnaire import Questionnaire
from surveys.questions import AnyQuestion
from surveys.routing import Route
from surveys.wording import say


def progress(questionnaire: Questionnaire, way: Route, question: AnyQuestion) -> str:
    """Tell the part and the page in it, like "Short survey, page 3 of 12".

    Parts that people may choose do not change the number of pages of the others. Where answers still to come
    decide which pages of the part are shown, it says how many there are at least and at most.
    """
    part = questionnaire.part_of[question.name]
    here = questionnaire.positions[question.name]
    pages = questionnaire.parts[part]
    before = sum(name in way.names for name in pages if questionnaire.positions[name] < here)
    undecided = {name for name in pages if questionnaire.last_needed[name] >= here}
    shown = {name for name in pages if name in way.names} | {question.name}
    least, most = len(shown - undecided), len(shown | undecided)
    key = "page_of" if least == most else "page_of_range"
    return say(question.language, key, part=part, page=before + 1, least=least, pages=most)
