"""From a view and a lens to matches: for one query with reasons, and for all pairs."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

from kg.base.errors import WrongUseError
from kg.base.i18n import msg
from kg.graph.probe import Probe, Query
from kg.graph.undated import rests_on_memberships_of
from kg.graph.view import View
from kg.matching.completeness import completeness
from kg.matching.contacts import to_start
from kg.matching.counted_memberships import states_counted
from kg.matching.engine import KERNEL, Engine, Hit, Progress, ranking
from kg.matching.kernel.arithmetic import Int64
from kg.matching.kernel.explain import Explainer
from kg.matching.kernel.scoring import KeptOut, kept_out, question
from kg.matching.lens.lens import Lens, PathLens
from kg.matching.reasons import query_label, reasons
from kg.matching.subject_sentences import band
from kg.model.documents import Contact, Match, MatchResult, Reason, Ref

TOP = 20


class MatchRow(NamedTuple):
    """One pair of all pairs; ``fits`` as of a hit."""

    query: str
    target: str
    rank: int
    score: int
    fits: bool | None = None


def match(  # noqa: PLR0917
    view: View, lens: Lens, id_: str, lang: str, top: int = TOP, engine: Engine = KERNEL
) -> Match:
    """Return the best targets for a node, with reasons, contacts and what is missing.

    A node of the lens's end type is asked the other way round: demands for an offer.

    Raises:
        UnknownIdError: no such node, or not for this audience.
        NotOfLensError: the lens relates other types.
        HalfWalkOverflowError: a path has more walks than can be counted.
    """
    return answer(view, lens, view.index(id_), lang, top, engine)


def probe(  # noqa: PLR0917
    view: View,
    lens: Lens,
    state: str | None,
    sector: str | None,
    lang: str,
    top: int = TOP,
    engine: Engine = KERNEL,
) -> Match:
    """Return what ``match`` would for a demand of a state in a sector that nobody declared.

    Raises:
        UnknownIdError: no such node, or not for this audience.
        WrongUseError: neither a state nor a sector is given.
        NotOfLensError: the lens relates no demands.
    """
    return answer(view, lens, a_probe(view, state, sector), lang, top, engine)


def a_probe(view: View, state: str | None, sector: str | None) -> Probe:
    """Return a demand asked but not declared.

    Raises:
        UnknownIdError: no such node, or not for this audience.
        WrongUseError: neither a state nor a sector is given.
    """
    whose = () if state is None else (view.index(state),)
    about = () if sector is None else (view.index(sector),)
    if not (whose or about):
        detail = msg("A question without a demand needs a state or a sector.")
        raise WrongUseError(detail, msg("Name a state, a sector, or both."))
    return Probe("Demand", {("DECLARES", "in"): whose, ("IN_SECTOR", "out"): about}, whose + about)


def scores(view: View, lens: Lens, query: Query) -> tuple[Int64, Int64]:
    """Return all targets of a query and their scores, the best first, ties by id.

    Raises:
        NotOfLensError: the lens relates other types.
        HalfWalkOverflowError: a path has more walks than can be counted.
    """
    ranked = ranking(view, lens, query)
    return ranked.nodes, ranked.scores


def answer(  # noqa: PLR0917
    view: View, lens: Lens, query: Query, lang: str, top: int = TOP, engine: Engine = KERNEL
) -> Match:
    """Return the document for a query that is already known by its number, or for a probe.

    Raises:
        NotOfLensError: the lens relates other types.
        HalfWalkOverflowError: a path has more walks than can be counted.
    """
    found = engine.answer(view, lens, query, top)
    states = states_counted(view, lens, query, (hit.target for hit in found.hits))
    return Match(
        revision=view.snapshot.revision,
        as_of=view.as_of.isoformat(),
        lang=lang,
        **rests_on_memberships_of(view, states, lang),
        standing=lens.standing,
        query=_reference(view, query, lang),
        lens=lens.ruled_by(),
        results=_results(view, lens, query, found.hits, lang),
        excluded=found.excluded,
        completeness=completeness(view, lens, query, lang),
    )


def lacking(
    view: View, lens: PathLens, query: Query, only: Collection[str], lang: str
) -> Iterator[tuple[KeptOut, list[Reason]]]:
    """Yield what fits a query and is kept out by some of the conditions ``only``, by no other.

    The best first, ties by id, each with what speaks for it all the same.

    Raises:
        NotOfLensError: the lens relates other types.
        HalfWalkOverflowError: a path has more walks than can be counted.
    """
    asked = question(view, lens, query)
    explainer = Explainer(asked)
    for one in kept_out(asked):
        if one.fits is not False and set(one.conditions) <= set(only):
            hit = Hit(one.node, one.score, explainer.parts(one.row), one.fits)
            yield one, reasons(view, lens, query, hit, lang)


def match_all(
    view: View,
    lens: Lens,
    top: int = TOP,
    progress: Progress | None = None,
    engine: Engine = KERNEL,
) -> Iterator[MatchRow]:
    """Yield the best targets of every query node of the lens, in id order.

    The same pairs, ranks and scores as one query after the other. ``progress`` is told how many
    queries are done, and of how many.

    Raises:
        HalfWalkOverflowError: a path has more walks than can be counted.
    """
    for row in engine.all_pairs(view, lens, top, progress):
        name = view.id(row.query)
        pairs = zip(row.targets, row.scores, row.fits, strict=True)
        for place, (target, score, fits) in enumerate(pairs, 1):
            yield MatchRow(name, view.id(target), place, score, fits)


def _reference(view: View, query: Query, lang: str) -> Ref:
    label = query_label(view, query, lang)
    node = query.names[0] if isinstance(query, Probe) else query
    return Ref(id=view.id(node), type=view.type_of(node), label=label)


def _results(view: View, lens: Lens, query: Query, hits: list[Hit], lang: str) -> list[MatchResult]:
    ours = to_start(view, query, lang)
    return [
        _result(view, lens, query, (place, hit), ours, lang) for place, hit in enumerate(hits, 1)
    ]


def _result(  # noqa: PLR0917
    view: View,
    lens: Lens,
    query: Query,
    ranked: tuple[int, Hit],
    ours: tuple[list[Contact], list[str]],
    lang: str,
) -> MatchResult:
    place, hit = ranked
    theirs = to_start(view, hit.target, lang)
    near = band(view, lens, query, hit, lang)
    return MatchResult(
        rank=place,
        id=view.id(hit.target),
        type=view.type_of(hit.target),
        label=view.label(hit.target, lang),
        nature=view.nature(hit.target) or lens.nature,
        score=hit.score,
        fits=hit.fits,
        band=near[0],
        subject=near[1],
        contacts=[*theirs[0], *ours[0]],
        missing=[*theirs[1], *ours[1]],
        reasons=reasons(view, lens, query, hit, lang),
    )
