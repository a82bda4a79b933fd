"""Records found by words."""

# ruff: noqa: FAST003 (language and id are taken by the reader)

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import APIRouter, Query, Response

from api.deps import PageReader
from api.pages.page_context import Context
from api.pages.rendering import page
from api.paging import cut, offset_of
from kg.questions import SearchQuestion

router = APIRouter()
PAGE: Final = 25


@router.get("/{lang:language}/search")
def search(
    reader: PageReader,
    q: Annotated[str, Query(max_length=SearchQuestion.MAX_TEXT)] = "",
    cursor: str | None = None,
) -> Response:
    """Show what was found, the best first."""
    offset = offset_of(reader, cursor)

    def make(_p: Context) -> dict[str, Any]:
        if not q.strip():
            return {"q": "", "results": [], "next": None, "first": 1}
        found = reader.answer(SearchQuestion(q, offset + PAGE + 1))
        part = cut(reader, found.results, offset, PAGE)
        return {"q": q, "results": part.items, "next": part.next, "first": offset + 1}

    return page(reader, "search.html", make)
