import pytest

from surveys.questions import AnyQuestion
from tests.surveys.examples import make_question, messages, post

KNOWN = {"ZZ1 1AA": "E1", "ZZ9 9ZZ": "outside", "ZZ5 5EE": "E77"}
UNKNOWN = "We do not recognise this postcode. Check it, or clear it and select your district instead"


@pytest.fixture
def question() -> AnyQuestion:
    return make_question("place")


@pytest.mark.parametrize(
    ("postcode", "district"), [("ZZ1 1AA", "E1"), (" ZZ1  1AA ", "E1"), ("ZZ9 9ZZ", "outside")]
)
def test_only_the_district_of_a_postcode_is_kept(question: AnyQuestion, postcode: str, district: str) -> None:
    form = post(question, {"home-postcode": postcode}, KNOWN.get)
    assert (messages(form), question.answer(form.data)) == ([], district)
    assert postcode.strip() not in repr(form.data)


def test_a_district_that_is_not_asked_about_is_outside(question: AnyQuestion) -> None:
    assert question.answer(post(question, {"home-postcode": "ZZ5 5EE"}, KNOWN.get).data) == "outside"


def test_an_unknown_postcode_is_shown_again_with_a_way_out(question: AnyQuestion) -> None:
    form = post(question, {"home-postcode": "ZZ0 0ZZ"}, KNOWN.get)
    assert messages(form) == [UNKNOWN]
    assert 'value="ZZ0 0ZZ"' in form["home-postcode"]()
    assert question.answer(form.data) is None


def test_a_mistyped_postcode_is_not_ignored_because_a_district_was_picked(question: AnyQuestion) -> None:
    form = post(question, {"home-postcode": "ZZ0 0ZZ", "home-district": "E2"}, KNOWN.get)
    assert messages(form) == [UNKNOWN]


@pytest.mark.parametrize("picked", ["E2", "outside", "no_fixed_address"])
def test_where_postcode_and_district_differ_people_are_asked_which(
    question: AnyQuestion, picked: str
) -> None:
    (message,) = messages(post(question, {"home-postcode": "ZZ1 1AA", "home-district": picked}, KNOWN.get))
    found, chosen = question.words("E1")[0], question.words(picked)[0]
    assert message.startswith(f"This postcode is in “{found}”, you selected “{chosen}”.")


def test_a_postcode_in_the_district_that_was_picked_is_no_question(question: AnyQuestion) -> None:
    form = post(question, {"home-postcode": "ZZ9 9ZZ", "home-district": "outside"}, KNOWN.get)
    assert (messages(form), question.answer(form.data)) == ([], "outside")


def test_without_a_lookup_every_postcode_is_unknown(question: AnyQuestion) -> None:
    assert messages(post(question, {"home-postcode": "ZZ1 1AA"})) == [UNKNOWN]


def test_the_form_is_filled_in_again_without_a_postcode(question: AnyQuestion) -> None:
    assert question.form_data("E1") == {"home-district": "E1"}


def test_a_questionnaire_may_name_what_lies_outside() -> None:
    question = make_question("place", outside="Beyond the hills", no_fixed_address="On the road")
    assert question.words("outside") == ("Beyond the hills",)
    assert question.words("no_fixed_address") == ("On the road",)
