"""Diagrams as files: an SVG, or a page that opens offline."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from kg.base.errors import BadFileError
from kg.base.i18n import msg
from kg.base.whole_files import replacing_text
from kg.graph.naming import heading
from kg.graph.view import View
from kg.model.documents import Written
from viz.diagram_page import diagram_file
from viz.ego import ego_scene
from viz.scene import Scene
from viz.svg import svg

_HEADER: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
_WRITERS: Final[dict[str, Callable[[Scene], str]]] = {
    ".svg": lambda scene: _HEADER + svg(scene),
    ".html": diagram_file,
}


def write_diagram(view: View, id_: str, lang: str, path: Path, steps: int = 1) -> Written:
    """Write the diagram of a node and its neighbours to ``path`` (``.svg`` or ``.html``).

    An older file of that name is replaced, whole or not at all; what is for more than the public
    is its owner's alone.

    Raises:
        UnknownIdError: no such node, or not for this audience.
        BadFileError: another ending, or a place where no file can be written.
    """
    writer = _WRITERS.get(path.suffix.lower())
    if writer is None:
        why = msg("diagrams are written as .svg or .html.")
        raise BadFileError(str(path), why, msg("Name a file that ends in one of these."))
    scene = ego_scene(view, id_, lang, steps)
    text = writer(scene)
    with replacing_text(path, view.audience) as file:
        file.write(text)
    return Written(
        **heading(view, lang),
        files=[str(path)],
        nodes=len(scene.nodes),
        relations=len(scene.links),
    )
