"""What caches are told: nothing for more than the public is kept by others, and all know why."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

from api.assets import asset_address
from api.authentication.everybody import is_for_everybody
from kg.base.audience import AUDIENCES, Audience
from kg.base.i18n import LANGUAGES
from tests.journeys.api.test_audiences import requests

World = Callable[[Audience], TestClient]
ERRORS = ["/v1/none", "/es/none", "/xx/", "/v1/status?lang=de", "/v1/nodes/state/none", "/-/none"]


def addresses(client: TestClient) -> Iterator[tuple[str, Any]]:
    for address, query in requests(client.app):
        if "{lang" not in address and "offer/states-only" not in address:
            yield address, query
    yield from ((address, None) for address in ERRORS)


@pytest.mark.parametrize("audience", AUDIENCES)
def test_every_address_says_on_what_its_answer_depends(world: World, audience: Audience) -> None:
    client = world(audience)
    seen = set()
    for address, query in addresses(client):
        if address in seen:
            continue
        seen.add(address)
        answer = client.get(address, params=query)
        varied = {name.strip() for name in answer.headers["vary"].split(",")}
        if is_for_everybody({"type": "http", "path": address}):
            assert not {"Cookie", "Authorization"} & varied, address
            assert "private" not in answer.headers["cache-control"]
            continue
        assert {"Accept-Language", "Cookie", "Authorization"} <= varied, address
        kept = answer.headers.get("cache-control", "")
        if address.startswith(("/-/live", "/-/ready")):
            continue
        if audience == "public":
            assert "private" not in kept
        else:
            assert kept in ("private, no-cache", "no-store"), (address, kept)
        if answer.headers.get("etag"):
            again = client.get(
                address, params=query, headers={"If-None-Match": answer.headers["etag"]}
            )
            assert again.status_code == 304
            assert again.headers["cache-control"] == kept
            assert again.headers["vary"] == answer.headers["vary"]
    assert len(seen) > 30


def test_redirects_are_private_as_well(world: World) -> None:
    for address in ("/", *(f"/{lang}" for lang in LANGUAGES)):
        answer = world("board").get(address)
        assert answer.status_code in (307, 308)
        assert answer.headers["cache-control"] == "private, no-cache"
        assert {"Cookie", "Authorization"} <= set(answer.headers["vary"].split(", "))


def test_a_question_lowered_to_the_public_is_still_somebodys(world: World) -> None:
    answer = world("board").get("/es/?audience=public")
    assert answer.headers["cache-control"] == "private, no-cache"


def test_audiences_share_no_tag(world: World) -> None:
    for address in ("/v1/status", "/es/", "/es/node/state/hti", "/v1/export.jsonl"):
        tags = [world(audience).get(address).headers["etag"] for audience in AUDIENCES]
        assert len(set(tags)) == len(AUDIENCES)
        held = world("public").get(address, headers={"If-None-Match": ", ".join(tags[1:])})
        assert held.status_code == 200


def test_files_of_ours_are_everybodys(world: World) -> None:
    for audience in AUDIENCES:
        answer = world(audience).get(asset_address("", "site.css"))
        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert "Cookie" not in answer.headers["vary"]


def test_a_mistake_of_ours_is_kept_by_nobody(world_url: str) -> None:
    from api.app import create_app
    from tests.api.asking import PUBLIC, client_of

    app = create_app(world_url, access=PUBLIC, cache=None)
    app.state.service.knowledge.snapshot = None  # what is called is no function: a mistake
    with client_of(app, raise_server_exceptions=False) as client:
        answer = client.get("/es/")
    assert answer.status_code == 500
    assert answer.headers["cache-control"] == "no-store"
    assert {"Cookie", "Authorization"} <= set(answer.headers["vary"].split(", "))
