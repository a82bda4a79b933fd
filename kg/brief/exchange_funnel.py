"""The way of requests for contact, from being sent to what both sides confirm, as a picture."""

from __future__ import annotations

from typing import Final

from kg.base.i18n import Message, msg
from kg.base.reader_manner import labelled, series
from kg.brief.drawings import BarRow, Stages
from kg.brief.exchange_counts import Counts, of_desk, steps
from kg.brief.paper import Block, Paragraph, Picture
from kg.brief.paper_telling import Telling
from kg.exchange.follow_up_words import FIGURES, OTHERS

_WORDS: Final = {one.field: one.label for one in (*FIGURES, *OTHERS)}


def funnel(telling: Telling, found: Counts) -> tuple[Block, ...]:
    """Return how many requests came to each step; in words alone where none was sent.

    Nothing where the desk is not told to the readers of the paper.
    """
    if found.desk is None:
        return ()
    rows = tuple(
        BarRow(telling.words(_WORDS[field]), value, telling.number(value))
        for field, value in steps(found.desk)
    )
    figures = tuple(of_desk(telling, found, field, found.desk) for field, _ in steps(found.desk))
    if not any(row.value for row in rows):
        none = msg("No request for contact came to any step in these days.")
        return (Paragraph((telling.says(none, *figures),)),)
    return (Picture(Stages(rows), telling.words(_TITLE), _said(rows, telling.lang), figures),)


_TITLE: Final[Message] = msg("How far requests for contact came in these days")


def _said(rows: tuple[BarRow, ...], lang: str) -> str:
    return series((labelled(row.label, row.shown, lang) for row in rows), lang)
