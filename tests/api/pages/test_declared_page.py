"""Lists of what is on the table: narrowed down, paged, empty; sectors that go in a circle."""

from __future__ import annotations

import re
from contextlib import closing
from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from kg.base.text import fold
from tests.api.asking import PUBLIC, client_of
from tests.graphs import store_of

CIRCLE = """
state/hti DECLARES offer/wells
offer/wells IN_SECTOR sector/dac/14030
sector/dac/14030 BROADER sector/dac/140
sector/dac/140 BROADER sector/dac/14031
sector/dac/14031 BROADER sector/dac/14030
"""


@pytest.mark.timeout(60)  # before, it never ended
def test_a_circle_of_sectors_ends(tmp_path: Path) -> None:
    told = {"offer/wells": {"title": {"es": "Pozos"}, "visibility": "public"}}
    with closing(store_of(tmp_path, CIRCLE, told)) as store:
        url = store.url
    with client_of(create_app(url, access=PUBLIC, cache=None)) as client:
        page = client.get("/es/offers")
    assert (page.status_code, "Pozos" in page.text) == (200, True)


def test_a_list_is_narrowed_down_and_counted(starter: TestClient) -> None:
    shown = starter.get("/en/demands?state=state/xaa&q=water&sort=title").text
    assert '<h2 id="found">3 found</h2>' in shown
    assert re.search(r'<option value="state/xaa" selected>Ondavel \(3\)', shown)
    assert shown.count('class="go"') == 3
    assert 'href="/en/feeds/demands?state=state%2Fxaa&amp;q=water&amp;sort=title"' in shown


def test_a_long_list_goes_on(board: TestClient) -> None:
    first = board.get("/en/offers").text
    (more,) = re.findall(r'href="([^"]+)" rel="next"', first)
    rest = board.get(unescape(more)).text
    assert 'start="26"' in rest
    assert 'rel="next"' not in rest


def test_who_declares_is_in_the_order_of_names(starter: TestClient) -> None:
    page = starter.get("/es/demands").text
    choices = re.search(r'<select id="f-state".*?</select>', page, re.DOTALL)
    assert choices
    names = [name.strip() for name in re.findall(r">([^<(]+) \(\d+\)<", choices[0])]
    assert len(names) > 2
    assert names == sorted(names, key=fold)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("q=zzz", "Nothing fits all of that."),
        ("show=all", "Nothing has been entered yet."),
    ],
)
def test_an_empty_list_says_why(tmp_path: Path, asked: str, said: str) -> None:
    with closing(store_of(tmp_path, "state/hti MEMBER_OF org/oas", {})) as store:
        url = store.url
    with client_of(create_app(url, access=PUBLIC, cache=None)) as client:
        assert said in client.get(f"/en/practices?{asked}").text


@pytest.mark.parametrize("asked", ["sort=rank", "show=x", "cursor=9.x", f"sector={'a' * 500}"])
def test_what_cannot_be_meant_is_refused(starter: TestClient, asked: str) -> None:
    assert starter.get(f"/en/offers?{asked}").status_code == 422
