"""A consultation, and a browser's worth of cookies of somebody who runs it."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from consult.models import Consultation
from tests.factories import make_consultation
from tests.staff import add_account, sign_in
from tests.visitor import Visitor


@pytest.fixture
def consultation(session: Session) -> Consultation:
    return make_consultation(session)


@pytest.fixture
def staff(
    staff_app: Flask, staff_client: FlaskClient, session: Session, consultation: Consultation
) -> Visitor:
    sign_in(staff_client, add_account(staff_app, session, "staff"))
    return Visitor(staff_client)
