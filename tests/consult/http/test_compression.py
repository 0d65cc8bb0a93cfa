"""Pages on the wire: small, except where their length could tell somebody what stands in them."""

import gzip
import re

import brotli
import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests.factories import make_consultation
from tests.visitor import CHECK, SHORT_ROUTE, START, Visitor

FORMS = {"br": brotli.decompress, "gzip": gzip.decompress}
ALL = {"Accept-Encoding": "gzip, deflate, br, zstd"}
LINKED = re.compile(r'(?:href|src)="(/static/[^"]+)"')
LOADED = re.compile(r'from "(\./|\.\./)([^"]+)"')


@pytest.fixture
def visitor(session: Session, client: FlaskClient) -> Visitor:
    """Somebody who has answered everything, and whose browser has cookies of ours."""
    make_consultation(session)
    visitor = Visitor(client)
    visitor.answer_all(SHORT_ROUTE)
    return visitor


@pytest.mark.parametrize("encoding", FORMS)
def test_a_page_is_compressed_and_is_the_same_page(visitor: Visitor, encoding: str) -> None:
    plain = visitor.client.get("/privacy")
    headers = {"Accept-Encoding": encoding, "Sec-Fetch-Site": "same-origin"}
    small = visitor.client.get("/privacy", headers=headers)
    assert small.headers["Content-Encoding"] == encoding
    assert FORMS[encoding](small.data) == plain.data
    assert int(small.headers["Content-Length"]) == len(small.data) < len(plain.data) / 2
    assert "Accept-Encoding" in small.headers["Vary"]


@pytest.mark.parametrize("site", ["same-origin", "none"])
def test_a_person_s_own_pages_are_compressed_when_the_person_asks(visitor: Visitor, site: str) -> None:
    answer = visitor.client.get(CHECK, headers=ALL | {"Sec-Fetch-Site": site})
    assert answer.headers["Content-Encoding"] == "br"


@pytest.mark.parametrize("told", [{"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {}])
def test_the_length_of_a_page_that_another_site_asked_for_tells_nothing_of_it(
    visitor: Visitor, told: dict[str, str]
) -> None:
    """A guess of what stands in the page, put into its address, does not make it shorter."""
    lengths = {
        guess: len(visitor.client.get(f"/privacy?back=/consultations/{guess}", headers=ALL | told).data)
        for guess in ("facial-recognition", "qzjxkvwpyhgbmdlruc")
    }
    assert len(set(lengths.values())) == 1
    assert "Content-Encoding" not in visitor.client.get(CHECK, headers=ALL | told).headers


def test_whoever_comes_for_the_first_time_has_nothing_to_be_guessed(
    session: Session, client: FlaskClient
) -> None:
    make_consultation(session)
    answer = client.get(START, headers=ALL | {"Sec-Fetch-Site": "cross-site"})
    assert answer.headers["Content-Encoding"] == "br"


def test_the_first_page_weighs_less_than_40_kilobytes_in_all(session: Session, client: FlaskClient) -> None:
    """Everything that a browser fetches for it, with what scripts load, as it is on the wire."""
    make_consultation(session)
    page = client.get(START, headers=ALL)
    waiting = LINKED.findall(brotli.decompress(page.data).decode())
    weights = {START: len(page.data)}
    while waiting:
        address = waiting.pop()
        if address not in weights:
            answer = client.get(address, headers=ALL)
            weights[address] = len(answer.data)
            waiting += loaded_by(address, brotli.decompress(answer.data).decode())
    assert len(weights) > 5
    assert sum(weights.values()) < 40_960, weights
    assert [
        weight for address, weight in weights.items() if address.endswith(".css") and weight > 10_240
    ] == []


def loaded_by(address: str, text: str) -> list[str]:
    folder = address.rpartition("/")[0]
    places = {"./": folder, "../": folder.rpartition("/")[0]}
    return [f"{places[way]}/{name}" for way, name in LOADED.findall(text)] if address.endswith(".js") else []
