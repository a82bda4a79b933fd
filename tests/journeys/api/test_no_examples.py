"""A service with a public address: no page, route, export or search tells of an example."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

import pytest

from kg.base.audience import AUDIENCES, Audience
from kg.base.i18n import LANGUAGES
from tests.api.asking import client_for
from tests.api.routes import routes_of
from tests.conftest import ROOT
from tests.journeys.api.test_crawl import Question, told

TABLES: Final = ROOT / "data" / "examples"
REAL: Final = ("state/hti", "org/oas", "org/iacd", "org/segib", "unit/mercosur-gci",
               "sector/dac/12240", "source/un-m49", "language/pt")  # fmt: skip
LONG: Final = 12
"""Characters from which on a title or name stands nowhere but in the example."""


def _rows() -> list[dict[str, str]]:
    found: list[dict[str, str]] = []
    for path in sorted(TABLES.glob("*.csv")):
        if path.stem not in ("unmet", "memberships"):
            with path.open(encoding="utf-8", newline="") as file:
                found += csv.DictReader(file)
    return found


ROWS: Final = _rows()
IDS: Final = sorted(row["id"] for row in ROWS)
NAMES: Final = sorted(
    {row[name] for row in ROWS for name in row if name.startswith(("name:", "title:"))} - {""}
)
TELLING: Final = re.compile(
    "|".join(
        re.escape(word)
        for word in (*IDS, *(name for name in NAMES if len(name) >= LONG), "example.org", "XAA")
    )
    + r"|\b(?:Ondavel|Terqu[ií]via|Ostrelva|Lirvanne|Vandoeira|Ribanela)"
)


@pytest.fixture(scope="module", params=AUDIENCES)
def answers(
    request: pytest.FixtureRequest, starter_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[Question, str]:
    """All that leaves for an audience: by question, what of it was not asked."""
    audience: Audience = request.param
    desk = f"sqlite:///{tmp_path_factory.mktemp('desk') / 'desk.db'}"
    url = f"sqlite:///{starter_path}"
    with client_for(url, audience, desk, examples=False) as client:
        asked = set(_questions(routes_of(client.app)))
        return {each: _told(client, each) for each in sorted(asked)}


def _told(client: Any, asked: Question) -> str:
    address, query = asked
    text = told(client, asked)
    # Repeating what was asked tells nothing.
    for word in (*REAL, *_words_of(address, query)):
        if TELLING.search(word):
            text = text.replace(word, "")
    return text


def _words_of(address: str, query: str) -> list[str]:
    from html import escape
    from urllib.parse import parse_qsl, quote

    plain = [address.split("/", 3)[-1], address.split("/", 4)[-1]]
    plain += [value for _, value in parse_qsl(query)]
    forms = [f(word) for word in plain for f in (str, quote, lambda w: quote(w, safe=""), escape)]
    return sorted({*forms} - {""}, key=len, reverse=True)


def _questions(routes: dict[str, frozenset[str]]) -> Iterator[Question]:
    ids = [*REAL, *IDS[::6]]
    turn = 0
    for path, names in sorted(routes.items()):
        for id_ in ids if "{id:path}" in path else [""]:
            turn += 1
            for lang in [LANGUAGES[turn % 4]] if id_ else LANGUAGES:
                address = path.replace("{lang:language}", lang).replace("{id:path}", id_)
                for query in _queries(names, alone=not id_):
                    yield address, urlencode(query, doseq=True)


def _queries(names: frozenset[str], *, alone: bool) -> Iterator[dict[str, Any]]:
    yield {}
    if "sector" in names:
        yield {"sector": "sector/dac/140"}
    if "lens" in names:
        yield {"lens": "experience"}
    if not alone:
        return
    if "q" in names:
        words = ["", "cooperation", "xa", "ejemplo", "example", *IDS[::25], *NAMES[::20]]
        yield from ({"q": word, "limit": 50} for word in words)
    if "from" in names:
        yield from ({"from": one, "to": "org/iacd"} for one in ("state/xaa", "state/hti"))
    if "of" in names:
        whole = [(of, within) for of in ("states", "demands", "sectors") for within in ("",)]
        yield from ({"id": ["org/segib", "org/example-union"], "of": of} for of, _ in whole)
        yield from ({"id": "org/segib", "of": of} for of, _ in whole)


def test_nothing_tells_of_an_example(answers: dict[Question, str]) -> None:
    for asked, text in answers.items():
        found = TELLING.search(text)
        assert found is None, (asked, text[max(0, found.start() - 80) : found.end() + 40])


def test_all_is_asked_and_answered(answers: dict[Question, str]) -> None:
    assert len(answers) > 400
    assert sum("unknown-id" in text or "Haiti" in text for text in answers.values()) > 50


def test_a_search_would_find_them_elsewhere(starter_path: Path, tmp_path: Path) -> None:
    """The words that are looked for are those by which examples are told."""
    url, desk = f"sqlite:///{starter_path}", f"sqlite:///{tmp_path / 'desk.db'}"
    with client_for(url, "public", desk) as client:
        for address, query in (("/v1/status", ""), ("/v1/search", "q=Vandoeira"), ("/en/offers", "")):
            text = client.get(f"{address}?{query}").text
            assert "example" in text
        assert TELLING.search(client.get("/en/offers").text)
    with client_for(url, "public", desk, examples=False) as client:
        status = client.get("/v1/status").json()
        assert (status["counts"]["Offer"], status["examples"]) == (0, {})
        assert len(status["states"]) == status["counts"]["State"] == 35
