"""The portfolio on a page: for the secretariat and the board, as a proposal, in four languages."""

from __future__ import annotations

import re
from contextlib import closing
from typing import Any

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
OFFER = "offer/xad-agence-de-reconstruction"


def document_of(text: str) -> Any:
    return html.document_fromstring(text)


def test_it_is_a_proposal_drawn_and_in_words_for_each_reader(exchange: Exchange) -> None:
    secretariat = exchange.signed_in("secretariat@example.org")
    notices = set()
    for lang in LANGUAGES:
        page = document_of(secretariat.get(EXAMPLES.replace("/en/", f"/{lang}/")))
        assert select(page, "#picture svg")
        assert "{" not in page.text_content()
        notices.add(select(page, ".notice strong")[0].text_content())
        for id_ in ("who-asks", "proposed", "left-out", "places"):
            assert select(page, f"[aria-labelledby='{id_}'] tbody tr"), id_
        asks = [e.text_content() for e in select(page, "[aria-labelledby='who-asks'] tbody th a")]
        assert asks == sorted(asks)
        links = select(page, f"[aria-labelledby='left-out'] a[href^='/{lang}/desk/triangles/']")
        assert links
    assert len(notices) == len(LANGUAGES)
    page = secretariat.get(PATH)
    assert "Ondavel" not in page.partition("<main")[2]
    assert "Nothing on record fits any demand that is open." in page
    page = secretariat.get(f"{EXAMPLES}&floor=3&per_provider=2&per_offer=1")
    assert "All of this is made up" in page
    assert re.search(r'name="floor"[^>]*value="3"', page)
    assert re.search(r'name="per_provider"[^>]*value="2"', page)
    assert "Places are short" in page
    for wrong in ("floor=many", "per_offer=9999", "per_provider=-1"):
        assert secretariat.client.get(f"{PATH}?{wrong}").status_code in {400, 422}


def test_it_is_for_two_and_what_is_under_way_for_one(exchange: Exchange) -> None:
    island, other = Who("authority", ISLAND), Who("authority", OTHER)
    new = ContactRequest(
        id=new_id(ContactRequest), asks=ISLAND, asked=OTHER, about=[DEMAND, OFFER], text="?"
    )
    with closing(open_store(exchange.desk, write=True, room="desk")) as desk:
        begin(desk, new, "ask", island, utc_now())
        seen = seen_record(desk, ContactRequest, new.id, other)
        move(desk, seen, "accept", other, utc_now())
    exchange.invite("board@example.org", "board")
    page = document_of(exchange.signed_in("secretariat@example.org").get(EXAMPLES))
    (told,) = page.xpath('//section[h2/@id="under-way"]')
    assert DEMAND in html.tostring(told, encoding="unicode")
    for section in page.xpath('//section[h2/@id="proposed" or h2/@id="left-out"]'):
        assert DEMAND not in html.tostring(section, encoding="unicode")
    board = exchange.signed_in("board@example.org").get(EXAMPLES)
    assert "seen by the secretariat alone" in board
    assert f"/node/{DEMAND}" in board
    authority = exchange.signed_in("desk@ondavel.example.org")
    assert authority.client.get(PATH).status_code == 403
    assert "/desk/portfolio" not in authority.get("/en/desk")
    assert exchange.person().client.get(PATH, follow_redirects=False).status_code in {303, 401}
