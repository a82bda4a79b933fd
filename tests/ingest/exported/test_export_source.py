"""An export loaded into an empty store is exported again as it was; nothing is replaced by it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from ingest.exported import export_source
from ingest.findings import Outcome, Report
from ingest.loading import load
from kg.base.audience import AUDIENCES, Audience
from kg.base.errors import BadFileError
from kg.export import export
from kg.graph.build import snapshot_of
from kg.graph.view import View
from kg.model.changes import (
    Change,
    NodeStatement,
    Override,
    Redirect,
    RelationKey,
    RelationStatement,
    Release,
)
from kg.store.opening import create_store, open_store
from kg.store.protocol import Store
from tests.graphs import DAY

A, B = "source/a", "source/b"


def changes() -> list[Change]:
    """Two sources that vouch for each other, disagree, merge, close and open."""
    periods = [RelationKey("MEMBER_OF", "state/hti", "org/two", key) for key in ("1990", "2000")]
    return [
        NodeStatement(A, A, {"title": {"en": "A"}}),
        NodeStatement(B, A, {"title": {"en": "B"}}, "list"),
        NodeStatement(A, B, {"publisher": "B"}, "", "uncertain"),
        NodeStatement("state/hti", A, {"name": {"es": "Haití", "en": "Ha\u2028iti"}}),
        NodeStatement("org/one", A, {"name": {"en": "One"}, "aliases": ["1"]}, "row 2"),
        NodeStatement("org/one", B, {"name": {"en": "Uno"}}, "p. 3", "uncertain", "2020-01-01"),
        NodeStatement("org/two", B, {"name": {"en": "Two"}}),
        NodeStatement("org/three", B, {"name": {"en": "3"}}, visibility="states"),
        NodeStatement("offer/open", A, {"nature": "example", "capacity": 2}, visibility="public"),
        NodeStatement("offer/own", A, {"eligible": ["state/hti", "offer/shut"]}),
        NodeStatement("offer/shut", A, {"title": {"en": "Shut"}}, visibility="board"),
        NodeStatement(
            "activity/x", A, {"budget": {"USD": 2.0, "EUR": 1}, "nature": "demonstrated"}
        ),
        RelationStatement(periods[0], A, {"since": "1990-01-01", "until": "1995-01-01"}),
        RelationStatement(periods[1], A, {"status": "member", "since": "2000-01-01"}, "row 4"),
        RelationStatement(periods[1], B, {"status": "disputed"}, visibility="board"),
        RelationStatement(RelationKey("DECLARES", "state/hti", "offer/open"), A, {}),
        RelationStatement(RelationKey("DECLARES", "state/hti", "offer/shut"), A, {}),
        Redirect("org/two", "org/one"),
        Redirect("org/three", "org/one"),
        Release("offer/shut", A, Override("states", "2024-01-01", "asked for")),
    ]


@contextmanager
def empty(path: Path) -> Iterator[Store]:
    store = create_store(f"sqlite:///{path}")
    try:
        yield store
    finally:
        store.close()


def written(store: Store, path: Path, audience: Audience = "board") -> bytes:
    export(View(snapshot_of(store, audience), DAY), path, "es", store=store)
    return path.read_bytes()


def taken(store: Store, path: Path, visibility: Audience | None = None) -> Report:
    return load(store, [export_source(path, store, visibility)])


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def rewritten(path: Path, rows: list[Any]) -> Path:
    said = [row if isinstance(row, str) else json.dumps(row) for row in rows]
    path.write_text("\n".join(said), "utf-8")
    return path


@pytest.mark.parametrize("audience", AUDIENCES)
def test_what_was_exported_is_exported_again(tmp_path: Path, audience: Audience) -> None:
    first, again = tmp_path / "first.jsonl", tmp_path / "again.jsonl"
    with empty(tmp_path / "a.db") as store, empty(tmp_path / "b.db") as other:
        store.apply(changes())
        said = written(store, first, audience)
        total = taken(other, first).total
        assert (total.read, total.accepted, total.changed) == (said.count(b"\n"),) * 2 + (0,)
        assert written(other, again, audience) == said
        before = other.revision()
        assert taken(other, first).total.unchanged == total.read
        assert other.revision() == before


def test_the_starter_knowledge_comes_back(starter_path: Path, tmp_path: Path) -> None:
    first = tmp_path / "first.jsonl"
    store = open_store(f"sqlite:///{starter_path}")
    with empty(tmp_path / "b.db") as other:
        said = written(store, first)
        assert taken(other, first).findings == []
        assert written(other, tmp_path / "again.jsonl") == said
    store.close()


def test_the_public_gets_nothing_that_is_closed(tmp_path: Path) -> None:
    first = tmp_path / "first.jsonl"
    with empty(tmp_path / "a.db") as store, empty(tmp_path / "b.db") as other:
        store.apply(changes())
        said = written(store, first, "public").decode()
        assert not {"offer/shut", "offer/own", "disputed", "org/three"} & set(said.split('"'))
        taken(other, first)
        assert other.get(["offer/shut", "org/three"]) == {}


def old(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return lines as they were before they told who stated what."""
    return [{k: v for k, v in row.items() if k not in ("statements", "merged")} for row in rows]


