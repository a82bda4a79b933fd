"""The portfolio on a page: for the secretariat and the board, as a proposal, in four languages."""

from __future__ import annotations

import re
from contextlib import closing
from typing import Any

import pytest
from lxml import html

from kg.access.clock import utc_now
from kg.base.i18n import LANGUAGES
from kg.exchange.moving import begin, move, new_id, seen_record
from kg.exchange.parties import Who
from kg.model.desk_types import ContactRequest
from kg.store.opening import open_store
from tests.api.pages.desk.conftest import ISLAND, OTHER
from tests.api.pages.desk.office import Exchange
from tests.journeys.pages.select import select

PATH = "/en/desk/portfolio"
EXAMPLES = f"{PATH}?examples=yes"
DEMAND = "demand/xaa-bridge-reconstruction"


def document_of(text: str) -> Any:
    return html.document_fromstring(text)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_is_a_proposal_with_a_picture_and_the_same_in_words(
    exchange: Exchange, lang: str
) -> None:
    page = document_of(exchange.signed_in("secretariat@example.org").get(
        EXAMPLES.replace("/en/", f"/{lang}/")))  # fmt: skip
    assert len(select(page, "#picture svg")) >= 1
    notice = select(page, ".notice strong")[0].text_content()
    assert "{" not in page.text_content()
    assert notice
    for id_ in ("who-asks", "proposed", "left-out", "places"):
        assert select(page, f'[aria-labelledby="{id_}"] tbody tr')
    asks = [e.text_content() for e in select(page, '[aria-labelledby="who-asks"] tbody th a')]
    assert asks == sorted(asks)


def test_declared_and_examples_are_never_together(exchange: Exchange) -> None:
    secretariat = exchange.signed_in("secretariat@example.org")
    page = secretariat.get(PATH)
    assert "Ondavel" not in page.partition("<main")[2]
    assert "Nothing on record fits any demand that is open." in page
    assert "All of this is made up" in secretariat.get(EXAMPLES)


def test_the_form_keeps_what_was_asked(exchange: Exchange) -> None:
    secretariat = exchange.signed_in("secretariat@example.org")
    page = secretariat.get(f"{EXAMPLES}&floor=3&per_provider=2&per_offer=1")
    assert re.search(r'name="floor"[^>]*value="3"', page)
    assert re.search(r'name="per_provider"[^>]*value="2"', page)
    assert "Places are short" in page
    for wrong in ("floor=many", "per_offer=9999", "per_provider=-1"):
        assert secretariat.client.get(f"{PATH}?{wrong}").status_code in (400, 422)


def test_nobody_else_is_let_in(exchange: Exchange) -> None:
    exchange.invite("board@example.org", "board")
    assert "A fair portfolio" in exchange.signed_in("board@example.org").get(EXAMPLES)
    authority = exchange.signed_in("desk@ondavel.example.org")
    assert authority.client.get(PATH).status_code == 403
    assert "/desk/portfolio" not in authority.get("/en/desk")
    assert exchange.person().client.get(PATH, follow_redirects=False).status_code in (303, 401, 403)


def test_what_is_under_way_is_told_to_the_secretariat_alone(exchange: Exchange) -> None:
    island, other = Who("authority", ISLAND), Who("authority", OTHER)
    offer = "offer/xad-agence-de-reconstruction"
    new = ContactRequest(
        id=new_id(ContactRequest), asks=ISLAND, asked=OTHER, about=[DEMAND, offer], text="?"
    )
    with closing(open_store(exchange.desk, write=True, room="desk")) as desk:
        begin(desk, new, "ask", island, utc_now())
        seen = seen_record(desk, ContactRequest, new.id, other)
        move(desk, seen, "accept", other, utc_now())
    exchange.invite("board@example.org", "board")
    page = document_of(exchange.signed_in("secretariat@example.org").get(EXAMPLES))
    (told,) = page.xpath('//section[h2/@id="under-way"]')
    assert DEMAND in html.tostring(told, encoding="unicode")
    (proposed,) = page.xpath('//section[h2/@id="proposed"]')
    assert DEMAND not in html.tostring(proposed, encoding="unicode")
    board = exchange.signed_in("board@example.org").get(EXAMPLES)
    assert "seen by the secretariat alone" in board
    assert f"/node/{DEMAND}" in board


def test_what_is_left_out_leads_to_a_second_provider(exchange: Exchange) -> None:
    secretariat = exchange.signed_in("secretariat@example.org")
    page = document_of(secretariat.get(EXAMPLES))
    (first, *_) = select(page, '[aria-labelledby="left-out"] a[href*="/desk/triangles/"]')
    assert "With a second provider" in secretariat.get(first.get("href"))
