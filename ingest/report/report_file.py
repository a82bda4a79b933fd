"""A report as a file: read in the child, then what it says put in order."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import IO, Final

from ingest.isolated import report as told_in
from ingest.report.mended_letters import with_mended_letters
from ingest.report.report_heads import in_sections, symbol_of, title_of
from ingest.report.report_refusals import refusing_report
from ingest.report.told_blocks import believed, line_of
from kg.base.errors import BadFileError
from kg.base.i18n import msg
from kg.condense.long_report import Report
from kg.condense.paragraph_language import in_languages, language_of_most

_LONGEST_NAME: Final = 200
"""Characters of the name of a file."""
_CHUNK: Final = 2**20


def read_report(path: Path, name: str | None = None) -> Report:
    """Return the report in a file; ``name`` is how the file is called where that is another.

    Raises:
        BadFileError: it cannot be read, or not safely.
    """
    shown = shown_name(name or path.name)
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
    name, digest = shown_name(name), _digest(file)
    with refusing_report(name):
        told = believed(told_in(file))
    blocks, mended = with_mended_letters(told.blocks)
    found = in_languages(in_sections(blocks))
    return Report(
        file=name,
        title=title_of(told, found) or name,
        sha256=digest,
        blocks=tuple(found),
        pages=told.pages,
        symbol=told.symbol or symbol_of(found),
        lang=language_of_most(found),
        unread=(*told.unread, *mended),
    )


def shown_name(name: str) -> str:
    r"""Return what a person sees of the name of a file, as far as it is shown: never a path.

    >>> shown_name("../a\u202efdp.exe"), shown_name("\x1b")
    ('afdp.exe', '–')
    """
    last = name.replace("\\", "/").rpartition("/")[2]
    return line_of(last)[:_LONGEST_NAME] or "–"


def _digest(file: IO[bytes]) -> str:
    digest = hashlib.sha256()
    file.seek(0)
    while chunk := file.read(_CHUNK):
        digest.update(chunk)
    return digest.hexdigest()
