"""PNGs over HTTP: every route that draws one takes its turn, and draws a content once."""

from __future__ import annotations

from typing import Any

import pytest

from api.app import create_app
from api.drawn_png import drawn_png
from api.paper_answers import PapersBusyError
from tests.api.asking import access, bearer, client_of, desk_beside, key_for

PNGS = ("/en/embed/actor.png?id=org/body", "/en/diagram.png/org/body")


@pytest.fixture
def service(world_url: str, monkeypatch: pytest.MonkeyPatch) -> Any:
    from api import paper_answers

    monkeypatch.setattr(paper_answers, "_SECONDS", 0.05)
    return create_app(world_url, access=access(desk_beside(world_url)), cache=None)


@pytest.mark.parametrize("path", PNGS)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_it_waits_for_its_turn(service: Any, path: str, method: str) -> None:
    with client_of(service) as client:
        turns = [service.state.service.papers.acquire(blocking=False) for _ in range(2)]
        busy = client.request(method, path)
        assert (turns, busy.status_code) == ([True, True], 503)
        assert int(busy.headers["retry-after"]) > 0
        service.state.service.papers.release()
        assert client.request(method, path).status_code == 200


def test_whose_pages_are_never_kept_waits_too(world_url: str, service: Any) -> None:
    key, _ = key_for(desk_beside(world_url), "board")
    with client_of(service, headers=bearer(key)) as board:
        for _ in range(2):
            assert service.state.service.papers.acquire(blocking=False)
        assert board.get(PNGS[1]).status_code == 503


def test_a_content_is_drawn_once_and_found_by_nobody_else(service: Any) -> None:
    running = service.state.service
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
    one = drawn_png(running, svg, {"X": "a"})
    for _ in range(2):
        running.papers.acquire()
    other = drawn_png(running, svg, {"X": "b"})
    assert other.body is one.body
    assert (one.headers, other.headers) == ({"X": "a"}, {"X": "b"})
    with pytest.raises(PapersBusyError):
        drawn_png(running, svg.replace("9", "8"), {})
