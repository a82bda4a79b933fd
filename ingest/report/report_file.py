"""A report as a file: read in the child, its blocks believed as far as their types go."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Any, Final

from ingest.isolated import report as told_in
from ingest.report.report_refusals import refusing_report, unread_message
from kg.base.errors import BadFileError
from kg.base.i18n import Message, msg
from kg.base.text import seen
from kg.condense.paragraph_language import in_languages, language_of_most
from kg.condense.report import BLOCK_KINDS, Block, Report

_CHUNK: Final = 2**20


def read_report(path: Path, name: str | None = None) -> Report:
    """Return the report in a file; ``name`` is how the file is called where that is another.

    Raises:
        BadFileError: it cannot be read, or not safely.
    """
    shown = name or path.name
    try:
        with path.open("rb") as file:
            return report_in(file, shown)
    except OSError as error:
        why = msg("it cannot be read ({reason}).", reason=error.strerror or str(error))
        raise BadFileError(shown, why, msg("Check its name and that you may read it.")) from error


def report_in(file: IO[bytes], name: str) -> Report:
    """Return the report in an open file of the system, which is read from its start.

    Raises:
        BadFileError: as ``read_report``.
    """
    digest = _digest(file)
    with refusing_report(name):
        about, blocks, unread = _told(told_in(file))
    found = in_languages(_in_sections(blocks))
    return Report(
        file=name,
        title=_title(about, found) or name,
        sha256=digest,
        blocks=tuple(found),
        pages=_number(about.get("pages")),
        symbol=_line(about.get("symbol")),
        lang=language_of_most(found),
        unread=tuple(unread),
    )


def _digest(file: IO[bytes]) -> str:
    digest = hashlib.sha256()
    file.seek(0)
    while chunk := file.read(_CHUNK):
        digest.update(chunk)
    return digest.hexdigest()


def _told(frames: Iterator[Any]) -> tuple[dict[str, Any], list[Block], list[Message]]:
    """Return what a child told: nothing is believed of it but types."""
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
    return about, blocks, unread


def _blocks(frame: Sequence[Any], counts: dict[int | None, int]) -> Iterator[Block]:
    for said in frame:
        if isinstance(said, dict) and said.get("kind") in BLOCK_KINDS:
            page = _number(said.get("page"))
            counts[page] = counts.get(page, 0) + 1
            text = _line(said.get("text"))
            if text:
                yield Block(
                    kind=said["kind"],
                    text=text,
                    page=page,
                    paragraph=counts[page],
                    level=_number(said.get("level")) or 0,
                    cells=_lines(said.get("cells")),
                    columns=_lines(said.get("columns")),
                    table=_number(said.get("table")) or 0,
                    caption=_line(said.get("caption")),
                )


def _in_sections(blocks: Sequence[Block]) -> list[Block]:
    from dataclasses import replace

    found, section = list[Block](), ""
    for block in blocks:
        if block.kind == "heading":
            section = block.text
            found.append(block)
        else:
            found.append(replace(block, section=section))
    return found


def _title(about: dict[str, Any], blocks: Sequence[Block]) -> str:
    headings = [block for block in blocks if block.kind == "heading"]
    highest = min((block.level for block in headings), default=0)
    return _line(about.get("title")) or next(
        (block.text for block in headings if block.level == highest), ""
    )


def _line(said: Any) -> str:
    return " ".join(seen(said).split()) if isinstance(said, str) else ""


def _lines(said: Any) -> tuple[str, ...]:
    return tuple(_line(one) for one in said) if isinstance(said, list) else ()


def _number(said: Any) -> int | None:
    return said if isinstance(said, int) and not isinstance(said, bool) and said > 0 else None
