"""What HTTP promises: ETags, HEAD, headers, paging, health, the description of the API."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from api.assets import asset_address
from api.security_headers import CSP
from api.v1.examples import FILE
from kg.model.changes import NodeStatement
from kg.model.documents import Paths
from kg.store.opening import open_store
from tests.api.asking import client_for
from tests.api.routes import models_of
from tests.api.world import OFFERS, make_world

ADDRESSES = [
    "/v1/status",
    "/v1/search?q=wells",
    "/v1/nodes/state/hti",
    "/v1/neighbourhood/state/hti",
    "/v1/matches/demand/water",
    "/v1/why-not/demand/water?target=offer/0",
    "/v1/coverage?id=org/body",
    "/v1/paths?from=state/hti&to=state/bra",
    "/v1/bridges?id=org/body&id=org/authority",
    "/v1/export.jsonl",
    "/v1/export.zip",
    "/es/",
    "/es/node/state/hti",
    "/es/match/demand/water",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_who_has_the_representation_is_told_so(board: TestClient, address: str) -> None:
    first = board.get(address)
    tag = first.headers["etag"]
    assert tag.startswith('"')
    for header in (tag, f'"other", {tag}', f"W/{tag}", "*", " * "):
        again = board.get(address, headers={"If-None-Match": header})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == tag
    assert board.get(address, headers={"If-None-Match": '"other"'}).status_code == 200
    assert board.get(address).content == first.content or "export.zip" in address


@pytest.mark.parametrize("address", ["/v1/nodes/state/zzz", "/es/node/state/zzz"])
def test_of_what_is_not_there_nobody_has_any(board: TestClient, address: str) -> None:
    assert board.get(address, headers={"If-None-Match": "*"}).status_code == 404


@pytest.mark.parametrize("value", ["bytes=x", "bytes=1-2,4-9", "lines=1-2", "bytes=-", "\xff"])
@pytest.mark.parametrize("address", ["/v1/export.jsonl", "/static/site.css"])
def test_a_range_that_is_none_is_left_out(board: TestClient, address: str, value: str) -> None:
    whole = board.get(address)
    answer = board.get(address, headers={b"Range": value.encode("latin-1")})
    assert (answer.status_code, answer.content) == (200, whole.content)


def test_a_range_is_given(board: TestClient) -> None:
    answer = board.get("/v1/export.jsonl", headers={"Range": "bytes=0-9"})
    assert (answer.status_code, len(answer.content)) == (206, 10)


def test_every_representation_has_a_tag_of_its_own(world: Any) -> None:
    board, public = world("board"), world("public")
    asked = [
        board.get("/v1/status"),
        board.get("/v1/status?lang=fr"),
        board.get("/v1/status?as_of=2020-01-01"),
        board.get("/v1/search?q=a"),
        board.get("/v1/search?q=b"),
        board.get("/en/"),
        public.get("/v1/status"),
    ]
    assert len({one.headers["etag"] for one in asked}) == len(asked)


def test_the_order_of_parameters_does_not_matter(board: TestClient) -> None:
    one = board.get("/v1/search?q=wells&limit=3").headers["etag"]
    assert board.get("/v1/search?limit=3&q=wells").headers["etag"] == one
    order = [
        board.get(f"/v1/coverage?id={a}&id={b}").headers["etag"]
        for a, b in (("org/body", "org/authority"), ("org/authority", "org/body"))
    ]
    assert order[0] != order[1]


def test_what_is_kept_is_asked_about_anew(world: Any) -> None:
    assert world("public").get("/v1/status").headers["cache-control"] == "public, no-cache"
    assert world("board").get("/v1/status").headers["cache-control"] == "private, no-cache"


@pytest.mark.parametrize("address", [*ADDRESSES, "/-/live", "/static/site.css", "/v1/openapi.json"])
def test_head_is_get_without_a_body(board: TestClient, address: str) -> None:
    get, head = board.get(address), board.head(address)
    assert (head.status_code, head.content) == (get.status_code, b"")
    assert head.headers.get("etag") == get.headers.get("etag")
    assert head.headers["content-type"] == get.headers["content-type"]


@pytest.mark.parametrize(
    "address", [*ADDRESSES, "/", "/es", "/xx/", "/v1/none", "/static/site.css", "/-/ready"]
)
def test_every_answer_is_safe(board: TestClient, address: str) -> None:
    headers = board.get(address).headers
    assert headers["content-security-policy"] == CSP
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert "set-cookie" not in headers
    assert "Accept-Language" in headers["vary"]


def test_versioned_files_may_be_kept_for_ever(board: TestClient) -> None:
    for path in ("site.css", "viz/picture.css"):
        address = asset_address("", path)
        assert "immutable" in board.get(address).headers["cache-control"]
        # Nor is what another version's page asks for kept under that address.
        for other in (f"/static/{path}", f"/static/{path}?v=1", f"{address[:-1]}x"):
            assert board.get(other).headers["cache-control"] == "no-cache"


def pages(client: TestClient, address: str) -> list[dict[str, Any]]:
    found = []
    following: str | None = address
    while following:
        response = client.get(following)
        document = response.json()
        found.append(document)
        following = document["next"]
        link = response.headers.get("link")
        assert link == (f'<{following}>; rel="next"' if following else None)
    return found


@pytest.mark.parametrize(
    ("paged", "whole"),
    [
        ("/v1/search?q=wells&limit=7", "/v1/search?q=wells&limit=200"),
        ("/v1/matches/demand/water?top=7", "/v1/matches/demand/water?top=200"),
    ],
)
def test_pages_together_are_the_list(board: TestClient, paged: str, whole: str) -> None:
    parts = pages(board, paged)
    together = [one for part in parts for one in part["results"]]
    assert len(parts) == 4
    assert together == board.get(whole).json()["results"]
    assert len(together) >= OFFERS


def test_a_page_of_a_list_that_moved_is_gone(tmp_path: Path) -> None:
    url = make_world(tmp_path / "world.db")
    with client_for(url, "board") as client:
        following = client.get("/v1/search?q=wells&limit=5").json()["next"]
        write(url, "offer/0", "Wells and more")
        assert client.get(following).status_code == 410


def write(url: str, id_: str, title: str) -> None:
    store = open_store(url, write=True)
    store.apply([NodeStatement(id_, "source/test", {"title": {"en": title}, "nature": "declared"})])
    store.close()


def test_a_change_in_the_store_is_seen_at_once(tmp_path: Path) -> None:
    url = make_world(tmp_path / "world.db")
    with client_for(url, "board") as client:
        before = client.get("/v1/nodes/offer/0?lang=en")
        write(url, "offer/0", "Deeper wells")
        after = client.get(
            "/v1/nodes/offer/0?lang=en", headers={"If-None-Match": before.headers["etag"]}
        )
    assert after.status_code == 200
    assert after.json()["node"]["label"] == "Deeper wells"
    assert after.json()["revision"] == before.json()["revision"] + 1


def test_health(board: TestClient) -> None:
    assert board.get("/-/live").json() == {"status": "live"}
    assert board.get("/-/ready").json() == {"status": "ready", "revision": 2}
    assert board.get("/-/version").json()["audience"] == "board"


def test_the_description_is_the_one_committed(
    board: TestClient, golden: Callable[[str, str], None]
) -> None:
    document = board.get("/v1/openapi.json").json()
    assert document["info"]["version"] == version("coopgraph")
    document["info"]["version"] = "x.y.z"
    golden(
        "openapi.json", json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    )


def test_every_route_is_described_with_an_example(board: TestClient) -> None:
    document = board.get("/v1/openapi.json").json()
    for path, methods in document["paths"].items():
        route = methods.get("get") or methods["post"]
        fixed = path.removeprefix("/v1/").partition("/{")[0]
        # Two routes of one beginning differ by what stands after it.
        about = "_about" if path.count("/{") > 1 else ""
        name = re.sub(r"[./-]", "_", fixed) + about
        assert route["operationId"] == name
        assert route["summary"]
        content = route["responses"]["200"]["content"]
        assert "example" in content.get("application/json", {"example": ""})
        assert "application/problem+json" in route["responses"]["422"]["content"]


def test_the_examples_are_documents(board: TestClient) -> None:
    found = json.loads(FILE.read_text("utf-8"))
    models = models_of(board.app)
    assert models["paths"] is Paths
    assert found.keys() == models.keys()
    for name, model in models.items():
        document = model.model_validate(found[name])
        assert json.loads(document.model_dump_json(by_alias=True)) == found[name]


def test_no_page_of_a_third_party_is_loaded_for_the_description(board: TestClient) -> None:
    assert board.get("/docs").status_code == 404
    assert board.get("/redoc").status_code == 404
