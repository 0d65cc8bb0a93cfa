"""Postcodes: a district, outside, or not recognised; and the directory they come from."""

import pytest
from sqlalchemy.orm import Session

from analysis.population import labels
from consult.models import Postcode
from consult.places.directory import read_directory
from consult.places.lookup import make_lookup

ROWS = {"ME141XX": "E07000110", "BR87AA": "E07000111", "BR87AB": "outside"}


@pytest.fixture
def known(owner_session: Session) -> None:
    owner_session.add_all(Postcode(code=code, district=district) for code, district in ROWS.items())
    owner_session.commit()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("ME14 1XX", "E07000110"),
        (" me14-1xx ", "E07000110"),
        ("BR8 7AA", "E07000111"),
        ("BR8 7AB", "outside"),
        ("AB10 1AA", "outside"),
        ("ME14 9ZZ", None),
        ("BR8 9ZZ", None),
        ("ZZ9 9ZZ", None),
        ("Maidstone", None),
        ("", None),
        ("ME14 1XX\x00", "E07000110"),
    ],
)
def test_what_a_postcode_means(session: Session, known: None, typed: str, found: str | None) -> None:
    assert make_lookup(session)(typed) == found


def test_the_directory_covers_all_thirteen_districts_and_their_borders() -> None:
    places = dict(read_directory(labels("district")))
    assert set(places.values()) == {*labels("district"), "outside"}
    inside = sum(place != "outside" for place in places.values())
    assert 70_000 < inside < 75_000
