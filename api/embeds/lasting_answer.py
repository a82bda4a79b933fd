"""How pictures leave for other sites: known by what they hold, and kept there for some minutes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Final

from fastapi import Response

from api.deps import Reader
from api.etags import NOT_MODIFIED, is_any_known, is_known, tag_of
from api.kept_answers import GZIP, Made, coding_for

MINUTES: Final = 5
"""For so long a picture is shown without asking for it again."""
_DAY: Final = 24 * 60 * 60
_CACHE: Final = f"public, max-age={MINUTES * 60}, stale-while-revalidate={_DAY}"


def kept(reader: Reader, make: Callable[[], Made]) -> Made:
    """Return what ``make`` gives for an address, made once for all who ask the same."""
    spelling = reader.request.scope["query_string"].decode("latin-1")
    return reader.service.answers.get(f"embed {tag_of(reader)} {spelling}", make)


def lasting(reader: Reader, found: Made) -> Response:
    """Return an answer with the ETag of its content: what is unchanged stays known."""
    coding = coding_for(reader.request, "public")
    if found.packed is None:
        coding = ""
    headers = {
        "ETag": _tag(found, coding),
        "Cache-Control": _CACHE,
        "Content-Language": reader.lang,
        "Vary": "Accept-Encoding",
    }
    if is_known(reader.request, headers["ETag"]) or is_any_known(reader.request):
        return Response(status_code=NOT_MODIFIED, headers=headers)
    return found.response(coding, headers)


def _tag(found: Made, coding: str) -> str:
    mark = hashlib.sha256(found.body).hexdigest()[:32]
    return f'"{mark}-{coding}"' if coding == GZIP else f'"{mark}"'
