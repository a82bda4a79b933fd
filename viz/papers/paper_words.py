"""The words around a paper that are the same for all kinds: header, headings, legend."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from kg.base.i18n import Message, msg
from kg.base.reader_manner import day, locale_of, number
from kg.model.brief_models import BriefPaper

LEGEND: Final[dict[str, Message]] = {
    "published": msg("published by a source"),
    "calculated": msg("calculated here"),
    "proposed": msg("proposal that the Board has not adopted"),
    "common_knowledge": msg("common knowledge"),
}
"""What a figure rests on."""
AUDIENCE: Final[dict[str, Message]] = {
    "public": msg("For everybody"),
    "states": msg("For the states: not for publication"),
    "board": msg("For the Board: not to be passed on"),
}
_FOR_BOARD: Final = msg("Made for the Board: holds more than this kind of paper says to others")


def words_of(paper: BriefPaper) -> dict[str, str]:
    """Return the words that stand around what a paper says, in its language."""
    words = {
        "points": msg("In 30 seconds"),
        "sources": msg("Sources and how to check"),
        "how": msg(
            "Each number [n] can be asked for again: the address, put to the service that this"
            " paper comes from, gives the value at the revision named, for who may see it."
        ),
        "n": msg("No."),
        "value": msg("Value"),
        "address": msg("Address to ask again"),
        "revision": msg("Revision"),
        "rests": msg("Rests on"),
        "missing": msg("What is missing"),
        "nothing_missing": msg("Nothing that this paper needs is known to be missing."),
        "standing": msg("Standing"),
        "source": msg("Source"),
        "in_words": msg("The picture in words"),
        "attached": msg("All that this paper was made from, as data"),
        "lacking": msg("□ stands for a character that the typeface of this paper lacks."),
        "of_pages": msg("page {n} of {all}", n="%1", all="%2"),
    }
    return {
        **{name: text.text(paper.lang) for name, text in words.items()},
        "header": header(paper),
        "audience": audience_line(paper),
        "foot": _joined(" · ", paper.published.name, audience_line(paper)),
        "imprint": _joined(". ", paper.published.body, paper.published.disclaimer),
    }


def _joined(between: str, *parts: str) -> str:
    return between.join(part for part in parts if part)


def header(paper: BriefPaper) -> str:
    """Return what a paper is, in one line: kind, subject, day, revision, language."""
    parts = [
        paper.label,
        "" if paper.subject is None else paper.subject.label,
        msg("as of {day}", day=day(paper.as_of, paper.lang)).text(paper.lang),
        msg("revision {n}", n=number(paper.revision, paper.lang)).text(paper.lang),
        str(locale_of(paper.lang).languages.get(paper.lang, paper.lang)),
    ]
    return " · ".join(part for part in parts if part)


def audience_line(paper: BriefPaper) -> str:
    """Return for whom a paper is, as each of its pages says."""
    said = AUDIENCE[paper.audience].text(paper.lang)
    return f"{said}. {_FOR_BOARD.text(paper.lang)}." if paper.for_board else said


def rests_on(paper: BriefPaper) -> dict[str, str]:
    """Return the words for what figures rest on."""
    return {name: text.text(paper.lang) for name, text in LEGEND.items()}


def value_shown(value: float | str | None, unit: str, lang: str) -> str:
    """Return the value of a figure as its reader writes it, after what it counts.

    >>> value_shown(1, "estados", "pt"), value_shown("2026-11-23", "", "en")
    ('estados: 1', 'November 23, 2026')
    """
    if value is None:
        shown = msg("not known").text(lang)
    elif isinstance(value, str):
        shown = day(value, lang) if _DAY.fullmatch(value) else value
    else:
        shown = number(value, lang)
    return msg("{group}: {count}", group=unit, count=shown).text(lang) if unit else shown


def numbers_shown(numbers: Sequence[int]) -> str:
    """Return the numbers of figures in brackets, three or more in a row by the first and the last.

    >>> numbers_shown([1, 3, 4, 5, 8, 9]), numbers_shown([])
    ('[1, 3–5, 8, 9]', '')
    """
    parts = (str(run[0]) if len(run) == 1 else _run(run) for run in runs(numbers))
    return f"[{', '.join(parts)}]" if numbers else ""


def runs(numbers: Sequence[int]) -> list[list[int]]:
    """Return ascending numbers in runs of those that follow each other."""
    found: list[list[int]] = []
    for n in numbers:
        if found and found[-1][-1] + 1 == n:
            found[-1].append(n)
        else:
            found.append([n])
    return found


def _run(run: list[int]) -> str:
    return f"{run[0]}, {run[1]}" if len(run) == _PAIR else f"{run[0]}–{run[-1]}"


_PAIR: Final = 2
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
