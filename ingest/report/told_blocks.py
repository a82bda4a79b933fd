"""What a child told of a report: believed as far as types go, and no further."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from ingest.report.unread_sentences import unread_message
from kg.base.i18n import Message
from kg.base.text import seen
from kg.condense.long_report import BLOCK_KINDS, Block

_MOST_UNREAD: Final = 100
"""Sentences about what stayed unread."""


@dataclass(frozen=True, slots=True)
class ToldReport:
    """``title`` is what the report says that it is called, ``named`` what its file says of it."""

    blocks: list[Block]
    unread: list[Message]
    title: str = ""
    named: str = ""
    symbol: str = ""
    pages: int | None = None


def believed(frames: Iterator[Any]) -> ToldReport:
    """Return what the frames of a child say.

    Raises:
        Refused, ChildDiedError, ChildNotStartedError: as ``ingest.isolated.report``.
    """
    about: dict[str, Any] = {}
    blocks: list[Block] = []
    unread: list[Message] = []
    counts: dict[int | None, int] = {}
    for frame in frames:
        match frame:
            case {"unread": list(said)}:
                unread += (one for each in said if (one := unread_message(each)) is not None)
            case dict():
                about |= frame
            case list():
                blocks += _blocks(frame, counts)
    return ToldReport(
        blocks=blocks,
        unread=unread[:_MOST_UNREAD],
        title=line_of(about.get("title")),
        named=line_of(about.get("named")),
        symbol=line_of(about.get("symbol")),
        pages=_number(about.get("pages")),
    )


def line_of(said: Any) -> str:
    """Return what a person sees of a text, in one line; nothing of what is none."""
    return " ".join(seen(said).split()) if isinstance(said, str) else ""


def _blocks(frame: Sequence[Any], counts: dict[int | None, int]) -> Iterator[Block]:
    for said in frame:
        if isinstance(said, dict) and said.get("kind") in BLOCK_KINDS:
            text = line_of(said.get("text"))
            if text:
                page = _number(said.get("page"))
                counts[page] = counts.get(page, 0) + 1
                yield _block(said, text, page, counts[page])


def _block(said: dict[str, Any], text: str, page: int | None, paragraph: int) -> Block:
    return Block(
        kind=said["kind"],
        text=text,
        page=page,
        paragraph=paragraph,
        level=_number(said.get("level")) or 0,
        cells=_lines(said.get("cells")),
        columns=_lines(said.get("columns")),
        table=_number(said.get("table")) or 0,
        caption=line_of(said.get("caption")),
    )


def _lines(said: Any) -> tuple[str, ...]:
    return tuple(line_of(one) for one in said) if isinstance(said, list) else ()


def _number(said: Any) -> int | None:
    return said if isinstance(said, int) and not isinstance(said, bool) and said > 0 else None
