"""Pages of consultations: for whom they are, what is typed stays typed, nothing is counted."""

from __future__ import annotations

import re
from contextlib import closing
from typing import Any

import pytest

from kg.exchange.moving import records_of, seen_record
from kg.exchange.parties import Who
from kg.model.desk_types import Consultation
from kg.store.opening import open_store
from tests.api.asking import client_of
from tests.api.pages.desk.office import Exchange, Person

LIST = "/en/desk/consultations"
RULE = "rule/official-link"
HOSTILE = "<script>alert(1)</script>{{ 7*7 }}\"'&\u202e"


class Players:
    """The board, two states and somebody else, and the consultation that they see."""

    def __init__(self, exchange: Exchange) -> None:
        self.exchange = exchange
        exchange.invite("board@example.org", "board")
        exchange.invite("north@example.org", "authority", "unit/example-ostrelva-north")
        self.board = exchange.signed_in("board@example.org")
        self.island = exchange.signed_in("desk@ondavel.example.org")
        self.other = exchange.signed_in("desk@lirvanne.example.org")
        self.stranger = exchange.signed_in("north@example.org")
        asked = {"ask-state/xaa": "yes", "ask-state/xad": "yes"}
        found = self.board.send(self.board.get(LIST), LIST, guideline="approach-2022",
                                intro=HOSTILE, language="en", **asked)  # fmt: skip
        assert found.status_code == 200, found.text[:2000]
        self.page = found.url.path

    def act(self, person: Person, act: str, **fields: str) -> Any:
        page = person.get(self.page)
        return person.send(page, self.page, act=act, seen=self.token(), **fields)

    def token(self) -> str:
        with closing(open_store(self.exchange.desk, room="desk")) as desk:
            (one,) = records_of(desk, Consultation, Who("board"))
            return seen_record(desk, Consultation, one.id, Who("board")).token

    def open(self) -> None:
        assert self.act(self.board, "open", until="2999-01-31").status_code == 200

    def answer(self, person: Person, item: str, act: str = "give", **fields: str) -> Any:
        path = f"{self.page}/answer?item={item}"
        said = {"position": "supports", "text": "", "language": "en", **fields}
        return person.send(person.get(path), path, act=act, **said)


@pytest.fixture
def players(exchange: Exchange) -> Players:
    return Players(exchange)


def test_it_is_for_who_is_asked_and_from_the_opening_on(players: Players) -> None:
    for person in (players.island, players.stranger):
        assert person.client.get(players.page).status_code == 404
    players.open()
    assert players.island.client.get(players.page).status_code == 200
    for path in ("", "/text", "/answer"):
        assert players.stranger.client.get(players.page + path).status_code == 404, path
    for path in (f"/item?item={RULE}", "/decision"):
        for person in (players.island, players.stranger):
            assert person.client.get(players.page + path).status_code == 403, path
    public = client_of(players.exchange.app).get(players.page, follow_redirects=False)
    assert public.status_code in {303, 307, 401, 403}
    assert "desk/consultations/" in players.island.get("/en/desk")


def test_only_the_board_draws_one_up(players: Players) -> None:
    page = players.island.get(LIST)
    assert 'name="guideline"' not in page
    sent = players.island.send(players.board.get(LIST), LIST, guideline="approach-2022")
    assert sent.status_code in {400, 403}


def test_what_is_wrong_is_said_and_nothing_typed_is_lost(players: Players) -> None:
    players.open()
    found = players.answer(players.island, RULE, position="proposes_wording", text=HOSTILE,
                           change="id: official-link\nverdict: perhaps")  # fmt: skip
    assert found.status_code == 422
    assert 'id="w-lines"' in found.text
    assert "verdict: perhaps" in found.text
    assert "<script>alert" not in found.text
    assert "&lt;script&gt;alert" in found.text


def test_nothing_of_a_person_is_taken(players: Players) -> None:
    players.open()
    found = players.answer(players.island, "", text="Write to juana.ejemplo@example.org")
    assert found.status_code == 422
    assert 'id="w-text"' in found.text


def test_hostile_words_are_shown_as_they_are(players: Players) -> None:
    players.open()
    assert players.answer(players.island, RULE, text=HOSTILE).status_code == 200
    for path in ("", f"/item?item={RULE}"):
        raw = players.board.client.get(players.page + path).text
        assert "<script>alert" not in raw
        assert "{{ 7*7 }}" in raw


@pytest.mark.parametrize("item", ["rule/none", "../../etc", HOSTILE, "criterion/"])
def test_of_an_item_that_is_not_there_nothing_is(players: Players, item: str) -> None:
    players.open()
    path = f"{players.page}/answer"
    assert players.island.client.get(path, params={"item": item}).status_code == 404
    assert (
        players.board.client.get(f"{players.page}/item", params={"item": item}).status_code == 404
    )


def test_whoever_supports_the_same_numbers_stand_on_the_pages(players: Players) -> None:
    players.open()
    numbers = []
    for position in ("supports", "no_comment"):
        for person in (players.island, players.other):
            path = f"{players.page}/answer?item="
            if 'value="take back"' in person.get(path):
                person.send(person.get(path), path, act="take back")
            assert players.answer(person, "", position=position).status_code == 200
        pages = "".join(players.board.get(players.page + more) for more in ("", "/item?item="))
        shown = re.sub(r'"[^"]*"', "", pages)  # tokens and addresses are no words of a page
        numbers.append(re.findall(r"\d+", shown))
    assert numbers[0] == numbers[1]


def test_others_read_a_position_when_it_has_closed(players: Players) -> None:
    players.open()
    players.answer(players.island, RULE, text="ONLY OURS")
    assert "ONLY OURS" not in players.other.get(players.page)
    assert players.act(players.board, "close").status_code == 200
    assert "ONLY OURS" in players.other.get(players.page)
    late = players.answer(players.other, RULE)
    assert late.status_code == 409
    assert players.stranger.client.get(players.page).status_code == 404


def test_the_file_is_given_with_a_plain_name(players: Players) -> None:
    players.open()
    found = players.island.client.get(f"{players.page}/text")
    assert found.headers["content-disposition"].startswith('attachment; filename="approach-2022-')
    assert "guideline: approach-2022" in found.text
    assert players.island.client.get(f"{players.page}/adopted").status_code == 404
