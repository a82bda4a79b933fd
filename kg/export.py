"""The graph of a view as files: GraphML, GEXF, JSON lines, CSV tables in a folder or a zip."""

from __future__ import annotations

import csv
import io
import json
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Final, NamedTuple
from xml.sax.saxutils import XMLGenerator
from xml.sax.xmlreader import AttributesImpl
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from kg.documents import Written, heading
from kg.errors import BadFileError, BadOptionError
from kg.i18n import LANGUAGES, msg
from kg.schema.fields import Merge
from kg.schema.registry import NODES, RELATIONS, merge_of
from kg.view import Edge, View

FORMATS: Final = ("graphml", "gexf", "jsonl", "zip", "csv")
"""What can be written; ``csv`` is a folder of tables, ``zip`` the same in one file."""
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
"""Signs with which a spreadsheet begins a formula; cells that begin so get an apostrophe."""
_TYPES: Final = {bool: "boolean", int: "long", float: "double"}
_NO_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_GRAPHML: Final = "http://graphml.graphdrawing.org/xmlns"
_ENDS: Final = ("id", "from", "to")
_ZIP_TIME: Final = (1980, 1, 1, 0, 0, 0)
_NODE_COLUMNS: Final = ("id", "type", "label", "nature")
_EDGE_COLUMNS: Final = ("type", "from", "to", "status", "since", "until", "in_force")

Row = dict[str, Any]


class Rows(NamedTuple):
    """A node or relation as it leaves: fixed columns that are always there, then properties."""

    fixed: Row
    props: Row


def export(view: View, path: Path, lang: str, fmt: str | None = None) -> Written:
    """Write what the audience of a view may see; the format follows the suffix of ``path``.

    Relations of all dates are written with since, until, and whether they are in force on the date.
    Every node says its nature: declared, demonstrated, example, or nothing.

    Raises:
        BadOptionError: no such format.
        BadFileError: the file cannot be written.
    """
    chosen = fmt or path.suffix.lstrip(".") or "csv"
    if chosen not in FORMATS:
        allowed = msg("Name a folder, or a file that ends in one of: {names}.", names=list(FORMATS))
        raise BadOptionError("FILE", path.name, allowed)
    try:
        files = _write(view, path, lang, chosen)
    except OSError as error:
        why = msg("It cannot be written: {why}.", why=error.strerror or str(error))
        raise BadFileError(str(path), why, msg("Name a place where you may write.")) from error
    return Written(
        **heading(view, lang),
        files=[str(file) for file in files],
        nodes=sum(len(view.of_type(name)) for name in NODES),
        relations=sum(1 for name in RELATIONS for _ in _edges(view, name)),
    )


def _write(view: View, path: Path, lang: str, fmt: str) -> list[Path]:
    if fmt == "csv":
        return _folder(view, path, lang)
    writers: dict[str, Callable[[View, IO[bytes], str], None]] = {
        "graphml": _graphml,
        "gexf": _gexf,
        "jsonl": _jsonl,
        "zip": _zip,
    }
    with _replacing(path) as file:
        writers[fmt](view, file, lang)
    return [path]


@contextmanager
def _replacing(path: Path) -> Iterator[IO[bytes]]:
    """Give a file that takes the place of ``path`` once it is whole."""
    part = path.with_name(f"{path.name}.part")
    try:
        with part.open("wb") as file:
            yield file
        os.replace(part, path)  # noqa: PTH105 (atomic, on Windows too)
    finally:
        part.unlink(missing_ok=True)


def _nodes(view: View, type_: str, lang: str) -> Iterator[Rows]:
    for number in view.of_type(type_).tolist():
        fixed = {
            "id": view.id(number),
            "type": type_,
            "label": view.label(number, lang),
            "nature": view.nature(number),
        }
        props = view.props(number)
        yield Rows(fixed, {name: value for name, value in props.items() if name != "nature"})


def _edges(view: View, type_: str) -> Iterator[Edge]:
    edges = view.snapshot.edges[type_]
    seen = view.visible[edges.start] & view.visible[edges.end]
    for place in seen.nonzero()[0].tolist():
        yield Edge(type_, place, int(edges.start[place]), int(edges.end[place]))


def _relations(view: View, type_: str) -> Iterator[Rows]:
    for edge in _edges(view, type_):
        since, until = view.period(edge)
        fixed = {
            "type": type_,
            "from": view.id(edge.start),
            "to": view.id(edge.end),
            "status": view.status(edge),
            "since": since,
            "until": until,
            "in_force": view.in_force(edge),
        }
        yield Rows(fixed, view.snapshot.edges[type_].props(edge.place))


def _all(view: View, lang: str) -> tuple[Iterator[Rows], Iterator[Rows]]:
    nodes = (rows for name in NODES for rows in _nodes(view, name, lang))
    return nodes, (rows for name in RELATIONS for rows in _relations(view, name))


def _jsonl(view: View, file: IO[bytes], lang: str) -> None:
    for kind, part in zip(("node", "relation"), _all(view, lang), strict=True):
        for fixed, props in part:
            line = json.dumps({"kind": kind, **fixed, "properties": props}, ensure_ascii=False)
            file.write(f"{line}\n".encode())


def _plain(rows: Rows) -> Row:
    """Return a row of simple values: nested ones as JSON, unknown ones left out, none clashing.

    Ends and ids are left to the format; the nature is always there.
    """
    fixed = {name: value for name, value in rows.fixed.items() if name not in _ENDS}
    if "nature" in fixed:
        fixed["nature"] = fixed["nature"] or ""
    own = {name if name not in rows.fixed else f"own_{name}": v for name, v in rows.props.items()}
    return {
        name: json.dumps(value, ensure_ascii=False) if isinstance(value, (dict, list)) else value
        for name, value in {**fixed, **own}.items()
        if value is not None
    }


