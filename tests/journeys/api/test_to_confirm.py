"""What is to be confirmed stands on no first page and never without its mark; verdicts nowhere."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import urlencode

import pytest
from lxml.html import document_fromstring
from starlette.testclient import TestClient

from coopgraph.settings import sqlite_url
from kg.base.i18n import LANGUAGES
from kg.model.vocabulary import TO_CONFIRM, VERDICTS
from kg.store.opening import create_store
from tests.api.asking import client_for
from tests.api.routes import routes_of
from tests.journeys.api.test_crawl import Question, told
from tests.journeys.pages.select import select
from tests.kg.partners.unconfirmed import LOOSE, MARK, world

IDS: Final = (*LOOSE, "org/loose", "org/firm", "org/oas", "org/iacd", "state/s1", "priority/firm",
              "sector/dac/150", "source/test")  # fmt: skip
VERDICT_WORDS: Final = re.compile(
    "|".join(
        rf"\b{re.escape(word.text(lang))}\b"
        for name, word in VERDICTS.items()
        if name != "approach"
        for lang in LANGUAGES
    )
    + r"|not_now|badge (?:approach|conditions|unknown)"
)
"""By what a verdict is told; “approach” is a word of the work plan as well."""
ECHO: Final = re.compile(rf'(?:\bq=|value="|[“«]\s?|<title>[^<>]*: ){MARK}|<span>{MARK}</span>')
"""How a page repeats what it was asked for."""


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    made = create_store(sqlite_url(tmp_path_factory.mktemp("world") / "world.db"))
    made.apply(list(world()))
    made.close()
    return made.url


@pytest.fixture(scope="module", params=["public", "board"])
def answers(request: pytest.FixtureRequest, url: str) -> dict[Question, str]:
    """All that leaves for an audience, by question."""
    with client_for(url, request.param) as client:
        return {asked: told(client, asked) for asked in set(_questions(routes_of(client.app)))}


@pytest.fixture(scope="module")
def public(url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    desk = sqlite_url(tmp_path_factory.mktemp("desk") / "desk.db")
    with client_for(url, "public", desk) as client:
        yield client


def _questions(routes: dict[str, frozenset[str]]) -> Iterator[Question]:
    for path, names in sorted(routes.items()):
        for id_ in IDS if "{id:path}" in path else [""]:
            for lang in LANGUAGES if "{lang" in path else ["en"]:
                address = path.replace("{lang:language}", lang).replace("{id:path}", id_)
                yield from ((address, urlencode(query)) for query in _queries(names, id_))


def _queries(names: frozenset[str], id_: str) -> Iterator[dict[str, Any]]:
    yield {}
    if not id_ and "q" in names:
        yield {"q": MARK}
    if not id_ and "from" in names:
        yield {"from": "org/oas", "to": "org/loose"}


def test_no_first_page_holds_or_counts_it(answers: dict[Question, str], public: TestClient) -> None:
    for lang in LANGUAGES:
        home = answers[f"/{lang}/", ""]
        assert MARK not in home
        assert TO_CONFIRM.text(lang) not in home
    page: Any = document_fromstring(public.get("/en/").text)
    counts = {one.findtext("dt"): one.findtext("dd") for one in select(page, "dl.counts > div")}
    assert (counts["Agreements"], counts["Priorities"]) == ("2", "1")
    assert public.get("/v1/status").json()["counts"]["Agreement"] == 4


def test_it_stands_nowhere_without_its_mark(answers: dict[Question, str]) -> None:
    found = 0
    for (address, query), text in answers.items():
        said = ECHO.sub("", html.unescape(text))
        if address.startswith(tuple(f"/{lang}/" for lang in LANGUAGES)) and MARK in said:
            found += 1
            assert TO_CONFIRM.text(address[1:3]) in said, (address, query)
    assert found > 40


def test_each_picture_and_table_marks_it(public: TestClient) -> None:
    page: Any = document_fromstring(public.get("/en/diagram/org/loose").text)
    data = public.get("/en/diagram.network/org/loose").json()
    nodes = {node["id"]: node for node in data["nodes"]}
    assert nodes["agreement/loose-link"]["shapeProperties"]["borderDashes"] == [1, 2.5]
    assert nodes["org/loose"]["shapeProperties"]["borderDashes"] is False
    edges = {(edge["from"], edge["to"]): edge for edge in data["edges"]}
    assert edges["state/s1", "org/loose"]["dashes"] == [1, 3]
    assert edges["state/s0", "org/loose"]["dashes"] is False
    assert "(to be confirmed)" in edges["state/s1", "org/loose"]["title"]
    rows = [row.text_content() for row in select(page, ".cg-entry li")]
    assert any("member of (suspended) (to be confirmed)" in " ".join(r.split()) for r in rows)
    legend = [entry.text_content().strip() for entry in select(page, "ul.cg-legend > li")]
    assert "to be confirmed" in legend


def test_the_public_is_told_no_verdict(public: TestClient) -> None:
    asked = set(_questions(routes_of(public.app)))
    assert len(asked) > 200
    for address, query in sorted(asked):
        if "openapi" not in address and not address.startswith("/static"):
            found = VERDICT_WORDS.search(html.unescape(told(public, (address, query))))
            assert found is None, (address, query, found)
