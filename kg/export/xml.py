"""GraphML and GEXF: the graph as XML that other tools open."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import IO, Final
from xml.sax.saxutils import XMLGenerator
from xml.sax.xmlreader import AttributesImpl

from kg.export.rows import Graph, Row, Rows, plain

_TYPES: Final = {bool: "boolean", int: "long", float: "double"}
_NO_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_GRAPHML: Final = "http://graphml.graphdrawing.org/xmlns"


def write_graphml(graph: Graph, file: IO[bytes]) -> None:
    """Write GraphML; values of one column share one type, else they are texts."""
    out = XMLGenerator(file, "utf-8", short_empty_elements=True)
    out.startDocument()
    _open(out, "graphml", {"xmlns": _GRAPHML})
    keys: dict[str, dict[str, str]] = {}
    for end, part in zip(("node", "edge"), graph.everything(), strict=True):
        keys[end] = {}
        for place, (name, kind) in enumerate(_kinds(part).items()):
            keys[end][name] = f"{end[0]}{place}"
            given = {"id": keys[end][name], "for": end, "attr.name": name, "attr.type": kind}
            _element(out, "key", given)
    _open(out, "graph", {"edgedefault": "directed"})
    nodes, relations = graph.everything()
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
    for name, value in plain(rows).items():
        text = str(value).lower() if isinstance(value, bool) else str(value)
        _element(out, "data", {"key": keys[name]}, text)
    out.endElement(element)


def _open(out: XMLGenerator, name: str, given: Mapping[str, str]) -> None:
    out.startElement(name, AttributesImpl(dict(given)))


def _element(out: XMLGenerator, name: str, given: Mapping[str, str], text: str = "") -> None:
    _open(out, name, given)
    out.characters(_NO_XML.sub("\ufffd", text))
    out.endElement(name)


def write_gexf(exported: Graph, file: IO[bytes]) -> None:
    """Write GEXF, as networkx does."""
    import networkx as nx

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    nodes, relations = exported.everything()
    for rows in nodes:
        graph.add_node(rows.fixed["id"], **_readable(rows))
    for place, rows in enumerate(relations):
        given = {f"relation_{n}" if n == "type" else n: v for n, v in _readable(rows).items()}
        graph.add_edge(rows.fixed["from"], rows.fixed["to"], key=f"r{place}", **given)
    nx.write_gexf(graph, file)


def _readable(rows: Rows) -> Row:
    """Return what XML can hold; networkx does not look."""
    kept = plain(rows).items()
    return {n: _NO_XML.sub("\ufffd", v) if isinstance(v, str) else v for n, v in kept}


def _kinds(rows: Iterable[Rows]) -> dict[str, str]:
    """Return column → type in GraphML, text where values differ."""
    found: dict[str, set[str]] = {}
    for row in rows:
        for name, value in plain(row).items():
            found.setdefault(name, set()).add(_TYPES.get(type(value), "string"))
    return {name: kinds.pop() if len(kinds) == 1 else "string" for name, kinds in found.items()}
