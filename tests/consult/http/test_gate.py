"""The gate: a visitor's address behind proxies, and the one name the site answers to."""

from collections.abc import Iterable
from dataclasses import replace
from ipaddress import ip_network
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from consult.http.gate import Gate, believe_proxies, network_of
from consult.settings import Settings

OURS = (ip_network("127.0.0.1"), ip_network("10.0.0.0/8"), ip_network("fd00::/8"))
SITE = Settings("", site_url="https://consult.example")


def seen(remote: str, told: str = "", proto: str = "", trusted: Any = OURS) -> tuple[str, str]:
    """The address and the scheme that the application is given."""
    environ = {"REMOTE_ADDR": remote, "wsgi.url_scheme": "http"}
    environ |= {"HTTP_X_FORWARDED_FOR": told, "HTTP_X_FORWARDED_PROTO": proto}
    believe_proxies(environ, trusted)
    assert not [name for name in environ if "FORWARDED" in name]
    return environ["REMOTE_ADDR"], environ["wsgi.url_scheme"]


@pytest.mark.parametrize(
    ("remote", "told", "address"),
    [
        ("127.0.0.1", "203.0.113.5", "203.0.113.5"),
        ("127.0.0.1", "9.9.9.9, 203.0.113.5", "203.0.113.5"),  # the first was claimed by the visitor
        ("127.0.0.1", "203.0.113.5, 10.1.1.1", "203.0.113.5"),
        ("[::ffff:127.0.0.1]", "203.0.113.5:4711", "203.0.113.5"),
        ("fd00::1", "[2001:db8::7]:443", "2001:db8::7"),
        ("127.0.0.1", "", "127.0.0.1"),
        ("127.0.0.1", "unknown", "127.0.0.1"),
        ("127.0.0.1", "203.0.113.5, nonsense", "127.0.0.1"),
        ("198.51.100.1", "203.0.113.5", "198.51.100.1"),
        ("", "203.0.113.5", ""),
    ],
)
def test_only_our_own_proxies_are_believed(remote: str, told: str, address: str) -> None:
    assert seen(remote, told)[0] == address


def test_without_trusted_proxies_nobody_is_believed() -> None:
    assert seen("127.0.0.1", "203.0.113.5", "https", ()) == ("127.0.0.1", "http")


@pytest.mark.parametrize(
    ("proto", "scheme"), [("https", "https"), ("http, HTTPS", "https"), ("gopher", "http")]
)
def test_the_scheme_is_the_nearest_proxy_s(proto: str, scheme: str) -> None:
    assert seen("127.0.0.1", "203.0.113.5", proto)[1] == scheme


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("203.0.113.5", "203.0.113.6", False),
        ("2001:db8:1:2::5", "2001:db8:1:2:ffff::6", True),
        ("2001:db8:1:2::5", "2001:db8:1:3::5", False),
        ("::ffff:203.0.113.5", "203.0.113.5", True),
    ],
)
def test_a_household_is_one_network(one: str, other: str, same: bool) -> None:
    assert (network_of(one) == network_of(other)) == same


def ask(settings: Settings, host: str | None) -> str:
    """The status of a request for a host."""
    statuses: list[str] = []

    def application(_environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        start("200 OK", [])
        return [b""]

    environ = {"REMOTE_ADDR": "127.0.0.1", "SERVER_NAME": "10.0.0.5"} | ({"HTTP_HOST": host} if host else {})
    Gate(application, settings)(environ, lambda status, _headers: statuses.append(status))
    return statuses[0]


@pytest.mark.parametrize(
    "host",
    ["evil.example", "consult.example.evil.example", "a b", "x\r\nY: 1", "consult.example:99999999", None],
)
def test_strange_hosts_are_turned_away(host: str | None) -> None:
    assert ask(SITE, host) == "400 BAD REQUEST"


@pytest.mark.parametrize("host", ["consult.example", "CONSULT.example:443"])
def test_the_site_s_own_name_is_answered_to(host: str) -> None:
    assert ask(SITE, host) == "200 OK"


def test_on_one_s_own_machine_its_usual_names_are_answered_to() -> None:
    mine = replace(SITE, site_url="http://127.0.0.1:8000")
    assert {ask(mine, host) for host in ("localhost:8000", "127.0.0.1:8000", "[::1]:8000")} == {"200 OK"}


def test_who_is_turned_away_is_told_where_the_site_is(client: FlaskClient) -> None:
    answer = client.get("/", headers={"Host": "evil.example"})
    assert answer.status_code == 400
    assert "The site is at http://localhost" in answer.text
    assert "Content-Security-Policy" in answer.headers


@pytest.mark.parametrize("address", ["/static//x", "//evil.example/staff", "/staff"])
def test_no_redirect_names_a_host(staff_app: Flask, address: str) -> None:
    answer = staff_app.test_client().get(address)
    assert not answer.headers.get("Location", "/").startswith(("http", "//"))
