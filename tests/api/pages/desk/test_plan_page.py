"""The plan on its page: altered by the board and secretariat, and what others read of that."""

from __future__ import annotations

import re
from contextlib import closing
from typing import Any

import pytest

from kg.exchange.board_marks import said_by_board
from kg.exchange.plan_marks import part_id
from kg.store.opening import open_store
from tests.api.asking import client_of
from tests.api.pages.desk.office import Exchange, Person

PATH = "/en/desk/plan"
PILOT = "initiative/pilot-segib-mercosur"
NAME = "Course on triangular cooperation"
ACTION = part_id("action", PILOT, NAME)
NEW = {
    "act": "action", "name": NAME, "starts": "2026-01-01", "ends": "2026-02-28",
    "next_step": "Agree on a date", "decision": "Decision 11",
}  # fmt: skip
DONE = {
    "act": "mark", "status": "done", "reached": "2026-03-02", "evidence": "AICD/doc. 9/26",
    "decision": "Decision 12",
}  # fmt: skip


@pytest.fixture
def board(exchange: Exchange) -> Person:
    exchange.invite("board@example.org", "board")
    return exchange.signed_in("board@example.org")


def send(person: Person, id_: str, **fields: str) -> Any:
    page = person.get(f"{PATH}?of={id_}&act={fields['act']}")
    form = page[page.index('id="form"') :] if 'id="form"' in page else page
    at = form.index(f'name="id" value="{id_}"')
    seen = re.findall(r'name="seen" value="([^"]+)"', form[at:])[0]
    return person.send(page, PATH, **{"id": id_, "seen": seen, **fields})


def public(exchange: Exchange, path: str = "/en/initiatives") -> Any:
    return client_of(exchange.app).get(path)


def said(exchange: Exchange, id_: str) -> Any:
    with closing(open_store(exchange.url)) as store:
        found = store.get([id_]).get(id_)
        return found and said_by_board(found)


def test_an_action_is_added_marked_and_seen_once_it_is_done(
    exchange: Exchange, board: Person
) -> None:
    before = re.sub(r"(?i)revision\W+\d+", "", public(exchange).text)
    assert send(board, PILOT, **NEW).status_code == 200
    page = board.get(PATH)
    assert NAME in page
    assert "days late" in page
    assert "Agree on a date" in page
    assert re.sub(r"(?i)revision\W+\d+", "", public(exchange).text) == before
    assert public(exchange, f"/en/node/{ACTION}").status_code == 404
    answer = send(board, ACTION, act="mark", status="implementation", decision="Decision 11a",
                  **{"responsible-1": "unit/mercosur-gci"})  # fmt: skip
    assert answer.status_code == 200
    assert re.sub(r"(?i)revision\W+\d+", "", public(exchange).text) == before
    assert send(board, ACTION, **DONE).status_code == 200
    text = public(exchange).text
    assert NAME in text
    assert "AICD/doc. 9/26" in text
    assert "done" in text
    assert "Agree on a date" not in public(exchange, f"/en/node/{ACTION}").text
    send(board, ACTION, act="undo")
    assert NAME not in public(exchange).text


def test_nobody_reads_what_is_late_but_the_board_and_the_secretariat(
    exchange: Exchange, board: Person
) -> None:
    assert "days late" in board.get(PATH)
    secretariat = exchange.signed_in("secretariat@example.org")
    assert "days late" in secretariat.get(PATH)
    authority = exchange.signed_in("desk@ondavel.example.org")
    assert authority.client.get(PATH, follow_redirects=True).status_code == 403
    for person_page in (authority.get("/en/initiatives"), public(exchange).text):
        assert not re.search(r"\blate\b", person_page)
        assert "not known" not in person_page.replace("the day is not known", "")


def test_what_is_wrong_is_shown_with_all_that_was_typed(board: Person) -> None:
    answer = send(board, PILOT, **{**NEW, "name": "", "ends": "soon", "decision": "",
                                   "next_step": "Ask the office"})  # fmt: skip
    assert answer.status_code == 422
    for text in ("Give it a name.", "Write a day.", "Name the decision", "Ask the office"):
        assert text in answer.text, text
    answer = send(board, PILOT, **{**NEW, "next_step": "Call Dr. Juana Pérez"})
    assert answer.status_code == 422


def test_a_measure_is_closed_and_the_history_tells_it(exchange: Exchange, board: Person) -> None:
    assert send(board, PILOT, act="close", decision="Decision 13").status_code == 200
    text = public(exchange).text
    assert "By decision of the board: Decision 13" in text
    page = board.get(f"{PATH}?of={PILOT}")
    assert "Decision 13" in page[page.index('id="history"') :]
    assert "board" in page[page.index('id="history"') :]
    late = page[page.index('id="late"') : page.index("Mark milestones")]
    assert "pilot-contacts" not in late
    send(board, PILOT, act="undo")
    assert said(exchange, PILOT) is None


def test_a_measure_is_replaced_and_both_lead_to_each_other(
    exchange: Exchange, board: Person
) -> None:
    fields = {"act": "replace", "name": "A second pilot", "text": "With a further body",
              "starts": "2027-01-01", "ends": "2027-12-31", "decision": "Decision 14"}  # fmt: skip
    assert send(board, PILOT, **fields).status_code == 200
    text = public(exchange).text
    assert "A second pilot" in text
    assert "Replaced by" in text
    assert "Pilot with SEGIB" in text


def test_an_indicator_shows_what_the_base_calculates_and_what_was_read(
    exchange: Exchange, board: Person
) -> None:
    text = public(exchange).text
    assert "calculated here" in text
    id_ = "indicator/pilot-states-reached"
    answer = send(board, id_, act="read", target="24", due="2027-12-31", read_on="2026-03-01",
                  reading="19", read_in="Report 3", decision="Decision 15")  # fmt: skip
    assert answer.status_code == 200
    assert "Report 3" in board.get("/en/initiatives")
    assert "Report 3" not in public(exchange).text


def test_who_was_slower_and_who_invents_an_act_is_told(board: Person) -> None:
    page = board.get(f"{PATH}?of={PILOT}&act=close")
    form = page[page.index('id="form"') :]
    seen = re.findall(r'name="seen" value="([^"]+)"', form)[0]
    send(board, PILOT, act="close", decision="Decision 13")
    late = board.send(page, PATH, id=PILOT, seen=seen, act="close", decision="Decision 16")
    assert late.status_code == 409
    assert send(board, "objective/pilot-build-bridges", act="mark").status_code == 404
