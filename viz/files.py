"""Diagrams as files: an SVG, or a page that opens offline."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Final

from kg.documents import Written, heading
from kg.errors import BadFileError
from kg.i18n import msg
from kg.view import View
from viz.ego import ego_scene
from viz.page import diagram_file
from viz.scene import Scene
from viz.svg import svg

_HEADER: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
_WRITERS: Final[dict[str, Callable[[Scene], str]]] = {
    ".svg": lambda scene: _HEADER + svg(scene),
    ".html": diagram_file,
}


def write_diagram(view: View, id_: str, lang: str, path: Path, steps: int = 1) -> Written:
    """Write the diagram of a node and its neighbours to ``path`` (``.svg`` or ``.html``).

    An older file of that name is replaced, whole or not at all.

    Raises:
        UnknownIdError: no such node, or not for this audience.
        BadFileError: another ending, or a place where no file can be written.
    """
    writer = _WRITERS.get(path.suffix.lower())
    if writer is None:
        why = msg("diagrams are written as .svg or .html.")
        raise BadFileError(str(path), why, msg("Name a file that ends in one of these."))
    scene = ego_scene(view, id_, lang, steps)
    _replace(path, writer(scene))
    return Written(
        **heading(view, lang),
        files=[str(path)],
        nodes=len(scene.nodes),
        relations=len(scene.links),
    )


def _replace(path: Path, text: str) -> None:
    """Write beside the target and move it there; only a plain file is ever replaced."""
    if path.is_symlink() or (path.exists() and not path.is_file()):
        why = msg("this is not a plain file and is not replaced.")
        raise BadFileError(str(path), why, msg("Name another file."))
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    try:
        try:
            with draft.open("x", encoding="utf-8", newline="\n") as file:
                file.write(text)
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        why = msg("it cannot be written ({reason}).", reason=error.strerror or str(error))
        fix = msg("Name a file in a folder where you may write.")
        raise BadFileError(str(path), why, fix) from error
