"""The whole graph that the reader may see, as a file to take away."""

from __future__ import annotations

from typing import Any, Final

from fastapi import APIRouter, Response
from starlette.responses import FileResponse

from api.deps import DataReader, Reader
from api.etags import cache_headers, is_any_known, is_known, not_modified, tag_of
from api.problems import PROBLEM
from kg.base.i18n import msg

router = APIRouter()

TYPES: Final = {
    "graphml": "application/graphml+xml",
    "gexf": "application/gexf+xml",
    "jsonl": "application/jsonl",
    "zip": "application/zip",
}
"""Media type per format; ``zip`` holds tables (CSV)."""


def _described(kind: str) -> dict[int | str, dict[str, Any]]:
    content = {TYPES[kind]: {"schema": {"type": "string", "format": "binary"}}}
    return {
        200: {"description": "The file", "content": content},
        422: {"description": "Problem", "content": {PROBLEM: {}}},
        503: {"description": "Problem", "content": {PROBLEM: {}}},
    }


@router.get(
    "/export.graphml",
    response_class=Response,
    responses=_described("graphml"),
    summary=str(msg("The graph as GraphML")),
)
def export_graphml(reader: DataReader) -> Response:
    """For Gephi, yEd, networkx and most graph tools."""
    return _file(reader, "graphml")


@router.get(
    "/export.gexf",
    response_class=Response,
    responses=_described("gexf"),
    summary=str(msg("The graph as GEXF")),
)
def export_gexf(reader: DataReader) -> Response:
    """For Gephi."""
    return _file(reader, "gexf")


@router.get(
    "/export.jsonl",
    response_class=Response,
    responses=_described("jsonl"),
    summary=str(msg("The graph as JSON lines")),
)
def export_jsonl(reader: DataReader) -> Response:
    """One record or relation a line, with its sources."""
    return _file(reader, "jsonl")


@router.get(
    "/export.zip",
    response_class=Response,
    responses=_described("zip"),
    summary=str(msg("The graph as tables")),
)
def export_zip(reader: DataReader) -> Response:
    """One CSV table per type, packed."""
    return _file(reader, "zip")


def _file(reader: Reader, kind: str) -> Response:
    tag = tag_of(reader)
    if is_known(reader.request, tag) or is_any_known(reader.request):
        return not_modified(reader, tag)
    return FileResponse(
        reader.service.exports.file(reader.view, reader.lang, kind, reader.service.knowledge.store),
        headers=cache_headers(reader, tag),
        media_type=TYPES[kind],
        filename=f"coopgraph-{reader.view.snapshot.revision}.{kind}",
    )
