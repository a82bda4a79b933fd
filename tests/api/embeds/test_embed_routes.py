"""Pictures for other sites: the public's, whoever asks; under a policy of their own."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import pytest
from starlette.testclient import TestClient

import viz
from api.app import create_app
from coopgraph.settings import sqlite_url
from kg.base.i18n import LANGUAGES
from tests.api.asking import access, bearer, client_of, desk_beside, key_for
from tests.api.embeds.embed_world import ATTACKS, OLD, WITHDRAWN
from tests.api.embeds.hundred_actors import ACTORS, hundred_actors, opened_wide
from tests.api.world import HIDDEN
from tests.graphs import changes_of, store_of
from tests.viz.pictures.test_picture_forms import ASKED
from viz.pictures.picture_forms import FORMS
from viz.pictures.picture_html import SCRIPT, STYLE

STATIC: Final = Path(viz.__file__).parent / "static"
MOST: Final = 14_000
"""Bytes of a document with its style and script, compressed."""
MOST_OF_SCRIPT: Final = 4_000
SITE: Final = "https://www.site.example"


def packed(text: bytes) -> int:
    return len(gzip.compress(text, 6))


def on_the_wire(client: TestClient, path: str) -> int:
    """Return how many bytes an answer has as it is sent."""
    with client.stream("GET", path, headers={"Accept-Encoding": "gzip"}) as answer:
        assert answer.status_code == 200
        return sum(map(len, answer.iter_raw()))


def address(form: str, ending: str = "", lang: str = "en") -> str:
    query = ASKED[form].query()
    return f"/{lang}/embed/{form}{ending}{'?' if query else ''}{query}"


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("ending", ["", ".svg", ".png"])
def test_a_picture_is_kept_for_minutes_and_known_by_its_content(
    starter: TestClient, form: str, ending: str
) -> None:
    answer = starter.get(address(form, ending))
    assert answer.status_code == 200
    assert "set-cookie" not in answer.headers
    assert answer.headers["cache-control"].startswith("public, max-age=300, stale-while-reval")
    assert "authorization" not in answer.headers["vary"].lower()
    known = {"If-None-Match": answer.headers["etag"]}
    assert starter.get(address(form, ending), headers=known).status_code == 304
    if ending:
        assert answer.headers["cross-origin-resource-policy"] == "cross-origin"


def test_what_is_unchanged_keeps_its_tag_in_another_revision(tmp_path: Path) -> None:
    """The caption names the revision: that apart, the drawing of data that stay is the same."""
    store = store_of(tmp_path, "state/bra MEMBER_OF org/a", {"org/a": {"name": {"en": "A"}}})
    app = create_app(f"sqlite:///{tmp_path / 'graph.db'}", access=access("sqlite:///x"), cache=None)
    with client_of(app) as client:
        first = client.get("/en/embed/actor?id=org/a")
        assert client.get("/en/embed/actor?id=org/a").headers["etag"] == first.headers["etag"]
        store.apply(list(changes_of("", {"org/b": {"name": {"en": "B"}}})))
        again = client.get("/en/embed/actor?id=org/a")
        assert (again.headers["etag"] == first.headers["etag"]) == (again.text == first.text)
    store.close()


@pytest.mark.parametrize("form", FORMS)
def test_the_policies_name_no_foreigner_and_nothing_unsafe(starter: TestClient, form: str) -> None:
    document, drawing = (
        starter.get(address(form, ending)).headers["content-security-policy"]
        for ending in ("", ".svg")
    )
    for policy in (document, drawing):
        assert "default-src 'none'" in policy
        assert policy.endswith("frame-ancestors 'self'")
        assert "unsafe" not in policy
        assert "connect-src" not in policy
    assert "script-src 'self'" in document
    assert "script-src" not in drawing


def test_sites_that_are_named_may_frame_pictures_and_no_other_page(attacked_url: str) -> None:
    settings = replace(access(desk_beside(attacked_url)), embed_origins=(SITE,))
    with client_of(create_app(attacked_url, access=settings, cache=None)) as client:
        policy = client.get("/en/embed/actor?id=org/oas").headers["content-security-policy"]
        assert policy.endswith(f"frame-ancestors 'self' {SITE}")
        wrong = client.get("/en/embed/actor").headers["content-security-policy"]
        assert wrong.endswith(f"frame-ancestors 'self' {SITE}")
        for page in ("/en/", "/en/embeds", "/v1/status"):
            assert "frame-ancestors 'none'" in client.get(page).headers["content-security-policy"]


@pytest.fixture(scope="module")
def asking(world_url: str) -> Iterator[tuple[TestClient, TestClient]]:
    """The same service, asked by nobody and by somebody who shows a key of the board."""
    desk = desk_beside(world_url)
    app = create_app(world_url, access=access(desk), cache=None)
    key, _ = key_for(desk, "board")
    shown = {**bearer(key), "Cookie": "coopgraph=x", "X-Coopgraph-Audience": "board"}
    with client_of(app) as nobody, client_of(app, headers=shown) as somebody:
        yield nobody, somebody


@pytest.mark.parametrize("ending", ["", ".svg"])
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("id_", [*HIDDEN, "state/hti", "offer/0", "org/body"])
def test_the_public_is_answered_whatever_is_sent(
    asking: tuple[TestClient, TestClient], form: str, id_: str, ending: str
) -> None:
    nobody, somebody = asking
    path = f"/en/embed/{form}{ending}"
    for query in ({}, {"id": id_}, {"id": [id_, "org/body"]}, {"from": id_, "to": "state/bra"}):
        plain = nobody.get(path, params=query)
        raised = somebody.get(path, params={**query, "audience": "board"})
        assert raised.status_code == plain.status_code
        told = [word for word in HIDDEN.values() if word in raised.text]
        assert not told
        if plain.status_code == 200:
            shown = somebody.get(path, params=query)
            assert shown.content == plain.content
            assert shown.headers["cache-control"] == plain.headers["cache-control"]


def test_what_is_hidden_is_there_for_the_board_elsewhere(
    asking: tuple[TestClient, TestClient],
) -> None:
    _, somebody = asking
    assert all(word in somebody.get(f"/en/node/{id_}").text for id_, word in HIDDEN.items())


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("form", FORMS)
def test_a_document_with_all_it_needs_is_small(starter: TestClient, form: str, lang: str) -> None:
    document = starter.get(address(form, lang=lang)).text
    own = re.findall(r'(?:href|src)="(/static/[^"]+)"', document)
    assert [Path(path.partition("?")[0]).name for path in own] == [STYLE, SCRIPT]
    assert sum(on_the_wire(starter, path) for path in (address(form, lang=lang), *own)) <= MOST


def test_the_script_is_small() -> None:
    assert packed((STATIC / SCRIPT).read_bytes()) <= MOST_OF_SCRIPT


def test_a_hundred_actors_are_small(tmp_path: Path) -> None:
    """A body with more than a hundred members, all opened where they are, who belong together."""
    url = sqlite_url(tmp_path / "many.db")
    hundred_actors(url)
    with client_of(create_app(url, access=access("sqlite:///x"), cache=None)) as client:

        def read(path: str) -> str:
            return client.get(path, headers={"Accept-Encoding": "identity"}).text

        document = read(opened_wide("", "/en/embed/actor?id=org/hub", read)).encode()
    assert document.count(b'<th scope="row">') >= ACTORS
    own = [(STATIC / name).read_bytes() for name in (STYLE, SCRIPT)]
    assert sum(map(packed, (document, *own))) <= MOST


def test_a_record_that_was_merged_answers_under_its_old_address(attacked: TestClient) -> None:
    answer = attacked.get(f"/en/embed/actor?id={OLD}")
    assert answer.status_code == 200
    assert "is now part of" in answer.text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_was_withdrawn_is_said_in_words(attacked: TestClient, lang: str) -> None:
    answer = attacked.get(f"/{lang}/embed/actor?id={WITHDRAWN}&theme=dark")
    assert answer.status_code == 410
    assert f'<html lang="{lang}" data-theme="dark">' in answer.text
    assert f"/{lang}/node/{WITHDRAWN}" in answer.text
    assert "<svg" not in answer.text


@pytest.mark.parametrize(
    ("path", "status"),
    [("cake", 422), ("actor", 422), ("actor?id=org/nobody", 404), ("actor?id=org/oas&x=1", 422),
     ("actor?id=org/oas&theme=blue", 422), ("actor?id=org/oas&as_of=soon", 422),
     ("actor.svg?id=org/nobody", 404), ("actor.png", 422), ("actor?id=org/oas&steps=9", 422),
     ("timeline?steps=1", 422)],
)  # fmt: skip
@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_wrong_is_a_document_in_the_language(
    attacked: TestClient, path: str, status: int, lang: str
) -> None:
    answer = attacked.get(f"/{lang}/embed/{path}")
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("text/html")
    assert f'<html lang="{lang}">' in answer.text
    assert '<main class="cg-picture cg-notice">' in answer.text


def test_a_day_stays_in_the_address_and_in_what_leads_on(attacked: TestClient) -> None:
    text = attacked.get("/en/embed/actor?id=org/oas&as_of=2020-05-05&theme=dark").text
    assert "2020" in text
    assert "id=state/bra&amp;as_of=2020-05-05&amp;theme=dark" in text


@pytest.mark.parametrize("ending", ["", ".svg"])
@pytest.mark.parametrize("form", FORMS)
def test_hostile_names_stay_text(attacked: TestClient, form: str, ending: str) -> None:
    for query in ("", "?id=org/iacd", "?id=demand/water", "?id=org/segib&id=org/oas",
                  "?from=state/bra&to=state/hti"):  # fmt: skip
        answer = attacked.get(f"/en/embed/{form}{ending}{query}")
        assert answer.status_code in (200, 422)
        if answer.status_code == 200:
            assert not [attack for attack in ATTACKS if "<" in attack and attack in answer.text]


def test_as_many_pngs_as_the_service_takes_on(
    attacked_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from api import paper_answers

    monkeypatch.setattr(paper_answers, "_SECONDS", 0.05)
    app: Any = create_app(attacked_url, access=access(desk_beside(attacked_url)), cache=None)
    with client_of(app) as client:
        service = app.state.service
        turns = [service.papers.acquire(blocking=False) for _ in range(2)]
        busy = client.get("/en/embed/actor.png?id=org/oas")
        assert (turns, busy.status_code) == ([True, True], 503)
        assert int(busy.headers["retry-after"]) > 0
        service.papers.release()
        assert client.get("/en/embed/actor.png?id=org/oas").status_code == 200
        service.papers.acquire()
        # What was drawn once needs no turn, under no spelling of the address.
        assert client.get("/en/embed/actor.png?id=org%2Foas").status_code == 200


def test_without_the_extra_a_png_is_refused_in_words(
    attacked: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    from viz.pictures import picture_files

    monkeypatch.setattr(picture_files, "_NEEDED", ("no_such_module",))
    answer = attacked.get("/en/embed/actor.png?id=org/segib&as_of=2021-01-01")
    assert answer.status_code == 501
    assert "coopgraph[papers]" in answer.text


def test_the_forms_of_the_tests_are_those_of_the_program() -> None:
    assert set(ASKED) == set(FORMS)
