"""What the board answers and decides: adopted into the base, undone, whole when killed between."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from coopgraph.settings import sqlite_url
from kg.base.errors import ConflictError, ForbiddenError, UnknownIdError
from kg.exchange.acceptance import Ledgers
from kg.exchange.adoption import Adoption, adopt, adopted_id, version_id
from kg.exchange.consultation_decisions import (
    Answered,
    Decided,
    answer_item,
    answers_seen,
    as_it_would_be,
    decide,
    decisions_before,
    undo_decision,
    wrong_in_answer,
    wrong_in_decision,
)
from kg.exchange.exchange_errors import NotAtThisStageError, NotYoursError
from kg.exchange.moving import Seen
from kg.exchange.parties import Who
from kg.exchange.repair import apart, repair
from kg.graph.build import snapshot_of
from kg.graph.view import View
from kg.model.desk_types import Consultation
from kg.partners.adopted_guidelines import adopted_versions, guideline_named
from kg.partners.guideline_files import GUIDELINES
from kg.store.opening import create_store
from kg.store.protocol import Store
from tests.kg.exchange.consulted import GUIDELINE, NEAR, Consulted, opened
from tests.kg.exchange.people import BOARD, HIGHLAND, ISLAND, NOW, PARTNER, SECRETARIAT, STRANGER

DECIDED = Decided("2026-11-28", "CD/dec. 7 (2026)", "The board adopts it.", "1.0")
ANSWER = Answered("rule/near", "partly", "For clarity.", "en", NEAR)


@pytest.fixture
def ledgers(request: pytest.FixtureRequest, desk: Store, tmp_path: Path) -> Iterator[Ledgers]:
    """A knowledge base beside the desk: on Neo4j both would need the one database it has."""
    knowledge = create_store(sqlite_url(tmp_path / "knowledge.db"))
    yield Ledgers(knowledge, desk)
    knowledge.close()


def answered(ledgers: Ledgers, said: Answered = ANSWER) -> Consulted:
    consulted = opened(ledgers.desk)
    consulted.say(ISLAND, "rule/near", "proposes_wording", "Así.", change=NEAR)
    consulted.close()
    assert not wrong_in_answer(consulted.record, said)
    answer_item(ledgers.desk, consulted.seen(), said, "", BOARD, NOW)
    return consulted


TODAY = NOW.date()


def view(ledgers: Ledgers, day: date = TODAY) -> View:
    return View(snapshot_of(ledgers.knowledge, "board"), day)


def test_what_is_adopted_is_the_guideline_of_its_name_from_its_day_on(ledgers: Ledgers) -> None:
    consulted = answered(ledgers)
    record = decide(ledgers, consulted.seen(), DECIDED, BOARD, NOW)
    assert (record.state, record.adopted_version) == ("decided", "1.0")
    found = guideline_named(view(ledgers), "invented")
    assert found == GUIDELINES.parse(record.adopted or "")
    assert (found.version, found.standing.date, found.standing.decision) == (
        "1.0", "2026-11-28", "CD/dec. 7 (2026)",
    )  # fmt: skip
    assert found.rules[0].verdict == "conditions"
    assert "# A remark of the file, which is of no item." in (record.adopted or "")
    assert adopted_versions(view(ledgers, date(2026, 11, 27))) == []
    states = View(snapshot_of(ledgers.knowledge, "states"), NOW.date())
    assert adopted_versions(states) == []


def test_those_asked_read_the_answers_once_it_is_decided(ledgers: Ledgers) -> None:
    consulted = answered(ledgers)
    for who in (ISLAND, HIGHLAND, PARTNER, STRANGER):
        assert answers_seen(ledgers.desk, consulted.id, who) == {}
    decide(ledgers, consulted.seen(), DECIDED, BOARD, NOW)
    for who in (ISLAND, HIGHLAND, PARTNER, SECRETARIAT):
        (one,) = answers_seen(ledgers.desk, consulted.id, who).values()
        assert (one.record.outcome, one.record.text) == ("partly", "For clarity.")
    assert answers_seen(ledgers.desk, consulted.id, STRANGER) == {}


def test_a_decision_without_a_version_adopts_nothing(ledgers: Ledgers) -> None:
    consulted = answered(ledgers)
    said = DECIDED.__class__("2026-11-28", "CD/dec. 7", "Not now.", "")
    record = decide(ledgers, consulted.seen(), said, SECRETARIAT, NOW)
    assert (record.adopted, record.led_to, adopted_id(record)) == (None, None, None)
    assert ledgers.knowledge.revision() == 0


def test_it_is_undone_and_stays_in_the_history(ledgers: Ledgers) -> None:
    consulted = answered(ledgers)
    decide(ledgers, consulted.seen(), DECIDED, BOARD, NOW)
    back = undo_decision(ledgers, consulted.seen(), BOARD, NOW)
    assert (back.state, back.decision, back.adopted) == ("closed", None, None)
    assert adopted_versions(view(ledgers)) == []
    assert answers_seen(ledgers.desk, consulted.id, ISLAND) == {}
    assert len(ledgers.knowledge.history(version_id("invented", "1.0"))) == 2
    assert list(decisions_before(ledgers.desk, back)) == [("2026-11-28", "CD/dec. 7 (2026)")]
    again = decide(ledgers, consulted.seen(), DECIDED, BOARD, NOW)
    assert guideline_named(view(ledgers), "invented").version == again.adopted_version


def test_killed_between_the_two_ledgers_the_same_again_completes_it(ledgers: Ledgers) -> None:
    consulted = answered(ledgers)
    answers = answers_seen(ledgers.desk, consulted.id, BOARD)
    text = as_it_would_be(consulted.record, answers).text
    adopt(ledgers.knowledge, Adoption(text, "1.0", DECIDED.day, DECIDED.decision), BOARD)
    before = ledgers.knowledge.revision()
    record = decide(ledgers, consulted.seen(), DECIDED, BOARD, NOW)
    assert ledgers.knowledge.revision() == before
    assert record.adopted_version == "1.0"


def test_the_second_of_two_who_decide_is_told(ledgers: Ledgers) -> None:
    consulted = answered(ledgers)
    old = consulted.seen()
    decide(ledgers, old, DECIDED, BOARD, NOW)
    with pytest.raises((ConflictError, NotAtThisStageError)):
        decide(ledgers, Seen(old.record, old.token), DECIDED, SECRETARIAT, NOW)


def test_a_base_put_back_sets_the_decision_back(ledgers: Ledgers, tmp_path: Path) -> None:
    consulted = answered(ledgers)
    decide(ledgers, consulted.seen(), DECIDED, BOARD, NOW)
    assert list(apart(ledgers)) == []
    older = create_store(sqlite_url(tmp_path / "older.db"))
    (found,) = repair(Ledgers(older, ledgers.desk), NOW)
    older.close()
    assert (found.record.id, found.after) == (consulted.id, "closed")
    assert consulted.record.adopted is None


@pytest.mark.parametrize("who", [ISLAND, PARTNER], ids=lambda who: who.role)
def test_others_answer_and_decide_nothing(ledgers: Ledgers, who: Who) -> None:
    consulted = answered(ledgers)
    with pytest.raises(NotYoursError):
        decide(ledgers, consulted.seen(), DECIDED, who, NOW)
    other = Answered("criterion/reach", "taken_up", "Yes.", "en")
    with pytest.raises(NotYoursError):
        answer_item(ledgers.desk, consulted.seen(), other, "", who, NOW)
    with pytest.raises(ForbiddenError):
        adopt(ledgers.knowledge, Adoption(GUIDELINE, "1", "2026-01-01", "x"), who)
    assert ledgers.knowledge.revision() == 0


def test_nothing_is_answered_before_it_has_closed(desk: Store) -> None:
    consulted = opened(desk)
    with pytest.raises(NotAtThisStageError):
        answer_item(desk, consulted.seen(), ANSWER, "", BOARD, NOW)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        (Decided("2999-01-01", "d", "r", "1.0"), "day"),
        (Decided("2026-11-28", "d", "r", "1.0"), "day"),
        (Decided("", "d", "r", "1.0"), "day"),
        (Decided("2026-11-29", "", "r", "1.0"), "decision"),
        (Decided("2026-11-29", "a\u202eb", "r", "1.0"), "decision"),
        (Decided("2026-11-29", "d", " ", "1.0"), "reasons"),
        (Decided("2026-11-29", "d", "r", "0.1"), "version"),
        (Decided("2026-11-29", "d", "r", "1/../2"), "version"),
        (Decided("2026-11-29", "d", "r", "1.0", "everybody"), "audience"),
    ],
)
def test_what_is_wrong_with_a_decision_is_said(desk: Store, said: Decided, field: str) -> None:
    record: Consultation = opened(desk).record
    wrong = wrong_in_decision(record, said, as_it_would_be(record, {}), NOW.date())
    assert set(wrong.fields) == {field}


@pytest.mark.parametrize(
    ("said", "field"),
    [
        (Answered("rule/near", "maybe", "x", "en"), "outcome"),
        (Answered("rule/near", "partly", " ", "en"), "text"),
        (Answered("rule/none", "partly", "x", "en"), "item"),
        (Answered("rule/near", "partly", "x", "xx"), "lang"),
        (Answered("rule/near", "not_taken_up", "x", "en", NEAR), "change"),
    ],
)
def test_what_is_wrong_with_an_answer_is_said(desk: Store, said: Answered, field: str) -> None:
    assert set(wrong_in_answer(opened(desk).record, said).fields) == {field}


def test_a_reference_in_whatever_signs_is_one_text(ledgers: Ledgers) -> None:
    decision = 'CD/dec. "7": {a: b} # no remark — é 💧'
    id_, _ = adopt(ledgers.knowledge, Adoption(GUIDELINE, "2", "2026-01-01", decision), BOARD)
    found = adopted_versions(view(ledgers))[0]
    assert (found.id, found.guideline.standing.decision) == (id_, decision)
    with pytest.raises(UnknownIdError):
        view(ledgers).index("guideline/none")
