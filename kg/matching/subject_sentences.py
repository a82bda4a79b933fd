"""Why a match is about the same subject, or shares the broad field alone, as a sentence."""

from __future__ import annotations

from collections.abc import Iterable

from kg.base.i18n import Message, msg
from kg.graph.named_sectors import named
from kg.graph.probe import Query
from kg.graph.taxonomy import fields, narrowest, sectors_of, subjects
from kg.graph.view import View
from kg.matching.engine import Hit
from kg.matching.lens.lens import Lens
from kg.matching.reason_sentences import named_first


def subject_sentence(view: View, lens: Lens, query: Query, hit: Hit, lang: str) -> str | None:
    """Return what two have in common by which they fit, or do not; None where no line is drawn."""
    if hit.fits is None or lens.fits is None:
        return None
    return _said(view, lens.fits.collections, query, hit, lang).text(lang)


def _said(view: View, collections: tuple[str, ...], query: Query, hit: Hit, lang: str) -> Message:
    sides = sectors_of(view, query), sectors_of(view, hit.target)
    mine, theirs = (fields(view, side) for side in sides)
    if not hit.fits:
        both = _names(view, mine & theirs, sides, lang)
        return msg("The same broad field, not the same subject: {names}.", names=both)
    mine, theirs = (subjects(view, side, collections) for side in sides)
    if mine & theirs:
        return msg("The same subject: {names}.", names=_names(view, mine & theirs, sides, lang))
    both = _names(view, named(view, query) & named(view, hit.target), sides, lang)
    return msg("The same subject, by the words of both: {names}.", names=both)


def _names(
    view: View, shared: frozenset[int], sides: Iterable[tuple[int, ...]], lang: str
) -> Message:
    """Return the names of what is shared: of what either side states, else the narrowest."""
    stated = shared & {sector for side in sides for sector in side}
    found = narrowest(view, sorted(stated or shared))
    return named_first([view.label(sector, lang) for sector in found])
