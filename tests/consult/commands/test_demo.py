from flask import Flask

from consult.commands.demo import demo


def test_it_says_what_it_did_and_refuses_to_do_it_again(staff_app: Flask) -> None:
    runner = staff_app.test_cli_runner()
    first = runner.invoke(demo, ["--replies", "12", "--seed", "3"])
    assert first.exit_code == 0, first.output
    assert "9 invented replies by open link" in first.output
    assert "3 invented replies by random invitation" in first.output
    assert "demo-sign-ins.json" in first.output
    again = runner.invoke(demo, ["--replies", "12"])
    assert again.exit_code == 1
    assert "Nothing was added" in again.output


def test_it_needs_at_least_one_reply(staff_app: Flask) -> None:
    assert staff_app.test_cli_runner().invoke(demo, ["--replies", "0"]).exit_code == 2
