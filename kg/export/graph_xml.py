"""GraphML and GEXF: the graph as XML that other tools open, written record by record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from io import TextIOWrapper
from typing import IO, Any, BinaryIO, Final, TextIO, cast
from xml.sax.saxutils import escape, quoteattr

from kg.base.text import in_xml
from kg.export.graph_rows import Graph, Row, Rows, plain

_TYPES: Final = {bool: "boolean", int: "long", float: "double"}
_BEGIN: Final = '<?xml version="1.0" encoding="utf-8"?>\n'
_GRAPHML: Final = "http://graphml.graphdrawing.org/xmlns"
_GEXF: Final = "http://www.gexf.net/1.2draft"
_PARTS: Final = ("node", "edge")
Keys = Mapping[str, str]
"""Column → the id by which values refer to it."""


def write_graphml(graph: Graph, file: IO[bytes]) -> None:
    """Write GraphML; values of one column share one type, else they are texts."""
    out = TextIOWrapper(cast("BinaryIO", file), encoding="utf-8", newline="")
    out.write(f'{_BEGIN}<graphml xmlns="{_GRAPHML}">')
    if graph.said:
        out.write(f"<desc>{escape(_text(graph.said))}</desc>")
    keys = [_keys_of_graphml(out, *part) for part in _parts(graph)]
    out.write('<graph edgedefault="directed">')
    nodes, relations = graph.everything()
    for rows in nodes:
        out.write(f"<node{_given({'id': rows.fixed['id']})}>{_data(keys[0], rows)}</node>")
    for place, rows in enumerate(relations):
        ends = {"id": f"r{place}", "source": rows.fixed["from"], "target": rows.fixed["to"]}
        out.write(f"<edge{_given(ends)}>{_data(keys[1], rows)}</edge>")
    out.write("</graph></graphml>")
    out.detach()


def _keys_of_graphml(out: TextIO, part: str, kinds: Mapping[str, str]) -> Keys:
    keys = {name: f"{part[0]}{place}" for place, name in enumerate(kinds)}
    out.writelines(
        f"<key{_given({'id': keys[name], 'for': part, 'attr.name': name, 'attr.type': kind})}/>"
        for name, kind in kinds.items()
    )
    return keys


def _data(keys: Keys, rows: Rows) -> str:
    return "".join(
        f'<data key="{keys[name]}">{text}</data>' if text else f'<data key="{keys[name]}"/>'
        for name, value in plain(rows).items()
        for text in (escape(_text(value)),)
    )


def write_gexf(graph: Graph, file: IO[bytes]) -> None:
    """Write GEXF 1.2: each record with its label, all else as declared attributes."""
    out = TextIOWrapper(cast("BinaryIO", file), encoding="utf-8", newline="")
    out.write(f'{_BEGIN}<gexf xmlns="{_GEXF}" version="1.2">')
    if graph.said:
        said = escape(_text(graph.said))
        out.write(f"<meta><description>{said}</description></meta>")
    out.write('<graph defaultedgetype="directed">')
    keys = [_keys_of_gexf(out, *part) for part in _parts(graph)]
    _, count = graph.count()
    nodes, relations = graph.everything()
    out.write("<nodes>")
    for rows in nodes:
        given = {"id": rows.fixed["id"], "label": rows.fixed["label"]}
        out.write(f"<node{_given(given)}>{_values(keys[0], rows)}</node>")
    out.write(f'</nodes><edges count="{count}">')
    for place, rows in enumerate(relations):
        ends = {"source": rows.fixed["from"], "target": rows.fixed["to"], "id": f"r{place}"}
        out.write(f"<edge{_given(ends)}>{_values(keys[1], rows)}</edge>")
    out.write("</edges></graph></gexf>")
    out.detach()


def _keys_of_gexf(out: TextIO, part: str, kinds: Mapping[str, str]) -> Keys:
    keys = {name: str(place) for place, name in enumerate(kinds) if name != "label"}
    out.write(f'<attributes class="{part}" mode="static">')
    for name, key in keys.items():
        # A relation has a type of its own in GEXF, which is another thing.
        title = "relation_type" if part == "edge" and name == "type" else name
        out.write(f"<attribute{_given({'id': key, 'title': title, 'type': kinds[name]})}/>")
    out.write("</attributes>")
    return keys


def _values(keys: Keys, rows: Rows) -> str:
    values = "".join(
        f'<attvalue for="{keys[name]}" value={quoteattr(_text(value))}/>'
        for name, value in plain(rows).items()
        if name in keys
    )
    return f"<attvalues>{values}</attvalues>" if values else ""


def _parts(graph: Graph) -> Iterable[tuple[str, dict[str, str]]]:
    """Return the columns of nodes and of relations, each with its type: what comes first in XML."""
    return zip(_PARTS, map(_kinds, graph.everything()), strict=True)


def _kinds(rows: Iterable[Rows]) -> dict[str, str]:
    """Return column → type, text where values differ."""
    found: dict[str, set[str]] = {}
    for row in rows:
        for name, value in plain(row).items():
            found.setdefault(name, set()).add(_TYPES.get(type(value), "string"))
    return {name: kinds.pop() if len(kinds) == 1 else "string" for name, kinds in found.items()}


def _given(attributes: Row) -> str:
    return "".join(f" {name}={quoteattr(_text(value))}" for name, value in attributes.items())


def _text(value: Any) -> str:
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return in_xml(text)
