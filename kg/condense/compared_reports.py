"""A report against the one before it, and what is to be said where the two cannot be compared."""

from __future__ import annotations

from typing import Final, NamedTuple

from kg.base.i18n import Message, msg
from kg.base.reader_manner import language_name
from kg.condense.long_report import Report
from kg.condense.report_changes import changes
from kg.condense.sentence_changes import LEAST_WORDS
from kg.condense.sentences import sentences_of
from kg.model.documents import ChangedExtract, Extract

_MOSTLY_NEW: Final = 90
"""Sentences in a hundred that are new, from which on the report before is hardly one before it."""
_LEAST: Final = 20
"""Sentences of a report about which so much can be said."""


class Compared(NamedTuple):
    """What is new, what is changed, and what is to be said of the comparison itself."""

    new: list[Extract]
    changed: list[ChangedExtract]
    said: list[Message]


def compared_with(report: Report, previous: Report | None, lang: str) -> Compared:
    """Return a report compared with the one before it; empty without one.

    Reports in two languages are not compared: all would be new.
    """
    if previous is None:
        return Compared([], [], [])
    if previous.sha256 == report.sha256:
        same = msg("The last report is the same file: nothing in it is new or changed.")
        return Compared([], [], [same])
    if report.lang and previous.lang and report.lang != previous.lang:
        other = msg(
            "The last report is in another language ({language}): what is new was not looked for.",
            language=language_name(previous.lang, lang),
        )
        return Compared([], [], [other])
    new, changed = changes(report, previous)
    return Compared(new, changed, [_UNLIKE] if _is_another(report, new) else [])


_UNLIKE: Final = msg(
    "Hardly a sentence of the last report stands in this one: it may be another report."
)


def _is_another(report: Report, new: list[Extract]) -> bool:
    long = [one for one in sentences_of(report) if len(one.text.split()) >= LEAST_WORDS]
    places = {(one.page, one.paragraph, one.text) for one in new}
    fresh = sum((one.block.page, one.block.paragraph, one.text) in places for one in long)
    return len(long) >= _LEAST and 100 * fresh >= _MOSTLY_NEW * len(long)
