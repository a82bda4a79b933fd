"""The page of coverage: the same as the document, for the board alone, in words and bars."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

from kg.base.audience import Audience
from kg.base.i18n import LANGUAGES

PILOT = "id=org/segib&id=org/mercosur&id=org/caricom&within=org/oas"


@pytest.mark.parametrize("audience", ["public", "states"])
def test_others_are_refused(world: Callable[[Audience], TestClient], audience: Audience) -> None:
    assert world(audience).get("/en/coverage").status_code == 403


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_step_has_its_bar_and_the_map_is_beside(starter: TestClient, lang: str) -> None:
    text = starter.get(f"/{lang}/coverage?{PILOT}").text
    assert text.count('class="cg-step"') == 3
    assert text.count('data-form="tiles"') == 1
    assert "embed" not in text.partition("<main")[2]


def test_it_says_what_the_document_says(starter: TestClient) -> None:
    text, found = (
        starter.get(f"/en/coverage?{PILOT}").text,
        starter.get(f"/v1/coverage?{PILOT}").json(),
    )
    assert [step["adds"] for step in found["steps"]] == [16, 0, 14]
    said = re.findall(r"<title>adds (\d+), together (\d+) of (\d+)</title>", text)
    assert said == [
        (str(step["adds"]), str(step["reached"]), str(found["total"])) for step in found["steps"]
    ]
    unreached = text.partition('id="unreached"')[2].partition('data-form="tiles"')[0]
    assert re.findall(r"/en/node/([a-z/]+)\"", unreached) == found["unreached"]


@pytest.mark.parametrize("of", ["demands", "sectors"])
def test_other_grounds_have_no_map(starter: TestClient, of: str) -> None:
    text = starter.get(f"/en/coverage?of={of}&id=org/segib").text
    assert 'data-form="tiles"' not in text
    assert f'<option value="{of}" selected>' in text


def test_without_partners_the_candidates_are_chosen(starter: TestClient) -> None:
    text = starter.get("/en/coverage?best=2").text
    assert text.count('class="cg-step"') == 2
    assert "No other choice of as many can reach more than" in text


@pytest.mark.parametrize("best", ["0", "-1", "many", "999", "4.5"])
def test_what_is_no_number_is_taken_as_nothing_said(starter: TestClient, best: str) -> None:
    assert starter.get("/en/coverage", params={"best": best}).status_code == 200


@pytest.mark.parametrize(
    ("query", "status"),
    [("id=org/nobody", 404), ("of=merit", 422), ("of=sectors&id=org/segib&within=org/oas", 422)],
)
def test_what_nobody_knows_is_refused(starter: TestClient, query: str, status: int) -> None:
    assert starter.get(f"/en/coverage?{query}").status_code == status


def test_partners_lead_here(starter: TestClient) -> None:
    assert '<a href="/en/coverage">' in starter.get("/en/partners").text
