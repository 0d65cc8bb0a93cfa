"""Migrations that fill columns, run on rows that were there before."""

from collections.abc import Iterator

import psycopg
import pytest

from consult.migrations.preparation import migrate
from consult.postgres.cluster import Cluster

BEFORE = """
    INSERT INTO person (email, password, fs_uniquifier) VALUES ('a@example.org', 'x', 'x');
    INSERT INTO consultation (slug, document, opens_at, closes_at) VALUES ('c', '{}', now(), now() + interval '1 day');
    INSERT INTO survey (consultation_id, slug, title) VALUES (1, 's', 'S');
    INSERT INTO survey_version (survey_id, number, document, digest) VALUES (1, 1, '{}', 'x');
    INSERT INTO arm (consultation_id, code, kind, label) VALUES (1, 'paper', 'paper', 'Paper');
    INSERT INTO response (version_id, arm_id, key_hash, receipt_hash, answers, stratum, eligible, may_publish,
                          received_at)
        SELECT 1, 1, decode(lpad(to_hex(n), 4, '0'), 'hex'), decode(lpad(to_hex(n), 4, '0'), 'hex'), '{}', '', true,
               true, now() FROM generate_series(1, 4) AS n;
"""
ENTRIES = """
    INSERT INTO assisted_entry (consultation_id, response_id, batch, serial, received_on, replaces_id, person_id)
    VALUES (1, 1, '', 'P-101', now(), NULL, 1), (1, 2, '', 'P–0101', now(), NULL, 1), (1, 3, '', '--', now(), NULL, 1),
           (1, 4, '', 'P-101', now(), 1, 1);
    INSERT INTO statement (response_id, question, sealed) VALUES (1, 'why', 'x'), (2, 'why', 'x');
    INSERT INTO moderation (statement_id, decision, wording, reason, person_id)
    VALUES (1, 'publish', 'The café’s rules', '', 1), (2, 'hold', '', 'x', 1);
"""
EXCLUSIONS = """
    INSERT INTO exclusion (response_id, action, reason, rule, person_id)
    VALUES (1, 'exclude', 'x', 'false', 1), (2, 'exclude', 'x', 'retyped', 1), (1, 'reinstate', 'x', '', 1);
"""


@pytest.fixture
def database(cluster: Cluster) -> Iterator[str]:
    with psycopg.connect(cluster.url(), autocommit=True) as connection:
        connection.execute("CREATE DATABASE filled")
        yield cluster.url("filled")
        connection.execute("DROP DATABASE filled")


def fill(url: str, *statements: str) -> None:
    with psycopg.connect(url) as connection:
        for statement in statements:
            connection.execute(statement)


def read(url: str, query: str) -> list[tuple[object, ...]]:
    with psycopg.connect(url) as connection:
        return connection.execute(query).fetchall()


def test_what_one_person_took_out_before_is_marked_so(database: str) -> None:
    migrate(database, "0007")
    fill(database, BEFORE, EXCLUSIONS)
    migrate(database, "0030")
    assert read(database, "SELECT alone FROM exclusion ORDER BY id") == [(True,), (False,), (True,)]


def test_texts_and_serial_numbers_are_compared_as_they_are_read(database: str) -> None:
    migrate(database, "0031")
    fill(database, BEFORE, ENTRIES)
    migrate(database, "0032")
    keys = [row[0] for row in read(database, "SELECT serial_key FROM assisted_entry ORDER BY id")]
    assert keys[0] == keys[3], "a correction has the number of what it corrects"
    assert len({*keys[:3]}) == 3, "forms that were entered twice stay"
    assert read(database, "SELECT folded FROM moderation ORDER BY id") == [("the café's rules",), ("",)]
