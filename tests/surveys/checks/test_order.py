from tests.surveys.examples import ask, problems_of, wrap

RED = {"variable": "colour", "is": "red"}


def problems(*questions: dict[str, object]) -> list[tuple[str, str]]:
    return [(problem.place, problem.sentence) for problem in problems_of(wrap(*questions))]


def test_a_rule_may_look_back() -> None:
    assert problems(ask("single"), ask("text", show_if=RED)) == []


def test_a_rule_may_not_look_ahead() -> None:
    assert problems(ask("text", show_if=RED), ask("single")) == [
        ("question “story”", "The rule looks at “colour”, which is asked later.")
    ]


def test_a_rule_may_not_look_at_its_own_question() -> None:
    assert problems(ask("single", show_if=RED)) == [
        ("question “colour”", "The rule looks at “colour”, which is asked by this question itself.")
    ]


def test_rules_in_a_circle_are_told_once() -> None:
    found = problems(
        ask("single", name="one", show_if={"variable": "three", "is": "red"}),
        ask("single", name="two", show_if={"variable": "one", "is": "red"}),
        ask("single", name="three", show_if={"variable": "two", "is": "red"}),
    )
    assert found == [
        ("question “one”", "The rule looks at “three”, which is asked later."),
        ("question “one”", "The rules run in a circle through “three”, “two”."),
    ]
