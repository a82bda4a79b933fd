"""Diagrams as files: an SVG, a PNG, or a page that opens offline, from the data of pyvis."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from kg.base.errors import BadFileError, BadOptionError
from kg.base.i18n import msg
from kg.base.whole_files import replacing
from kg.graph.naming import heading
from kg.graph.view import View
from kg.model.documents import Written
from viz.composition import Composition
from viz.diagram_choices import DIAGRAM_FORMATS
from viz.diagram_html import diagram_file
from viz.pictures.picture_files import credit, credited, png_of_svg
from viz.svg import svg

_HEADER: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
_WRITERS: Final[Mapping[str, Callable[[Composition], bytes]]] = {
    "pyvis": lambda composition: diagram_file(composition).encode(),
    "svg": lambda composition: f"{_HEADER}{svg(composition)}".encode(),
    "png": lambda composition: png_of_svg(svg(composition)),
}
_SUFFIXES: Final = {".html": "pyvis", ".htm": "pyvis", ".svg": "svg", ".png": "png"}


def diagram_format(path: Path, named: str = "") -> str:
    """Return as what a diagram is written: as is ``named``, else as the name of the file ends.

    Raises:
        BadOptionError: no such format, or one that the file's name denies.
        BadFileError: the name ends in nothing that says it.
    """
    ending = _SUFFIXES.get(path.suffix.lower())
    if named:
        if named not in DIAGRAM_FORMATS or ending not in {None, named}:
            allowed = list(DIAGRAM_FORMATS) if ending is None else [ending]
            raise BadOptionError("--format", named, msg("Use one of: {names}.", names=allowed))
        return named
    if ending is None:
        why = msg("diagrams are written as .html, .svg or .png.")
        raise BadFileError(str(path), why, msg("Name a file that ends in one of these."))
    return ending


def write_diagram(view: View, composition: Composition, path: Path, named: str = "") -> Written:
    """Write a diagram of what ``view`` shows to ``path``, in the format ``named``.

    An older file of that name is replaced, whole or not at all; what is for more than the public
    is its owner's alone.

    Raises:
        BadOptionError, BadFileError: as ``diagram_format``; or no file can be written there.
        PngMissingError: a PNG, and what draws it is not installed.
    """
    whose = credit(view.publisher, composition.scene.lang)
    scene = credited(composition.scene, whose)
    composition = replace(composition, scene=scene)
    content = _WRITERS[diagram_format(path, named)](composition)
    with replacing(path, view.audience) as file:
        file.write(content)
    return Written(
        **heading(view, scene.lang),
        files=[str(path)],
        nodes=len(scene.nodes),
        relations=len(scene.links),
    )
