"""What this is, where it comes from, what the words mean; and the addresses for programs."""

# ruff: noqa: FAST003 (language and id are taken by the reader)

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from fastapi import APIRouter, Request, Response

from api.deps import PageReader, service_of
from api.pages.chrome import EMBLEM
from api.pages.page_context import Context
from api.pages.rendering import page
from kg.base.text import fold
from kg.graph.view import View
from kg.model.vocabulary import NATURE_NOTES, NATURES

router = APIRouter()


@router.get("/{lang:language}/about")
def about(reader: PageReader) -> Response:
    """Show standing, words, sources and licences."""

    def make(p: Context) -> dict[str, Any]:
        natures = [(name, p.say(NATURES[name]), p.say(NATURE_NOTES[name])) for name in NATURES]
        standing = p.say(p.publisher.standing.sentence())
        found = _sources(p, reader.view)
        return {"natures": natures, "sources": found, "standing": standing}

    return page(reader, "about.html", make)


@router.get(EMBLEM)
def emblem(request: Request) -> Response:
    """Give the emblem of whose pages these are; with a version in its address, for ever."""
    found = service_of(request).emblem
    if found is None:
        return Response(status_code=404)
    kept = "public, max-age=31536000, immutable" if request.url.query else "no-cache"
    return Response(found.content, media_type=found.kind, headers={"Cache-Control": kept})


@router.get("/{lang:language}/api")
def api(request: Request, reader: PageReader) -> Response:
    """List the addresses that give data."""
    return page(reader, "api.html", lambda p: {"routes": _routes(p, request.app.openapi())})


def _sources(p: Context, view: View) -> list[dict[str, Any]]:
    found = [
        {"id": view.id(n), "title": p.label(view.id(n)), "props": view.props(n)}
        for n in view.of_type("Source").tolist()
    ]
    return sorted(found, key=lambda source: (fold(source["title"].text), source["id"]))


def _routes(p: Context, description: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            "method": method.upper(),
            "path": path,
            "summary": p.say_literal(operation["summary"]),
            "parameters": [_parameter(p, one) for one in operation.get("parameters", ())],
            "fields": [_field(p, *one) for one in _fields(operation)],
        }
        for path, methods in description["paths"].items()
        for method, operation in methods.items()
    ]


def _fields(operation: dict[str, Any]) -> Iterable[tuple[str, dict[str, Any]]]:
    """Return the fields of the form that an operation takes."""
    forms = operation.get("requestBody", {}).get("content", {}).values()
    return [one for form in forms for one in form["schema"]["properties"].items()]


def _field(p: Context, name: str, one: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "text": p.say_literal(one["description"])}


def _parameter(p: Context, one: dict[str, Any]) -> dict[str, Any]:
    text = one.get("description", "")
    return {
        "name": one["name"],
        "in_path": one["in"] == "path",
        "text": p.say_literal(text) if text else "",
    }
