"""Records found by words, of all types or of one."""

# ruff: noqa: FAST003 (language and id are taken by the reader)

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import APIRouter, Query, Response

from api.deps import PageReader
from api.pages.declared_page import feed_address
from api.pages.page_context import Context
from api.pages.rendering import page
from api.paging import cut, offset_of
from kg.base.text import fold
from kg.model.registry import NODES
from kg.questions import SearchQuestion

router = APIRouter()
PAGE: Final = 25


@router.get("/{lang:language}/search")
def search(
    reader: PageReader,
    q: Annotated[str, Query(max_length=SearchQuestion.MAX_TEXT)] = "",
    type_: Annotated[str, Query(alias="type", max_length=80)] = "",
    cursor: str | None = None,
) -> Response:
    """Show what was found, the best first."""
    offset = offset_of(reader, cursor)

    def make(p: Context) -> dict[str, Any]:
        question = SearchQuestion(q, offset + PAGE + 1, type_ or None)
        named = question.type or ""
        given = {"q": q, **({"type": named} if named else {})}
        filters = {"types": _types(p), "type": named, "feed": feed_address(p, "search", given)}
        if not q.strip():
            return {"q": "", "results": [], "next": None, "first": 1, **filters}
        part = cut(reader, reader.answer(question).results, offset, PAGE)
        return {"q": q, "results": part.items, "next": part.next, "first": offset + 1, **filters}

    return page(reader, "search.html", make)


def _types(p: Context) -> list[tuple[str, str]]:
    """Return what can be looked for, with its name, in the order of names."""
    named = [(name, p.say(cls.plural)) for name, cls in NODES.items()]
    return sorted(named, key=lambda pair: fold(pair[1]))
