"""Cursors: opaque places in a ranked list, good for what the store held when they were given."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar
from urllib.parse import urlencode

from api.deps import Reader, raw_path, root_of
from api.etags import mark_of
from kg.access.signing import same
from kg.base.errors import BadOptionError, WrongUseError
from kg.base.i18n import msg

MAX_PAGE: Final = 200
"""The longest page of a list."""
MAX_REACH: Final = 2000
"""How deep a list can be paged."""

_PLACE: Final = re.compile(r"([0-9]{1,6})\.([A-Za-z0-9_-]{43})")
"""What a cursor says: where the page begins, and a mark of the list and of what it is of."""

T = TypeVar("T")


class StaleCursorError(WrongUseError):
    """The store moved on since the first page: the list may be another one."""

    slug = "stale-cursor"
    status = 410
    title = msg("The list has changed")

    def __init__(self) -> None:
        detail = msg("The knowledge base has changed since the first page of this list.")
        super().__init__(detail, msg("Begin again, without cursor."))


@dataclass(frozen=True)
class Page(Generic[T]):
    """A part of a list; ``next`` is the address of the part after it, None at the end."""

    items: list[T]
    next: str | None

    @property
    def headers(self) -> dict[str, str]:
        """The ``Link`` header (RFC 8288)."""
        return {"Link": f'<{self.next}>; rel="next"'} if self.next else {}


def offset_of(reader: Reader, cursor: str | None) -> int:
    """Return where a page begins.

    Raises:
        BadOptionError: the cursor is none of ours.
        StaleCursorError: the list may have changed since it was given.
    """
    if cursor is None:
        return 0
    found = _PLACE.fullmatch(cursor)
    if found is None or int(found[1]) > MAX_REACH:
        raise _bad(cursor)
    # In constant time: by how long it takes, nobody can find out a mark digit by digit.
    if not same(found[2], _mark(reader)):
        raise StaleCursorError
    return int(found[1])


def cut(reader: Reader, found: Sequence[T], offset: int, size: int) -> Page[T]:
    """Return one page of a list that holds at least one item more than the page, where it can."""
    end = offset + size
    more = len(found) > end and end <= MAX_REACH
    return Page(list(found[offset:end]), _address(reader, end) if more else None)


def _address(reader: Reader, offset: int) -> str:
    cursor = f"{offset}.{_mark(reader)}"
    others = [pair for pair in reader.request.query_params.multi_items() if pair[0] != "cursor"]
    path = f"{root_of(reader.request)}{raw_path(reader.request)}"
    return f"{path}?{urlencode([*others, ('cursor', cursor)])}"


def _mark(reader: Reader) -> str:
    facts = (reader.view.snapshot.token, reader.view.audience, raw_path(reader.request))
    return mark_of(reader.request, "cursor", facts)


def _bad(cursor: str) -> BadOptionError:
    return BadOptionError("cursor", cursor[:80], msg("Take it from “next” of the page before."))
