"""A desk that is handed over: all of the old office is the new one's, also when killed between."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from coopgraph.settings import sqlite_url
from kg.base.errors import BadOptionError, ConflictError
from kg.exchange.acceptance import Ledgers, office_source
from kg.exchange.exchange_errors import LeftOutError, NotYoursError
from kg.exchange.handing_over import check_successor, hand_over
from kg.exchange.moving import Seen, begin, move, new_id, records_of, seen_record
from kg.exchange.parties import CLOCK, Who
from kg.graph.build import snapshot_of
from kg.graph.view import View
from kg.model.changes import NodeStatement, RelationKey, RelationStatement
from kg.model.desk_types import ContactRequest, FocalPoint, Submission
from kg.store.opening import create_store
from kg.store.protocol import Store
from tests.kg.exchange.people import NOW, SECRETARIAT

OLD, NEW, OTHER = "org/old", "org/new", "org/elsewhere"
OFFER, DEMAND, FILED = "offer/one", "demand/two", "offer/three"
FILE, OWN = "source/file", office_source(OLD)
OLD_WHO = Who("authority", OLD, "focalpoint/old")
NEW_WHO = Who("authority", NEW, "focalpoint/new")


@pytest.fixture(params=["sqlite", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def ledgers(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Ledgers]:
    """The knowledge base on each engine, the desk in a file."""
    neo4j = request.param == "neo4j"
    url = request.getfixturevalue("fresh_neo4j") if neo4j else sqlite_url(tmp_path / "k.db")
    with (
        closing(create_store(url)) as knowledge,
        closing(create_store(sqlite_url(tmp_path / "desk.db"), room="desk")) as desk,
    ):
        fill(knowledge)
        for who, office in ((OLD_WHO, OLD), (NEW_WHO, NEW)):
            point = FocalPoint(
                id=who.focal_point or "", office=office, mailbox=f"{office[4:]}@example.org",
                role="authority",
            )  # fmt: skip
            begin(desk, point, "invite", SECRETARIAT, NOW)
            move(desk, seen_record(desk, FocalPoint, point.id, who), "verify", who, NOW)
        yield Ledgers(knowledge, desk)


def fill(knowledge: Store) -> None:
    knowledge.apply([
        *(NodeStatement(id_, id_, {"title": {"en": id_}}) for id_ in (FILE, OWN)),
        *(NodeStatement(id_, FILE, {"name": {"en": id_}})
          for id_ in ("state/hnd", "state/col", OLD, NEW, OTHER)),
        RelationStatement(RelationKey("PART_OF", OLD, "state/hnd"), FILE),
        RelationStatement(RelationKey("PART_OF", NEW, "state/hnd"), FILE),
        RelationStatement(RelationKey("PART_OF", OTHER, "state/col"), FILE),
        NodeStatement(OFFER, OWN, {"title": {"es": "Uno"}}, "submission/a", dated="2026-01-01",
                      visibility="public"),
        NodeStatement(DEMAND, OWN, {"title": {"es": "Dos"}}, dated="2026-01-01",
                      visibility="board"),
        NodeStatement(FILED, FILE, {"title": {"es": "Tres"}}),
        *(RelationStatement(RelationKey("DECLARES", "state/hnd", id_), source)
          for id_, source in ((OFFER, OWN), (DEMAND, OWN), (FILED, FILE))),
        RelationStatement(RelationKey("CONTACT_FOR", OLD, OFFER), OWN),
        RelationStatement(RelationKey("CONTACT_FOR", OLD, FILED), FILE),
        RelationStatement(RelationKey("CONFIRMS", OLD, OFFER), OWN, {"since": "2026-02-01"}),
    ])  # fmt: skip


def on_the_desk(desk: Store) -> list[str]:
    """What is of the old office: a draft, and requests in which it is either side."""
    draft = Submission(id=new_id(Submission), office=OLD, kind="offers", row=["[]"])
    begin(desk, draft, "draft", OLD_WHO, NOW)
    requests = []
    for asks, asked in ((OLD, OTHER), (OTHER, OLD)):
        new = ContactRequest(
            id=new_id(ContactRequest), asks=asks, asked=asked, about=[OFFER, DEMAND], text="?",
            shares=[f'["{OLD}",{{"effort":{{"days":3}}}}]'],
        )  # fmt: skip
        requests.append(begin(desk, new, "ask", Who("authority", asks), NOW).id)
    return [draft.id, *requests]


def proposed(desk: Store) -> Seen[FocalPoint]:
    seen = seen_record(desk, FocalPoint, "focalpoint/old", OLD_WHO)
    move(desk, seen, "hand over", OLD_WHO, NOW, successor=NEW)
    return seen_record(desk, FocalPoint, "focalpoint/old", SECRETARIAT)


def sources(knowledge: Store) -> dict[str, Any]:
    said: dict[str, Any] = {}
    for id_ in (OFFER, DEMAND, FILED):
        (record,) = knowledge.get([id_]).values()
        said[id_] = {s.source: (dict(s.props), s.dated, s.visibility) for s in record.statements}
        for one in knowledge.relations_of(id_):
            said[" ".join(one.relation[:3])] = {s.source for s in one.statements}
    return said


def test_records_and_what_goes_on_are_of_the_new_office(ledgers: Ledgers) -> None:
    before, ids = sources(ledgers.knowledge), on_the_desk(ledgers.desk)
    seen = proposed(ledgers.desk)
    assert seen.record.state == "active"
    done = hand_over(ledgers, seen, SECRETARIAT, NOW)
    assert (done.state, done.successor) == ("handed over", NEW)
    after, mine = sources(ledgers.knowledge), office_source(NEW)
    assert after[OFFER] == {mine: before[OFFER][OWN]}
    assert after[DEMAND] == {mine: before[DEMAND][OWN]}
    assert after[FILED] == before[FILED]
    assert after[f"CONTACT_FOR {NEW} {OFFER}"] == after[f"CONTACT_FOR {NEW} {FILED}"] == {mine}
    assert f"CONTACT_FOR {OLD} {OFFER}" not in after
    # Who confirmed it that day stays who did.
    assert after[f"CONFIRMS {OLD} {OFFER}"] == {mine}
    found = {one.id for cls in (Submission, ContactRequest)
             for one in records_of(ledgers.desk, cls, NEW_WHO)}  # fmt: skip
    assert found == set(ids)
    for cls in (Submission, ContactRequest):
        assert records_of(ledgers.desk, cls, OLD_WHO) == []
    shares = {text for one in records_of(ledgers.desk, ContactRequest, NEW_WHO)
              for text in one.shares}  # fmt: skip
    assert shares == {f'["{NEW}",{{"effort":{{"days":3}}}}]'}


class Killed(BaseException):
    """As of a service that is killed."""


def test_killed_at_any_place_it_is_done_again_and_ends_alike(
    ledgers: Ledgers, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_the_desk(ledgers.desk)
    seen = proposed(ledgers.desk)
    apply, left = ledgers.desk.apply, 0

    def dies(*changes: Any, **options: Any) -> Any:
        nonlocal left
        if not left:
            raise Killed
        left -= 1
        return apply(*changes, **options)

    for left in range(3):  # noqa: B007 (used by dies)
        with monkeypatch.context() as patched:
            patched.setattr(ledgers.desk, "apply", dies)
            with pytest.raises(Killed):
                hand_over(ledgers, seen, SECRETARIAT, NOW)
    revision = ledgers.knowledge.revision()
    assert hand_over(ledgers, seen, SECRETARIAT, NOW).state == "handed over"
    assert ledgers.knowledge.revision() == revision
    assert len(records_of(ledgers.desk, ContactRequest, NEW_WHO)) == 2


def test_what_the_new_office_said_later_stays(ledgers: Ledgers) -> None:
    mine = office_source(NEW)
    ledgers.knowledge.apply([
        NodeStatement(mine, mine, {"title": {"und": NEW}}),
        NodeStatement(OFFER, mine, {"title": {"es": "Nuevo"}}, dated="2026-06-01"),
    ])  # fmt: skip
    hand_over(ledgers, proposed(ledgers.desk), SECRETARIAT, NOW)
    assert sources(ledgers.knowledge)[OFFER] == {mine: ({"title": {"es": "Nuevo"}}, "2026-06-01",
                                                        None)}  # fmt: skip


def test_the_secretariat_confirms_and_nobody_else(ledgers: Ledgers) -> None:
    seen, before = proposed(ledgers.desk), ledgers.knowledge.revision()
    for who in (OLD_WHO, NEW_WHO, Who("board"), CLOCK):
        with pytest.raises(NotYoursError):
            hand_over(ledgers, seen, who, NOW)
    kept = move(ledgers.desk, seen, "keep", OLD_WHO, NOW)
    assert kept.successor is None
    again = seen_record(ledgers.desk, FocalPoint, "focalpoint/old", SECRETARIAT)
    with pytest.raises(LeftOutError):
        hand_over(ledgers, again, SECRETARIAT, NOW)
    with pytest.raises(ConflictError):
        hand_over(ledgers, seen, SECRETARIAT, NOW)
    assert ledgers.knowledge.revision() == before


def test_it_goes_to_an_office_of_the_same_state_that_can_act(ledgers: Ledgers) -> None:
    view = View(snapshot_of(ledgers.knowledge, "board"), NOW.date())
    points = records_of(ledgers.desk, FocalPoint, SECRETARIAT)
    check_successor(view, OLD, NEW, points)
    for office in (OLD, OTHER):
        with pytest.raises(BadOptionError):
            check_successor(view, OLD, office, points)
    with pytest.raises(BadOptionError):
        check_successor(view, OLD, NEW, [])
