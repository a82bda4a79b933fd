"""Exactly what a diagram shows, as a file: a drawing, tables, graphs that other programs read."""

# ruff: noqa: FAST003 (language and id are taken by the reader)

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from fastapi import APIRouter, Response

from api.deps import PageReader, Reader
from api.drawn_png import PNG, drawn_png
from api.kept_answers import Made, made
from api.pages.asked_diagram import Asked, routes_of
from api.public_address import public_address
from api.representations import answer
from kg.base.errors import BadOptionError
from kg.base.i18n import msg
from kg.export.sub_graph import Counted, SubGraph, document_of, table_of, xml_of
from viz.explorer.diagram_state import DiagramState
from viz.explorer.explored_scene import ExploredDiagram, explored_diagram
from viz.svg import svg

router = APIRouter()
_HEADER: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'


@dataclass(frozen=True, slots=True)
class _Shown:
    """A diagram and who reads it."""

    reader: Reader
    diagram: ExploredDiagram

    @property
    def graph(self) -> SubGraph:
        """The records and relations that are shown."""
        view, found = self.reader.view, self.diagram.found
        nodes = [node for node in found.scene.nodes if node.bundle is None]
        members = tuple(view.index(node.id) for node in nodes)
        edges = tuple(edge for edge in found.edges if edge is not None)
        return SubGraph(view, self.reader.lang, members, edges, self.counted)

    @property
    def counted(self) -> tuple[Counted, ...]:
        """The bundles that are shown closed: what they count."""
        return tuple(
            Counted(node.id, node.label, sum(count for _, count in node.holds))
            for node in self.diagram.scene.nodes
            if node.bundle is not None and node.holds
        )


def _drawn(shown: _Shown) -> str:
    """Return the drawing, with whose it is below it."""
    from viz.pictures.picture_files import credit, credited

    reader, composition = shown.reader, shown.diagram.composition
    home = f"{public_address(reader.request)}/{reader.lang}/"
    whose = credit(reader.view.publisher, reader.lang, home)
    return svg(replace(composition, scene=credited(composition.scene, whose)))


def _svg(shown: _Shown) -> str:
    return _HEADER + _drawn(shown)


def _csv(shown: _Shown) -> str:
    return table_of(shown.graph)


def _gexf(shown: _Shown) -> str:
    return xml_of(shown.graph, "gexf")


def _graphml(shown: _Shown) -> str:
    return xml_of(shown.graph, "graphml")


def _json(shown: _Shown) -> str:
    view, scene = shown.reader.view, shown.diagram.scene
    about = {
        "title": scene.title,
        "middle": shown.diagram.state.middle,
        "revision": view.snapshot.revision,
        "as_of": view.as_of.isoformat(),
        "lang": scene.lang,
    }
    return document_of(shown.graph, about)


def _network(shown: _Shown) -> str:
    from viz.diagram_html import embeddable, page_data

    drawn = shown.diagram.composition
    # vis-network counts from the middle of the drawing; what was there first has one place in all.
    begins = [shown.diagram.left + drawn.width // 2, shown.diagram.top + drawn.height // 2]
    return embeddable({**page_data(drawn), "begins": begins})


KINDS: Final[Mapping[str, tuple[str, Callable[[_Shown], str]]]] = {
    "svg": ("image/svg+xml", _svg),
    "png": (PNG, _svg),
    "csv": ("text/csv; charset=utf-8", _csv),
    "gexf": ("application/gexf+xml", _gexf),
    "graphml": ("application/graphml+xml", _graphml),
    "json": ("application/json", _json),
    "network": ("application/json", _network),
}
"""What a diagram can be saved as: its media type, and what writes it, or what a PNG is drawn of."""


@router.get("/{lang:language}/diagram.{kind}/{id:path}")
def diagram_file(reader: PageReader, kind: str, asked: Asked) -> Response:
    """Return what a diagram of the same parameters shows, as a file.

    Raises:
        BadOptionError: there is no such kind of file.
        PngMissingError: it is a PNG, and what draws it is not installed.
        PapersBusyError: it is a PNG, and too many are being drawn.
    """
    if kind not in KINDS:
        fix = msg("Use one of: {names}.", names=list(KINDS))
        raise BadOptionError("kind", kind, fix)
    state = asked.state(reader)
    return answer(reader, lambda: _made(reader, state, kind))


def _made(reader: Reader, state: DiagramState, kind: str) -> Made:
    def page_of(id_: str) -> str:
        return f"{public_address(reader.request)}/{reader.lang}/node/{id_}"

    found = explored_diagram(reader.view, state, reader.lang, routes_of(reader, state), page_of)
    media, write = KINDS[kind]
    body = write(_Shown(reader, found))
    name = state.middle.replace("/", "-").encode("ascii", "replace").decode()
    headers = {"Content-Disposition": f'attachment; filename="{name}.{kind}"'}
    public = reader.view.audience == "public"
    if media == PNG:
        return drawn_png(reader.service, body, headers)
    return made(body, media, headers, public=public)
