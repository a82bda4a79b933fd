"""The field on a page of matches that says why a record is not among them; and its data."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

from kg.base.audience import Audience
from kg.base.i18n import LANGUAGES
from tests.api.world import HIDDEN, STATES_ONLY

WATER = "/match/demand/water"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_form_asks_the_same_page(board: TestClient, lang: str) -> None:
    text = board.get(f"/{lang}{WATER}?as_of=2026-11-23").text
    form = text[text.index(f'action="/{lang}{WATER}#why-not"') :].split("</form>")[0]
    assert 'name="why_not"' in form
    assert '<input type="hidden" name="as_of" value="2026-11-23">' in form
    assert '<input type="hidden" name="lens" value="offers-for-demand">' in form


@pytest.mark.parametrize("asked", ["offer/24", "Wells 24"])
def test_one_that_is_not_shown_has_its_place(board: TestClient, asked: str) -> None:
    text = board.get(f"/en{WATER}", params={"why_not": asked}).text
    said = text[text.index('id="missed"') :]
    assert "shown are places 1 to 10." in said
    assert "comes after" in said or "order is by id" in said or "has more by" in said
    assert "bring it further up" in said
    assert "Wells 24" in text[text.index('id="picture"') : text.index('class="matches"')]


def test_what_keeps_one_out_stands_there(starter: TestClient) -> None:
    page = "/en/match/demand/xaa-arrowroot-mill?why_not=offer/xab-fibra-de-llama"
    said = starter.get(f"{page}&as_of=2026-11-23").text.split('id="missed"')[1]
    for text in ("no language in common", "Demand: English. Offer: Spanish.", "if this were on"):
        assert text in said
    data = starter.get(
        "/v1/why-not/demand/xaa-arrowroot-mill?target=offer/xab-fibra-de-llama"
    ).json()
    assert data["pair"] == ["demand/xaa-arrowroot-mill", "offer/xab-fibra-de-llama"]
    assert data["verdict"] == "kept_out"
    assert {"condition", "path", "detail"} <= data["kept_out_by"][0].keys()
    assert {"change", "score"} <= data["nearest"][0].keys()


def test_what_is_hidden_is_missed_like_what_is_not_there(
    world: Callable[[Audience], TestClient],
) -> None:
    public = world("public")
    hidden, absent = (
        public.get(f"/en{WATER}", params={"why_not": f"offer/{name}"}).text.replace(name, "X")
        for name in (STATES_ONLY.removeprefix("offer/"), "states-onlx")
    )
    assert hidden == absent
    assert "No such record was found" in hidden
    assert 'id="missed"' in world("board").get(f"/en{WATER}?why_not={STATES_ONLY}").text
    named = public.get(f"/en{WATER}", params={"why_not": HIDDEN[STATES_ONLY]}).text
    assert "No such record was found" in named
    problems = [
        public.get("/v1/why-not/demand/water", params={"target": id_}).json()
        for id_ in (STATES_ONLY, "offer/states-onlx")
    ]
    assert [one["code"] for one in problems] == ["unknown-id"] * 2
    assert problems[0]["fix"] == problems[1]["fix"]
