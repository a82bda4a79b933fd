"""What a diagram shows, as files: the same records in each."""

from __future__ import annotations

import csv
import io
from typing import Any

import networkx as nx
import pytest
from fastapi.testclient import TestClient
from lxml import etree, html

from tests.journeys.pages.select import select

STATE = "org/segib?open=state/col&hide=Language&to=org/caricom"
SVG = "{http://www.w3.org/2000/svg}"


def seen(client: TestClient, state: str = STATE) -> set[str]:
    document: Any = html.document_fromstring(client.get(f"/en/diagram/{state}").text)
    return {node.get("data-id") for node in select(document, ".cg-node")}


def test_every_file_holds_what_is_seen(starter: TestClient) -> None:
    on_page = seen(starter)
    records = {id_ for id_ in on_page if "@" not in id_}
    found = starter.get(f"/en/diagram.json/{STATE}").json()
    assert {node["id"] for node in found["nodes"]} == records
    assert {one["key"] for one in found["counted"]} == on_page - records
    text = starter.get(f"/en/diagram.csv/{STATE}").text.removeprefix("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert {row["id"] for row in rows if row["kind"] != "relation"} == on_page
    for kind, read in (("gexf", nx.read_gexf), ("graphml", nx.read_graphml)):
        graph = read(io.BytesIO(starter.get(f"/en/diagram.{kind}/{STATE}").content))
        assert set(graph.nodes) == records
        assert graph.number_of_edges() == len(found["relations"])
        assert sum(row["kind"] == "relation" for row in rows) == len(found["relations"])


@pytest.mark.parametrize(("kind", "element"), [("gexf", "description"), ("graphml", "desc")])
def test_a_graph_says_what_is_only_counted(starter: TestClient, kind: str, element: str) -> None:
    found = starter.get("/en/diagram.json/org/oas").json()
    assert found["counted"]
    read = etree.fromstring(starter.get(f"/en/diagram.{kind}/org/oas").content)
    (said,) = read.iterfind(f".//{{*}}{element}")
    assert all(one["label"] in str(said.text) for one in found["counted"])
    named = {str(one.get("id")) for one in read.iter()}
    assert not {one["key"] for one in found["counted"]} & named


def test_a_graph_in_which_nothing_is_counted_says_nothing(starter: TestClient) -> None:
    address = "org/iacd"
    assert starter.get(f"/en/diagram.json/{address}").json()["counted"] == []
    assert "<desc" not in starter.get(f"/en/diagram.gexf/{address}").text


def test_the_drawing_is_the_same_drawing(starter: TestClient) -> None:
    picture = etree.fromstring(starter.get(f"/en/diagram.svg/{STATE}").content)
    links = [a for a in picture.iter(f"{SVG}a") if "/node/" in str(a.get("href"))]
    assert len(links) == len([id_ for id_ in seen(starter) if "@" not in id_])
    assert starter.get(f"/en/diagram.png/{STATE}").content.startswith(b"\x89PNG")


def test_a_file_is_named_and_kept_by_its_tag(starter: TestClient) -> None:
    answer = starter.get("/en/diagram.csv/org/segib")
    assert answer.headers["content-disposition"] == 'attachment; filename="org-segib.csv"'
    known = {"If-None-Match": answer.headers["etag"]}
    assert starter.get("/en/diagram.csv/org/segib", headers=known).status_code == 304


@pytest.mark.parametrize(
    ("address", "status"),
    [("diagram.exe/org/segib", 422), ("diagram.csv/org/none", 404)],
)
def test_what_there_is_no_file_of(starter: TestClient, address: str, status: int) -> None:
    assert starter.get(f"/en/{address}").status_code == status


def test_the_public_is_told_nothing_in_files_that_its_page_does_not_say(world: Any) -> None:
    public, board = world("public"), world("board")
    for client in (public, board):
        found = client.get("/en/diagram.json/org/body?steps=3").json()
        assert {node["id"] for node in found["nodes"]} == {
            id_ for id_ in seen(client, "org/body?steps=3") if "@" not in id_
        }
    told = [len(seen(client, "org/body?steps=3")) for client in (public, board)]
    assert told[0] <= told[1]
