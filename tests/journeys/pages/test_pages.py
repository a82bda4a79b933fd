"""Every page in four languages: what it says, marks, links and does not load."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from lxml import html
from starlette.testclient import TestClient

from kg.base.i18n import LANGUAGES
from tests.api.world import HOSTILE, ODD
from tests.effort import LONG
from tests.journeys.pages.select import select
from viz.explorer import explored_places
from viz.layout import Before, Layout, lay_out
from viz.scene import Scene

PAGES = [
    "",
    "search?q=wells",
    "search",
    "node/state/hti",
    "node/org/body",
    "node/demand/water",
    "node/offer/0",
    "node/practice/lesson",
    "node/sector/dac/140",
    "node/org/authority",
    f"node/{ODD}",
    "match/demand/water",
    "match/offer/1",
    "match/demand/water?lens=experience",
    "match/state/hti?sector=sector/dac/140",
    "demands",
    "offers",
    "practices",
    "paths",
    "paths?from=Haiti&to=Brazil",
    "diagram/state/hti",
    "diagram/org/body?steps=2",
    "initiatives",
    "about",
    "api",
    "node/nothing",
]
LINES = re.compile(r"</?tspan[^>]*>")
"""Where a label in a drawing goes on in another line."""
INLINE = re.compile(
    r"<style|\sstyle=|\son[a-z]+=|javascript:|<script(?![^>]*( src=| type=.application/json))"
)


def page(client: TestClient, address: str, status: int = 200) -> Any:
    response = client.get(address)
    assert response.status_code == status, (address, response.text[:500])
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    return html.document_fromstring(response.text)


def text(element: Any) -> str:
    return " ".join(element.text_content().split())


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_whole_in_every_language(board: TestClient, lang: str, address: str) -> None:
    document = page(board, f"/{lang}/{address}", 404 if address.endswith("nothing") else 200)
    assert document.get("lang") == lang
    assert len(select(document, "h1")) == 1
    assert select(document, "title")[0].text.endswith("CooperaNet")
    assert select(document, "footer .disclaimer")[0].text.strip()
    # The program is named on the page about it, and as what is typed; readers know the pages' name.
    for code in select(document, "code"):
        code.drop_tree()
    assert ("coopgraph" in text(document)) == (address == "about")
    assert select(document, "a.skip")[0].get("href") == "#content"
    alternates = {e.get("hreflang"): e.get("href") for e in select(document, "link[hreflang]")}
    assert alternates == {code: f"/{code}/{address}" for code in LANGUAGES}
    ids = [element.get("id") for element in select(document, "[id]")]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("address", PAGES)
def test_nothing_is_inline_and_nothing_comes_from_elsewhere(
    board: TestClient, address: str
) -> None:
    source = board.get(f"/en/{address}").text
    assert not INLINE.search(source)
    document = html.document_fromstring(source)
    for element in select(document, "link[rel=stylesheet], link[rel=icon], script[src], img"):
        assert (element.get("href") or element.get("src")).startswith("/static/")
    assert "{{" not in LINES.sub("", source).replace("{{ 7*7 }}", "")


@pytest.mark.parametrize(
    ("header", "lang"),
    [
        ("fr-CA, en;q=0.5", "fr"),
        ("de", "en"),
        ("", "en"),
        ("es;q=0.1, pt;q=0.9", "pt"),
        ("*", "en"),
    ],
)
def test_the_root_leads_to_the_readers_language(board: TestClient, header: str, lang: str) -> None:
    response = board.get("/", headers={"Accept-Language": header})
    assert (response.status_code, response.headers["location"]) == (307, f"/{lang}/")
    assert "Accept-Language" in response.headers["vary"]


def test_a_text_in_another_language_says_which(board: TestClient) -> None:
    document = page(board, "/en/node/demand/water")
    assert select(document, "h1")[0].get("lang") == "fr"
    assert select(document, "p.lead")[0].get("lang") == "fr"
    assert "no translation yet" in text(select(document, "main")[0])
    own = page(board, "/fr/node/demand/water")
    assert select(own, "h1")[0].get("lang") is None


def test_dates_are_written_as_the_reader_writes_them(board: TestClient) -> None:
    assert "3 de febrero de 2001" in board.get("/es/node/state/hti").text
    assert "February 3, 2001" in board.get("/en/node/state/hti").text
    assert "second half of 2022" in board.get("/en/initiatives").text


def test_relations_carry_their_marks(board: TestClient) -> None:
    disputed = page(board, "/en/node/state/ven")
    assert text(select(disputed, ".group .badge.disputed")[0]) == "disputed"
    assert "undated" in text(page(board, "/en/node/state/bra"))
    past = select(page(board, "/en/node/state/ury"), ".group details")[0]
    assert "Not in force on this day: 1" in text(past)
    then = page(board, "/en/node/state/ury?as_of=1995-01-01")
    assert not select(then, ".group details")
    assert "go back to today" in text(select(then, "footer")[0])


def test_the_day_and_audience_asked_are_carried_on(board: TestClient) -> None:
    document = page(board, "/en/node/state/hti?as_of=2020-01-01&audience=public")
    links = [a.get("href") for a in select(document, "main a[href^='/en/']")]
    # What stands on other sites is for everybody, whoever took it from here.
    links = [link for link in links if not link.startswith("/en/embed")]
    assert links
    assert all("as_of=2020-01-01&audience=public" in link for link in links)
    assert not select(document, "nav a[href^='/en/partners']")


def test_what_should_be_stated_and_is_not_is_shown_as_a_gap(board: TestClient) -> None:
    document = page(board, "/en/node/demand/water")
    facts = {
        text(select(e, "dt")[0]): text(select(e, "dd")[0]) for e in select(document, ".facts > div")
    }
    assert facts["Conditions"] == "not stated"
    assert facts["Whom to contact"] == "not stated"
    assert facts["Declared by"].startswith("Haiti")


def test_the_terms_of_a_state_are_used_on_its_pages(board: TestClient) -> None:
    assert "“trilateral”" in text(page(board, "/en/node/state/bra"))
    assert "“trilateral”" in text(page(board, "/en/node/offer/1"))
    assert "trilateral" not in text(page(board, "/en/node/state/hti"))


def test_a_match_shows_reasons_contacts_and_what_is_missing(board: TestClient) -> None:
    document = page(board, "/en/match/demand/water")
    first = select(document, ".matches article")[0]
    assert len(select(first, ".reasons li")) >= 1
    assert "in the sector" in text(select(first, ".walk")[0])
    headings = [text(e) for e in select(first, ".columns h3")]
    assert headings == ["Whom to contact", "Missing to start"]
    assert "proposed" in text(select(document, ".standing")[0])
    assert select(document, "a[rel=next]")


def test_the_work_plan_names_nobody_until_somebody_is_designated(board: TestClient) -> None:
    assert "not designated" in text(select(page(board, "/en/initiatives"), ".facts")[0])


def test_partners_are_for_the_board(world: Any, starter: TestClient) -> None:
    refused = page(world("public"), "/es/partners", 403)
    assert len(select(refused, "h1")) == 1
    document = page(starter, "/en/partners")
    assert select(document, ".partner")
    headings = " ".join(text(e) for e in select(document, "h2"))
    assert "of the 35 states of the hemisphere" in headings
    steps = [text(e) for e in select(select(document, ".covered")[0], "li")]
    assert steps[0].startswith("Ibero-American General Secretariat")
    assert "together 19 of 35" in steps[0]
    assert "adds none" in steps[1]


def test_an_unknown_id_leads_to_the_nearest(board: TestClient) -> None:
    document = page(board, "/es/node/state/htj", 404)
    assert select(document, "a[href='/es/node/state/hti']")
    assert page(board, "/xx/", 404).get("lang") == "en"


def test_texts_from_sources_stay_texts(board: TestClient) -> None:
    for address in (
        "node/org/authority",
        "node/state/bra",
        "diagram/org/authority",
        "search?q=script",
    ):
        source = board.get(f"/en/{address}").text
        assert "<script>alert" not in source
        assert "&amp;49" not in source
    heading = select(page(board, "/en/node/org/authority"), "h1")[0]
    assert heading.text_content().strip().startswith(HOSTILE)


def test_examples_are_counted_apart(starter: TestClient) -> None:
    status = starter.get("/v1/status").json()
    document = page(starter, "/en/")
    shown = {
        text(select(e, "dt")[0]): text(select(e, "dd")[0])
        for e in select(document, ".counts > div")
    }
    real = status["counts"]["Offer"] - status["examples"].get("Offer", 0)
    # A count of nothing is not shown.
    assert shown.get("Offers", "0") == str(real)
    assert shown["States"] == "35"


def test_examples_are_marked_wherever_they_appear(starter: TestClient) -> None:
    found = select(page(starter, "/en/demands"), ".entries li")
    assert found
    assert all(select(entry, ".badge.example") for entry in found)


def test_an_example_is_matched_with_examples_only(starter: TestClient) -> None:
    entry = select(page(starter, "/en/demands"), ".entries li")[0]
    document = page(starter, select(entry, "a.go")[0].get("href"))
    for match in select(document, ".matches article"):
        assert text(select(match, "h2 .badge")[0]) == "example"


def links_of(document: Any, address: str) -> set[str]:
    found = (urljoin(address, a.get("href")) for a in select(document, "a[href]"))
    return {
        link.partition("#")[0]
        for link in found
        if urlsplit(link).scheme not in ("http", "https", "mailto")
    }


def anchors_are_there(document: Any) -> None:
    for a in select(document, "a[href^='#']"):
        assert select(document, f"[id='{a.get('href')[1:]}']"), a.get("href")


def crawl(client: TestClient, start: str, depth: int) -> int:
    seen, level = {start}, [start]
    for _ in range(depth + 1):
        found: set[str] = set()
        for address in level:
            response = client.get(address)
            assert response.status_code == 200, address
            if response.headers["content-type"].startswith("text/html"):
                document = html.document_fromstring(response.text)
                anchors_are_there(document)
                found |= {
                    link for link in links_of(document, address) if link.startswith(("/en/", "/v1"))
                }
        level = sorted(found - seen)
        seen |= found
    return len(seen)


def test_every_link_in_the_small_world_leads_somewhere(world: Any) -> None:
    assert crawl(world("states"), "/en/", 3) > 100


def test_the_links_of_the_public_lead_somewhere(world: Any) -> None:
    assert crawl(world("public"), "/en/", 2) > 50


@pytest.mark.slow  # some hundred pages of the starter knowledge
def test_every_link_near_the_beginning_leads_somewhere(starter: TestClient) -> None:
    steps, least = (2, 300) if LONG else (1, 20)
    assert crawl(starter, "/en/", steps) > least


def test_a_page_with_a_diagram_lays_it_out_once(
    board: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []

    def counted(scene: Scene, before: Before | None = None) -> Layout:
        done.append(scene.title)
        return lay_out(scene, before)

    monkeypatch.setattr(explored_places, "lay_out", counted)
    # On a date that nobody else asks about: answers are kept.
    assert select(page(board, "/en/diagram/org/body?as_of=2020-02-29"), ".cg-svg")
    assert len(done) == 1
