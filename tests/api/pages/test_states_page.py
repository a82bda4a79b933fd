"""The page of the states: both pictures by plain forms, and the address holds what was chosen."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

from kg.base.audience import Audience
from kg.base.i18n import LANGUAGES


def heads(text: str) -> list[str]:
    return re.findall(r"rotate\(-60\)\">([^<]*?) <tspan", text)


def chosen(text: str) -> list[str]:
    return re.findall(r'name="id" value="([^"]*)" checked', text)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_both_pictures_are_there_in_each_language(starter: TestClient, lang: str) -> None:
    text = starter.get(f"/{lang}/states?audience=public").text
    assert text.count('data-form="states"') == text.count('data-form="tiles"') == 1
    assert len(heads(text)) > 20
    assert f'href="/{lang}/node/state/hti?audience=public"' in text


def test_the_forms_hold_what_was_chosen_in_the_other(starter: TestClient) -> None:
    text = starter.get(
        "/en/states?id=org/sica&id=org/can&of=members&body=org/caricom&sector=&as_of=2026-01-01"
    ).text
    assert heads(text) == ["CAN", "SICA"]
    assert chosen(text) == ["org/can", "org/sica"]
    assert "Members: Caribbean Community (CARICOM)" in text
    matrix, _, tiles = text.partition('id="tiles"')
    assert '<input type="hidden" name="body" value="org/caricom">' in matrix
    assert tiles.count('<input type="hidden" name="id" value="org/') == 2
    assert text.count('<input type="hidden" name="as_of" value="2026-01-01">') == 2


def test_what_is_made_of_nobody_yet_shows_who_has_contributed(starter: TestClient) -> None:
    text = starter.get("/en/states?of=members&body=").text
    assert "Who has contributed</h2>" in text


def test_the_public_is_offered_nothing_that_judges(starter: TestClient) -> None:
    text = starter.get("/en/states?audience=public").text
    assert 'name="order"' not in text
    assert 'value="coverage"' not in text
    assert 'value="freshness"' not in text
    assert "/en/coverage" not in text


@pytest.mark.parametrize("query", ["order=adds", "of=freshness", "of=coverage&id=org/segib"])
@pytest.mark.parametrize("audience", ["public", "states"])
def test_what_judges_is_refused(
    world: Callable[[Audience], TestClient], query: str, audience: Audience
) -> None:
    query = query.replace("org/segib", "org/body")
    assert world(audience).get(f"/en/states?{query}").status_code == 403


def test_the_board_reads_what_each_adds_and_nothing_leads_everybody_there(
    starter: TestClient,
) -> None:
    text = starter.get(
        "/en/states?order=adds&within=org/oas&id=org/segib&id=org/mercosur&id=org/caricom"
    ).text
    assert heads(text) == ["SEGIB", "MERCOSUR", "CARICOM"]
    assert "Together they reach 30 of 32" in text
    assert "order=adds" not in "".join(re.findall(r'href="[^"]*embed[^"]*"', text))


@pytest.mark.parametrize(
    ("query", "status"),
    [("id=org/nobody", 404), ("order=best", 422), ("of=ranking", 422),
     ("of=members&body=sector/dac/140", 422)],
)  # fmt: skip
def test_what_nobody_knows_is_refused(starter: TestClient, query: str, status: int) -> None:
    assert starter.get(f"/en/states?{query}").status_code == status


def test_hostile_words_are_shown_to_nobody(starter: TestClient) -> None:
    text = starter.get("/en/states?of=offers&sector=&body=<script>alert(1)</script>").text
    assert "<script>alert" not in text


def test_the_menu_and_the_landscape_lead_here(starter: TestClient) -> None:
    text = starter.get("/en/landscape").text
    assert 'data-form="house"' in text
    assert 'data-form="states"' in text
    assert '<a href="/en/states">States</a>' in text
