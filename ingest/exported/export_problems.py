"""What can be wrong in a line of an export: each problem with its code, its outcome, its fix."""

from __future__ import annotations

from typing import Final

from ingest.findings import Outcome, Problem
from kg.base.i18n import Message, msg

_AGAIN: Final = msg("Export the graph again, and load the file as it was written.")


def bad_line(reason: str) -> Problem:
    """A line that is no record of an export."""
    said = msg("The line is no record of an export ({reason}).", reason=reason[:200])
    return Problem("", "bad-line", Outcome.REJECTED, said, _AGAIN)


def long_line(most: int) -> Problem:
    """A line that no export has."""
    said = msg("The line has more than {n} million characters.", n=most // 10**6)
    return Problem("", "bad-line", Outcome.REJECTED, said, _AGAIN)


def unfit(detail: Message) -> Problem:
    """A record that the model does not have."""
    fix = msg("See the model in docs/model.md.")
    return Problem("", "unfit-record", Outcome.REJECTED, detail, fix)


def bad_value(field: str) -> Problem:
    """A value that its field cannot hold, or a field that the type does not have."""
    said = msg("The value of “{field}” does not fit the model and was left out.", field=field[:100])
    fix = msg("See the model in docs/model.md.")
    return Problem(field[:100], "bad-value", Outcome.CHANGED, said, fix)


def value_read(field: str) -> Problem:
    """A value that was written otherwise than the model writes it."""
    said = msg("The value of “{field}” was read as the model writes it.", field=field[:100])
    return Problem(field[:100], "value-read", Outcome.CHANGED, said, _AGAIN)


def odd_characters() -> Problem:
    """Control characters, or halves of characters."""
    said = msg("Control characters were taken out of the texts.")
    return Problem("", "odd-characters", Outcome.CHANGED, said, _AGAIN)


def unknown_source(source: str) -> Problem:
    """Nobody says what this source is."""
    said = msg("The source “{id}” is neither in the file nor known.", id=source[:100])
    fix = msg("Load the whole export, or add the source.")
    return Problem("sources", "unknown-source", Outcome.HELD, said, fix)


def unknown_end(id_: str) -> Problem:
    """A relation to a record that is not there."""
    said = msg("The record “{id}” is neither in the file nor known.", id=id_[:100])
    fix = msg("Load the whole export, or add the record.")
    return Problem("", "unknown-end", Outcome.HELD, said, fix)


def says_otherwise(source: str) -> Problem:
    """The store holds another statement of the same source about the same record."""
    said = msg("“{source}” says something else of this record already.", source=source[:100])
    fix = msg("Keep what is known, or load the file into an empty store.")
    return Problem("sources", "says-otherwise", Outcome.HELD, said, fix)


def merged_elsewhere(id_: str) -> Problem:
    """An old id that is a record of its own, or leads elsewhere."""
    said = msg("“{id}” is known as another record and was not merged.", id=id_[:100])
    fix = msg("Decide it with: coopgraph identity")
    return Problem("merged", "merged-elsewhere", Outcome.CHANGED, said, fix)


def no_statements(count: int) -> Problem:
    """An export of an older version: who said what is not told where several did."""
    said = msg(
        "The file does not tell who stated which value, for {n} records of several sources; they"
        " are stated by the file itself.",
        n=count,
    )
    return Problem("statements", "no-statements", Outcome.CHANGED, said, _AGAIN)
