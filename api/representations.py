"""How an answer leaves: with its ETag, from what is kept, or not at all where the reader has it."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import Response

from api.authentication.asker import asker_of
from api.deps import Reader
from api.etags import cache_headers, is_any_known, is_known, not_modified, tag_of
from api.kept_answers import Made, coding_for


def answer(reader: Reader, make: Callable[[], Made]) -> Response:
    """Return what ``make`` gives, made once for all who ask the same; 304 where it is known."""
    coding = coding_for(reader.request, reader.view.audience)
    tag = tag_of(reader, coding)
    if is_known(reader.request, tag):
        return not_modified(reader, tag)
    found = _found(reader, make)
    if coding and found.packed is None:
        # Too short to be compressed: the reader has, or gets, the plain one.
        coding, tag = "", tag_of(reader)
    if is_known(reader.request, tag) or is_any_known(reader.request):
        return not_modified(reader, tag)
    return found.response(coding, cache_headers(reader, tag))


def _found(reader: Reader, make: Callable[[], Made]) -> Made:
    if asker_of(reader.request).session is not None:
        # Pages hold the token of its forms.
        return make()
    # Links repeat the question as it was put: another spelling of it is not answered with these.
    spelling = reader.request.scope["query_string"].decode("latin-1")
    return reader.service.answers.get(f"{tag_of(reader)} {spelling}", make)
