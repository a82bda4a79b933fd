"""What is derived from the declared types: JSON Schema, constraints, the documentation page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kg.model.fields import Merge
from kg.model.nodes import Node
from kg.model.registry import NODES, RELATIONS, metas
from kg.model.relations import Relation

__all__ = ["constraints", "json_schema", "model_page"]

_MERGES = {
    Merge.BEST: "the best claim",
    Merge.PER_LANGUAGE: "the best claim per language",
    Merge.UNION: "all claims together",
}


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of all node and relation types, by name."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "coopgraph model",
        "nodes": {name: cls.model_json_schema() for name, cls in NODES.items()},
        "relations": {
            name: {
                **cls.model_json_schema(),
                "x-from": list(cls.starts_at),
                "x-to": list(cls.ends_at),
                "x-statuses": list(cls.statuses),
            }
            for name, cls in RELATIONS.items()
        },
    }


def constraints() -> list[tuple[str, str]]:
    """Return (node type, field) of every uniqueness constraint a graph database should hold."""
    return [(name, "id") for name in NODES]


def model_page() -> str:
    """Return ``docs/model.md``: every type with its fields, as Markdown."""
    lines = [*_INTRODUCTION, "## Node types", ""]
    for name, cls in NODES.items():
        lines += _node_section(name, cls)
    lines += ["## Relation types", ""]
    for name, relation in RELATIONS.items():
        lines += _relation_section(name, relation)
    return "\n".join(lines).rstrip() + "\n"


_INTRODUCTION = (
    "# The model",
    "",
    "Written from `kg/model` by `make docs`; do not edit by hand. Every node and relation has at",
    "least one source. Every field a source states is a claim; the value shown is chosen by the",
    "rule in `kg/model/claims.py` (published before common knowledge before uncertain; then the",
    "later; then the first source by id). What is political is to be confirmed until somebody",
    "has read it in a publication (`kg/model/confirmation.py`).",
    "",
)  # fmt: skip


def _node_section(name: str, cls: type[Node]) -> Iterator[str]:
    yield f"### {name}"
    yield ""
    yield f"{_first_line(cls)} Ids begin with `{cls.prefix}/`."
    if cls.is_political:
        yield "Political."
    yield ""
    yield from _fields(cls)


def _relation_section(name: str, cls: type[Relation]) -> Iterator[str]:
    yield f"### {name}"
    yield ""
    yield f"{_first_line(cls)} From {_types(cls.starts_at)} to {_types(cls.ends_at)}."
    if cls.statuses:
        full = f"; counted where none is named: {', '.join(cls.full)}" if cls.full else ""
        yield f"Statuses: {', '.join(cls.statuses)}{full}."
    if cls.is_political:
        yield f"Political, but for {', '.join(cls.plain)}." if cls.plain else "Political."
    yield ""
    yield from _fields(cls)


def _fields(cls: type[Node | Relation]) -> Iterator[str]:
    known = metas(cls)
    yield "| field | what it is | shown is |"
    yield "|---|---|---|"
    for name in cls.model_fields:
        if name in known:
            yield f"| `{name}` | {known[name].label.text()} | {_MERGES[known[name].merge]} |"
    yield ""


def _types(names: tuple[str, ...]) -> str:
    return ", ".join(names)


def _first_line(cls: type[Node | Relation]) -> str:
    return (cls.__doc__ or "").splitlines()[0]
