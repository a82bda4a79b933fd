"""The graph of a view as files: GraphML, GEXF, JSON lines, CSV tables in a folder or a zip."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

from kg.documents import Written, heading
from kg.errors import BadFileError, BadOptionError
from kg.export.lines import write_jsonl
from kg.export.rows import Graph
from kg.export.tables import tables, write_zip
from kg.export.xml import write_gexf, write_graphml
from kg.i18n import msg
from kg.view import View

FORMATS: Final = ("graphml", "gexf", "jsonl", "zip", "csv")
"""What can be written; ``csv`` is a folder of tables, ``zip`` the same in one file."""
_WRITERS: Final[dict[str, Callable[[Graph, IO[bytes]], None]]] = {
    "graphml": write_graphml,
    "gexf": write_gexf,
    "jsonl": write_jsonl,
    "zip": write_zip,
}


def export(view: View, path: Path, lang: str, fmt: str | None = None) -> Written:
    """Write what the audience of a view may see; the format follows the suffix of ``path``.

    Relations of all dates are written with since, until, and whether they are in force on the date.
    Every node says its nature: declared, demonstrated, example, or nothing; every record names
    its sources.

    Raises:
        BadOptionError: no such format.
        BadFileError: the file cannot be written.
    """
    chosen = fmt or path.suffix.lstrip(".") or "csv"
    if chosen not in FORMATS:
        allowed = msg("Name a folder, or a file that ends in one of: {names}.", names=list(FORMATS))
        raise BadOptionError("FILE", path.name, allowed)
    graph = Graph(view, lang)
    try:
        files = _write(graph, path, chosen)
    except OSError as error:
        why = msg("It cannot be written: {why}.", why=error.strerror or str(error))
        raise BadFileError(str(path), why, msg("Name a place where you may write.")) from error
    nodes, relations = graph.count()
    names = [str(file) for file in files]
    return Written(**heading(view, lang), files=names, nodes=nodes, relations=relations)


def _write(graph: Graph, path: Path, fmt: str) -> list[Path]:
    if fmt == "csv":
        return _folder(graph, path)
    with _replacing(path) as file:
        _WRITERS[fmt](graph, file)
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


def _folder(graph: Graph, path: Path) -> list[Path]:
    path.mkdir(parents=True, exist_ok=True)
    files = []
    for name, text in tables(graph):
        files.append(path / name)
        with _replacing(files[-1]) as file:
            file.write(text.encode("utf-8-sig"))
    return files
