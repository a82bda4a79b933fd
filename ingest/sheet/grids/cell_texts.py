"""The texts of grids, cleaned before anybody reads them; and what of it a person should know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from ingest.findings import Finding, Outcome
from ingest.sheet.grids.encodings import NAMES, USUAL, WIDE, Guess
from ingest.sheet.grids.garbled import Mended, mended
from kg.base.i18n import msg
from kg.base.text import seen

Place = tuple[str, str]
"""File and place in it."""

MendedRows = Mapping[int, Mapping[int, Mended]]
"""By row and column (from 0) what was mended."""

_MANY: Final = 20
"""Rows beyond which it is said once that they were mended."""
_SAVE_ANEW = msg("If letters are wrong, save the file as CSV UTF-8 or .xlsx and send it again.")
_SHOWN: Final = 60
"""Characters of a text that a finding shows."""
_USUAL: Final = frozenset((USUAL, *WIDE))


def clean_rows(
    rows: Sequence[list[Any]], *, guessed: bool = False, escaped: bool = True
) -> MendedRows:
    """Clean the texts of rows where they stand; return by row and column what was mended.

    ``guessed`` says that the encoding of the texts is a guess, ``escaped`` that they are as Office
    escapes them.
    """
    found: dict[int, dict[int, Mended]] = {}
    for number, row in enumerate(rows):
        for index, cell in enumerate(row):
            if not isinstance(cell, str) or _is_plain(cell):
                continue
            mend = mended(cell, guessed=guessed)
            if mend is not None:
                found.setdefault(number, {})[index] = mend
            row[index] = seen(mend.after if mend else cell, escaped=escaped).strip()
    return found


def _is_plain(text: str) -> bool:
    return (
        text.isascii() and text.isprintable() and not ("_x" in text or "?" in text or "+" in text)
    )


def mended_findings(
    place: Place, columns: Mapping[int, str], found: MendedRows, row: int
) -> Iterator[Finding]:
    """What is to be said of the cells of a row; ``columns`` names those that are read.

    Where many rows were mended that is said once for the file (``encoding_findings``).
    """
    cells = found.get(row, {})
    for index in sorted(cells.keys() & columns.keys()):
        if not cells[index].sure or len(found) <= _MANY:
            yield _finding(place, columns[index], cells[index])


def _finding(place: Place, column: str, mend: Mended) -> Finding:
    before, after = _shown(mend.before), _shown(mend.after)
    if mend.sure:
        said = msg("“{before}” was read as “{after}”.", before=before, after=after)
        fix = msg("If that is wrong, correct the cell and save the file as UTF-8.")
        return Finding(*place, column, "text-mended", Outcome.CHANGED, said, fix)
    said = (
        msg("The letters of “{before}” are damaged.", before=before)
        if before == after
        else msg("The letters of “{before}” are damaged; it may be “{after}”.", before=before,
                 after=after)
    )  # fmt: skip
    fix = msg("Write the cell anew and save the file as UTF-8.")
    return Finding(*place, column, "garbled-text", Outcome.HELD, said, fix)


def _shown(text: str) -> str:
    return seen(text)[:_SHOWN]


def encoding_findings(
    place: Place, guesses: Iterable[Guess], found: MendedRows
) -> Iterator[Finding]:
    """What is to be said once of how a file was decoded, and of many rows that were mended."""
    if len(found) > _MANY:
        cell = next(mend for row in found.values() for mend in row.values())
        said = msg(
            "In {n} rows letters were mended: “{before}” was read as “{after}”.",
            n=len(found),
            before=_shown(cell.before),
            after=_shown(cell.after),
        )
        yield Finding(*place, "", "text-mended", Outcome.CHANGED, said, _SAVE_ANEW)
    for guess in guesses:
        said = msg(
            "Lines read as {encoding}: {n}; on line {line} stands “{word}”.",
            n=guess.lines,
            encoding=NAMES[guess.encoding],
            line=guess.line,
            word=_shown(guess.word),
        )
        # The usual one, in which every word makes sense, is hardly a guess.
        usual = guess.sure and guess.encoding in _USUAL
        outcome = Outcome.ACCEPTED if usual else Outcome.CHANGED
        yield Finding(*place, "", "encoding-guessed", outcome, said, _SAVE_ANEW)
