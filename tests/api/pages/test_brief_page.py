"""Papers as pages, the list of them, and the buttons that lead there."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

from kg.base.audience import Audience
from kg.base.i18n import LANGUAGES
from tests.xpaths import count, texts

World = Callable[[Audience], TestClient]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_paper_is_a_page_with_its_files(world: World, lang: str) -> None:
    found = world("states").get(f"/{lang}/brief/state/state/hti")
    assert found.status_code == 200
    assert count(found.text, "//h1") == 1
    assert texts(found.text, "//article/@lang") == [lang]
    files = [one for one in texts(found.text, "//nav//a/@href") if "format=" in one]
    assert [one.rpartition("=")[2] for one in files] == ["pdf", "docx", "html", "md"]
    for address in files:
        assert world("states").get(address).status_code == 200


def test_what_a_link_asks_for_stays_in_its_files(world: World) -> None:
    address = "/en/brief/state/state/hti?as_of=2026-11-01&since=2026-01-01"
    page = world("states").get(address).text
    (pdf,) = [one for one in texts(page, "//nav//a/@href") if "format=pdf" in one]
    assert "as_of=2026-11-01" in pdf
    assert "since=2026-01-01" in pdf


def test_whom_a_kind_is_not_for_is_told_so(world: World) -> None:
    assert world("public").get("/en/brief/state/state/hti").status_code == 403
    assert world("states").get("/en/brief/guidance").status_code == 403
    assert world("states").get("/en/brief/letter").status_code == 422
    assert world("states").get("/en/brief/state/state/zzz").status_code == 404


def test_the_list_holds_what_its_reader_may_have(world: World) -> None:
    texts = {one: world(one).get("/en/briefs").text for one in ("public", "states", "board")}
    assert "Activity brief" in texts["public"]
    assert "State brief" not in texts["public"]
    assert "State brief" in texts["states"]
    assert "Partner brief" not in texts["states"]
    assert "/en/brief/guidance" in texts["board"]


def test_buttons_stand_where_a_paper_is_and_only_for_whom_it_is(world: World) -> None:
    def papers(audience: Audience, address: str) -> list[str]:
        page = world(audience).get(address).text
        return texts(page, "//ul[contains(@class, 'papers')]//a/@href")

    assert papers("public", "/en/node/state/hti") == []
    assert papers("states", "/en/node/state/hti") == ["/en/brief/state/state/hti"]
    assert papers("states", "/en/node/org/body") == []
    assert papers("board", "/en/node/org/body") == ["/en/brief/partner/org/body"]
    assert papers("states", "/en/node/sector/dac/140") == ["/en/brief/sector/sector/dac/140"]
    assert papers("public", "/en/node/demand/water") == []
    assert papers("states", "/en/exchange") == ["/en/brief/campaign", "/en/brief/quarterly"]


def test_nothing_runs_on_the_page(world: World) -> None:
    text = world("states").get("/en/brief/state/state/hti").text
    assert "<script" not in text
    assert " style=" not in text
