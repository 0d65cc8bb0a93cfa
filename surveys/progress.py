"""Progress: where a page stands in its part of the questionnaire, without a promise that could be broken."""

from surveys.questionnaire import Questionnaire
from surveys.questions import AnyQuestion
from surveys.routing import Route
from surveys.wording import say


def progress(questionnaire: Questionnaire, way: Route, question: AnyQuestion) -> str:
    """Tell the part and the page in it, like "Short survey, page 3 of 12".

    Parts that people may choose do not change the number of pages of the others. Where answers still to come
    decide which pages of the part are shown, it says how many there are at most.
    """
    part = questionnaire.part_of[question.name]
    here = questionnaire.positions[question.name]
    pages = questionnaire.parts[part]
    before = sum(name in way.names for name in pages if questionnaire.positions[name] < here)
    undecided = {name for name in pages if questionnaire.last_needed[name] >= here}
    most = len({name for name in pages if name in way.names} | undecided | {question.name})
    key = "page_of_up_to" if undecided else "page_of"
    return say(question.language, key, part=part, page=before + 1, pages=most)
