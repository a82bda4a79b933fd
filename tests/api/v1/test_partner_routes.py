"""What is asked of guidelines and partners beside their list: documents, errors, for the board."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

from kg.model.documents import GuidelineText, Together
from tests.api.conftest import house, starter

__all__ = ["house", "starter"]

ADDRESSES = [
    "guidelines",
    "guidelines/text",
    "guidelines/diff?from=approach-2022@0.1",
    "partners?at_revision=1",
    "partners/rests-on?id=org/segib",
    "partners/pass?ahead=org/segib&behind=org/mercosur",
    "together?best=2",
]


def get(client: TestClient, address: str) -> Any:
    response = client.get(f"/v1/{address}")
    assert response.status_code == 200, response.text
    return response.json()


def test_guidelines_are_listed_with_versions_that_can_be_asked_for(starter: TestClient) -> None:
    (found,) = get(starter, "guidelines")["guidelines"]
    assert [one["version"] for one in found["versions"]] == ["0.2", "0.1"]
    for one in found["versions"]:
        document = get(starter, f"guidelines/text?name={one['name']}")
        assert GuidelineText.model_validate(document).guideline.version == one["version"]
        ranked = get(starter, f"partners?guideline={one['name']}&top=1")
        assert ranked["guideline"]["version"] == one["version"]


def test_two_versions_are_compared(starter: TestClient) -> None:
    document = get(starter, "guidelines/diff?from=approach-2022@0.1&to=approach-2022")
    assert (document["from"]["version"], document["to"]["version"]) == ("0.1", "0.2")
    assert document["entries"]
    assert document["partners"]


def test_an_answer_of_the_past_is_given_again(starter: TestClient) -> None:
    now = get(starter, "partners?top=5")
    again = get(starter, f"partners?top=5&at_revision={now['revision']}")
    assert again == now
    response = starter.get("/v1/partners?at_revision=9999")
    assert (response.status_code, response.json()["code"]) == (404, "unknown-revision")


def test_what_rests_on_a_record_and_what_would_pass(starter: TestClient) -> None:
    document = get(starter, "partners/rests-on?id=agreement/oas-acs")
    assert {one["id"]: one["verdict"] for one in document["partners"]}["org/acs"] == [
        "approach", "conditions",
    ]  # fmt: skip
    relation = get(starter, "partners/rests-on?id=state/hti MEMBER_OF org/caricom")
    assert relation["record"]["type"] == "MEMBER_OF"
    passing = get(starter, "partners/pass?ahead=org/segib&behind=org/mercosur")
    assert passing["gap"] == passing["ahead"]["score"] - passing["behind"]["score"]
    assert passing["sentences"]


def test_partners_together_are_weighed(starter: TestClient) -> None:
    document = get(starter, "together?best=2&weight=sectors:0")
    found = Together.model_validate(document)
    assert [one.weight for one in found.grounds if one.name == "sectors"] == [0]
    assert len(found.steps) == 2


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("audience", ["public", "states"])
def test_all_of_it_is_for_the_board(starter: TestClient, address: str, audience: str) -> None:
    sign = "&" if "?" in address else "?"
    response = starter.get(f"/v1/{address}{sign}audience={audience}")
    assert (response.status_code, response.json()["code"]) == (403, "audience")


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("guidelines/text?name=../secret", 422),
        ("guidelines/text?name=approach-2022@9", 422),
        ("guidelines/diff", 422),
        ("guidelines/diff?from=/etc/passwd", 422),
        ("partners?at_revision=0", 422),
        ("partners/rests-on?id=org/nobody", 404),
        ("partners/rests-on?id=org/oas", 422),
        ("partners/pass?ahead=org/segib&behind=org/segib", 422),
        ("partners/pass?ahead=org/segib&behind=org/nobody", 404),
        ("together", 400),
        ("together?best=1&weight=states", 422),
        ("together?best=1&weight=nobody:1", 422),
        ("together?best=0", 422),
        ("partners/what-if?fact=x", 404),
    ],
)
def test_what_cannot_be_answered_is_a_problem(
    starter: TestClient, address: str, status: int
) -> None:
    response = starter.get(f"/v1/{address}")
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
