"""Whatever anybody sends to any page: no fault of ours, no line forged in a log, and no log that repeats it."""

import os

import pytest
from flask import Flask, current_app, redirect, request
from werkzeug.wrappers import Response

from consult.audiences import AUDIENCES, PUBLIC
from tests.faults.conftest import ROLES_OF_PEOPLE, Fortress

# How much of all that could be sent, and which of it; `make bench` sends more, and other things every day.
SHARE = float(os.environ.get("SIEGE_SHARE", "0.02"))
SEED = int(os.environ.get("SIEGE_SEED", "1"))
LEAST = 12  # requests for each rule

# A form that breaks off leaves a file without a name, which ends with the request and is nobody's fault.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


@pytest.mark.parametrize("role", ROLES_OF_PEOPLE)
def test_nothing_that_is_sent_is_a_fault_of_ours_or_stands_in_a_log(fortress: Fortress, role: str) -> None:
    with fortress.besieged_by(role, SHARE, SEED) as siege:
        siege.attack()
    assert not siege.faults, "\n".join(siege.faults[:40])
    assert siege.sent > LEAST * len(siege.atlas.rules)


def weak_page() -> str | Response:
    """Made by somebody in a hurry."""
    back = request.args.get("back", "1")
    if request.method == "HEAD":
        return redirect(back)
    current_app.logger.warning("Back to %s", back)
    return f"<p>{back}" if back[:1].isalpha() or "<" in back else f"<p>{int(back)}"


def test_a_weak_page_does_not_withstand_it(fortress: Fortress, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(AUDIENCES, "weak", PUBLIC)
    weaken(fortress.apps[0])
    with fortress.besieged_by("nobody", share=1) as siege:
        siege.attack_rule(next(rule for rule in siege.atlas.rules if rule.endpoint == "weak"))
    found = {fault.partition(":")[0].partition("(")[0].strip() for fault in siege.faults}
    assert {
        "status 500",
        "a log repeats what was sent",
        "an element that was sent stands in the page",
    } <= found


def weaken(app: Flask) -> None:
    app.add_url_rule("/weak", "weak", weak_page, methods=["GET", "POST"])
