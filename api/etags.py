"""Strong ETags (RFC 9110, 8.8.3): one per representation, known before it is made."""

from __future__ import annotations

from typing import Final

from fastapi import Request, Response

from api.authentication.access_state import access_of
from api.authentication.asker import asker_of
from api.deps import Reader, raw_path

NOT_MODIFIED: Final = 304


def tag_of(reader: Reader, coding: str = "") -> str:
    """Return the ETag of the answer to a request in a coding; each is a representation.

    It changes with what the store holds (by the token of its revision), the date, the language, the
    audience, the address, its parameters in any order, the session (pages hold its token), and the
    program itself.
    """
    view, request = reader.view, reader.request
    session = asker_of(request).session
    facts = (
        reader.service.build,
        view.snapshot.token,
        view.as_of.isoformat(),
        reader.lang,
        view.audience,
        session.id if session else "",
        raw_path(request),
        sorted(request.query_params.multi_items(), key=lambda pair: pair[0]),
    )
    mark = mark_of(request, "etag", facts)
    return f'"{mark}-{coding}"' if coding else f'"{mark}"'


def mark_of(request: Request, kind: str, facts: tuple[object, ...]) -> str:
    """Return by what facts are known outside: 43 characters that nobody else can make or read.

    The token of a revision says that two stores hold the same, or that one went back: it leaves
    the service in no other way.
    """
    return access_of(request).marks.mark(kind, repr(facts))


def is_known(request: Request, tag: str) -> bool:
    """Say whether the reader already has the representation (``If-None-Match``)."""
    header = request.headers.get("if-none-match", "")
    return tag in {part.strip().removeprefix("W/") for part in header.split(",")}


def is_any_known(request: Request) -> bool:
    """Say whether the reader has some representation (``*``): to be asked once there is one."""
    return request.headers.get("if-none-match", "").strip() == "*"


def cache_headers(reader: Reader, tag: str) -> dict[str, str]:
    """Return the headers with which an answer may be kept: asked about anew each time."""
    who = "public" if reader.view.audience == "public" else "private"
    return {
        "ETag": tag,
        "Cache-Control": f"{who}, no-cache",
        "Content-Language": reader.lang,
        **({"Vary": "Accept-Encoding"} if who == "public" else {}),
    }


def not_modified(reader: Reader, tag: str) -> Response:
    """Return the empty answer to somebody who has the representation."""
    return Response(status_code=NOT_MODIFIED, headers=cache_headers(reader, tag))
