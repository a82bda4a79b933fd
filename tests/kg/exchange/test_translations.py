"""Courtesy translations: seen once the office approves, never as its words, gone with its words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from coopgraph.settings import sqlite_url
from kg.base.audience import AUDIENCES
from kg.base.errors import ConflictError, UnknownIdError
from kg.exchange.acceptance import Ledgers, accept, own_source, undo
from kg.exchange.exchange_errors import NotYoursError, OutdatedError
from kg.exchange.moving import Seen, begin, move, new_id, seen_record
from kg.exchange.parties import sees
from kg.exchange.translated_texts import TRANSLATIONS, in_step
from kg.exchange.translations import (
    approve,
    is_shown,
    mark_of_texts,
    missing_languages,
    original_of,
    take_back,
    written_in,
)
from kg.graph.build import snapshot_of
from kg.graph.view import View
from kg.model.changes import NodeStatement, RelationKey, RelationStatement, state_node
from kg.model.desk_types import Submission, Translation
from kg.store.opening import create_store
from kg.store.protocol import Store
from tests.kg.exchange.people import BOARD, HIGHLAND, ISLAND, NOW, PARTNER, SECRETARIAT

OFFER = "offer/xaa-wells"
OWN = own_source(ISLAND.office or "")


def wells(title: str = "Waterputten", **more: object) -> NodeStatement:
    props = {"title": {"nl": title}, "summary": {"nl": "Wij graven."}, "nature": "declared", **more}
    return NodeStatement(OFFER, OWN.id, props, visibility="states")


@pytest.fixture(params=["sqlite", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def ledgers(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Ledgers]:
    url = sqlite_url(tmp_path / "store.db")
    if request.param == "neo4j":
        url = request.getfixturevalue("fresh_neo4j")
    with (
        closing(create_store(url)) as knowledge,
        closing(create_store(sqlite_url(tmp_path / "desk.db"), room="desk")) as desk,
    ):
        knowledge.apply([
            state_node(OWN, OWN.id),
            NodeStatement("state/xaa", OWN.id, {"name": {"en": "Ondavel"}, "nature": "example"}),
            wells(),
            RelationStatement(RelationKey("DECLARES", "state/xaa", OFFER), OWN.id),
        ])  # fmt: skip
        yield Ledgers(knowledge, desk)


def proposed(ledgers: Ledgers, lang: str = "en", title: str = "Wells") -> Seen[Translation]:
    new = Translation(
        id=new_id(Translation), office=ISLAND.office, record=OFFER, lang=lang, title=title,
        summary="We dig.", original=mark_of_texts(original_of(ledgers.knowledge, OFFER)),
    )  # fmt: skip
    begin(ledgers.desk, new, "propose", SECRETARIAT, NOW)
    return seen_record(ledgers.desk, Translation, new.id, ISLAND)


def shown(knowledge: Store, lang: str = "en") -> tuple[str, object]:
    view = View(snapshot_of(knowledge, "states"), date(2026, 11, 29))
    node = view.index(OFFER)
    return view.label(node, lang), view.props(node).get("courtesy")


def test_nobody_else_sees_it_before_the_office_approves(ledgers: Ledgers) -> None:
    seen = proposed(ledgers)
    for who in (HIGHLAND, PARTNER, BOARD):
        assert not sees(who, seen.record)
    assert shown(ledgers.knowledge) == ("Waterputten", None)
    with pytest.raises(NotYoursError):
        approve(ledgers, seen, SECRETARIAT, NOW)
    assert shown(ledgers.knowledge) == ("Waterputten", None)
    done = approve(ledgers, seen, ISLAND, NOW)
    assert done.state == "approved"
    assert done.led_to == ledgers.knowledge.point().token
    assert shown(ledgers.knowledge) == ("Wells", ["en"])
    assert is_shown(ledgers.knowledge, done)


def test_it_opens_nothing(ledgers: Ledgers) -> None:
    approve(ledgers, proposed(ledgers), ISLAND, NOW)
    who = [a for a in AUDIENCES if snapshot_of(ledgers.knowledge, a).index(OFFER) is not None]
    assert who == ["states", "board"]


def test_several_languages_and_back_again(ledgers: Ledgers) -> None:
    knowledge = ledgers.knowledge
    before = knowledge.get([OFFER])[OFFER].statements
    first, second = proposed(ledgers), proposed(ledgers, "fr", "Des puits")
    for seen in (first, second):
        approve(ledgers, seen, ISLAND, NOW)
    assert shown(knowledge, "fr") == ("Des puits", ["en", "fr"])
    again = seen_record(ledgers.desk, Translation, first.record.id, ISLAND)
    assert take_back(ledgers, again, ISLAND, NOW).state == "withdrawn"
    assert shown(knowledge, "fr") == ("Des puits", ["fr"])
    last = seen_record(ledgers.desk, Translation, second.record.id, SECRETARIAT)
    take_back(ledgers, last, SECRETARIAT, NOW)
    assert knowledge.get([OFFER])[OFFER].statements == before


def test_what_the_office_has_changed_is_not_approved(ledgers: Ledgers) -> None:
    seen = proposed(ledgers)
    ledgers.knowledge.apply([wells("Diepe waterputten")])
    before = ledgers.knowledge.revision()
    with pytest.raises(OutdatedError):
        approve(ledgers, seen, ISLAND, NOW)
    assert ledgers.knowledge.revision() == before
    # Nor what it says in that language itself by now.
    ledgers.knowledge.apply([wells(title="x")])
    late = proposed(ledgers)
    ledgers.knowledge.apply([
        NodeStatement(OFFER, OWN.id, {"title": {"en": "Our wells"}, "nature": "declared"})
    ])  # fmt: skip
    with pytest.raises(OutdatedError):
        approve(ledgers, late, ISLAND, NOW)


def submitted(ledgers: Ledgers, stated: NodeStatement) -> Submission:
    new = Submission(id=new_id(Submission), office=ISLAND.office, kind="offers", row=["[]"])
    begin(ledgers.desk, new, "draft", ISLAND, NOW)
    draft = seen_record(ledgers.desk, Submission, new.id, ISLAND)
    move(ledgers.desk, draft, "propose", ISLAND, NOW)
    seen = seen_record(ledgers.desk, Submission, new.id, SECRETARIAT)
    return accept(ledgers, seen, [stated._replace(where=new.id)], SECRETARIAT, NOW)


def test_with_other_words_of_the_office_it_goes_and_comes_back_when_undone(
    ledgers: Ledgers,
) -> None:
    approve(ledgers, proposed(ledgers), ISLAND, NOW)
    submitted(ledgers, wells(conditions="Half of the fares"))
    assert shown(ledgers.knowledge) == ("Wells", ["en"])
    done = submitted(ledgers, wells("Diepe waterputten"))
    assert shown(ledgers.knowledge) == ("Diepe waterputten", None)
    seen = seen_record(ledgers.desk, Submission, done.id, SECRETARIAT)
    undo(ledgers, seen, SECRETARIAT, NOW)
    assert shown(ledgers.knowledge) == ("Wells", ["en"])


def test_two_at_once(ledgers: Ledgers) -> None:
    seen = proposed(ledgers)
    move(ledgers.desk, seen, "refuse", ISLAND, NOW, remark="Putten is not wells here.")
    with pytest.raises(ConflictError):
        approve(ledgers, seen, ISLAND, NOW)
    assert shown(ledgers.knowledge) == ("Waterputten", None)


def test_killed_between_the_ledgers_it_is_approved_again(ledgers: Ledgers) -> None:
    seen = proposed(ledgers)

    def dies(*_: object, **__: object) -> None:
        raise InterruptedError

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ledgers.desk, "apply", dies)
        with pytest.raises(InterruptedError):
            approve(ledgers, seen, ISLAND, NOW)
    number = ledgers.knowledge.revision()
    assert approve(ledgers, seen, ISLAND, NOW).state == "approved"
    assert ledgers.knowledge.revision() == number


def test_what_is_missing_and_from_what_it_is_translated() -> None:
    assert missing_languages({"title": {"nl": "x", "fr": "y"}}) == ["es", "en", "pt"]
    assert missing_languages({}) == []
    texts = {"title": {"nl": "Putten", "es": "Pozos"}, "summary": {"nl": "Graven"}}
    assert written_in(texts, "fr") == ("Pozos", "", "es")
    assert written_in({"title": {"ht": "Pi"}, "summary": {"ht": "S"}}, "fr") == ("Pi", "S", "ht")


def test_what_is_not_there_cannot_be_translated(ledgers: Ledgers) -> None:
    with pytest.raises(UnknownIdError):
        original_of(ledgers.knowledge, "offer/nobody")
    assert list(in_step(ledgers.knowledge, [wells("Other")])) == []
    assert TRANSLATIONS not in {s.source for s in ledgers.knowledge.get([OFFER])[OFFER].statements}
