"""An approach from decision to signing: its record, what the knowledge base says, and undoing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from coopgraph.settings import sqlite_url
from kg.base.errors import ConflictError, UnknownIdError
from kg.exchange.acceptance import Ledgers
from kg.exchange.approach_acts import agreement_of, approach_id, decide, take
from kg.exchange.board_marks import BOARD as BOARD_SOURCE
from kg.exchange.exchange_errors import LeftOutError, NotAtThisStageError, NotYoursError
from kg.exchange.moving import records_of, seen_record
from kg.exchange.noted_steps import days_late, history
from kg.exchange.parties import Who
from kg.exchange.repair import repair
from kg.model.changes import NodeStatement, RelationKey
from kg.model.claims import chosen_node, chosen_relation
from kg.model.desk_types import Approach
from kg.store.opening import create_store
from kg.store.protocol import Store
from tests.kg.exchange.people import BOARD, HIGHLAND, ISLAND, NOW, PARTNER, SECRETARIAT

BODY, OTHER = "org/xxa-agency", "org/xxa-bloc"
ID = approach_id(BODY, OTHER)
SIGNED: dict[str, Any] = {
    "day": "2026-11-20", "document": "SG/ct 1/26", "title": "Framework agreement", "kind": "mou",
    "ends": "2029-11-19", "lang": "en", "seen_by": "public",
}  # fmt: skip


@pytest.fixture(params=["sqlite", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def ledgers(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Ledgers]:
    urls = [sqlite_url(tmp_path / name) for name in ("k.db", "desk.db")]
    if request.param == "neo4j":
        # One database holds one room: the desk lies beside it.
        urls[0] = request.getfixturevalue("fresh_neo4j")
    with closing(create_store(urls[0])) as known, closing(create_store(urls[1], room="desk")) as it:
        known.apply([
            NodeStatement("source/x", "source/x", {"title": {"en": "X"}}),
            NodeStatement(BODY, "source/x", {"name": {"en": "The agency"}}),
            NodeStatement(OTHER, "source/x", {"name": {"en": "The bloc"}}),
        ])  # fmt: skip
        yield Ledgers(known, it)


def begun(ledgers: Ledgers, who: Who = BOARD) -> Approach:
    record = Approach(
        id=ID, partner=OTHER, body=BODY, day="2026-10-01", decision="Decision 3", lang="en",
        next_step="Write to the secretariat", next_day="2026-10-15", in_charge="unit/xxa-desk",
    )  # fmt: skip
    return decide(ledgers, record, who, NOW)


def step(ledgers: Ledgers, act: str, who: Who = SECRETARIAT, **said: Any) -> Approach:
    seen = seen_record(ledgers.desk, Approach, ID, who)
    return take(ledgers, seen, act, who, NOW, said)


def to_signing(ledgers: Ledgers) -> Approach:
    begun(ledgers)
    step(ledgers, "contact", day="2026-10-10", channel="letter", addressed="unit/xxb-door")
    step(ledgers, "answer", day="2026-10-20")
    step(ledgers, "meet", day="2026-10-30")
    step(ledgers, "meet", day="2026-11-05")
    step(ledgers, "negotiate", day="2026-11-10", document="Draft 1")
    return step(ledgers, "sign", **SIGNED)


def stands(knowledge: Store) -> dict[str, Any]:
    key = RelationKey("APPROACHES", BODY, OTHER)
    (found,) = (r for r in knowledge.relations_of(OTHER) if r.relation == key)
    assert {s.visibility for s in found.statements} == {"board"}
    return chosen_relation("APPROACHES", found.statements)


def test_each_step_is_a_version_and_several_meetings_are_kept(ledgers: Ledgers) -> None:
    record = to_signing(ledgers)
    told = history(ledgers.desk, record)
    assert [one.act for one in told] == [
        "decide", "contact", "answer", "meet", "meet", "negotiate", "sign",
    ]  # fmt: skip
    assert [one.day for one in told][3:5] == ["2026-10-30", "2026-11-05"]
    assert told[0].said["next_step"] == "Write to the secretariat"
    assert told[0].by == "board"
    assert (told[1].said["channel"], told[1].by) == ("letter", "secretariat")
    assert told[2].said == {}
    assert "channel" not in told[6].said


def test_the_knowledge_base_has_how_far_it_is(ledgers: Ledgers) -> None:
    begun(ledgers)
    assert stands(ledgers.knowledge) == {"status": "decided", "since": "2026-10-01"}
    step(ledgers, "contact", day="2026-10-10", channel="letter")
    assert stands(ledgers.knowledge) == {"status": "contacted", "since": "2026-10-10"}
    step(ledgers, "close", day="2026-11-01", reason="It has no mandate", decision="Decision 4")
    assert stands(ledgers.knowledge)["status"] == "closed"
    assert stands(ledgers.knowledge)["note"] == {"en": "It has no mandate"}
    step(ledgers, "reopen", day="2026-11-15", decision="Decision 5")
    assert stands(ledgers.knowledge) == {"status": "decided", "since": "2026-11-15"}


def test_what_is_signed_becomes_an_agreement_of_both(ledgers: Ledgers) -> None:
    record = to_signing(ledgers)
    assert record.agreement == agreement_of(record)
    found = ledgers.knowledge.get([agreement_of(record)])[agreement_of(record)]
    (said,) = found.statements
    assert (said.source, said.where, said.visibility) == (BOARD_SOURCE, "SG/ct 1/26", "public")
    shown = chosen_node("Agreement", found.statements)
    assert (shown["status"], shown["signed"], shown["kind"]) == ("in_force", "2026-11-20", "mou")
    parties = ledgers.knowledge.relations_of(found.id)
    assert sorted(r.relation.start for r in parties) == [BODY, OTHER]
    props = chosen_relation("PARTY_TO", parties[0].statements)
    assert props == {"status": "party", "since": "2026-11-20", "until": "2029-11-20"}


def test_an_agreement_that_is_not_opened_stays_with_the_board(ledgers: Ledgers) -> None:
    to_signing(ledgers)
    step(ledgers, "take back")
    step(ledgers, "sign", **{**SIGNED, "seen_by": None})
    found = ledgers.knowledge.get([agreement_of(seen_record(ledgers.desk, Approach, ID,
                                                            BOARD).record)])  # fmt: skip
    assert [s.visibility for one in found.values() for s in one.statements] == ["board"]


def test_a_signing_is_undone(ledgers: Ledgers) -> None:
    record = to_signing(ledgers)
    back = step(ledgers, "take back")
    assert (back.state, back.agreement) == ("in negotiation", None)
    assert not ledgers.knowledge.get([agreement_of(record)])
    assert stands(ledgers.knowledge)["status"] == "under_negotiation"


def test_what_others_say_of_the_agreement_stays(ledgers: Ledgers) -> None:
    record = to_signing(ledgers)
    id_ = agreement_of(record)
    ledgers.knowledge.apply([NodeStatement(id_, "source/x", {"title": {"en": "As published"}})])
    step(ledgers, "take back")
    assert [s.source for s in ledgers.knowledge.get([id_])[id_].statements] == ["source/x"]


def test_cut_off_between_the_two_ledgers_it_is_completed_by_repeating(ledgers: Ledgers) -> None:
    to_signing(ledgers)
    step(ledgers, "take back")

    class CutOff(Exception):  # noqa: N818
        pass

    class Dying:
        def __getattr__(self, name: str) -> Any:
            return getattr(ledgers.desk, name)

        def apply(self, *_a: Any, **_k: Any) -> Any:
            raise CutOff

    seen = seen_record(ledgers.desk, Approach, ID, BOARD)
    cut: Any = Ledgers(ledgers.knowledge, Dying())
    with pytest.raises(CutOff):
        take(cut, seen, "sign", BOARD, NOW, dict(SIGNED))
    written = ledgers.knowledge.revision()
    assert seen_record(ledgers.desk, Approach, ID, BOARD).record.state == "in negotiation"
    assert step(ledgers, "sign", BOARD, **SIGNED).state == "signed"
    assert ledgers.knowledge.revision() == written


def test_who_was_slower_leaves_the_knowledge_base_as_the_desk_has_it(ledgers: Ledgers) -> None:
    to_signing(ledgers)
    step(ledgers, "take back")
    seen = seen_record(ledgers.desk, Approach, ID, BOARD)
    step(ledgers, "close", day="2026-11-25", reason="No", decision="Decision 9")
    with pytest.raises(ConflictError):
        take(ledgers, seen, "sign", BOARD, NOW, dict(SIGNED))
    assert stands(ledgers.knowledge)["status"] == "closed"
    assert not ledgers.knowledge.get([agreement_of(seen.record)])


@pytest.mark.parametrize("who", [ISLAND, HIGHLAND, PARTNER, Who(None)])
def test_nobody_else_sees_or_notes_any_of_it(ledgers: Ledgers, who: Who) -> None:
    with pytest.raises(NotYoursError):
        begun(ledgers, who)
    begun(ledgers)
    assert records_of(ledgers.desk, Approach, who) == []
    with pytest.raises(UnknownIdError):
        seen_record(ledgers.desk, Approach, ID, who)
    seen = seen_record(ledgers.desk, Approach, ID, BOARD)
    with pytest.raises(NotYoursError):
        take(ledgers, seen, "contact", who, NOW, {"day": "2026-10-10", "channel": "letter"})
    assert stands(ledgers.knowledge)["status"] == "decided"


def test_nothing_is_written_of_what_the_table_does_not_have(ledgers: Ledgers) -> None:
    begun(ledgers)
    before = ledgers.knowledge.revision()
    with pytest.raises(NotAtThisStageError):
        step(ledgers, "sign", **SIGNED)
    with pytest.raises(LeftOutError):
        step(ledgers, "contact", day="2026-10-10")
    with pytest.raises(ConflictError):
        begun(ledgers)
    assert ledgers.knowledge.revision() == before


def test_a_next_step_is_late_after_its_day(ledgers: Ledgers) -> None:
    record = begun(ledgers)
    assert days_late(record, date(2026, 10, 15)) is None
    assert days_late(record, date(2026, 10, 18)) == 3
    closed = step(ledgers, "close", day="2026-11-01", reason="No", decision="D", next_day=None)
    assert days_late(closed, date(2027, 1, 1)) is None


def test_a_signing_that_an_older_copy_does_not_hold_is_set_back(
    ledgers: Ledgers, tmp_path: Path
) -> None:
    to_signing(ledgers)
    with closing(create_store(sqlite_url(tmp_path / "older.db"))) as older:
        (found,) = repair(Ledgers(older, ledgers.desk), NOW)
    assert found.record.id == ID
    back = seen_record(ledgers.desk, Approach, ID, BOARD).record
    assert (back.state, back.agreement) == ("in negotiation", None)
