"""No route tells an audience what it may not see: all routes are asked, whatever they are."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from starlette.testclient import TestClient

from kg.base.i18n import LANGUAGES
from tests.api.routes import routes_of
from tests.api.world import BOARD_ONLY, HIDDEN, STATES_ONLY

FAR = {"demand/water", "offer/0", "state/bra", "state/hti", "practice/lesson", "org/body"}
"""Records beside the hidden ones, whose pages could tell of them."""
SECRETS = [*HIDDEN, *HIDDEN.values(), "zz@b.example"]
FOR_BOARD = {BOARD_ONLY, "Zzboard", "source/hidden", "Zzsource", "practice/hidden",
             "Zzpractice"}  # fmt: skip


def queries(path: str, id_: str) -> Iterator[dict[str, Any]]:
    """Yield parameters under which a route could speak of a record."""
    yield {"audience": "board"}
    if path.endswith("/search"):
        yield from ({"q": text} for text in (id_, HIDDEN.get(id_, "Zz"), "zz"))
    elif path.endswith("/paths"):
        yield {"from": id_, "to": "state/hti"}
        yield {"from": "state/bra", "to": id_}
    elif path.endswith("/bridges"):
        yield {"id": [id_, "org/body"]}
        yield {"id": ["org/body", "org/authority"]}
    elif path.endswith("/coverage"):
        yield {"id": [id_, "org/body"], "of": "demands"}
        yield {"id": "org/body", "within": id_}
    elif path.endswith("/cypher"):
        yield {"q": "MATCH (n) RETURN n", "audience": "board"}
    elif "/match" in path:
        yield {"sector": "sector/dac/140"}
        yield {"lens": "experience"}
    elif "/neighbourhood" in path or "/diagram" in path:
        yield {"steps": 2}


def requests(client: TestClient) -> Iterator[tuple[str, dict[str, Any]]]:
    for path in sorted(routes_of(client.app)):
        for lang in LANGUAGES if "{lang" in path else ("en",):
            for id_ in sorted({*HIDDEN, *FAR}):
                address = path.replace("{lang:language}", lang).replace("{id:path}", id_)
                yield from product([address], queries(path, id_))


def test_all_routes_are_known_to_this_test(board: TestClient) -> None:
    found = routes_of(board.app)
    assert {
        "/v1/nodes/{id:path}",
        "/{lang:language}/node/{id:path}",
        "/-/ready",
        "/",
    } <= found.keys()
    assert len(found) > 30


@pytest.mark.parametrize(
    ("audience", "secrets"),
    [("public", SECRETS), ("states", sorted(FOR_BOARD))],
)
def test_what_is_hidden_is_nowhere(world: Any, audience: Any, secrets: list[str]) -> None:
    client = world(audience)
    asked = set()
    for address, query in requests(client):
        name = (address, str(query))
        if name in asked:
            continue
        asked.add(name)
        response = client.get(address, params=query)
        assert response.status_code in (200, 303, 307, 308, 403, 404, 405, 410, 422), (
            address,
            query,
        )
        said = _without_echo(response, address, query)
        told = [secret for secret in secrets if secret in said]
        assert not told, (address, query, told)


def _without_echo(response: Any, address: str, query: dict[str, Any]) -> str:
    """Return what was answered without what was asked: repeating a question tells nothing."""
    text = _unpacked(response.content)
    values = [value if isinstance(value, list) else [str(value)] for value in query.values()]
    words = {word for one in values for word in one}
    rest = address.split("/", 3)[3:]
    for word in sorted({*words, *rest}, key=len, reverse=True):
        text = text.replace(word, "")
    return text


def _unpacked(content: bytes) -> str:
    if not content.startswith(b"PK"):
        return content.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return "".join(packed.read(name).decode() for name in packed.namelist())


def test_the_board_sees_what_is_hidden_from_others(board: TestClient) -> None:
    for id_, word in HIDDEN.items():
        assert word in board.get(f"/v1/nodes/{id_}").text
        assert word in board.get(f"/en/node/{id_}").text
    assert "Zzunit" in board.get("/en/node/offer/0").text
    assert "Zzboard" in board.get("/v1/search?q=zzboard").text


def test_the_states_see_what_is_marked_for_them(world: Any) -> None:
    client = world("states")
    assert client.get(f"/v1/nodes/{STATES_ONLY}").status_code == 200
    assert client.get(f"/v1/nodes/{BOARD_ONLY}").status_code == 404


def test_a_hidden_id_is_as_unknown_as_one_that_does_not_exist(world: Any) -> None:
    client = world("public")
    hidden = client.get("/v1/nodes/offer/states-only").json()
    absent = client.get("/v1/nodes/offer/states-onlx").json()
    assert hidden["code"] == absent["code"] == "unknown-id"
    assert hidden["fix"] == absent["fix"]
