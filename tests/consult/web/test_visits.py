"""A visit is never lost, whatever way somebody takes."""

from flask import Flask
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test
from sqlalchemy.orm import Session

from consult.models import Consultation
from tests.consult.web.ways import Ways

HURRY = [HealthCheck.too_slow, HealthCheck.filter_too_much]


def test_no_way_through_the_form_loses_an_answer_or_puts_it_into_another_reply(
    app: Flask, session: Session, consultation: Consultation
) -> None:
    machine = type("WaysOfThisSite", (Ways,), {"app": app, "session": session})
    limits = settings(max_examples=40, stateful_step_count=40, deadline=None, suppress_health_check=HURRY)
    run_state_machine_as_test(machine, settings=limits)
    assert consultation.slug in {each.slug for each in app.extensions["catalogue"].listings(session)}
