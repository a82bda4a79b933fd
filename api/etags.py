"""Strong ETags (RFC 9110, 8.8.3): one per representation, known before it is made."""

from __future__ import annotations

import hashlib
from typing import Final

from fastapi import Request, Response

from api.access.asker import asker_of
from api.deps import Reader, raw_path

NOT_MODIFIED: Final = 304


def tag_of(reader: Reader) -> str:
    """Return the ETag of the answer to a request.

    It changes with the store, its revision, the date, the language, the audience, the address, its
    parameters in any order, the session (pages hold its token), and the program itself.
    """
    view, request = reader.view, reader.request
    session = asker_of(request).session
    facts = (
        reader.service.build,
        view.snapshot.identity,
        view.snapshot.revision,
        view.as_of.isoformat(),
        reader.lang,
        view.audience,
        session.id if session else "",
        raw_path(request),
        sorted(request.query_params.multi_items(), key=lambda pair: pair[0]),
    )
    return f'"{hashlib.sha256(repr(facts).encode()).hexdigest()[:32]}"'


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
    }


def not_modified(reader: Reader, tag: str) -> Response:
    """Return the empty answer to somebody who has the representation."""
    return Response(status_code=NOT_MODIFIED, headers=cache_headers(reader, tag))