def _kinds(rows: Iterable[Rows]) -> dict[str, str]:
    """Return column → type in GraphML, text where values differ."""
    found: dict[str, set[str]] = {}
    for row in rows:
        for name, value in _plain(row).items():
            found.setdefault(name, set()).add(_TYPES.get(type(value), "string"))
    return {name: kinds.pop() if len(kinds) == 1 else "string" for name, kinds in found.items()}


def _graphml(view: View, file: IO[bytes], lang: str) -> None:
    out = XMLGenerator(file, "utf-8", short_empty_elements=True)
    out.startDocument()
    _open(out, "graphml", {"xmlns": _GRAPHML})
    keys: dict[str, dict[str, str]] = {}
    for end, part in zip(("node", "edge"), _all(view, lang), strict=True):
        keys[end] = {}
        for place, (name, kind) in enumerate(_kinds(part).items()):
            keys[end][name] = f"{end[0]}{place}"
            given = {"id": keys[end][name], "for": end, "attr.name": name, "attr.type": kind}
            _element(out, "key", given)
    _open(out, "graph", {"edgedefault": "directed"})
    nodes, relations = _all(view, lang)
    for rows in nodes:
        _data(out, "node", {"id": rows.fixed["id"]}, keys["node"], rows)
    for place, rows in enumerate(relations):
        ends = {"source": rows.fixed["from"], "target": rows.fixed["to"]}
        _data(out, "edge", {"id": f"r{place}", **ends}, keys["edge"], rows)
    out.endElement("graph")
    out.endElement("graphml")
    out.endDocument()


def _data(
    out: XMLGenerator, element: str, given: Mapping[str, str], keys: Mapping[str, str], rows: Rows
) -> None:
    _open(out, element, given)
    for name, value in _plain(rows).items():
        text = str(value).lower() if isinstance(value, bool) else str(value)
        _element(out, "data", {"key": keys[name]}, text)
    out.endElement(element)


def _open(out: XMLGenerator, name: str, given: Mapping[str, str]) -> None:
    out.startElement(name, AttributesImpl(dict(given)))


def _element(out: XMLGenerator, name: str, given: Mapping[str, str], text: str = "") -> None:
    _open(out, name, given)
    out.characters(_NO_XML.sub("\ufffd", text))
    out.endElement(name)


def _gexf(view: View, file: IO[bytes], lang: str) -> None:
    import networkx as nx

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    nodes, relations = _all(view, lang)
    for rows in nodes:
        graph.add_node(rows.fixed["id"], **_readable(rows))
    for place, rows in enumerate(relations):
        given = {f"relation_{n}" if n == "type" else n: v for n, v in _readable(rows).items()}
        graph.add_edge(rows.fixed["from"], rows.fixed["to"], key=f"r{place}", **given)
    nx.write_gexf(graph, file)


def _readable(rows: Rows) -> Row:
    """Return what XML can hold; networkx does not look."""
    kept = _plain(rows).items()
    return {n: _NO_XML.sub("\ufffd", v) if isinstance(v, str) else v for n, v in kept}


def _tables(view: View, lang: str) -> Iterator[tuple[str, str]]:
    """Yield name and text of each table that has rows."""
    for type_ in NODES:
        yield from _table(type_, _NODE_COLUMNS, list(_nodes(view, type_, lang)))
    for type_ in RELATIONS:
        yield from _table(type_, _EDGE_COLUMNS, list(_relations(view, type_)))


def _table(type_: str, fixed: Sequence[str], rows: Sequence[Rows]) -> Iterator[tuple[str, str]]:
    if not rows:
        return
    cells = [{**_cells(row.fixed), **_cells(row.props, type_)} for row in rows]
    others = sorted({name for row in cells for name in row} - set(fixed), key=_column)
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, [*fixed, *others], restval="")
    writer.writeheader()
    writer.writerows({name: _safe(value) for name, value in row.items()} for row in cells)
    yield f"{type_}.csv", text.getvalue()


def _column(name: str) -> tuple[str, int, str]:
    field, _, lang = name.partition(":")
    return field, LANGUAGES.index(lang) if lang in LANGUAGES else len(LANGUAGES), lang


def _cells(values: Row, type_: str | None = None) -> dict[str, str]:
    cells: dict[str, str] = {}
    for name, value in values.items():
        cls = None if type_ is None else NODES.get(type_) or RELATIONS[type_]
        if cls is not None and merge_of(cls, name) is Merge.PER_LANGUAGE:
            cells.update({f"{name}:{lang}": text for lang, text in value.items()})
        elif isinstance(value, list):
            cells[name] = ";".join(map(str, value))
        elif isinstance(value, dict):
            cells[name] = json.dumps(value, ensure_ascii=False)
        else:
            cells[name] = "" if value is None else str(value)
    return cells


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def _folder(view: View, path: Path, lang: str) -> list[Path]:
    path.mkdir(parents=True, exist_ok=True)
    files = []
    for name, text in _tables(view, lang):
        files.append(path / name)
        with _replacing(files[-1]) as file:
            file.write(text.encode("utf-8-sig"))
    return files


def _zip(view: View, file: IO[bytes], lang: str) -> None:
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, text in _tables(view, lang):
            info = ZipInfo(name, _ZIP_TIME)
            info.compress_type = ZIP_DEFLATED
            archive.writestr(info, text.encode("utf-8-sig"))
