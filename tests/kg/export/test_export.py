"""Exports: what each format holds, for whom, and that no cell runs as a formula."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import networkx as nx
import pytest

from kg.base.audience import Audience
from kg.base.errors import BadFileError, BadOptionError
from kg.export import export
from kg.graph.build import snapshot_of
from kg.graph.view import View
from kg.model.documents import Written
from tests.graphs import DAY, store_of, view_of

LINES = """
state/hti DECLARES offer/a
state/hti DECLARES offer/secret
state/hti MEMBER_OF org/x former - 2020-01-01
state/hti MEMBER_OF org/x member 2020-01-01
"""
NODES: dict[str, dict[str, Any]] = {
    "offer/a": {
        "title": {"es": '=HYPERLINK("x")', "en": "A & <b>\u0001"},
        "nature": "example",
        "capacity": 2,
        "eligible": ["state/hti", "state/jam"],
        "cost_sharing": "@SUM(A1)",
        "conditions": "-5 %",
    },
    "offer/secret": {"title": {"en": "Only for the board"}, "visibility": "board"},
    "state/hti": {"name": {"en": "Haiti", "es": "Haití"}},
    "state/jam": {},
}


Write = Callable[..., Written]


@pytest.fixture
def write(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Write]:
    """Export the graph out of a store of its own, as an audience may see it."""
    store = store_of(tmp_path_factory.mktemp("store"), LINES, NODES)

    def call(path: Path, lang: str, audience: Audience = "board") -> Written:
        return export(View(snapshot_of(store, audience), DAY), path, lang)

    yield call
    store.close()


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def tables(path: Path) -> dict[str, list[dict[str, str]]]:
    return {
        file.stem: list(csv.DictReader(file.read_text("utf-8-sig").splitlines()))
        for file in path.glob("*.csv")
    }


def test_json_lines_hold_every_node_and_relation_with_dates(write: Write, tmp_path: Path) -> None:
    written = write(tmp_path / "g.jsonl", "es")
    found = lines(tmp_path / "g.jsonl")
    assert (written.nodes, written.relations) == (6, 4)
    assert [row["kind"] for row in found] == ["node"] * 6 + ["relation"] * 4
    former = next(row for row in found if row.get("status") == "former")
    assert (former["since"], former["until"], former["in_force"]) == (None, "2020-01-01", False)
    offer = next(row for row in found if row.get("id") == "offer/a")
    assert offer["nature"] == "example"
    assert all(row["sources"] == ["source/test"] for row in found)
    assert offer["properties"]["eligible"] == ["state/hti", "state/jam"]


@pytest.mark.parametrize(
    ("name", "read"), [("g.graphml", nx.read_graphml), ("g.gexf", nx.read_gexf)]
)
def test_networkx_reads_what_is_written(
    write: Write, tmp_path: Path, name: str, read: Callable[[Path], nx.MultiDiGraph[str]]
) -> None:
    write(tmp_path / name, "es")
    graph = read(tmp_path / name)
    assert (len(graph), graph.number_of_edges("state/hti", "org/x")) == (6, 2)
    offer = graph.nodes["offer/a"]
    assert offer["nature"] == "example"
    assert offer["capacity"] == 2
    assert json.loads(offer["title"])["en"] == "A & <b>\u0001"
    assert graph.nodes["state/hti"]["nature"] == ""


def test_a_line_of_json_is_a_line_for_every_reader(tmp_path: Path) -> None:
    title = "one\u2028two\u2029three\x85four"
    path = tmp_path / "g.jsonl"
    export(view_of("", {"offer/a": {"title": {"en": title}}}), path, "en")
    assert len(path.read_text("utf-8").splitlines()) == 1
    assert lines(path)[0]["properties"]["title"]["en"] == title


def test_a_table_per_type_with_a_mark_and_without_formulas(write: Write, tmp_path: Path) -> None:
    written = write(tmp_path / "tables", "es")
    assert (tmp_path / "tables" / "Offer.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    found = tables(tmp_path / "tables")
    assert sorted(found) == [
        "DECLARES", "MEMBER_OF", "Offer", "Organisation", "Source", "State",
    ]  # fmt: skip
    assert len(written.files) == 6
    offer = found["Offer"][0]
    assert offer["title:es"] == '\'=HYPERLINK("x")'
    assert offer["label"] == '\'=HYPERLINK("x")'
    assert offer["cost_sharing"] == "'@SUM(A1)"
    assert offer["conditions"] == "'-5 %"
    assert offer["nature"] == "example"
    assert offer["eligible"] == "state/hti;state/jam"


@pytest.mark.parametrize("name", ["g.graphml", "g.gexf", "g.jsonl", "tables"])
def test_the_public_never_receives_what_is_for_the_board(
    write: Write, tmp_path: Path, name: str
) -> None:
    written = write(tmp_path / name, "en", "public")
    assert (written.nodes, written.relations) == (5, 3)
    for file in written.files:
        assert "secret" not in Path(file).read_text("utf-8")
        assert "Only for the board" not in Path(file).read_text("utf-8")


def test_the_zip_holds_the_tables_and_is_the_same_every_time(write: Write, tmp_path: Path) -> None:
    write(tmp_path / "a.zip", "en")
    write(tmp_path / "b.zip", "en")
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    assert "Offer.csv" in ZipFile(tmp_path / "a.zip").namelist()


def test_an_unknown_format_and_a_place_that_is_not_there_are_named(
    write: Write, tmp_path: Path
) -> None:
    with pytest.raises(BadOptionError, match=r"g\.xlsx"):
        write(tmp_path / "g.xlsx", "en")
    with pytest.raises(BadFileError, match="cannot be written"):
        write(tmp_path / "no" / "g.jsonl", "en")


def test_a_failed_export_leaves_the_old_file(write: Write, tmp_path: Path) -> None:
    (tmp_path / "g.jsonl").mkdir()
    with pytest.raises(BadFileError):
        write(tmp_path / "g.jsonl", "en")
    assert [path.name for path in tmp_path.iterdir()] == ["g.jsonl"]