def test_an_older_export_is_taken_and_what_it_does_not_tell_is_found(tmp_path: Path) -> None:
    first = tmp_path / "first.jsonl"
    with empty(tmp_path / "a.db") as store, empty(tmp_path / "b.db") as other:
        store.apply(changes())
        written(store, first)
        report = taken(other, rewritten(tmp_path / "Old one.jsonl", old(lines(first))))
        assert report.total.accepted == report.total.read
        (found,) = report.findings
        assert (found.code, found.outcome) == ("no-statements", Outcome.CHANGED)
        assert found.message.text("en").count(" 3 ") == 1
        (own,) = (id_ for id_ in ids(other) if id_.startswith("source/export/old-one-"))
        said = {one.source: one.props for one in other.get(["org/one"])["org/one"].statements}
        assert said == {A: {}, B: {}, own: {"name": {"en": "One"}, "aliases": ["1"]}}
        assert other.get(["offer/open"])["offer/open"].statements[0].source == A


def ids(store: Store) -> list[str]:
    return [row.id for row in store.nodes()]


def test_nothing_that_is_known_is_replaced(tmp_path: Path) -> None:
    first = tmp_path / "first.jsonl"
    with empty(tmp_path / "a.db") as store, empty(tmp_path / "b.db") as other:
        store.apply(changes())
        written(store, first)
        other.apply([NodeStatement(A, A, {"title": {"en": "A"}})])
        other.apply([NodeStatement("org/one", A, {"name": {"en": "Mine"}})])
        other.apply([NodeStatement("org/two", A, {"name": {"en": "Also mine"}})])
        report = taken(other, first)
        assert [(f.code, f.outcome) for f in report.findings] == [
            ("says-otherwise", Outcome.HELD),
            ("merged-elsewhere", Outcome.CHANGED),
        ]
        assert [one.props for one in other.get(["org/one"])["org/one"].statements] == [
            {"name": {"en": "Mine"}}
        ]


def test_claims_are_made_where_a_statement_makes_none(tmp_path: Path) -> None:
    first = tmp_path / "first.jsonl"
    with empty(tmp_path / "a.db") as store, empty(tmp_path / "b.db") as other:
        store.apply(changes())
        written(store, first)
        taken(other, first, "board")
        found = other.get(["activity/x", "offer/open", A])
        assert [r.statements[0].visibility for r in found.values()] == ["board", "public", None]


NODE: dict[str, Any] = {
    "kind": "node", "id": "org/x", "type": "Organisation", "label": "X", "nature": None,
    "sources": [A], "statements": [{"source": A}], "properties": {"name": {"en": "X"}},
}  # fmt: skip
SOURCE: dict[str, Any] = {**NODE, "id": A, "type": "Source", "properties": {"title": {"en": "A"}}}
LINK: dict[str, Any] = {
    "kind": "relation", "type": "PART_OF", "from": "org/x", "to": "org/x", "status": None,
    "since": None, "until": None, "in_force": True, "sources": [A],
    "statements": [{"source": A}], "properties": {},
}  # fmt: skip


def but(row: Mapping[str, Any], **values: Any) -> dict[str, Any]:
    return {**row, **values}


