from collections.abc import Iterable

from consult.demonstration.respondents import NOT_SAID, Respondent
from consult.demonstration.turnout import OPEN_LINK, RANDOM_INVITATION
from surveys.questionnaire import Questionnaire
from tests.consult.demonstration.comparing import shares


def told(respondents: Iterable[Respondent], arm: str, trait: str) -> list[str | None]:
    return [respondent.traits[trait] for respondent in respondents if respondent.arm == arm]


def test_what_people_say_about_themselves_was_offered(
    questionnaire: Questionnaire, respondents: list[Respondent]
) -> None:
    for respondent in respondents:
        for name, code in respondent.traits.items():
            offered = questionnaire.variables_by_name[name].values
            assert code is None or code in {value.code for value in offered}


def test_everything_about_a_person_comes_from_the_person(
    questionnaire: Questionnaire, respondents: list[Respondent]
) -> None:
    own_words = {question.name for question in questionnaire.questions if question.is_text}
    told = questionnaire.monitoring - own_words | {"replying_as", "place"}
    assert told == respondents[0].traits.keys()


def test_everybody_says_how_they_reply(respondents: list[Respondent]) -> None:
    assert None not in {respondent.traits["replying_as"] for respondent in respondents}


def test_some_leave_unsaid_who_they_are(respondents: list[Respondent]) -> None:
    for trait in ("age", "sex", "ethnic_group", "religion"):
        codes = told(respondents, OPEN_LINK, trait)
        assert 0.04 < codes.count(None) / len(codes) < 0.12
        assert 0.01 < codes.count(NOT_SAID) / len(codes) < 0.10


def test_an_open_link_also_reaches_organisations_and_people_from_elsewhere(
    respondents: list[Respondent],
) -> None:
    assert 0.01 < shares(told(respondents, OPEN_LINK, "replying_as"))["organisation"] < 0.05
    assert 0.02 < shares(told(respondents, OPEN_LINK, "place"))["outside"] < 0.06


def test_invitations_go_to_homes(respondents: list[Respondent]) -> None:
    assert set(told(respondents, RANDOM_INVITATION, "replying_as")) <= {"lives", "works"}
    assert "under_16" not in told(respondents, RANDOM_INVITATION, "age")


def test_all_nineteen_ethnic_groups_reply(
    questionnaire: Questionnaire, respondents: list[Respondent]
) -> None:
    offered = {value.code for value in questionnaire.variables_by_name["ethnic_group"].values}
    assert set(told(respondents, OPEN_LINK, "ethnic_group")) - {None} == offered
