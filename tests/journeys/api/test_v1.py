"""Every data route: its document, its parameters, its errors."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import pytest
from starlette.testclient import TestClient

from kg.model.documents import Coverage, Neighbourhood, Paths, Show, Status
from tests.api.world import BOARD_ONLY, ODD, OFFERS


def get(client: TestClient, address: str, **parameters: Any) -> Any:
    response = client.get(f"/v1/{address}", params=parameters)
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == "application/json"
    return response.json()


def test_status_counts_and_carries_what_every_answer_does(board: TestClient) -> None:
    document = get(board, "status", lang="pt", as_of="2026-01-01")
    assert Status.model_validate(document).counts["State"] == 4
    assert (document["revision"], document["as_of"], document["lang"]) == (2, "2026-01-01", "pt")


def test_search_finds_by_words(board: TestClient) -> None:
    document = get(board, "search", q="haití")
    assert [one["id"] for one in document["results"]] == ["state/hti"]


def test_a_node_has_claims_relations_and_sources(board: TestClient) -> None:
    document = get(board, "nodes/state/hti")
    assert Show.model_validate(document).node.label == "Haiti"
    member = next(r for r in document["relations"] if r["type"] == "MEMBER_OF")
    assert (member["from"], member["to"], member["since"]) == (
        "state/hti",
        "org/body",
        "2001-02-03",
    )
    assert [s["id"] for s in document["sources"]] == ["source/hidden", "source/test"]


def test_neighbourhood_is_capped_and_says_so(board: TestClient) -> None:
    document = get(board, "neighbourhood/state/bra", limit=3)
    assert Neighbourhood.model_validate(document).centre.id == "state/bra"
    assert len(document["nodes"]) == 3
    assert document["left_out"] > OFFERS


def test_matches_explain_their_score(board: TestClient) -> None:
    document = get(board, "matches/demand/water", top=3)
    assert len(document["results"]) == 3
    for result in document["results"]:
        assert result["score"] == sum(reason["score"] for reason in result["reasons"])
    assert document["lens"]["name"] == "offers-for-demand"
    assert document["standing"]["status"] == "proposed"


def test_a_need_told_by_state_and_sector_is_matched(board: TestClient) -> None:
    document = get(board, "matches/state/hti", sector="sector/dac/140", top=2)
    assert [one["type"] for one in document["results"]] == ["Offer", "Offer"]


def test_partners_carry_verdicts_and_what_they_rest_on(starter: TestClient) -> None:
    document = get(starter, "partners", top=3)
    assert len(document["results"]) == 3
    for result in document["results"]:
        assert result["score"] == sum(c["contribution"] for c in result["criteria"])


def test_partners_by_other_weights_are_a_trial_with_its_robustness(starter: TestClient) -> None:
    weights = ["instruments:0.5", "states_reached:0"]
    document = get(starter, "partners", weight=weights, robustness=True, first=2)
    assert document["reweighted"] is True
    assert document["guideline"]["standing"]["status"] == "proposed"
    assert sum(document["weights"].values()) == 1_000_000
    assert document["weights"]["states_reached"] == 0
    assert document["robustness"]["first"] == 2
    for result in document["results"]:
        if result["rank"]:
            assert len(result["acceptability"]) == 2
            assert sum(result["acceptability"]) == result["stays"]
            assert result["weight_intervals"] == document["robustness"]["weight_intervals"]


def test_a_weight_that_is_none_is_a_problem_that_names_it(starter: TestClient) -> None:
    response = starter.get("/v1/partners", params={"weight": "reach:0.3"})
    assert response.status_code == 422
    assert "reach" in response.json()["detail"]
    assert "states_reached" in response.json()["fix"]


def test_coverage_keeps_the_order_asked(board: TestClient) -> None:
    document = get(board, "coverage", id=["org/body", "org/authority"], within="org/body")
    assert Coverage.model_validate(document).total == 2
    assert [(step["id"], step["adds"]) for step in document["steps"]] == [
        ("org/body", 2), ("org/authority", 0),
    ]  # fmt: skip


def test_paths_lead_from_one_to_the_other(board: TestClient) -> None:
    document = get(board, "paths", **{"from": "state/hti", "to": "state/bra"})
    assert Paths.model_validate(document).paths[0].rank == 1
    assert [node["id"] for node in document["paths"][0]["nodes"]] == [
        "state/hti", "org/body", "state/bra",
    ]  # fmt: skip
    assert document["from"]["id"] == "state/hti"


def test_no_route_is_an_empty_list(board: TestClient) -> None:
    assert get(board, "paths", **{"from": "state/ury", "to": "state/hti"})["paths"] == []


@pytest.mark.parametrize(
    ("kind", "media"),
    [
        ("graphml", "application/graphml+xml"),
        ("gexf", "application/gexf+xml"),
        ("jsonl", "application/jsonl"),
        ("zip", "application/zip"),
    ],
)
def test_exports_are_files_of_their_kind(board: TestClient, kind: str, media: str) -> None:
    response = board.get(f"/v1/export.{kind}")
    assert response.status_code == 200
    assert response.headers["content-type"].startswith(media)
    assert f"coopgraph-2.{kind}" in response.headers["content-disposition"]
    if kind == "zip":
        assert zipfile.ZipFile(io.BytesIO(response.content)).testzip() is None
    elif kind == "jsonl":
        assert all(json.loads(line) for line in response.text.splitlines())
    else:
        assert response.text.startswith("<?xml")


def test_an_id_with_encoded_bytes_is_taken_as_it_is(board: TestClient) -> None:
    assert get(board, f"nodes/{ODD}")["node"]["id"] == ODD


@pytest.mark.parametrize("written", ["state%2Fhti", "state/hti", "%73tate/hti"])
def test_an_id_that_was_encoded_once_more_is_understood(board: TestClient, written: str) -> None:
    assert get(board, f"nodes/{written}")["node"]["id"] == "state/hti"


def test_an_id_encoded_once_more_keeps_its_own_bytes(board: TestClient) -> None:
    assert get(board, f"nodes/{ODD.replace('%', '%25')}")["node"]["id"] == ODD


@pytest.mark.parametrize(
    ("lang", "label"), [("es", "Haití"), ("en", "Haiti"), ("pt", "Haiti"), ("fr", "Haïti")]
)
def test_the_answer_speaks_the_language_asked(board: TestClient, lang: str, label: str) -> None:
    assert get(board, "nodes/state/hti", lang=lang)["node"]["label"] == label
    response = board.get("/v1/nodes/state/hti", headers={"Accept-Language": f"de, {lang};q=0.5"})
    assert response.json()["node"]["label"] == label
    assert response.headers["content-language"] == lang
    assert "Accept-Language" in response.headers["vary"]


def test_a_question_is_asked_as_of_a_day(board: TestClient) -> None:
    then = get(board, "nodes/state/ury", as_of="1995-05-05")["relations"]
    now = get(board, "nodes/state/ury", as_of="2026-05-05")["relations"]
    assert [one["in_force"] for one in then + now] == [True, False]


@pytest.mark.parametrize("audience", ["public", "states", "board"])
def test_an_audience_can_only_be_lowered(world: Any, audience: str) -> None:
    public = world("public").get(f"/v1/nodes/{BOARD_ONLY}", params={"audience": audience})
    assert public.status_code == 404
    board = world("board").get(f"/v1/nodes/{BOARD_ONLY}", params={"audience": audience})
    assert board.status_code == (200 if audience == "board" else 404)
