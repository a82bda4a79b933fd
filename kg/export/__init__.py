"""The graph of a view as files: GraphML, GEXF, JSON lines, CSV tables in a folder or a zip."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO, Final

from kg.base.errors import BadOptionError
from kg.base.i18n import msg
from kg.base.whole_files import replacing, writing
from kg.export.csv_tables import tables, write_table, write_zip
from kg.export.graph_rows import Graph
from kg.export.graph_xml import write_gexf, write_graphml
from kg.export.json_lines import write_jsonl
from kg.graph.naming import heading
from kg.graph.view import View
from kg.model.documents import Written
from kg.model.registry import NODES, RELATIONS
from kg.store.protocol import Store

FORMATS: Final = ("graphml", "gexf", "jsonl", "zip", "csv")
"""What can be written; ``csv`` is a folder of tables, ``zip`` the same in one file."""
_WRITERS: Final[dict[str, Callable[[Graph, IO[bytes]], None]]] = {
    "graphml": write_graphml,
    "gexf": write_gexf,
    "zip": write_zip,
}


def export(
    view: View, path: Path, lang: str, fmt: str | None = None, *, store: Store | None = None
) -> Written:
    """Write what the audience of a view may see; the format follows the suffix of ``path``.

    Relations of all dates are written with since, until, and whether they are in force on the date.
    Every node says its nature: declared, demonstrated, example, or nothing; every record names its
    sources. JSON lines hold the statements too where the ``store`` is given that the view is of:
    ``ingest.exported`` makes the same of them again. Files for more than the public are their
    owner's alone. Afterwards a folder holds the tables of this export alone.

    Raises:
        BadOptionError: no such format.
        BadFileError: the file cannot be written.
        StoreError: as reading the store does.
    """
    chosen = fmt or path.suffix.lstrip(".") or "csv"
    if chosen not in FORMATS:
        allowed = msg("Name a folder, or a file that ends in one of: {names}.", names=list(FORMATS))
        raise BadOptionError("FILE", path.name, allowed)
    graph = Graph(view, lang)
    files = _write(graph, path, chosen, store)
    nodes, relations = graph.count()
    names = [str(file) for file in files]
    return Written(**heading(view, lang), files=names, nodes=nodes, relations=relations)


def _write(graph: Graph, path: Path, fmt: str, store: Store | None) -> list[Path]:
    if fmt == "csv":
        return _folder(graph, path)
    with replacing(path, graph.view.audience) as file:
        if fmt == "jsonl":
            write_jsonl(graph, file, store)
        else:
            _WRITERS[fmt](graph, file)
    return [path]


def _folder(graph: Graph, path: Path) -> list[Path]:
    with writing(path):
        path.mkdir(parents=True, exist_ok=True)
    files = []
    for table in tables(graph):
        files.append(path / f"{table.name}.csv")
        with replacing(files[-1], graph.view.audience) as file:
            write_table(table, file)
    _forget_tables(path, files)
    return files


def _forget_tables(path: Path, written: Sequence[Path]) -> None:
    """Remove the tables of an earlier export that this one lacks: they may be for fewer readers."""
    with writing(path):
        for name in (*NODES, *RELATIONS):
            table = path / f"{name}.csv"
            if table not in written:
                table.unlink(missing_ok=True)
