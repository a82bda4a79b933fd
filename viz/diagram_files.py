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
from viz.composition import Composition
from viz.diagram_html import diagram_file
from viz.svg import svg

_HEADER: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
_WRITERS: Final[dict[str, Callable[[Composition], str]]] = {
    ".svg": lambda composition: _HEADER + svg(composition),
    ".html": diagram_file,
}


def write_diagram(view: View, composition: Composition, path: Path) -> Written:
    """Write a diagram of what ``view`` shows to ``path`` (``.svg`` or ``.html``).

    An older file of that name is replaced, whole or not at all; what is for more than the public
    is its owner's alone.

    Raises:
        BadFileError: another ending, or a place where no file can be written.
    """
    writer = _WRITERS.get(path.suffix.lower())
    if writer is None:
        why = msg("diagrams are written as .svg or .html.")
        raise BadFileError(str(path), why, msg("Name a file that ends in one of these."))
    scene, text = composition.scene, writer(composition)
    with replacing_text(path, view.audience) as file:
        file.write(text)
    return Written(
        **heading(view, scene.lang),
        files=[str(path)],
        nodes=len(scene.nodes),
        relations=len(scene.links),
    )
