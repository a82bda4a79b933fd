"""A service with a public address: no page, route, export or search tells of an example."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qsl, quote, urlencode

import pytest
from starlette.testclient import TestClient

from kg.base.audience import AUDIENCES, Audience
from kg.base.i18n import LANGUAGES
from tests.api.asking import client_for
from tests.api.routes import routes_of
from tests.conftest import ROOT
from tests.effort import met
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
WORDS: Final = (*IDS, *(name for name in NAMES if len(name) >= LONG), "example.org")
INVENTED: Final = re.compile(
    r"[\">]XA[A-F][\"<]|\b(?:Ondavel|Terqu[ií]via|Ostrelva|Lirvanne|Vandoeira|Ribanela)"
)


def telling(text: str) -> int | None:
    """Return where a text tells of an example, None where nowhere."""
    # Each word by itself: one pattern of all of them takes six times as long.
    places = [text.index(word) for word in WORDS if word in text]
    if found := INVENTED.search(text):
        places.append(found.start())
    return min(places, default=None)


def _tells(text: str) -> bool:
    return telling(text) is not None


@pytest.fixture(scope="module", params=AUDIENCES)
def answers(
    request: pytest.FixtureRequest, starter_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[Question, str]:
    """All that leaves for an audience: by question, what of it was not asked."""
    audience: Audience = request.param
    desk = f"sqlite:///{tmp_path_factory.mktemp('desk') / 'desk.db'}"
    with client_for(f"sqlite:///{starter_path}", audience, desk, examples=False) as client:
        return {asked: _told(client, asked) for asked in set(_questions(routes_of(client.app)))}


def _told(client: TestClient, asked: Question) -> str:
    """Return what is answered, without what was asked: repeating it tells nothing."""
    address, query = asked
    words = [address.split("/", depth)[-1] for depth in (3, 4)]
    words += [value for _, value in parse_qsl(query)]
    text = told(client, asked)
    for word in sorted(filter(_tells, words), key=len, reverse=True):
        for form in (word, quote(word), quote(word, safe=""), escape(word)):
            text = text.replace(form, "")
    return text


def _questions(routes: dict[str, frozenset[str]]) -> Iterator[Question]:
    ids = [*REAL, *met(IDS[::12], 1, 4)]
    for turn, (path, names) in enumerate(sorted(routes.items())):
        for number, id_ in enumerate(ids if "{id:path}" in path else [""]):
            # With an id one language each, in turn; without, all.
            for lang in [LANGUAGES[(turn + number) % 4]] if id_ else LANGUAGES:
                address = path.replace("{lang:language}", lang).replace("{id:path}", id_)
                for query in _queries(names, alone=not id_):
                    yield address, urlencode(query, doseq=True)


def _queries(names: frozenset[str], *, alone: bool) -> Iterator[dict[str, Any]]:
    """Yield parameters for a route that knows ``names``; ids go where no id is in the path."""
    yield {}
    plain = {"lens": "experience", "sector": "sector/dac/140"}
    yield from ({name: value} for name, value in plain.items() if name in names)
    if alone and "q" in names:
        words = ("cooperation", "xa", "ejemplo", "example", *IDS[::40], *NAMES[::40])
        yield from ({"q": word, "limit": 50} for word in words)
    if alone and "from" in names:
        yield from ({"from": one, "to": "org/iacd"} for one in ("state/xaa", "state/hti"))
    if alone and "of" in names:
        for of in ("states", "demands", "sectors"):
            yield from ({"id": one, "of": of} for one in ("org/segib", "org/example-union"))


def test_nothing_tells_of_an_example(answers: dict[Question, str]) -> None:
    for asked, text in answers.items():
        place = telling(text)
        assert place is None, (asked, text[max(0, place - 80) : place + 80])


def test_all_is_asked_and_answered(answers: dict[Question, str]) -> None:
    assert len(answers) > 300
    assert sum("unknown-id" in text or "Haiti" in text for text in answers.values()) > 50


def test_a_search_would_find_them_elsewhere(starter_path: Path, tmp_path: Path) -> None:
    """The words that are looked for are those by which examples are told."""
    url, desk = f"sqlite:///{starter_path}", f"sqlite:///{tmp_path / 'desk.db'}"
    with client_for(url, "public", desk) as client:
        for address in ("/v1/search?q=Vandoeira", "/en/offers", "/v1/export.jsonl"):
            assert _tells(client.get(address).text), address
    with client_for(url, "public", desk, examples=False) as client:
        status = client.get("/v1/status").json()
        assert (status["counts"]["Offer"], status["examples"]) == (0, {})
        assert len(status["states"]) == status["counts"]["State"] == 35
