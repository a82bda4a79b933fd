"""From a view and a demand to triangular suggestions, as a document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from kg.base.errors import WrongUseError
from kg.base.i18n import Message, msg, nmsg
from kg.definitions.shipped_names import EXPERIENCE, OFFERS_FOR_DEMAND
from kg.graph.actors import activities_of, declarers, family, parties
from kg.graph.naming import heading, named, ref
from kg.graph.view import View
from kg.matching.engine import ranking
from kg.matching.lens.lens import Lens
from kg.matching.lens.lens_files import LENSES
from kg.matching.match import answer
from kg.matching.triangles.best_triangles import Side, Triangle, best_triangles, standing_between
from kg.model.documents import (
    Match,
    MatchResult,
    TriangleParts,
    Triangles,
    TriangleSuggestion,
    TriangleTie,
)

CANDIDATES: Final = 50
"""So many offers that fit, and so many of those with experience, are weighed against each other."""


class NotADemandError(WrongUseError):
    """Triangles are asked for something that is no demand."""

    slug = "not-a-demand"
    status = 422
    title = msg("Triangles are suggested for demands")

    def __init__(self, id_: str) -> None:
        super().__init__(
            msg("“{id}” is no demand.", id=id_),
            msg("Name a demand: for it a first and a second provider are suggested."),
        )


def triangle_suggestions(view: View, id_: str, lang: str, top: int) -> Triangles:
    """Return the best pairs of a first and a second provider for a demand, with their reasons.

    The first has an offer that fits (``offers-for-demand``), the second has demonstrably done such
    a thing (``experience``); they are of different states, and of others than who asks.

    Raises:
        UnknownIdError: no such node, or not for this audience.
        NotADemandError: it is no demand.
        HalfWalkOverflowError: a path has more walks than can be counted.
    """
    demand = view.index(id_)
    if not view.is_a(demand, "Demand"):
        raise NotADemandError(view.id(demand))
    lenses = LENSES.named(OFFERS_FOR_DEMAND), LENSES.named(EXPERIENCE)
    firsts, seconds = (answer(view, lens, demand, lang, CANDIDATES) for lens in lenses)
    best = _best(view, demand, lenses[1], firsts, seconds)[:top]
    by_id = {one.id: one for one in (*firsts.results, *seconds.results)}
    return Triangles(
        **heading(view, lang),
        undated=firsts.undated,
        notes=list(dict.fromkeys([*firsts.notes, *seconds.notes])),
        standing=firsts.standing,
        query=ref(view, demand, lang),
        lens=firsts.lens,
        second_lens=seconds.lens,
        proposal=msg(
            "These are suggestions: nobody among them has been asked, and none has agreed."
        ).text(lang),
        results=[_suggestion(view, place, one, by_id, lang) for place, one in enumerate(best, 1)],
        sentences=[one.text(lang) for one in _why_none(firsts, seconds, best)],
        completeness=seconds.completeness,
    )


def _best(view: View, demand: int, lens: Lens, firsts: Match, seconds: Match) -> list[Triangle]:
    ranked = ranking(view, lens, demand).scores
    low, high = (int(ranked[-1]), int(ranked[0])) if len(ranked) else (0, 0)
    offers = [_side(view, one, one.score) for one in firsts.results if one.fits is not False]
    helpers = [_side(view, one, standing_between(one.score, low, high)) for one in seconds.results]
    return best_triangles(offers, helpers, lambda one, other: len(_joint(view, one, other)))


def _side(view: View, result: MatchResult, share: int) -> Side:
    node = view.index(result.id)
    return Side(node, parties(view, declarers(view, node)), share)


def _joint(view: View, first: Side, second: Side) -> list[int]:
    """Return the activities in which both sides took part, by id."""
    return sorted(_activities(view, first.parties) & _activities(view, {second.node}))


def _activities(view: View, actors: Iterable[int]) -> set[int]:
    return activities_of(view, {one for actor in actors for one in family(view, actor)})


def _suggestion(
    view: View, place: int, one: Triangle, by_id: dict[str, MatchResult], lang: str
) -> TriangleSuggestion:
    first, second = by_id[view.id(one.first)], by_id[view.id(one.second)]
    ties = _ties(view, one, lang)
    return TriangleSuggestion(
        rank=place,
        score=one.score,
        parts=TriangleParts(fit=one.fit, experience=one.experience, together=one.together),
        first=first,
        first_by=[
            named(view, actor, lang) for actor in sorted(parties(view, declarers(view, one.first)))
        ],
        second=second,
        together=ties,
        sentence=_sentence(ties).text(lang),
    )


def _ties(view: View, one: Triangle, lang: str) -> list[TriangleTie]:
    sides = (
        Side(one.first, parties(view, declarers(view, one.first)), 0),
        Side(one.second, frozenset(), 0),
    )
    return [TriangleTie(activity=named(view, node, lang)) for node in _joint(view, *sides)]


def _sentence(ties: Sequence[TriangleTie]) -> Message:
    if not ties:
        return msg("No activity is on record in which both took part.")
    names = [one.activity.label for one in ties[:3]]
    return nmsg(
        "Both took part in {count} activity: {names}.",
        "Both took part in {count} activities, among them: {names}.",
        len(ties), names=names,
    )  # fmt: skip


def _why_none(firsts: Match, seconds: Match, best: Sequence[Triangle]) -> list[Message]:
    if best:
        return []
    if all(one.fits is False for one in firsts.results):
        return [msg("Nothing on record fits it that a first provider could give.")]
    if not seconds.results:
        return [msg("Nobody is on record who has done such a thing before.")]
    return [msg("All who have done such a thing before are of the side that offers it.")]
