"""How a document leaves: as JSON with its ETag, or not at all where the reader has it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from fastapi import Response
from pydantic import BaseModel, ConfigDict

from api.deps import Reader
from api.kept_answers import Made, made
from api.problems import PROBLEM
from api.representations import answer
from api.v1.examples import example

JSON: Final = "application/json"


class Problem(BaseModel):
    """An error (RFC 9457): what is wrong with which thing, and what to do about it."""

    model_config = ConfigDict(extra="allow")

    type: str
    title: str
    status: int
    detail: str
    code: str
    fix: str
    instance: str | None = None


def answered(
    reader: Reader,
    make: Callable[[], tuple[BaseModel, Mapping[str, str]] | BaseModel],
) -> Response:
    """Return the document that ``make`` gives (with more headers), or 304 where it is known."""

    def document() -> Made:
        found = make()
        told, more = found if isinstance(found, tuple) else (found, {})
        body = told.model_dump_json(by_alias=True)
        return made(body, JSON, more, public=reader.view.audience == "public")

    return answer(reader, document)


def described(name: str, *errors: int) -> dict[int | str, dict[str, Any]]:
    """Return what OpenAPI says of a route's answers: an example, and its errors."""
    shapes: dict[int | str, dict[str, Any]] = {
        200: {"content": {JSON: {"example": example(name)}}},
        304: {"description": "The reader has this representation"},
    }
    for status in (*errors, 422, 503):
        shapes[status] = {"description": "Problem", "content": {PROBLEM: _SCHEMA}}
    return shapes


_SCHEMA: Final = {"schema": Problem.model_json_schema()}
