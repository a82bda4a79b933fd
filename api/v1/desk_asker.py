"""Who asks the desk for documents, and how they leave: for one office alone, kept by nobody."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from fastapi import Response
from pydantic import BaseModel

from api.authentication.access_state import access_of
from api.authentication.asker import asker_of
from api.deps import Reader, raw_path
from api.etags import NOT_MODIFIED, is_any_known, is_known, mark_of
from api.v1.document_answer import JSON
from kg.base.errors import ForbiddenError
from kg.base.i18n import msg
from kg.base.store_errors import StoreMissingError
from kg.exchange.desk_documents import DeskInquiry
from kg.exchange.focal_points import who_is
from kg.exchange.parties import Who
from kg.model.audiences import FEWEST


def asks_as(reader: Reader) -> Who:
    """Return as whom the desk is asked: a focal point, or the board where its audience was shown.

    Who asks for less than they may see asks as nobody.

    Raises:
        ForbiddenError: they are nobody to the desk.
    """
    asker = asker_of(reader.request)
    if reader.view.audience == asker.audience:
        if asker.focal_point is not None:
            return who_is(asker.focal_point)
        if asker.audience == FEWEST:
            return Who("board")
    raise _for_whom()


def asks_by_focal_point(reader: Reader) -> Who:
    """Return as which focal point the desk is asked for records.

    The board sees totals, and no record: it is refused rather than told that there are none.

    Raises:
        ForbiddenError: they are none, or the board.
    """
    who = asks_as(reader)
    if who.role == "board":
        raise _for_whom()
    return who


def desk_answered(reader: Reader, who: Who, make: Callable[[DeskInquiry], BaseModel]) -> Response:
    """Return a document of the desk, or 304 where it is known.

    Its ETag follows from all that it says and from who asks: what waits is no part of a revision.

    Raises:
        StoreError: the desk cannot be read.
    """
    body = _document(reader, who, make).model_dump_json(by_alias=True)
    facts = raw_path(reader.request), who.role, who.office, who.focal_point, body
    tag = f'"{mark_of(reader.request, "desk", facts)}"'
    headers = {"ETag": tag, "Cache-Control": "no-store", "Content-Language": reader.lang}
    if is_known(reader.request, tag) or is_any_known(reader.request):
        return Response(status_code=NOT_MODIFIED, headers=headers)
    return Response(body, 200, headers, JSON)


def _document(reader: Reader, who: Who, make: Callable[[DeskInquiry], BaseModel]) -> BaseModel:
    day, desk = reader.view.as_of, access_of(reader.request).desk
    with suppress(StoreMissingError), desk.opened() as store:
        return make(DeskInquiry(store, who, day, reader.lang))
    return make(DeskInquiry(None, who, day, reader.lang))


def _for_whom() -> ForbiddenError:
    return ForbiddenError(
        msg("What is on the desk is for the offices that it is of, and for the secretariat."),
        msg("Sign in with the mailbox of an office, or show a key of a focal point."),
    )
