"""What the browser remembers of a visit: one cookie for each survey, and for how long."""

from flask import current_app, request
from werkzeug.wrappers import Response

from consult.security import cookie_name
from consult.services.answering.visits import Visit
from consult.services.records.retention import DRAFT_DAYS
from consult.settings import Settings
from consult.web.public_place import Place


def read_cookie(place: Place) -> Visit | None:
    return Visit.from_cookie(request.cookies.get(visit_cookie(place.survey.id)))


def remember(response: Response, place: Place, visit: Visit) -> Response:
    """Give the browser the visit: until it is closed, or for as long as the answers are if that was chosen."""
    response.set_cookie(
        visit_cookie(place.survey.id),
        visit.cookie,
        max_age=DRAFT_DAYS if visit.kept else None,
        secure=settings().secure,
        httponly=True,
        samesite="Lax",
    )
    return response


def renew(response: Response, place: Place, visit: Visit) -> Response:
    """Answers that were saved just now are kept longer; so is a cookie that stays on the device."""
    return remember(response, place, visit) if visit.kept else response


def forget(response: Response, place: Place) -> Response:
    """Take the visit away from the browser, with everything that its pages keep there themselves."""
    name = visit_cookie(place.survey.id)
    response.delete_cookie(name, secure=settings().secure, httponly=True, samesite="Lax")
    response.headers["Clear-Site-Data"] = '"storage"'
    return response


def visit_cookie(survey_id: int) -> str:
    return cookie_name(settings(), f"visit-{survey_id}")


def settings() -> Settings:
    found: Settings = current_app.extensions["settings"]
    return found