HOSTILE: list[tuple[Any, str, str]] = [
    ('{"kind": "node", "id": "org/x', "bad-line", "rejected"),
    ("[" * 5000, "bad-line", "rejected"),
    ("\ufeffnull", "bad-line", "rejected"),
    ('{"kind": "node", "kind": "node"}', "bad-line", "rejected"),
    ('{"kind": "node", "id": NaN}', "bad-line", "rejected"),
    ('{"n": ' + "9" * 5000 + "}", "bad-line", "rejected"),
    ({"kind": "edge"}, "bad-line", "rejected"),
    (but(NODE, id=7), "bad-line", "rejected"),
    (but(NODE, id="org/../../etc"), "", "accepted"),
    (but(NODE, id="key/k7f3", type="Key"), "unfit-record", "rejected"),
    (but(NODE, type="State"), "unfit-record", "rejected"),
    (but(NODE, id="thing/x", type="Thing"), "unfit-record", "rejected"),
    (but(NODE, statements=[{"source": "org/x"}]), "unfit-record", "rejected"),
    (but(NODE, statements=[{"source": A, "basis": "hearsay"}]), "bad-line", "rejected"),
    (but(NODE, statements=[{"source": A, "dated": "2024-02-31"}]), "bad-line", "rejected"),
    (but(NODE, statements=[{"source": A, "about": "state/x"}]), "unfit-record", "rejected"),
    (but(NODE, statements=[{"source": A, "visibility": "everybody"}]), "bad-value", "changed"),
    (but(NODE, statements=[{"source": "source/none"}]), "unknown-source", "held"),
    (but(NODE, merged=["state/x"]), "unfit-record", "rejected"),
    (but(NODE, properties={"colour": "blue"}), "bad-value", "changed"),
    (but(NODE, properties={"id": "org/other"}), "bad-value", "changed"),
    (but(NODE, properties={"name": "no words"}), "bad-value", "changed"),
    (but(NODE, properties={"website": " https://x.example "}), "value-read", "changed"),
    (but(NODE, properties={"name": {"en": "a\u0000b\ud800c"}}), "odd-characters", "changed"),
    (but(NODE, label="=HYPERLINK(1)", properties={"name": {"en": "=1+1"}}), "", "accepted"),
    (but(LINK, type="LOVES"), "unfit-record", "rejected"),
    (but(LINK, to="org/nobody"), "unknown-end", "held"),
    (but(LINK, to="sector/dac/110"), "unfit-record", "rejected"),
    (but(LINK, since="yesterday"), "bad-value", "changed"),
    (but(LINK, statements=[{"source": A, "about": "org/x"}]), "unfit-record", "rejected"),
]  # fmt: skip


@pytest.mark.parametrize(("row", "code", "outcome"), HOSTILE)
def test_hostile_lines_are_found(row: Any, code: str, outcome: str, tmp_path: Path) -> None:
    path = rewritten(tmp_path / "x.jsonl", [SOURCE, NODE, row])
    with empty(tmp_path / "b.db") as store:
        report = taken(store, path)
        total = report.total
        assert total.read == 3 == total.accepted + total.held + total.rejected
        assert [(f.where, f.code, f.outcome) for f in report.findings] == (
            [("line 3", code, outcome)] if code else []
        )


def test_an_endless_line_is_found_and_the_next_one_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ingest.exported.export_lines.MAX_LINE", 1000)
    path = rewritten(tmp_path / "x.jsonl", [SOURCE, "x" * 5001, NODE])
    with empty(tmp_path / "b.db") as store:
        report = taken(store, path)
        assert (report.total.accepted, report.total.rejected) == (2, 1)
        assert report.findings[0].where == "line 2"


@pytest.mark.parametrize("raw", [b"", b"a;b\n1;2\n", b"PK\x03\x04", b'{"kind": "edge"}\n'])
def test_another_file_is_refused(raw: bytes, tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_bytes(raw)
    with empty(tmp_path / "b.db") as store, pytest.raises(BadFileError, match=r"x\.jsonl"):
        taken(store, tmp_path / "x.jsonl")


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with empty(tmp_path / "b.db") as store, pytest.raises(BadFileError, match="cannot be opened"):
        taken(store, tmp_path / "none.jsonl")


def test_relations_may_stand_before_what_they_join(tmp_path: Path) -> None:
    path = rewritten(tmp_path / "x.jsonl", [LINK, NODE, SOURCE])
    with empty(tmp_path / "b.db") as store:
        assert taken(store, path).total.accepted == 3
