"""A questionnaire in the words of `analysis`: the two rooms meet here, by names of variables and scales only."""

from analysis.board.material import Material, QuestionInfo, VariableInfo
from surveys.conditions import ALWAYS, names
from surveys.layout import Layout, slots
from surveys.questionnaire import Questionnaire
from surveys.questions import AnyQuestion
from surveys.questions.agreement import STATES
from surveys.questions.single import Single
from surveys.variables import Variable

# The three shares of the board, by the names that surveys and analysis give them.
STATE_NAMES = {"support": "support", "oppose": "oppose", "neither_or_unsure": "neither"}


def make_material(questionnaire: Questionnaire) -> Material:
    """Every counted question that tells people apart, and the primary item by state.

    Who counts as a resident is decided by some questions; among residents they have one answer, or are shown
    as groups anyway.
    """
    layout = slots(questionnaire)
    deciding = {questionnaire.owners[name].name for name in names(questionnaire.eligible)}
    questions = tuple(
        describe_question(question)
        for question in questionnaire.questions
        if question.variables() and question.name not in questionnaire.monitoring | deciding
    )
    return Material(questions, layout.columns, questionnaire.primary, _states(questionnaire, layout))


def describe_question(question: AnyQuestion) -> QuestionInfo:
    variables = tuple(describe_variable(variable) for variable in question.variables())
    correct = question.correct if isinstance(question, Single) else ""
    return QuestionInfo(
        name=question.name,
        title=question.title,
        tests=question.tests,
        variables=variables,
        correct=correct,
        label=question.label,
        of_all=question.condition == ALWAYS,
    )


def describe_variable(variable: Variable) -> VariableInfo:
    return VariableInfo(
        name=variable.name,
        label=variable.label,
        scale=variable.scale,
        codes=tuple(value.code for value in variable.values),
        labels=tuple(value.label for value in variable.values),
        outside=variable.outside,
        edges=variable.edges,
        sided=variable.sided,
    )


def _states(questionnaire: Questionnaire, layout: Layout) -> dict[str, tuple[int, ...]]:
    """The columns of the primary item that make up each of the three shares; none where there is no such item."""
    block = layout.by_variable.get(questionnaire.primary)
    if block is None:
        return dict.fromkeys(STATE_NAMES.values(), ())
    places = {value.code: block.start + at for at, value in enumerate(block.variable.values)}
    return {
        STATE_NAMES[state]: tuple(places[code] for code in codes if code in places)
        for state, codes in STATES.items()
    }
