"""Addresses that stand in papers, asked within this process: of us, of nobody else."""

from __future__ import annotations

import pytest

from coopgraph.asked_again import UnansweredError, asked_again


def test_the_api_answers_as_a_service_would(starter_url: str) -> None:
    with asked_again(starter_url, None, "board") as again:
        found = again.answer("/v1/nodes/state/hti?as_of=2026-11-23&audience=states")
        assert found["node"]["id"] == "state/hti"
        assert again.answer("/v1/partners?as_of=2026-11-23")["results"]
    with (
        asked_again(starter_url, None, "states") as again,
        pytest.raises(UnansweredError, match=r"."),
    ):
        again.answer("/v1/partners")


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/v1/status", "//evil.example/v1/status", "/en/about", "v1/status", "",
        "/v1/cypher?q=RETURN 1", "/v1/export.jsonl", "/v1/../en/about", "/v1/nodes/state/zzz",
    ],
)  # fmt: skip
def test_other_addresses_are_not_answered(starter_url: str, address: str) -> None:
    with asked_again(starter_url, None, "board") as again, pytest.raises(UnansweredError):
        again.answer(address)
