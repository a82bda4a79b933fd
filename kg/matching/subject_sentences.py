"""How near two are by what they are about, and by what: a band and its sentence."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Final

from kg.base.i18n import Message, msg
from kg.graph.memo import recent
from kg.graph.named_sectors import named
from kg.graph.probe import Query
from kg.graph.taxonomy import (
    CATEGORY,
    broader,
    corresponding,
    is_broad,
    level_of,
    narrowest,
    sectors_of,
    subject_of,
)
from kg.graph.view import View
from kg.matching.engine import Hit
from kg.matching.lens.lens import Fits, Lens
from kg.matching.reason_sentences import named_first
from kg.model.documents import Band

_SUBJECT: Final = msg("The same subject: {names}.")
_WORDS: Final = msg("The same subject, by the words of both: {names}.")
_SECTOR: Final = msg("The same sector: {names}.")
_FIELD: Final = msg("The same broad field, not the same subject: {names}.")


def band(
    view: View, lens: Lens, query: Query, hit: Hit, lang: str
) -> tuple[Band | None, str | None]:
    """Return how near a hit is to what is asked, and a sentence; None where no line is drawn.

    ``subject``: they share a purpose, or their words name one; ``sector``: no more than a 3-digit
    sector; ``field``: only what the lens calls too broad.
    """
    if hit.fits is None or lens.fits is None:
        return None, None
    name, sentence, shared = _nearness(view, lens.fits, query, hit)
    key = sentence.template, tuple(sorted(shared)), lang
    return name, recent(view, "subject", key, lambda: _said(view, sentence, shared, lang))


def _said(view: View, sentence: Message, sectors: Collection[int], lang: str) -> str:
    labels = [view.label(sector, lang) for sector in narrowest(view, sorted(sectors))]
    return replace(sentence, facts={"names": named_first(labels)}).text(lang)


def _nearness(
    view: View, line: Fits, query: Query, hit: Hit
) -> tuple[Band, Message, Collection[int]]:
    """Return the band, its sentence without the names, and the sectors that it names."""
    sides = sectors_of(view, query), sectors_of(view, hit.target)
    shared = _above(view, sides[0]) & _above(view, sides[1])
    if not hit.fits:
        return "field", _FIELD, shared
    close = [one for one in shared if not is_broad(view, one, line.collections)]
    if close:
        wide = all(level_of(view, one) == CATEGORY for one in close)
        return ("sector", _SECTOR, close) if wide else ("subject", _SUBJECT, close)
    words = named(view, query, line.collections) & named(view, hit.target, line.collections)
    if words:
        return "subject", _WORDS, words
    # What lies in a sector that corresponds to one below the other: neither is above the other.
    mine, theirs = (subject_of(view, side, line.collections) for side in sides)
    return "subject", _SUBJECT, mine & theirs


def _above(view: View, sectors: tuple[int, ...]) -> frozenset[int]:
    """Return sectors, what they correspond to, and all that is above these."""
    return recent(view, "above", sectors, lambda: _all_above(view, sectors))


def _all_above(view: View, sectors: tuple[int, ...]) -> frozenset[int]:
    return frozenset(broader(view, {*sectors, *corresponding(view, sectors)}))
