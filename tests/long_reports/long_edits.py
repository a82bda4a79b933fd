"""The report of the year before: the same one but for edits that are known one by one."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from random import Random

from tests.long_reports.long_composing import Composer
from tests.long_reports.long_pieces import Edits, LongReport, Piece, Row, Said, Table
from tests.long_reports.long_words import WORDS

_NUMBER = re.compile(r"(?<![\w.,/])\d{2,3}(?![\w/])")
_SHARE = 0.06
"""The share of sentences, and of rows, that are edited."""


def with_previous(report: LongReport, seed: int = 1) -> tuple[LongReport, Edits]:
    """Return the report before a report, and what the later one says that it does not."""
    editor = _Editor(report, Random(f"{seed}:{report.lang}:{report.pages}:before"))
    pieces = tuple(editor.before(piece) for piece in report.pieces)
    words, year = WORDS[report.lang], report.year - 1
    before = replace(
        report,
        year=year,
        title=words.title.format(year=year),
        head=words.head.format(year=year),
        symbol=report.symbol.rpartition("/")[0] + f"/{year % 100}",
        pieces=tuple(piece for piece in pieces if piece.said or piece.table is not None),
    )
    return before, editor.edits()


class _Editor:
    def __init__(self, report: LongReport, random: Random) -> None:
        self.random = random
        self.composer = Composer(WORDS[report.lang], report.lang, random)
        self.texts = Counter(one.text for one in report.sentences())
        self.new: list[str] = []
        self.gone: list[str] = []
        self.changed: list[tuple[str, str]] = []
        self.new_rows: list[str] = []
        self.changed_rows: list[tuple[str, tuple[str, ...], tuple[str, ...]]] = []

    def edits(self) -> Edits:
        return Edits(
            tuple(self.new), tuple(self.gone), tuple(self.changed), tuple(self.new_rows),
            tuple(self.changed_rows),
        )  # fmt: skip

    def before(self, piece: Piece) -> Piece:
        if piece.table is not None:
            return replace(piece, table=self._table(piece.table))
        if piece.kind != "paragraph" or len(piece.said) == 1:
            return piece
        said = [former for one in piece.said for former in self._former(one)]
        return replace(piece, said=tuple(said))

    def _former(self, said: Said) -> list[Said]:
        """What stood there: the sentence, nothing, it with another number, another one beside."""
        drawn = self.random.random()
        if self.texts[said.text] > 1:
            return [said]  # what stands elsewhere too would be neither new nor gone
        if drawn < _SHARE:
            self.new.append(said.text)
            return []
        if drawn < 2 * _SHARE and (other := self._with_other_number(said.text)) is not None:
            self.changed.append((said.text, other))
            return [replace(said, text=other)]
        if drawn > 1 - _SHARE:
            self.composer.programme = self.composer.words.programme.format(greek="Psi")
            gone = self.composer.said(self.random.choice(self.composer.words.plain))
            if gone.text not in self.texts and gone.text not in self.gone:
                self.gone.append(gone.text)
                return [said, gone]
        return [said]

    def _with_other_number(self, text: str) -> str | None:
        found = list(_NUMBER.finditer(text))
        if not found:
            return None
        one = self.random.choice(found)
        digits = int(one[0])
        other = str(digits + 1 if digits % 10 < 9 else digits - 1).zfill(len(one[0]))
        former = text[: one.start()] + other + text[one.end() :]
        return None if former in self.texts else former

    def _table(self, table: Table) -> Table:
        rows = [former for row in table.rows for former in self._former_row(row)]
        return replace(table, rows=tuple(rows))

    def _former_row(self, row: Row) -> list[Row]:
        drawn = self.random.random()
        if drawn < _SHARE / 2:
            self.new_rows.append(row.key)
            return []
        if drawn < _SHARE and row.cells[-2].strip("0123456789.,\N{NARROW NO-BREAK SPACE}") == "":
            cells = (*row.cells[:-2], f"9{row.cells[-2]}", row.cells[-1])
            self.changed_rows.append((row.key, row.cells, cells))
            return [replace(row, cells=cells)]
        return [row]
