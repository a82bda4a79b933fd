"""What the child tells of a report: blocks, and what it could not read, in frames."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import IO, Any, Final

from ingest.child.frames import END, JSON, put, put_value
from ingest.child.reports.report_limits import MAX_BLOCK, MAX_BLOCKS, MAX_CELLS, MAX_CHARACTERS

_BATCH: Final = 500
"""Blocks sent at once."""
_BATCH_SIZE: Final = 500_000
"""Characters sent at once: with what they are written in a frame holds some of them more."""
_LONGEST_NAME: Final = 300
"""Characters of a caption, and of the name of a column, that stand again with each row."""
_BETWEEN: Final = " · "
"""Between the cells of a row, in its text."""


@dataclass(slots=True)
class Told:
    """Blocks as they are found, sent in batches; bounded whatever a reader gives.

    A block is ``{"kind", "text", "page", …}``, with the names of ``kg.condense.long_report.Block``.
    """

    out: IO[bytes]
    _batch: list[Mapping[str, Any]] = field(default_factory=list)
    _size: int = 0
    _blocks: int = 0
    _characters: int = 0
    _unread: list[tuple[str, Mapping[str, Any]]] = field(default_factory=list)

    @property
    def has_text(self) -> bool:
        """Whether any block was told."""
        return self._blocks > 0

    def begin(self, **about: Any) -> None:
        """Tell what is known of the report as a whole: ``pages``, ``title``, ``format``.

        What is told later is added to it.
        """
        put_value(self.out, about)

    def block(self, kind: str, text: str, page: int | None, **more: Any) -> bool:
        """Tell a block; False where no more are taken."""
        if self._blocks >= MAX_BLOCKS or self._characters >= MAX_CHARACTERS:
            self.unread("too-much-text", blocks=self._blocks)
            return False
        if len(text) > MAX_BLOCK:
            self.unread("too-long-block", page=page)
            text = text[:MAX_BLOCK]
        cells = [cell[:MAX_BLOCK] for cell in more.pop("cells", ())][:MAX_CELLS]
        columns = [one[:_LONGEST_NAME] for one in more.pop("columns", ())][:MAX_CELLS]
        caption = more.pop("caption", "")[:_LONGEST_NAME]
        self._batch.append({
            "kind": kind, "text": text, "page": page, "cells": cells, "columns": columns,
            "caption": caption, **more,
        })  # fmt: skip
        size = len(text) + sum(map(len, cells))
        self._blocks += 1
        self._characters += size
        self._size += size + len(caption) + sum(map(len, columns))
        if len(self._batch) >= _BATCH or self._size >= _BATCH_SIZE:
            self._flush()
        return True

    def row(self, cells: Sequence[str], page: int | None, **more: Any) -> bool:
        """Tell a row of a table (``columns``, ``table``, ``caption``); False as ``block``."""
        if len(cells) > MAX_CELLS:
            self.unread("too-wide-table", most=MAX_CELLS, columns=len(cells))
        text = _BETWEEN.join(cell for cell in cells if cell)
        return self.block("row", text, page, cells=cells, **more)

    def unread(self, code: str, **facts: Any) -> None:
        """Tell what could not be read, once for each code and its facts."""
        if (code, facts) not in self._unread and len(self._unread) < _BATCH:
            self._unread.append((code, facts))

    def end(self) -> None:
        """Send what is left, and what stayed unread."""
        self._flush()
        put_value(self.out, {"unread": self._unread})
        put(self.out, END)

    def _flush(self) -> None:
        if self._batch:
            put_value(self.out, self._batch, JSON)
            self._batch, self._size = [], 0
