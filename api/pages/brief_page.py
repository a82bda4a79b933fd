"""Papers as pages, to read, print and take away; and the list of those that a reader may have."""

# ruff: noqa: FAST003 (language and id are taken by the reader)

from __future__ import annotations

from typing import Any, Final

from fastapi import APIRouter, Response

from api.deps import PageReader, Reader
from api.pages.page_context import Context
from api.pages.rendering import fresh_page
from api.paper_answers import PaperWish, has_subject, kinds_for, paper_in_turn
from api.paper_wishes import BEFORE, ForBoard, Guideline, Since, wish_of
from kg.base.i18n import Message, msg
from kg.brief.paper_kinds import Kind
from kg.model.registry import NODES
from viz.papers.paper_html import html_body
from viz.papers.paper_input import input_of

router = APIRouter()
DESK: Final = "/v1/desk/"
"""Where the desk answers programs."""
FILES: Final[tuple[tuple[str, Message], ...]] = (
    ("pdf", msg("PDF")),
    ("docx", msg("Word, to edit")),
    ("html", msg("Web page, to keep")),
    ("md", msg("Markdown")),
)


@router.get("/{lang:language}/briefs")
def briefs(reader: PageReader) -> Response:
    """List the kinds of papers that are for this reader, with where each is found."""
    p = Context(reader)
    kinds = [_kind(p, reader, kind) for kind in kinds_for(p.audience, p.view)]
    # Whether there is anything to tell of hangs on the desk, which is no part of a revision.
    return fresh_page(p, "briefs.html", {"kinds": kinds})


@router.get("/{lang:language}/brief/{kind}")
def brief(
    reader: PageReader,
    kind: str,
    since: Since = None,
    guideline: Guideline = None,
    for_board: ForBoard = False,
) -> Response:
    """Show a paper about nothing in particular."""
    return _shown(reader, wish_of(kind, None, since, guideline, for_board=for_board))


@router.get("/{lang:language}/brief/{kind}/{id:path}")
def brief_about(
    reader: PageReader,
    kind: str,
    since: Since = None,
    guideline: Guideline = None,
    for_board: ForBoard = False,
) -> Response:
    """Show a paper about a record."""
    id_ = reader.id(BEFORE)
    return _shown(reader, wish_of(kind, id_, since, guideline, for_board=for_board))


def _shown(reader: Reader, wish: PaperWish) -> Response:
    """Return a paper as it is now: what is on the desk is no part of a revision."""
    found = input_of(paper_in_turn(reader, wish))
    p = Context(reader)
    asked = {
        "since": wish.since.isoformat() if wish.since else None,
        "guideline": wish.guideline,
        "for_board": "true" if wish.for_board else None,
    }
    said = {name: value for name, value in asked.items() if value is not None}
    parts = [wish.kind.name, *([wish.subject] if wish.subject else [])]
    where = "/".join(["briefs", *parts])
    content = {
        "title": found.paper.title,
        "kind": found.paper.label,
        "subject": wish.subject,
        "paper": html_body(found, p.node, lambda address: _asked(p, address)),
        "files": [(p.say(label), p.data(where, format=form, **said)) for form, label in FILES],
        "data": p.data(where, **said),
    }
    return fresh_page(p, "brief.html", content)


def _kind(p: Context, reader: Reader, kind: Kind) -> dict[str, Any]:
    return {
        "is_told": not kind.about and has_subject(reader, kind),
        "name": kind.name,
        "label": p.say(kind.label),
        "audience": p.word("visibility", kind.audience),
        "about": [p.say(NODES[type_].plural) for type_ in kind.about],
    }


def _asked(p: Context, address: str) -> str | None:
    """Return where a figure is asked for again; the desk answers totals to the board alone."""
    if address.startswith(DESK) and p.audience != "board":
        return None
    return f"{p.root}{address}"
