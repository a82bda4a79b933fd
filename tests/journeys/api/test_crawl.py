"""Every route is asked about everything: no byte that leaves holds a word of stricter audiences."""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from typing import Any, Final
from urllib.parse import quote, unquote, urlencode

import pytest
from starlette.testclient import TestClient

from kg.base.audience import AUDIENCES, Audience
from kg.base.i18n import LANGUAGES
from tests.api.asking import client_for
from tests.api.planted import World, make_planted, open_id, planted
from tests.api.routes import routes_of
from tests.effort import met

# All routes about everything, for each audience: two minutes of processor time.
pytestmark = pytest.mark.timeout(900)
FAILED: Final = 500
MARKER: Final = re.compile(r"zq(?:states|board)\d{4}|[12][78]\d\d-\d\d-\d\d|(?:55|77)1\d{4}")
STRICTER: Final[dict[Audience, tuple[Audience, ...]]] = {
    "public": ("states", "board"),
    "states": ("board",),
    "board": (),
}
PLAIN: Final = 5
"""So many ways a route with an id is asked, in turn: plainly, and with each of ``queries``."""
Question = tuple[str, str]
"""A path and a query, both as they are sent."""


@pytest.fixture(scope="module")
def world() -> World:
    return planted()


@pytest.fixture(scope="module")
def answers(
    world: World, tmp_path_factory: pytest.TempPathFactory
) -> dict[Audience, dict[Question, str]]:
    """All that leaves for each audience: by question, what of it was not asked."""
    url = make_planted(tmp_path_factory.mktemp("planted") / "planted.db", world)
    found: dict[Audience, dict[Question, str]] = {}
    for audience in AUDIENCES:
        with as_reader(url, audience) as client:
            found[audience] = {asked: told(client, asked) for asked in questions(client, world)}
    return found


def as_reader(url: str, audience: Audience) -> TestClient:
    """Return a client that asks as somebody of an audience."""
    return client_for(url, audience)


def questions(client: TestClient, world: World) -> Iterator[Question]:
    """Yield every address: each route with each id and each parameter that it takes."""
    turn = 0
    for path, names in sorted(routes_of(client.app).items()):
        ids = world.ids if "{id:path}" in path else [""]
        for id_ in ids:
            # With an id one language each, in turn; without, all.
            langs = [LANGUAGES[turn % 4]] if id_ else LANGUAGES if "{lang" in path else ["en"]
            turn += 1
            for lang in langs:
                address = path.replace("{lang:language}", lang).replace("{id:path}", id_)
                asked = queries(names, world, alone=not id_)
                for query in met(asked, turn, PLAIN) if id_ else asked:
                    yield address, urlencode(query, doseq=True)


def queries(names: frozenset[str], world: World, *, alone: bool) -> Iterator[dict[str, Any]]:
    """Yield parameters for a route that knows ``names``; ids go where no id is in the path."""
    yield {}
    plain = {"audience": "board", "lens": "experience", "sector": open_id("Sector"), "steps": 3}
    yield from ({name: value} for name, value in plain.items() if name in names)
    if alone:
        yield from ({"as_of": "1990-06-01"} for name in names if name == "as_of")
        yield from (
            query for name in sorted(names & _ASKED.keys()) for query in _ASKED[name](world)
        )


def _from(world: World) -> Iterator[dict[str, Any]]:
    yield from ({"from": id_, "to": open_id("Organisation")} for id_ in world.ids[::4])
    yield from ({"from": open_id("State"), "to": id_} for id_ in world.ids[::5])


def _within(world: World) -> Iterator[dict[str, Any]]:
    body = open_id("Organisation")
    yield from ({"id": [id_, body], "of": "sectors"} for id_ in world.ids)
    yield from ({"id": body, "within": id_} for id_ in world.ids[::4])


def _words(world: World) -> Iterator[dict[str, Any]]:
    yield {"q": "open", "limit": 1}
    yield from ({"q": text} for text in asked_words(world))


_ASKED: Final[dict[str, Callable[[World], Iterator[dict[str, Any]]]]] = {
    "q": _words,
    "from": _from,
    "within": _within,
}


def asked_words(world: World) -> list[str]:
    """Return words to search for: open ones, and some of the markers and ids."""
    markers = [word for made in world.markers.values() for word in made.made]
    return ["open", "zq", *markers[::97], *world.ids[::9]]


def told(client: TestClient, asked: Question) -> str:
    """Return what is answered, headers too, without the words that were asked with."""
    address, query = asked
    response = client.get(f"{address}?{query}" if query else address)
    assert response.status_code < FAILED, (asked, response.text[:300])
    headers = "\n".join(f"{name}: {value}" for name, value in response.headers.items())
    return without_echo(f"{headers}\n\n{unpacked(response.content)}", asked)


def unpacked(content: bytes) -> str:
    """Return an answer as text, with the names and texts of what is packed in it."""
    if not content.startswith(b"PK"):
        return content.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return "".join(f"{name}\n{packed.read(name).decode()}" for name in packed.namelist())


def without_echo(text: str, asked: Question) -> str:
    """Take out what was asked: repeating a question tells nothing."""
    address, query = asked
    values = {unquote(pair.partition("=")[2].replace("+", " ")) for pair in query.split("&")}
    parts = address.split("/")
    ends = {"/".join(parts[start:]) for start in range(3, len(parts))}
    for value in sorted({*values, *ends} - {""}, key=len, reverse=True):
        if MARKER.search(value):
            for form in {value, quote(value, safe=""), html.escape(value)}:
                text = text.replace(form, "")
    return text


@pytest.mark.parametrize("audience", AUDIENCES[:2])
def test_no_word_of_a_stricter_audience_leaves(
    answers: dict[Audience, dict[Question, str]], world: World, audience: Audience
) -> None:
    forbidden = {
        word: place
        for level in STRICTER[audience]
        for word, place in world.markers[level].made.items()
    }
    for asked, text in answers[audience].items():
        leaked = {word: forbidden[word] for word in MARKER.findall(text) if word in forbidden}
        assert not leaked, (audience, asked, leaked)


@pytest.mark.parametrize("level", AUDIENCES[1:])
@pytest.mark.parametrize("reader", AUDIENCES[1:])
def test_each_word_is_seen_by_those_it_is_meant_for(
    answers: dict[Audience, dict[Question, str]], world: World, level: Audience, reader: Audience
) -> None:
    if level in STRICTER[reader]:
        return
    seen = {word for text in answers[reader].values() for word in MARKER.findall(text)}
    made = world.markers[level].made
    assert {word: place for word, place in made.items() if word not in seen} == {}


def test_an_old_id_answers_those_who_see_what_was_stated_under_it(
    answers: dict[Audience, dict[Question, str]], world: World
) -> None:
    asked = {level: f"/v1/nodes/{old}" for level, old in world.merged.items()}
    told = {
        (reader, level): "unknown-id" not in answers[reader][asked[level], ""]
        for reader in AUDIENCES
        for level in asked
    }
    assert told == {(reader, level): level not in STRICTER[reader] for reader, level in told}


def test_all_is_asked(answers: dict[Audience, dict[Question, str]]) -> None:
    assert all(len(told) > 1000 for told in answers.values())
    assert any("/node/source/" in address for address, _ in answers["public"])
