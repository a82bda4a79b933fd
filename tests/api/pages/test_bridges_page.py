"""The page of bridges: asked by name or id, answered in four languages."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient

from kg.base.i18n import LANGUAGES


@pytest.mark.parametrize("lang", LANGUAGES)
def test_without_names_the_bodies_of_the_pilot_are_shown(starter: TestClient, lang: str) -> None:
    text = starter.get(f"/{lang}/bridges").text
    assert re.findall(r'name="id" value="([^"]*)"', text) == [
        "org/iacd", "org/segib", "org/mercosur",
    ]  # fmt: skip
    assert f'/{lang}/node/unit/mercosur-gci"' in text
    assert "<svg" in text
    assert f"/v1/bridges?lang={lang}&amp;id=org%2Fiacd&amp;id=org%2Fsegib" in text


def test_names_and_acronyms_are_understood(starter: TestClient) -> None:
    text = starter.get("/en/bridges", params={"id": ["Segib", "caricom", ""]}).text
    assert "No agreement between these bodies is on record. Unknown is not no." in text
    assert "id=org%2Fsegib&amp;id=org%2Fcaricom" in text


def test_one_name_is_kept_and_waits_for_another(starter: TestClient) -> None:
    answer = starter.get("/en/bridges?id=org/segib")
    assert answer.status_code == 200
    assert 'value="org/segib"' in answer.text
    assert "<svg class" not in answer.text.partition("<main")[2]


def test_a_name_that_nobody_has_is_shown_again(starter: TestClient) -> None:
    text = starter.get("/en/bridges", params={"id": ["segib", "<b>nobody"]}).text
    assert "No organisation was found for “&lt;b&gt;nobody”." in text


@pytest.mark.parametrize(
    ("ids", "status"),
    [
        (["segib", "org/segib"], 422),
        (["segib", "state/hti"], 422),
        (["segib", "oas", "sica", "caricom"], 422),
    ],
)
def test_wrong_use_is_an_error(starter: TestClient, ids: list[str], status: int) -> None:
    assert starter.get("/en/bridges", params={"id": ids}).status_code == status
    assert starter.get("/v1/bridges", params={"id": ids}).status_code in {404, status}


def test_the_public_sees_no_verdict(starter: TestClient) -> None:
    text = starter.get("/v1/bridges?id=org/segib&id=org/mercosur").text
    assert "verdict" not in text
    assert "rank" in text
