"""What granian tells, as WSGI has it: nothing a visitor sends passes for what a proxy says."""

from consult.server.environ import make_environ
from tests.consult.server.exchange import Headers, Scope


def environ_of(*headers: tuple[str, str]) -> dict[str, object]:
    return make_environ(Scope(headers=Headers(list(headers))), b"body")


def test_two_hosts_are_none() -> None:
    assert environ_of(("host", "a"), ("host", "b"))["HTTP_HOST"] == "a,b"


def test_a_header_with_underscores_is_dropped() -> None:
    found = environ_of(("x-forwarded-for", "203.0.113.5"), ("x_forwarded_for", "9.9.9.9"))
    assert found["HTTP_X_FORWARDED_FOR"] == "203.0.113.5"


def test_cookies_in_several_lines_are_one() -> None:
    assert environ_of(("cookie", "a=1"), ("cookie", "b=2"))["HTTP_COOKIE"] == "a=1; b=2"


def test_the_length_is_what_came() -> None:
    assert environ_of(("content-length", "9999"))["CONTENT_LENGTH"] == "4"
