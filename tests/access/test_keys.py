"""Keys on the desk, and the ring that looks them up without asking twice."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from coopgraph.settings import sqlite_url
from kg.access.keys import PREFIX, UnknownKeyError, digest_of, keys_of, make_key, revoke
from kg.access.ring import KeyRing
from kg.changes import Deletion, NodeStatement, Withdrawal
from kg.schema.desk import Key
from kg.store import create_store
from kg.store.protocol import Store
from tests.access.clock import SetClock

SOURCE = "source/desk/keys"


@pytest.fixture(params=["sqlite", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty desk of each engine."""
    url = sqlite_url(tmp_path / "desk.db")
    if request.param == "neo4j":
        url = request.getfixturevalue("fresh_neo4j_desk")
    store = create_store(url, room="desk")
    yield store
    store.close()


def test_a_key_is_found_by_its_text_alone(desk: Store) -> None:
    now = SetClock()()
    text, known = make_key(desk, "states", "A table", None, now)
    ring = KeyRing(desk)
    assert ring.find(text, now) == known
    assert known.digest == digest_of(text)
    assert known.digest not in repr(known)
    others = [
        "", PREFIX, text[:-1], f"{text}x", text.upper(), known.digest, known.id, f" {text}",
        text.removeprefix(PREFIX), text + "x" * 500, "\ud800", text.replace("_", "-"),
    ]  # fmt: skip
    for other in others:
        assert ring.find(other, now) is None


def test_a_text_that_is_no_key_counts_for_nothing_though_the_desk_has_its_digest(
    desk: Store,
) -> None:
    text, _ = make_key(desk, "board", "x", None, SetClock()())
    forged = Key(id="key/x", audience="board", sha256=digest_of("short"))
    desk.apply([NodeStatement("key/x", SOURCE, forged.props())])
    ring = KeyRing(desk)
    assert ring.find("short", SetClock()()) is None
    assert ring.find(text, SetClock()()) is not None


def test_the_ring_follows_what_becomes_of_keys(desk: Store) -> None:
    now = SetClock()()
    ring = KeyRing(desk)
    one, first = make_key(desk, "board", "1", None, now)
    two, second = make_key(desk, "board", "2", None, now)
    three, third = make_key(desk, "board", "3", None, now)
    assert all(ring.find(text, now) for text in (one, two, three))
    revoke(desk, first.id, now)
    desk.apply([Deletion(second.id)])
    desk.apply([Withdrawal(third.id, SOURCE)])
    assert not any(ring.find(text, now) for text in (one, two, three))
    assert [key.id for key in keys_of(desk)] == [first.id]


@pytest.mark.parametrize("props", [{}, {"audience": "board"}, {"sha256": digest_of("cg_x")}])
def test_a_record_that_says_too_little_is_no_key(desk: Store, props: dict[str, str]) -> None:
    make_key(desk, "board", "x", None, SetClock()())
    desk.apply([NodeStatement("key/x", SOURCE, props)])
    assert len(keys_of(desk)) == 1
    assert KeyRing(desk).find("cg_x", SetClock()()) is None


def test_a_key_counts_to_the_end_of_its_last_day(desk: Store) -> None:
    clock = SetClock()
    text, _ = make_key(desk, "board", "x", "2026-11-29", clock())
    ring = KeyRing(desk)
    clock.pass_(hours=11, minutes=59, seconds=59)
    assert ring.find(text, clock())
    clock.pass_(seconds=1)
    assert ring.find(text, clock()) is None


def test_only_a_key_can_be_revoked(desk: Store) -> None:
    now = SetClock()()
    text, known = make_key(desk, "board", "x", None, now)
    for id_ in (SOURCE, "key/none", known.id.upper(), text):
        with pytest.raises(UnknownKeyError) as unknown:
            revoke(desk, id_, now)
        assert text not in unknown.value.sentence()
    assert revoke(desk, known.id, now) == revoke(desk, known.id, now)
