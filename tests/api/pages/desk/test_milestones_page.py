"""The board's marks: written by the board and the secretariat, seen by everybody, undone."""

from __future__ import annotations

import re
from contextlib import closing
from typing import Any

import pytest

from kg.access.clock import utc_now
from kg.exchange.board_marks import BOARD, said_by_board
from kg.store.opening import open_store
from tests.api.asking import client_of
from tests.api.pages.desk.office import Exchange, Person

PATH = "/en/desk/milestones"
MILESTONE = "milestone/guidance-document"
MEASURE = "initiative/visibility"
DONE = {
    "act": "mark", "status": "done", "reached": "2026-03-02", "decision": "Decision 7, 2026-03-01",
    "evidence": "https://www.oas.org/guidance?a=1&b=2",
}  # fmt: skip


@pytest.fixture
def board(exchange: Exchange) -> Person:
    exchange.invite("board@example.org", "board")
    return exchange.signed_in("board@example.org")


def seen_of(person: Person, id_: str) -> str:
    page = person.get(f"{PATH}?of={id_}")
    form = page[page.index('id="form"') :]
    seen: str = re.findall(r'name="seen" value="([^"]+)"', form)[0]
    assert f'name="id" value="{id_}"' in form[: form.index(seen)]
    return seen


def send(person: Person, id_: str, **fields: str) -> Any:
    page = person.get(f"{PATH}?of={id_}")
    return person.send(page, PATH, **{"id": id_, "seen": seen_of(person, id_), **fields})


def public(exchange: Exchange) -> str:
    return client_of(exchange.app).get("/en/initiatives").text


def said(exchange: Exchange, id_: str) -> Any:
    with closing(open_store(exchange.url)) as store:
        return said_by_board(store.get([id_])[id_])


def test_a_milestone_is_marked_with_day_evidence_and_decision(
    exchange: Exchange, board: Person
) -> None:
    assert send(board, MILESTONE, **DONE).status_code == 200
    found = said(exchange, MILESTONE)
    assert found.props == {
        "status": "done", "reached": "2026-03-02", "evidence": DONE["evidence"],
    }  # fmt: skip
    assert (found.source, found.where, found.dated) == (
        BOARD,
        DONE["decision"],
        utc_now().date().isoformat(),
    )
    page = public(exchange)
    assert "done · March 2, 2026" in page
    assert 'href="https://www.oas.org/guidance?a=1&amp;b=2" rel="noopener noreferrer"' in page
    assert "By decision of the board: Decision 7, 2026-03-01" in page


def test_it_is_undone_and_what_the_plan_says_is_shown_again(
    exchange: Exchange, board: Person
) -> None:
    before = public(exchange)
    send(board, MILESTONE, **DONE)
    send(board, MILESTONE, **{**DONE, "status": "planned"})
    assert said(exchange, MILESTONE).props["status"] == "planned"
    send(board, MILESTONE, act="undo")
    assert said(exchange, MILESTONE).props["status"] == "done"
    send(board, "milestone/visual-products", **DONE)
    send(board, "milestone/visual-products", act="undo")
    assert said(exchange, "milestone/visual-products") is None
    assert "By decision of the board" not in before
    assert public(exchange).count("By decision of the board") == 1
    send(board, MILESTONE, **{**DONE, "status": "planned"})
    assert "By decision of the board" not in public(exchange)


def test_who_is_responsible_is_named_in_the_name_of_the_board_alone(
    exchange: Exchange, board: Person
) -> None:
    fields = {"act": "designate", "responsible-1": "org/iacd", "responsible-2": "state/hnd",
              "decision": "Decision 8"}  # fmt: skip
    assert send(board, MEASURE, **fields).status_code == 200
    assert said(exchange, MEASURE).props == {"responsible": ["org/iacd", "state/hnd"]}
    with closing(open_store(exchange.url)) as store:
        sources = {s.source for s in store.get([MEASURE])[MEASURE].statements}
    assert not [source for source in sources if source.startswith("source/desk/state")]
    assert "By decision of the board: Decision 8" in public(exchange)


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"decision": ""}, "decision"),
        ({"decision": "Lic. Juana Ejemplo de la Cruz"}, "decision"),
        ({"evidence": ""}, "evidence"),
        ({"evidence": "javascript:alert(1)"}, "evidence"),
        ({"evidence": "  JavaScript :alert(1)"}, "evidence"),
        ({"evidence": "data:text/html,x"}, "evidence"),
        ({"evidence": "https://user:pass@example.org/"}, "evidence"),
        ({"evidence": "https:///nowhere"}, "evidence"),
        ({"evidence": "https://example.org/ x"}, "evidence"),
        ({"reached": "2999-01-01"}, "reached"),
        ({"reached": ""}, "reached"),
        ({"status": "great"}, "status"),
    ],
)
def test_what_is_wrong_is_said_beside_it_and_nothing_is_lost(
    exchange: Exchange, board: Person, fields: dict[str, str], wrong: str
) -> None:
    given = {**DONE, "decision": "Decision 9", **fields}
    found = send(board, MILESTONE, **given)
    assert found.status_code == 422
    assert f'id="w-{wrong}"' in found.text
    assert found.text.count('class="found"') == 1
    for name in {"decision", "evidence"} - {wrong}:
        assert given[name].replace("&", "&amp;") in found.text
    assert said(exchange, MILESTONE) is None


@pytest.mark.parametrize("id_", ["org/nobody", "demand/xab-bancos-de-leche",
                                 "unit/example-ondavel-desk", "state/xaa"])  # fmt: skip
def test_only_who_is_real_and_known_is_responsible(
    exchange: Exchange, board: Person, id_: str
) -> None:
    fields = {"act": "designate", "responsible-1": id_, "decision": "Decision 8"}
    assert send(board, MEASURE, **fields).status_code == 422
    assert said(exchange, MEASURE) is None


def test_the_second_of_two_is_told(exchange: Exchange, board: Person) -> None:
    secretariat = exchange.signed_in("secretariat@example.org")
    page, seen = secretariat.get(f"{PATH}?of={MILESTONE}"), seen_of(secretariat, MILESTONE)
    send(board, MILESTONE, **DONE)
    late = secretariat.send(page, PATH, id=MILESTONE, seen=seen, **{**DONE, "status": "cancelled"})
    assert late.status_code == 409
    assert said(exchange, MILESTONE).props["status"] == "done"
    assert send(secretariat, MILESTONE, **{**DONE, "status": "cancelled"}).status_code == 200


def test_others_mark_nothing(exchange: Exchange, board: Person) -> None:
    office = exchange.signed_in("desk@ondavel.example.org")
    assert office.client.get(PATH).status_code == 403
    desk = office.get("/en/desk")
    assert "desk/milestones" not in desk
    page = office.get("/en/desk/new/demands")
    seen = seen_of(board, MILESTONE)
    assert office.send(page, PATH, id=MILESTONE, seen=seen, **DONE).status_code == 403
    assert said(exchange, MILESTONE) is None


@pytest.mark.parametrize("id_", ["demand/xab-bancos-de-leche", "milestone/none", ""])
def test_nothing_but_the_work_plan_is_marked(board: Person, id_: str) -> None:
    found = board.send(board.get(PATH), PATH, id=id_, seen="x", **DONE)
    assert found.status_code == 404


def test_nothing_is_undone_that_was_never_said(board: Person) -> None:
    assert send(board, MILESTONE, act="undo").status_code == 404
