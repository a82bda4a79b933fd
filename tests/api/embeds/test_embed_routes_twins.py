"""What the public may not see is in no picture and can be told from none: a world without it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from tests.api.asking import BASE, access, bearer, client_for, client_of, desk_beside, key_for
from tests.api.embeds.twin_worlds import MERGED, SECRET, WITHDRAWN, make_twins, make_withdrawn
from tests.api.world import HIDDEN
from viz.pictures.picture_forms import FORMS

SEEN: Final = (
    "state/hti", "state/bra", "state/chl", "org/body", "org/open", "sector/dac/140",
    "demand/water", "offer/0", "initiative/plan", "agreement/open", "practice/lesson",
)  # fmt: skip
UNSEEN: Final = (*HIDDEN, *SECRET, MERGED)
PAIRS: Final = (("org/body", "org/open"), ("org/open", "org/hidden"), ("org/body", "unit/hidden"))
FILES: Final = ("svg", "csv", "gexf", "graphml", "json", "network")
SAID_OF: Final = {"etag", "x-request-id", "content-length"}
"""Headers that are of one answer: the rest is the same for both."""

Twins = tuple[TestClient, TestClient]


@pytest.fixture(scope="module")
def twins(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Twins]:
    with_, without = make_twins(tmp_path_factory.mktemp("twins"))
    with client_for(with_, "public") as one, client_for(without, "public") as other:
        yield one, other


@pytest.fixture(scope="module")
def withdrawn(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Twins]:
    gone, never = make_withdrawn(tmp_path_factory.mktemp("withdrawn"))
    with client_for(gone, "public") as one, client_for(never, "public") as other:
        yield one, other


def require_alike(twins: Twins, address: str, query: dict[str, Any]) -> int:
    """Let no byte and no header say which of the two worlds is asked."""
    one, other = (client.get(address, params=query) for client in twins)
    assert one.status_code == other.status_code, (address, query)
    assert one.content == other.content, (address, query)
    heads = [
        {name: value for name, value in answer.headers.items() if name not in SAID_OF}
        for answer in (one, other)
    ]
    assert heads[0] == heads[1], (address, query)
    return int(one.status_code)


def queries(form: str) -> Iterator[dict[str, Any]]:
    yield {}
    of_what = FORMS[form].choices.get("of", ())
    for id_ in (*SEEN, *UNSEEN):
        yield {"id": id_}
        if FORMS[form].ends:
            yield {"from": id_, "to": "state/bra"}
        if "open" in FORMS[form].choices:
            yield {"id": id_, "steps": 3, "open": f"{id_}@all"}
        yield from ({"of": of, "id": id_} for of in of_what)
    for ids in PAIRS:
        yield {"id": [*ids]}
    for name, values in FORMS[form].choices.items():
        yield from ({name: value} for value in values)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("ending", ["", ".svg"])
def test_no_picture_tells_what_is_hidden(twins: Twins, form: str, ending: str) -> None:
    found = {require_alike(twins, f"/en/embed/{form}{ending}", asked) for asked in queries(form)}
    assert 200 in found


@pytest.mark.parametrize("kind", FILES)
def test_no_file_of_a_diagram_tells_what_is_hidden(twins: Twins, kind: str) -> None:
    for id_ in (*SEEN, *UNSEEN):
        for query in ({}, {"steps": 2}, {"to": "org/open"}, {"open": [f"{id_}@all", "org/hidden"]}):
            status = require_alike(twins, f"/en/diagram.{kind}/{id_}", query)
            assert status == (200 if id_ in SEEN else 404)


def test_no_answer_to_other_sites_tells_what_is_hidden(twins: Twins) -> None:
    for id_ in (*SEEN, *UNSEEN):
        for path in ("embed/actor?id=", "node/", "diagram/"):
            require_alike(twins, "/oembed", {"url": f"{BASE}/en/{path}{id_}"})
        require_alike(twins, "/en/embeds", {"form": "actor", "id": id_})


@pytest.mark.parametrize("page", ["", "states", "landscape", "initiatives", "diagram/org/body",
                                  "bridges?id=org/body&id=org/open", "diagram/state/bra",
                                  "paths?from=state/hti&to=state/bra"])  # fmt: skip
def test_no_page_of_a_picture_tells_what_is_hidden(twins: Twins, page: str) -> None:
    path, _, query = page.partition("?")
    pairs: dict[str, Any] = {}
    for name, value in (part.split("=") for part in query.split("&") if part):
        pairs.setdefault(name, []).append(value)
    assert require_alike(twins, f"/en/{path}", pairs) == 200


@pytest.mark.parametrize("id_", SEEN)
def test_what_was_withdrawn_is_in_no_picture_of_others(withdrawn: Twins, id_: str) -> None:
    for form in ("actor", "match", "tiles", "sectors", "timeline"):
        for query in ({"id": id_}, {"id": id_, "steps": 2}):
            require_alike(withdrawn, f"/en/embed/{form}", query)
    for kind in ("svg", "csv", "json"):
        assert require_alike(withdrawn, f"/en/diagram.{kind}/{id_}", {"steps": 2}) == 200


@pytest.mark.parametrize("page", ["", "offers", "demands", "practices", "states"])
def test_what_was_withdrawn_is_neither_listed_nor_counted(withdrawn: Twins, page: str) -> None:
    assert require_alike(withdrawn, f"/en/{page}", {}) == 200


@pytest.mark.parametrize("id_", WITHDRAWN)
def test_what_was_withdrawn_is_not_told_again(withdrawn: Twins, id_: str) -> None:
    client, _ = withdrawn
    for form in ("actor", "match"):
        for ending in ("", ".svg", ".png"):
            answer = client.get(f"/en/embed/{form}{ending}", params={"id": id_})
            assert answer.status_code in (410, 422)
            assert "Zzgone" not in answer.text
    page = client.get(f"/en/node/{id_}").text
    assert "Zzgone (withdrawn)" in page, "its own page says what it was"
    assert "og:image" not in page
    assert f"embeds?form=actor&amp;id={id_}" not in page


def test_files_of_a_picture_that_only_some_may_see_are_offered_to_nobody(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    url, _ = make_twins(tmp_path_factory.mktemp("twins"))
    with client_for(url, "board") as board:
        for id_, shared in (("org/hidden", False), ("org/open", True)):
            page = board.get(f"/en/node/{id_}").text
            assert '<figure class="cg-picture' in page
            assert ("/en/embed/actor.png" in page) is shared


def test_whoever_shows_a_key_gets_what_caches_may_keep(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """A picture for everybody is the same for the board; the diagram of the board is its own."""
    url, _ = make_twins(tmp_path_factory.mktemp("twins"))
    desk = desk_beside(url)
    key, _ = key_for(desk, "board")
    app = create_app(url, access=access(desk), cache=None)
    with client_of(app) as nobody, client_of(app, headers=bearer(key)) as board:
        picture = "/en/embed/actor.png?id=org/body"
        one, other = nobody.get(picture), board.get(picture)
        assert (one.content, one.headers["etag"]) == (other.content, other.headers["etag"])
        for kind in (*FILES, "png"):
            own = board.get(f"/en/diagram.{kind}/org/body")
            public = nobody.get(f"/en/diagram.{kind}/org/body")
            assert own.content != public.content
            assert own.headers["cache-control"] == "private, no-cache"
            known = {"If-None-Match": own.headers["etag"]}
            assert nobody.get(f"/en/diagram.{kind}/org/body", headers=known).status_code == 200
            assert board.get(f"/en/diagram.{kind}/org/body", headers=known).status_code == 304
