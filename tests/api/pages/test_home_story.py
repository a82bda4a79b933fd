"""The story of the first page: short sentences, sources, nothing invented, no count of nothing."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from starlette.testclient import TestClient

from api.pages.home_story import WORDS, Chapter, chapters
from kg.base.i18n import LANGUAGES
from kg.graph.view import View
from kg.knowledge import KnowledgeBase
from kg.store.opening import create_store, open_store
from tests.api.asking import client_for
from tests.conftest import TODAY
from tests.journeys.pages.select import select
from tests.kg.exchange.declared import declared, source

HEAVIEST = 60_000


@pytest.fixture(scope="module")
def public(starter_url: str) -> Iterator[TestClient]:
    with client_for(starter_url, "public") as client:
        yield client


def view_of(url: str, audience: Any = "public") -> View:
    with closing(KnowledgeBase(url, cache=None)) as base:
        return base.inquiry(TODAY, audience, "en").view


def told(view: View) -> list[Chapter]:
    return list(chapters(view))


def page(client: TestClient, lang: str = "en") -> Any:
    answer = client.get(f"/{lang}/")
    assert answer.status_code == 200
    return html.document_fromstring(answer.text)


def text(element: Any) -> str:
    return " ".join(element.text_content().split())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_picture_has_heading_short_sentence_source_share_and_embed(
    public: TestClient, lang: str
) -> None:
    found = select(page(public, lang), ".chapter")
    assert len(found) == 5
    for chapter in found:
        assert text(select(chapter, "h2")[0])
        sentence = text(select(chapter, ".cg-sentence")[0])
        assert 4 <= len(sentence.split()) <= WORDS, sentence
        assert select(chapter, ".cg-sources a[href]")
        links = [a.get("href") for a in select(chapter, ".cg-take a")]
        assert any(f"/{lang}/embed/" in link for link in links)
        assert any(f"/{lang}/embeds?" in link for link in links)


@pytest.mark.parametrize("sharing", ["declared", "example"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_sentence_of_any_chapter_is_long(
    starter_copy: str, tmp_path: Path, sharing: str, lang: str
) -> None:
    url = starter_copy
    if sharing == "declared":
        with closing(open_store(url, write=True)) as store:
            store.apply([source(), *declared("offer/wells", "state/col", "public")])
    for chapter in told(view_of(url)):
        assert len(chapter.sentence.text(lang).split()) <= WORDS


def test_no_count_of_nothing_and_no_row_of_dashes(public: TestClient) -> None:
    document = page(public)
    counts = [text(e) for e in select(document, ".counts dd")]
    assert counts
    assert "0" not in counts
    assert not select(document, ".coverage")
    assert "nothing entered yet" not in text(document)


def test_then_the_three_questions_then_search(public: TestClient) -> None:
    headings = [text(e) for e in select(page(public), "main h2")]
    assert headings[5:7] == ["Three questions", "Look for something"]


def test_the_exchange_is_real_and_says_what_came_of_it(public: TestClient) -> None:
    last = select(page(public), ".chapter")[-1]
    outcome = text(select(last, ".outcome")[0])
    assert "Colombia made the rules of procedure" in outcome
    links = {a.get("href") for a in select(last, ".cg-twin a")}
    assert {"/en/node/state/bra", "/en/node/state/col"} <= links
    sources = [text(a) for a in select(last, ".cg-sources a")]
    assert any(one.startswith("SEDI newsletter, August 2013") for one in sources)


def test_it_is_light_and_brings_no_vis_network(public: TestClient) -> None:
    answer = public.get("/en/")
    document = html.document_fromstring(answer.text)
    names = [
        one.get("src") or one.get("href")
        for one in select(document, "script[src], link[rel=stylesheet]")
    ]
    assert not any("vis-network" in name or "diagram" in name for name in names)
    parts = [answer.content, *(public.get(name).content for name in names)]
    assert sum(len(gzip.compress(part)) for part in parts) <= HEAVIEST


def test_what_is_declared_takes_the_place_of_what_was_done(starter_copy: str) -> None:
    with closing(open_store(starter_copy, write=True)) as store:
        store.apply([
            source(),
            *declared("offer/board", "state/col", "board"),
        ])  # fmt: skip
    asked = [
        next(one.asked for one in told(view_of(starter_copy, audience))
             if one.asked.form == "sectors")
        for audience in ("public", "board")
    ]  # fmt: skip
    assert [one.choice for one in asked] == [(("nature", "demonstrated"),), ()]


def test_an_empty_store_shows_its_questions_and_no_picture(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/empty.db"
    create_store(url).close()
    with client_for(url, "public") as client:
        document = page(client)
    assert not select(document, ".chapter")
    assert not select(document, ".counts")
    assert select(document, ".cards")


def test_the_base_of_another_agency_says_what_is_there(
    world: Callable[[Any], TestClient], world_url: str
) -> None:
    document = page(world("public"))
    assert select(document, ".counts dd")
    forms = [one.get("data-form") for one in select(document, ".chapter figure")]
    assert "house" not in forms
    assert forms == [one.asked.form for one in told(view_of(world_url))]


def test_examples_alone_are_told_as_examples(tmp_path: Path) -> None:
    from coopgraph.loads import starter_knowledge
    from ingest.loading import load

    url = f"sqlite:///{tmp_path}/examples.db"
    with closing(create_store(url)) as store:
        load(store, starter_knowledge(store, examples=True))
    view = view_of(url)
    activities = [view.id(n) for n in view.of_type("Activity").tolist()]
    assert activities
    forget(url, activities)
    last = told(view_of(url))[-1]
    assert last.heading.text("en").startswith("Example:")
    with client_for(url, "public") as client:
        chapter = select(page(client), ".chapter")[-1]
    assert not select(chapter, ".cg-take a")
    rows = [text(e) for e in select(chapter, "tbody th")]
    assert rows
    assert all("(example)" in row for row in rows)


def forget(url: str, ids: list[str]) -> None:
    """Take back all that sources say of some records."""
    from kg.model.changes import Withdrawal

    with closing(open_store(url, write=True)) as store:
        records = store.get(ids)
        store.apply([
            Withdrawal(id_, said.source) for id_, one in records.items() for said in one.statements
        ])  # fmt: skip
