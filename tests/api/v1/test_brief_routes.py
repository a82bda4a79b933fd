"""Papers over HTTP: for whom, in which form, and nothing in them that their reader may not read."""

from __future__ import annotations

from collections.abc import Callable
from threading import BoundedSemaphore
from typing import Any

import pytest
from starlette.testclient import TestClient

from api import paper_answers
from kg.base.audience import Audience
from kg.brief.paper_kinds import KINDS
from tests.api.asking import client_for
from tests.api.world import HIDDEN
from viz.papers.paper_proof import attached

World = Callable[[Audience], TestClient]
STATE = "/v1/briefs/state/state/hti"


@pytest.fixture
def states(world: World) -> TestClient:
    return world("states")


def test_a_paper_is_a_document_with_its_figures(states: TestClient) -> None:
    found = states.get(STATE, params={"lang": "fr", "as_of": "2026-11-23"})
    assert found.status_code == 200
    said = found.json()
    assert (said["kind"], said["audience"], said["lang"]) == ("state", "states", "fr")
    assert said["figures"][0]["n"] == 1
    assert all("as_of=2026-11-23" in one["address"] for one in said["figures"])


def test_each_figure_is_answered_where_it_says(states: TestClient) -> None:
    said = states.get(STATE, params={"as_of": "2026-11-23"}).json()
    for address in {one["address"] for one in said["figures"]}:
        assert states.get(address).status_code == 200


@pytest.mark.parametrize(
    ("form", "media", "begins"),
    [
        ("pdf", "application/pdf", b"%PDF-"),
        ("docx", "application/vnd.openxmlformats", b"PK"),
        ("html", "text/html", b"<!doctype html>"),
        ("md", "text/markdown", b""),
    ],
)
def test_a_form_is_a_file_to_keep(states: TestClient, form: str, media: str, begins: bytes) -> None:
    asked = {"format": form, "as_of": "2026-11-23"}
    found = states.get(STATE, params=asked)
    assert found.status_code == 200
    assert found.headers["content-type"].startswith(media)
    name = f'attachment; filename="state-hti-for-states-en-2026-11-23.{form}"'
    assert found.headers["content-disposition"] == name
    assert found.content.startswith(begins)
    again = states.get(STATE, params=asked, headers={"If-None-Match": found.headers["etag"]})
    assert again.status_code == 304
    assert states.get(STATE, params=asked | {"lang": "pt"}).headers["etag"] != found.headers["etag"]


def test_kinds_are_for_whom_they_are_for(world: World) -> None:
    public, states, board = world("public"), world("states"), world("board")
    assert public.get(STATE).status_code == 403
    assert states.get("/v1/briefs/partner/org/body").status_code == 403
    assert states.get("/v1/briefs/guidance").status_code == 403
    assert board.get(STATE).json()["audience"] == "states"
    assert board.get(STATE, params={"audience": "public"}).json()["audience"] == "public"
    assert states.get(STATE, params={"for_board": "true"}).status_code == 403
    raised = board.get(STATE, params={"for_board": "true"}).json()
    assert (raised["audience"], raised["for_board"]) == ("board", True)


def test_nothing_that_its_audience_may_not_read_is_in_a_paper_or_its_attachment(
    world: World,
) -> None:
    words = [word for id_, word in HIDDEN.items() if not id_.startswith("offer/")]
    for state in ("state/hti", "state/bra"):
        asked = {"audience": "public", "as_of": "2026-11-23"}
        address = f"/v1/briefs/state/{state}"
        body = world("board").get(address, params={**asked, "format": "pdf"}).content
        data = attached(body)
        assert data is not None
        assert not [word for word in [*words, "Zzstates"] if word in data]
        text = world("board").get(address, params={"as_of": "2026-11-23"}).text
        assert "Zzboard" not in text


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/v1/briefs/letter", 422),
        ("/v1/briefs/state", 422),
        ("/v1/briefs/state/org/body", 422),
        ("/v1/briefs/state/state/zzz", 404),
        (f"{STATE}?format=odt", 422),
        (f"{STATE}?since=soon", 422),
        (f"{STATE}?form=pdf", 422),
    ],
)
def test_what_cannot_be_meant_is_a_problem(board: TestClient, address: str, status: int) -> None:
    found = board.get(address)
    assert found.status_code == status
    assert found.headers["content-type"] == "application/problem+json"


def test_few_papers_are_made_at_a_time(world_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paper_answers, "_SECONDS", 0.01)
    with client_for(world_url, "states") as client:
        app: Any = client.app
        free = BoundedSemaphore(1)
        free.acquire()
        object.__setattr__(app.state.service, "papers", free)
        busy = client.get(STATE)
        assert (busy.status_code, busy.headers["retry-after"]) == (503, "5")
        assert client.get(f"{STATE.replace('/v1/briefs', '/en/brief')}").status_code == 503
        free.release()
        assert client.get(STATE).status_code == 200


def test_few_wait_for_their_turn_and_the_rest_is_told_at_once(
    world_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paper_answers, "_SECONDS", 600)
    with client_for(world_url, "states") as client:
        service = client.app.state.service  # type: ignore[attr-defined]
        for places in (service.papers, service.waiting):
            while places.acquire(blocking=False):
                pass
        busy = client.get(STATE)
        assert (busy.status_code, busy.headers["retry-after"]) == (503, "5")
        service.papers.release()
        assert client.get(STATE).status_code == 200


def test_every_kind_is_described(board: TestClient) -> None:
    described = board.get("/v1/openapi.json").json()["paths"]["/v1/briefs/{kind}"]["get"]
    (kind,) = [one for one in described["parameters"] if one["name"] == "kind"]
    assert kind["schema"]["enum"] == list(KINDS)
