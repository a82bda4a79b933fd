"""What is accepted becomes knowledge in place of what the declarer said; undone, as before."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from coopgraph.settings import sqlite_url
from ingest.entries import cells_of, entry_source, office_of, pairs_of
from ingest.known import known_from_store
from kg.base.errors import ConflictError
from kg.exchange.acceptance import Ledgers, accept, office_source, undo
from kg.exchange.exchange_errors import NotAtThisStageError, NotYoursError
from kg.exchange.moving import Seen, begin, move, new_id, seen_record
from kg.exchange.parties import Who
from kg.model.changes import Change, NodeStatement, RelationKey, RelationStatement
from kg.model.desk_types import Submission
from kg.store.opening import create_store, open_store
from kg.store.protocol import Store
from tests.kg.exchange.people import NOW, SECRETARIAT

OFFICE = "unit/example-ondavel-desk"
OTHER = "offer/xaa-band-in-schools"
ENTERED: dict[str, str] = {"title": "Agua limpia", "sector": "14030", "languages": "es"}
ONDAVEL = Who("authority", OFFICE, "focalpoint/xaa")


@pytest.fixture
def ledgers(starter_copy: str, tmp_path: Path) -> Iterator[Ledgers]:
    with (
        closing(open_store(starter_copy, write=True)) as knowledge,
        closing(create_store(sqlite_url(tmp_path / "desk.db"), room="desk")) as desk,
    ):
        yield Ledgers(knowledge, desk)


def proposed(desk: Store, cells: dict[str, str], **more: Any) -> Seen[Submission]:
    new = Submission(
        id=new_id(Submission), office=OFFICE, kind="demands",
        row=pairs_of("demands", cells), lang="es", **more,
    )  # fmt: skip
    begin(desk, new, "draft", ONDAVEL, NOW)
    move(desk, seen_record(desk, Submission, new.id, ONDAVEL), "propose", ONDAVEL, NOW)
    return seen_record(desk, Submission, new.id, SECRETARIAT)


def stated(knowledge: Store, seen: Seen[Submission]) -> list[Change]:
    known, office = known_from_store(knowledge), office_of(knowledge, OFFICE)
    source = entry_source(
        "demands", cells_of(seen.record), office, known, knowledge,
        lang="es", today=date(2026, 11, 29), where=seen.record.id,
    )  # fmt: skip
    return [change for item in source.items for change in item.changes]


def said_of(knowledge: Store, id_: str) -> dict[str, Any]:
    """Source → what it says of a record; relations by their names."""
    records = knowledge.get([id_]).values()
    found: dict[str, Any] = {s.source: dict(s.props) for r in records for s in r.statements}
    for relation in knowledge.relations_of(id_):
        found[" ".join(relation.relation)] = sorted(s.source for s in relation.statements)
    return found


def test_it_is_known_from_the_source_of_the_office(ledgers: Ledgers) -> None:
    seen = proposed(ledgers.desk, ENTERED)
    done = accept(ledgers, seen, stated(ledgers.knowledge, seen), SECRETARIAT, NOW)
    assert (done.state, done.record) == ("accepted", "demand/xaa-agua-limpia")
    assert done.led_to == ledgers.knowledge.point().token
    said = said_of(ledgers.knowledge, "demand/xaa-agua-limpia")
    assert said[office_source(OFFICE)]["title"] == {"es": "Agua limpia"}
    assert said[office_source(OFFICE)]["nature"] == "example"


def test_killed_between_the_ledgers_it_is_done_again_and_alters_nothing(ledgers: Ledgers) -> None:
    seen = proposed(ledgers.desk, ENTERED)
    changes = stated(ledgers.knowledge, seen)
    with pytest.raises(Killed):
        accept(killed(ledgers), seen, changes, SECRETARIAT, NOW)
    assert seen_record(ledgers.desk, Submission, seen.record.id, SECRETARIAT) == seen
    before = ledgers.knowledge.point()
    ledgers.knowledge.apply([NodeStatement("org/x", "source/coopgraph-examples", {})])
    done = accept(ledgers, seen, stated(ledgers.knowledge, seen), SECRETARIAT, NOW)
    assert ledgers.knowledge.revision() == before.number + 1
    assert done.led_to == before.token


def test_what_was_altered_since_it_was_seen_is_not_written(ledgers: Ledgers) -> None:
    seen, before = proposed(ledgers.desk, ENTERED), ledgers.knowledge.revision()
    changes = stated(ledgers.knowledge, seen)
    move(ledgers.desk, seen, "return", SECRETARIAT, NOW, remark="Which islands?")
    for act in ("draft", "propose"):
        again = seen_record(ledgers.desk, Submission, seen.record.id, ONDAVEL)
        move(ledgers.desk, again, act, ONDAVEL, NOW, kind="demands", row=seen.record.row)
    with pytest.raises(ConflictError):
        accept(ledgers, seen, changes, SECRETARIAT, NOW)
    assert ledgers.knowledge.revision() == before


@pytest.mark.parametrize("act", ["return", "withdraw"])
def test_what_somebody_decides_in_between_is_taken_back(ledgers: Ledgers, act: str) -> None:
    seen = proposed(ledgers.desk, ENTERED)
    changes = stated(ledgers.knowledge, seen)

    class Between:
        """A knowledge base during whose writing somebody else decides about the submission."""

        def __getattr__(self, name: str) -> Any:
            return getattr(ledgers.knowledge, name)

        def apply(self, *changes: Any, **options: Any) -> Any:
            found = seen_record(ledgers.desk, Submission, seen.record.id, SECRETARIAT)
            if found == seen:
                who = SECRETARIAT if act == "return" else ONDAVEL
                move(ledgers.desk, found, act, who, NOW, remark="No")
            return ledgers.knowledge.apply(*changes, **options)

    knowledge: Any = Between()
    with pytest.raises(ConflictError):
        accept(Ledgers(knowledge, ledgers.desk), seen, changes, SECRETARIAT, NOW)
    assert ledgers.knowledge.get(["demand/xaa-agua-limpia"]) == {}


def test_of_two_who_accept_at_once_one_does_and_what_is_known_stays(ledgers: Ledgers) -> None:
    seen = proposed(ledgers.desk, ENTERED)
    changes = stated(ledgers.knowledge, seen)

    class Slow:
        """A knowledge base during whose writing somebody else accepts the same."""

        accepted = False

        def __getattr__(self, name: str) -> Any:
            return getattr(ledgers.knowledge, name)

        def history(self, subject: Any) -> Any:
            if not self.accepted:
                self.accepted = True
                accept(ledgers, seen, changes, SECRETARIAT, NOW)
            return ledgers.knowledge.history(subject)

    knowledge: Any = Slow()
    with pytest.raises(ConflictError):
        accept(Ledgers(knowledge, ledgers.desk), seen, changes, SECRETARIAT, NOW)
    assert "demand/xaa-agua-limpia" in ledgers.knowledge.get(["demand/xaa-agua-limpia"])
    notes = [revision.note for revision in ledgers.knowledge.journal()]
    assert notes.count(seen.record.id) == 1


class Killed(BaseException):
    """As of a service that is killed."""


def killed(ledgers: Ledgers) -> Ledgers:
    """Return the ledgers of a service that is killed before it writes on the desk."""
    desk = create_store(ledgers.desk.url, room="desk")

    def apply(*_changes: Any, **_options: Any) -> Any:
        desk.close()
        raise Killed

    desk.apply = apply  # type: ignore[method-assign]
    return Ledgers(ledgers.knowledge, desk)


def test_what_the_declarer_said_before_is_replaced_and_what_others_add_stays(
    ledgers: Ledgers,
) -> None:
    knowledge, id_ = ledgers.knowledge, "demand/xaa-agua-limpia"
    file, others = "source/sheet/old", "source/coopgraph-examples"
    knowledge.apply([
        NodeStatement(file, file, {"title": {"en": "Old"}}),
        NodeStatement(id_, file, {"title": {"es": "Agua"}, "capacity": 3, "nature": "example"}),
        RelationStatement(RelationKey("DECLARES", "state/xaa", id_), file),
        RelationStatement(RelationKey("IN_SECTOR", id_, "sector/dac/140"), file),
        NodeStatement(id_, others, {"title": {"en": "Clean water"}, "nature": "example"}),
    ])  # fmt: skip
    before = said_of(knowledge, id_)
    seen = proposed(ledgers.desk, {**ENTERED, "id": id_})
    done = accept(ledgers, seen, stated(knowledge, seen), SECRETARIAT, NOW)
    said = said_of(knowledge, id_)
    assert file not in said
    assert said[others]["title"] == {"en": "Clean water"}
    assert f"IN_SECTOR {id_} sector/dac/140 " not in said
    again = undo(ledgers, Seen(done, token(ledgers, done)), SECRETARIAT, NOW)
    assert again.state == "proposed"
    assert said_of(knowledge, id_) == before


def test_what_others_relate_to_it_and_what_no_form_asks_for_stays(ledgers: Ledgers) -> None:
    knowledge, id_ = ledgers.knowledge, "demand/xaa-agua-limpia"
    file, others = "source/sheet/old", "source/coopgraph-examples"
    said = {"title": {"es": "Agua", "nl": "Water"}, "status": "paused", "nature": "example"}
    confirms = RelationKey("CONFIRMS", "state/xab", id_)
    knowledge.apply([
        NodeStatement(file, file, {"title": {"en": "Old"}}),
        NodeStatement(id_, file, said),
        RelationStatement(RelationKey("DECLARES", "state/xaa", id_), file),
        RelationStatement(confirms, others, {"since": "2026-01-01"}),
        NodeStatement("unit/xaa-water", file, {"name": {"en": "Water office"}}),
        RelationStatement(RelationKey("CONTACT_FOR", "unit/xaa-water", id_), file),
    ])  # fmt: skip
    seen = proposed(ledgers.desk, {**ENTERED, "id": id_})
    accept(ledgers, seen, stated(knowledge, seen), SECRETARIAT, NOW)
    (record,) = knowledge.get([id_]).values()
    assert [s.source for s in record.statements] == [office_source(OFFICE)]
    assert record.statements[0].props["status"] == "paused"
    assert record.statements[0].props["title"] == {"nl": "Water", "es": "Agua limpia"}
    relations = {r.relation for r in knowledge.relations_of(id_)}
    assert confirms in relations
    # Whom to write to was said; who enters a change does not take that place.
    assert {r.start for r in relations if r.type == "CONTACT_FOR"} == {"unit/xaa-water"}


def token(ledgers: Ledgers, record: Submission) -> str:
    return seen_record(ledgers.desk, Submission, record.id, SECRETARIAT).token


def test_undone_nothing_is_left_of_what_was_new(ledgers: Ledgers) -> None:
    seen = proposed(ledgers.desk, ENTERED)
    done = accept(ledgers, seen, stated(ledgers.knowledge, seen), SECRETARIAT, NOW)
    seen = Seen(done, token(ledgers, done))
    with pytest.raises(Killed):
        undo(killed(ledgers), seen, SECRETARIAT, NOW)
    assert ledgers.knowledge.get(["demand/xaa-agua-limpia"]) == {}
    # Killed before the desk was told, it is done again.
    assert undo(ledgers, seen, SECRETARIAT, NOW).state == "proposed"


def test_what_was_altered_since_is_not_undone(ledgers: Ledgers) -> None:
    seen = proposed(ledgers.desk, ENTERED)
    done = accept(ledgers, seen, stated(ledgers.knowledge, seen), SECRETARIAT, NOW)
    id_ = done.record or ""
    change = NodeStatement(id_, "source/coopgraph-examples", {"title": {"en": "Water"}})
    ledgers.knowledge.apply([change])
    with pytest.raises(ConflictError):
        undo(ledgers, Seen(done, token(ledgers, done)), SECRETARIAT, NOW)


def test_nobody_else_accepts_and_nothing_is_written(ledgers: Ledgers) -> None:
    seen, before = proposed(ledgers.desk, ENTERED), ledgers.knowledge.revision()
    changes = stated(ledgers.knowledge, seen)
    with pytest.raises(NotYoursError):
        accept(ledgers, seen, changes, ONDAVEL, NOW)
    draft = Seen(seen.record.model_copy(update={"state": "draft"}), seen.token)
    with pytest.raises(NotAtThisStageError):
        accept(ledgers, draft, changes, SECRETARIAT, NOW)
    assert ledgers.knowledge.revision() == before


def test_another_offices_record_is_not_restated(ledgers: Ledgers) -> None:
    seen = proposed(ledgers.desk, {**ENTERED, "id": "demand/xab-somebody-elses"})
    theirs = RelationKey("DECLARES", "state/xab", "demand/xab-somebody-elses")
    ledgers.knowledge.apply([
        NodeStatement(theirs.end, "source/coopgraph-examples", {"title": {"en": "Theirs"}}),
        RelationStatement(theirs, "source/coopgraph-examples"),
    ])  # fmt: skip
    known, office = known_from_store(ledgers.knowledge), office_of(ledgers.knowledge, OFFICE)
    source = entry_source(
        "demands", cells_of(seen.record), office, known, ledgers.knowledge,
        lang="es", today=date(2026, 11, 29),
    )  # fmt: skip
    assert [f.code for item in source.items for f in item.findings] == ["not-the-declarer"]
