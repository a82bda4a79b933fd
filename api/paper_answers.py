"""Papers over HTTP: who may have which, made once for all who ask the same, few at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from fastapi import Response

from api.authentication.access_state import access_of
from api.authentication.asker import asker_of
from api.deps import Reader
from api.etags import cache_headers, is_any_known, is_known, mark_of, not_modified, tag_of
from api.kept_answers import Made, made
from api.retry_errors import LaterError
from api.service import Service
from kg.base.audience import AUDIENCES, Audience
from kg.base.errors import ForbiddenError
from kg.base.i18n import msg
from kg.base.store_errors import StoreMissingError
from kg.brief.desk_of_papers import desk_for
from kg.brief.paper import Paper
from kg.brief.paper_document import document_of
from kg.brief.paper_kinds import KINDS, Kind, PaperAsked, paper
from kg.graph.view import View
from kg.store.protocol import Store
from viz.papers.paper_forms import FORMS, file_name
from viz.papers.paper_input import input_of

JSON: Final = "application/json"
_SECONDS: Final = 10.0
"""For how long a paper waits for its turn to be made."""


class PapersBusyError(LaterError):
    """As many papers are being made as the service takes on."""

    slug = "busy"
    status = 503
    title = msg("The service is busy")
    after = 5

    def __init__(self) -> None:
        super().__init__(
            msg("Other papers are being made just now."), msg("Ask again in a moment.")
        )


@dataclass(frozen=True, slots=True)
class PaperWish:
    """A paper as an address names it."""

    kind: Kind
    subject: str | None = None
    since: date | None = None
    guideline: str | None = None
    for_board: bool = False


def kinds_for(audience: Audience, view: View) -> list[Kind]:
    """Return the kinds of papers that are for an audience, which reads this view."""
    return [kind for kind in KINDS.values() if kind.is_for(audience, view)]


def made_for(reader: Reader, wish: PaperWish) -> Paper:
    """Return a paper as its kind says it, or for less if that was asked for.

    Raises:
        ForbiddenError: its kind is not for who asks.
        CoopgraphError: as its kind says.
    """
    _require_kind(reader, wish)
    with _asked(reader, wish) as asked:
        return paper(wish.kind, asked, for_board=wish.for_board)


def has_subject(reader: Reader, kind: Kind) -> bool:
    """Say whether there is anything yet that a paper of a kind could be about."""
    with _asked(reader, PaperWish(kind)) as asked:
        return kind.has_subject(asked)


@contextmanager
def _asked(reader: Reader, wish: PaperWish) -> Iterator[PaperAsked]:
    audience = _audience(reader, wish)
    inquiry = replace(reader.inquiry, audience=audience)
    with _desk(reader, audience) as desk:
        about = desk_for(audience, desk, inquiry.day, inquiry.lang)
        yield PaperAsked(
            inquiry, about, wish.subject, wish.since, wish.guideline, reader.service.campaign
        )


def answered_paper(reader: Reader, wish: PaperWish, form: str | None, home: str) -> Response:
    """Return a paper in a form, as a file to keep, or as a document; 304 where it is known.

    Raises:
        ForbiddenError: its kind is not for who asks.
        PapersBusyError: too many are being made.
        PapersMissingError: the form cannot be made here.
        CoopgraphError: as its kind says.
    """
    _require_kind(reader, wish)
    tag = f'"{mark_of(reader.request, "paper", (tag_of(reader), _desk_mark(reader), home))}"'
    if is_known(reader.request, tag):
        return not_modified(reader, tag)
    make = _document if form is None else _file(form, home)
    kept = reader.service.answers.get(tag, lambda: _in_turn(reader, wish, make))
    if is_any_known(reader.request):
        return not_modified(reader, tag)
    return kept.response("", cache_headers(reader, tag))


def paper_in_turn(reader: Reader, wish: PaperWish) -> Paper:
    """Return a paper when there is room to make it.

    Raises:
        PapersBusyError: there was none for some seconds.
        CoopgraphError: as ``made_for``.
    """
    with _turn(reader):
        return made_for(reader, wish)


@contextmanager
def _turn(reader: Reader) -> Iterator[None]:
    service = reader.service
    if not (service.papers.acquire(blocking=False) or _waited(service)):
        raise PapersBusyError
    try:
        yield
    finally:
        service.papers.release()


def _waited(service: Service) -> bool:
    """Wait for a turn; whoever comes when many wait already is told so at once."""
    if not service.waiting.acquire(blocking=False):
        return False
    try:
        return service.papers.acquire(timeout=_SECONDS)
    finally:
        service.waiting.release()


def _in_turn(reader: Reader, wish: PaperWish, make: Callable[[Paper], Made]) -> Made:
    with _turn(reader):
        return make(made_for(reader, wish))


def _document(found: Paper) -> Made:
    return made(document_of(found).model_dump_json(), JSON, {}, public=False)


def _file(form: str, home: str) -> Callable[[Paper], Made]:
    def make(found: Paper) -> Made:
        body = FORMS[form].write(input_of(found, home))
        headers = {"Content-Disposition": f'attachment; filename="{file_name(found, form)}"'}
        return Made(body, FORMS[form].media, headers)

    return make


def _require_kind(reader: Reader, wish: PaperWish) -> None:
    """Refuse a kind to whom it is not for, whatever less they would be content with."""
    kind, audience = wish.kind, asker_of(reader.request).audience
    if not kind.is_for(audience, reader.view, wish.guideline):
        raise ForbiddenError(
            msg("The {paper} is not for this audience.", paper=kind.label),
            msg("Sign in with the mailbox of an office, or with the entry code."),
        )


def _audience(reader: Reader, wish: PaperWish) -> Audience:
    """Return the least of what the kind says, the reader sees, and was asked for."""
    if wish.for_board:
        return reader.view.audience
    return min((wish.kind.audience, reader.view.audience), key=AUDIENCES.index)


@contextmanager
def _desk(reader: Reader, audience: Audience) -> Iterator[Store | None]:
    with suppress(StoreMissingError):
        if audience != "public":
            with access_of(reader.request).desk.opened() as desk:
                yield desk
                return
    yield None


def _desk_mark(reader: Reader) -> str:
    """Return by what the desk that papers tell of is known; the public's papers tell nothing."""
    with _desk(reader, reader.view.audience) as desk:
        return "" if desk is None else desk.point().token
