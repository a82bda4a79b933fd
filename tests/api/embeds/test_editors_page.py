"""The page for editors: words find records, and what is copied is what is shown."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from typing import Any

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from kg.base.i18n import LANGUAGES
from tests.api.asking import BASE, access, client_of, desk_beside
from tests.api.embeds.test_oembed_route import Frames
from tests.api.world import HIDDEN
from tests.viz.pictures.test_picture_forms import ASKED
from viz.pictures.picture_forms import FORMS

SITE = "https://www.site.example"


def fields(page: str) -> list[str]:
    return [
        unescape(text) for text in re.findall(r"<textarea[^>]*>(.*?)</textarea>", page, re.DOTALL)
    ]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_stands_below_a_picture_leads_here_filled_in(
    starter: TestClient, form: str, lang: str
) -> None:
    query = ASKED[form].query()
    document = starter.get(f"/{lang}/embed/{form}?{query}").text
    (address,) = re.findall(rf'href="(/{lang}/embeds\?[^"]+)"', document)
    page = starter.get(unescape(address))
    assert page.status_code == 200
    snippet, script = fields(page.text)
    (frame,) = Frames(snippet).frames
    assert starter.get(str(frame["src"]).removeprefix(BASE)).text == document
    assert {"figure", "figcaption", "a"} <= set(Frames(snippet).tags)
    assert script.startswith("<script>")
    assert len(script) < 400


def test_words_find_the_record(starter: TestClient) -> None:
    page = starter.get("/es/embeds", params={"form": "actor", "id": "segib", "language": "fr",
                                             "theme": "dark", "size": "narrow"}).text  # fmt: skip
    snippet, _ = fields(page)
    (frame,) = Frames(snippet).frames
    assert frame["src"] == f"{BASE}/fr/embed/actor?id=org%2Fsegib&theme=dark"
    assert frame["width"] == "320"
    assert "Secrétariat général ibéro-américain" in snippet
    assert 'src="/fr/embed/actor?id=org%2Fsegib&amp;theme=dark"' in page


def test_without_a_record_it_asks_and_shows_nothing(starter: TestClient) -> None:
    assert fields(starter.get("/en/embeds?form=actor").text) == []
    wrong = starter.get("/en/embeds?form=actor&id=nobody-is-called-this")
    assert wrong.status_code == 200
    assert "nobody-is-called-this" in wrong.text
    assert starter.get("/en/embeds?form=cake").status_code == 422
    assert starter.get("/en/embeds?cake=1").status_code == 422


def test_whoever_asks_it_shows_what_everybody_may_see(board: TestClient) -> None:
    for id_, word in HIDDEN.items():
        page = board.get("/en/embeds", params={"form": "actor", "id": id_}).text
        assert word not in page
        assert fields(page) == []


@pytest.mark.parametrize(
    ("site", "said"),
    [(f"{SITE}/news/1", "may show pictures"), ("https://other.example", "may not show pictures"),
     ("other", "Write the address")],
)  # fmt: skip
def test_it_says_whether_a_site_is_allowed(attacked_url: str, site: str, said: str) -> None:
    settings = replace(access(desk_beside(attacked_url)), embed_origins=(SITE,))
    with client_of(create_app(attacked_url, access=settings, cache=None)) as client:
        page = client.get("/en/embeds", params={"site": site}).text
        assert said in page
        assert "COOPGRAPH_EMBED_ORIGINS" in page
        assert SITE in page


def test_hostile_names_stay_text(attacked: TestClient) -> None:
    page: Any = attacked.get("/en/embeds?form=actor&id=org/oas")
    snippet, _ = fields(page.text)
    assert set(Frames(snippet).tags) == {"figure", "iframe", "figcaption", "a"}
    assert "frame-src 'self'" in page.headers["content-security-policy"]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"form": "path"}, "goes from one record to another: write both."),
        ({"form": "path", "from": "org/segib"}, "goes from one record to another: write both."),
        ({"form": "bridges", "id": "org/segib"}, "is about 2 records at least"),
        ({"form": "actor"}, "Write about whom or what"),
        ({}, None),
    ],
)
def test_it_says_what_a_picture_is_made_without(
    starter: TestClient, asked: dict[str, str], said: str | None
) -> None:
    page = starter.get("/en/embeds", params=asked).text
    assert fields(page) == []
    assert ('class="notice"' in page) == (said is not None)
    assert said is None or said in page


@pytest.mark.parametrize("form", FORMS)
def test_it_says_what_a_form_shows_and_of_which_records(starter: TestClient, form: str) -> None:
    page = unescape(starter.get("/en/embeds", params={"form": form}).text)
    assert FORMS[form].says.text("en") in page
    assert ("About records of these types" in page) == bool(FORMS[form].types)


def test_tiles_are_of_one_record_for_everybody(starter: TestClient) -> None:
    asked = {"form": "tiles", "id": ["org/caricom", "org/segib"]}
    page = starter.get("/en/embeds", params=asked).text
    assert page.count('name="id"') == 1
    assert 'class="notice"' not in page
    assert "org%2Fcaricom" in fields(page)[0]
