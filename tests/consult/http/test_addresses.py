"""Addresses: no redirect leads to another host, and a number that no table has is a page that is not there."""

import pytest
from flask import Flask, Response
from flask.testing import FlaskClient

from consult.http.addresses import LARGEST, stay_here


@pytest.mark.parametrize(
    ("target", "left"),
    [
        ("https://evil.example/staff/?a=1#b", "/staff/?a=1#b"),
        ("//evil.example/staff/", "/staff/"),
        ("https://evil.example", "/"),
        ("/staff/?next=https://evil.example/", "/staff/?next=https://evil.example/"),
    ],
)
def test_a_redirect_stays_here(target: str, left: str) -> None:
    response = Response(status=302, headers={"Location": target})
    assert stay_here(response).headers["Location"] == left


def test_a_page_that_leads_nowhere_is_not_made_to() -> None:
    assert "Location" not in stay_here(Response("words")).headers


def test_a_host_that_the_browser_claims_is_in_no_redirect(client: FlaskClient) -> None:
    answer = client.get("/consultations", headers={"X-Forwarded-Host": "evil.example"})
    assert "evil" not in answer.headers.get("Location", "")


@pytest.mark.parametrize("number", ["-1", str(LARGEST + 1), "9" * 40, "1.5", "1 OR 1=1"])
def test_a_number_that_no_table_has_matches_no_address(staff_app: Flask, number: str) -> None:
    converter = staff_app.url_map.converters["int"](staff_app.url_map)
    with pytest.raises(ValueError, match=r".*"):
        converter.to_python(number)
