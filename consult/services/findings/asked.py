"""A questionnaire in the words of a plan: what is asked, and which groups replies can be told apart by."""

from analysis.plan.asked import Asked
from analysis.plan.plan import Question
from consult.services.counting.material import STATE_NAMES
from surveys.questionnaire import Questionnaire
from surveys.questions.agreement import STATES
from surveys.strata import UNKNOWN


def ask_of(questionnaire: Questionnaire) -> Asked:
    """What a plan for this questionnaire is compared with."""
    answers = {
        variable.name: tuple(value.code for value in variable.values) for variable in questionnaire.variables
    }
    groups = {
        stratum.name: tuple(code for code in stratum.categories if code != UNKNOWN)
        for stratum in questionnaire.strata
    }
    return Asked(answers, groups)


def question_of(questionnaire: Questionnaire) -> Question:
    """The question that findings are about, with the answers that make up each of the three shares."""
    variable = questionnaire.variables_by_name[questionnaire.primary]
    known = {value.code for value in variable.values}
    sides = {
        STATE_NAMES[state]: tuple(code for code in codes if code in known) for state, codes in STATES.items()
    }
    return Question(variable.name, questionnaire.owners[variable.name].title, **sides)
