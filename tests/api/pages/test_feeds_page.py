"""Feeds of lists and searches: valid, for everybody alike, the same bytes for the same content."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from lxml import etree
from starlette.testclient import TestClient

from api.app import create_app
from kg.base.i18n import LANGUAGES
from kg.exchange.mail.delivery import Mail, Outbox
from tests.api.asking import BASE, access, bearer, client_for, client_of, desk_beside, key_for
from tests.graphs import store_of

NS = {"a": "http://www.w3.org/2005/Atom"}
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")
LISTS = ("demands", "offers", "practices")
SEEN = """
state/hti DECLARES demand/water
state/bra DECLARES offer/wells
demand/water IN_SECTOR sector/dac/14030
"""
HIDDEN = """
state/bra DECLARES demand/hidden
demand/hidden IN_SECTOR sector/dac/14030
state/bra DECLARES practice/hidden
unit/hidden PART_OF state/bra
"""
TOLD: dict[str, dict[str, Any]] = {
    "state/hti": {"name": {"fr": "Haïti", "en": "Haiti"}},
    "state/bra": {"name": {"en": "Brazil"}},
    "sector/dac/14030": {"name": {"en": "Basic water"}},
    "demand/water": {
        "title": {"fr": "De l'eau <b>&"}, "summary": {"fr": "a\tb"}, "visibility": "public",
        "confirmed_on": "2026-02-03",
    },
    "offer/wells": {"title": {"en": "Water wells"}, "visibility": "public"},
}  # fmt: skip
SECRET: dict[str, dict[str, Any]] = {
    "demand/hidden": {"title": {"en": "Water"}, "visibility": "states"},
    "practice/hidden": {"title": {"en": "Water"}, "visibility": "board"},
    "unit/hidden": {"name": {"en": "Water"}, "visibility": "board"},
}


def service(folder: Path, lines: str, told: Mapping[str, Any]) -> str:
    folder.mkdir()
    with closing(store_of(folder, lines, told)) as store:
        return store.url


@pytest.fixture
def small(tmp_path: Path) -> Iterator[TestClient]:
    url = service(tmp_path / "small", SEEN + HIDDEN, TOLD | SECRET)
    with client_for(url, "public") as client:
        yield client


def feed(client: TestClient, address: str, **headers: str) -> Any:
    found = client.get(address, headers=headers)
    assert found.status_code == 200, found.text[:500]
    assert found.headers["content-type"] == "application/atom+xml; charset=utf-8"
    assert "set-cookie" not in found.headers
    return etree.fromstring(found.content)


def mistakes(root: Any) -> list[str]:
    """Return what RFC 4287 does not allow: what there must be, how often, and of what form."""
    found = [f"{name} x{n}" for name, n in counted(root).items() if not fits(root, name, n)]
    for one in root.iterfind(".//a:id", NS):
        found += [] if re.fullmatch(r"tag:[a-z0-9.-]+,\d{4}:\S+", one.text) else [one.text]
    for one in root.iterfind(".//a:updated", NS):
        found += [] if MOMENT.fullmatch(one.text) else [one.text]
    for one in root.iterfind(".//a:link", NS):
        found += [] if urlsplit(one.get("href")).netloc and one.get("rel") else [str(one.attrib)]
    ids = [one.text for one in root.iterfind("a:entry/a:id", NS)]
    found += [] if len(ids) == len(set(ids)) else ["an id twice"]
    for entry in root.iterfind("a:entry", NS):
        found += mistakes(entry)
    return found


def counted(element: Any) -> dict[str, int]:
    names = [etree.QName(child).localname for child in element]
    return {name: names.count(name) for name in {*names, "id", "title", "updated"}}


def fits(element: Any, name: str, number: int) -> bool:
    inside = etree.QName(element).localname
    once = {"id", "title", "updated", "subtitle", "summary"}
    many = {"author", "link", "category", "entry"}
    if name in once:
        return number == 1 and (inside, name) not in {("entry", "subtitle"), ("feed", "summary")}
    return name in many and (inside, name) != ("entry", "entry")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", [*LISTS, "search?q=agua", "search?q=agua&type=Offer"])
def test_a_feed_keeps_to_the_rules(starter: TestClient, lang: str, name: str) -> None:
    root = feed(starter, f"/{lang}/feeds/{name}")
    assert root.tag == f"{{{NS['a']}}}feed"
    assert root.get(XML_LANG) == lang
    assert root.findall("a:entry", NS)
    assert mistakes(root) == []
    (own,) = root.xpath("a:link[@rel='self']/@href", namespaces=NS)
    assert own == f"{BASE}/{lang}/feeds/{name}"
    (page,) = root.xpath("a:link[@rel='alternate']/@href", namespaces=NS)
    assert starter.get(page).status_code == 200
    leads = root.xpath("a:entry/a:link[@rel='alternate']/@href", namespaces=NS)
    assert all(starter.get(address).status_code == 200 for address in leads[:3])


def test_texts_in_another_language_say_so_and_markup_is_text(small: TestClient) -> None:
    (entry,) = feed(small, "/es/feeds/demands").iterfind("a:entry", NS)
    title = entry.find("a:title", NS)
    assert (title.text, title.get(XML_LANG)) == ("De l'eau <b>&", "fr")
    assert entry.findtext("a:updated", None, NS) == "2026-02-03T00:00:00Z"
    assert entry.findtext("a:author/a:name", None, NS) == "Haiti"


def test_examples_say_that_they_are(starter: TestClient) -> None:
    titles = feed(starter, "/fr/feeds/offers").xpath("a:entry/a:title/text()", namespaces=NS)
    assert titles
    assert all(title.startswith("[exemple] ") for title in titles)


def test_a_feed_holds_what_its_list_holds(starter: TestClient) -> None:
    asked = "state=state/xaa&q=water"
    entries = feed(starter, f"/en/feeds/demands?{asked}").xpath("a:entry/a:id", namespaces=NS)
    page = starter.get(f"/en/demands?{asked}").text
    assert len(entries) == 3
    assert all(
        f'/en/node/{one.text.partition(":d")[2].join(["d", ""])}"' in page for one in entries
    )


def test_a_long_list_has_pages(board: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.pages.feeds_page.ENTRIES", 10)
    seen: list[str] = []
    address = "/en/feeds/offers"
    while address:
        root = feed(board, address)
        seen += root.xpath("a:entry/a:id/text()", namespaces=NS)
        address = next(iter(root.xpath("a:link[@rel='next']/@href", namespaces=NS)), "")
    assert len(seen) == len(set(seen)) == 25
    assert board.get("/en/feeds/offers?page=0").status_code == 422
    assert feed(board, "/en/feeds/offers?page=9").find("a:entry", NS) is None


@pytest.mark.parametrize(
    "address", ["/en/feeds/demands", "/en/feeds/search?q=water", "/en/f%65eds/demands"]
)
def test_everybody_gets_the_same_whatever_they_send(tmp_path: Path, address: str) -> None:
    url = service(tmp_path / "one", SEEN + HIDDEN, TOLD | SECRET)
    key, _ = key_for(desk_beside(url), "board")
    with client_for(url, "public") as client:
        plain = client.get(address)
        assert b"hidden" not in plain.content
        for sent in (bearer(key), bearer("cg_wrong"), {"Cookie": "coopgraph-session-8000=x"}):
            other = client.get(address, headers=sent)
            assert (other.status_code, other.content) == (200, plain.content)
            for name in ("etag", "cache-control", "vary"):
                assert other.headers[name] == plain.headers[name]
        assert plain.headers["cache-control"] == "public, no-cache"
        assert "hidden" in client.get("/en/demands", headers=bearer(key)).text
        known = client.get(address, headers={"If-None-Match": plain.headers["etag"]})
        assert (known.status_code, known.content) == (304, b"")


def test_hidden_records_change_no_byte(tmp_path: Path) -> None:
    real = service(tmp_path / "real", SEEN + HIDDEN, TOLD | SECRET)
    twin = service(tmp_path / "twin", SEEN, TOLD)
    names = [
        *LISTS,
        "search?q=water",
        "search?q=hidden",
        "demands?sector=sector/dac/14030",
        "offers?q=water",
    ]
    with client_for(real, "public") as one, client_for(twin, "public") as other:
        for name in names:
            assert one.get(f"/en/feeds/{name}").content == other.get(f"/en/feeds/{name}").content
            page = f"/en/{name}"
            assert numbers(one.get(page).text) == numbers(other.get(page).text)


def numbers(page: str) -> list[Any]:
    """Return what a list counts: its choices, what was found, what is over."""
    return re.findall(r"\((\d+)\)</option>|<h2 id=\"found\">(.*?)</h2>", page)


def test_links_are_made_from_the_configured_address(tmp_path: Path) -> None:
    url = service(tmp_path / "one", SEEN, TOLD)
    mail = Mail(Outbox(tmp_path), "a@b.example", "https://knowledge.example.org/")
    app = create_app(url, access=access(desk_beside(url), mail=mail), cache=None)
    with client_of(app) as client:
        text = client.get("/en/feeds/demands?state=state/hti").text
    assert "localhost" not in text
    assert 'href="https://knowledge.example.org/en/feeds/demands?state=state%2Fhti"' in text
    assert "<id>tag:knowledge.example.org,2026:demand/water</id>" in text


def test_a_feed_without_words_or_of_nothing_is_told(small: TestClient) -> None:
    assert small.get("/en/feeds/search").status_code == 422
    assert small.get("/en/feeds/search?q=").status_code == 422
    assert small.get("/en/feeds/demands?state=state/xyz").status_code == 404
    empty = feed(small, "/en/feeds/practices")
    assert mistakes(empty) == []
