"""How far the tour has come is read off the desk, and only invented offices take part."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.access.clock import utc_now
from kg.exchange.moving import begin, move, new_id, seen_record
from kg.exchange.parties import Who
from kg.exchange.tour import GIVES, ISLAND, NEEDS, OFFICES, OTHER, STOPS, progress
from kg.model.desk_types import ContactRequest, FocalPoint, Submission
from kg.store.opening import create_store
from kg.store.protocol import Store

NOW = utc_now()
MINE, THEIRS = Who("authority", ISLAND), Who("authority", OTHER)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Store]:
    store = create_store(f"sqlite:///{tmp_path / 'desk.db'}", room="desk")
    yield store
    store.close()


def done(desk: Store) -> list[str]:
    found = progress(desk).done
    return [stop.name for stop in STOPS if stop.name in found]


def moved(desk: Store, record: Any, act: str, who: Who, /, **said: Any) -> Any:
    return move(desk, seen_record(desk, type(record), record.id, who), act, who, NOW, **said)


def test_each_stop_is_seen_as_it_is_done(desk: Store) -> None:
    assert (done(desk), progress(desk).next) == ([], "enter")
    point = FocalPoint(
        id=new_id(FocalPoint), office=ISLAND, role="authority", mailbox=NEEDS.mailbox
    )
    secretariat = Who("secretariat")
    moved(desk, begin(desk, point, "invite", secretariat, NOW), "verify", secretariat)
    assert done(desk) == ["enter"]
    entry = Submission(id=new_id(Submission), office=ISLAND, kind="demands", row=['["a","b"]'])
    entry = begin(desk, entry, "draft", MINE, NOW)
    assert done(desk) == ["enter"], "a draft was not sent"
    entry = moved(desk, entry, "propose", MINE)
    assert progress(desk).next == "accept"
    moved(desk, entry, "accept", secretariat, led_to="x", record="demand/x")
    assert progress(desk).next == "ask"
    request = ContactRequest(
        id=new_id(ContactRequest), asks=ISLAND, asked=OTHER, about=["demand/x"], text="?"
    )
    request = begin(desk, request, "ask", MINE, NOW)
    assert progress(desk).next == "answer"
    request = moved(desk, request, "accept", THEIRS)
    request = moved(desk, request, "start", THEIRS)
    assert progress(desk).next == "start", "it is not concluded yet"
    request = moved(desk, request, "conclude", THEIRS)
    assert progress(desk).next == "confirm"
    moved(desk, request, "confirm", MINE, activity="activity/desk/x")
    assert progress(desk).next is None
    assert done(desk) == [stop.name for stop in STOPS]


def test_what_others_do_or_take_back_does_not_count(desk: Store) -> None:
    other = Submission(id=new_id(Submission), office=OTHER, kind="offers", row=['["a","b"]'])
    moved(desk, begin(desk, other, "draft", THEIRS, NOW), "propose", THEIRS)
    own = Submission(id=new_id(Submission), office=ISLAND, kind="demands", row=['["a","b"]'])
    own = moved(desk, begin(desk, own, "draft", MINE, NOW), "propose", MINE)
    moved(desk, own, "withdraw", MINE)
    assert done(desk) == []


def test_all_offices_are_invented() -> None:
    assert all(
        each.mailbox.endswith(".example.org") or "@example.org" in each.mailbox for each in OFFICES
    )
    assert all("/example-" in each.office for each in (NEEDS, GIVES) if each.office)
