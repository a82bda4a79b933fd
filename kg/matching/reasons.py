"""Reasons as documents: what an engine found, with names and sentences in the reader's language."""

from __future__ import annotations

from typing import NamedTuple

from kg.graph.memo import recent
from kg.graph.probe import Probe, Query
from kg.graph.taxonomy import narrowest
from kg.graph.view import View
from kg.matching.engine import Hit
from kg.matching.kernel.explain import Part
from kg.matching.lens.lens import AdditiveLens, Lens
from kg.matching.reason_sentences import reason_sentence, term_sentence
from kg.model.documents import Meet, Reason


def reasons(view: View, lens: Lens, query: Query, hit: Hit, lang: str) -> list[Reason]:
    """Return what each path contributes to a target, the most first."""
    ends = query_label(view, query, lang), view.label(hit.target, lang)
    return [_reason(view, lens, part, ends, lang) for part in hit.parts]


def query_label(view: View, query: Query, lang: str) -> str:
    """Return the name of a query; that of a probe names what it is made of."""
    names = query.names if isinstance(query, Probe) else (query,)
    return " · ".join(view.label(node, lang) for node in names)


def _reason(view: View, lens: Lens, part: Part, ends: tuple[str, str], lang: str) -> Reason:
    key = tuple(part.meets), lang
    said = recent(view, "meets", key, lambda: _said(view, part, lang))
    # Nothing comes from outside: to check every step of every walk would cost more than the rest.
    return Reason.model_construct(
        path=part.path,
        score=part.score,
        meets=said.meets,
        steps=part.steps,
        sentence=_sentence(view, lens, part, said.names, ends, lang),
    )


class _Said(NamedTuple):
    """Meeting nodes as documents, and the names that a sentence says."""

    meets: list[Meet]
    names: list[str]


def _said(view: View, part: Part, lang: str) -> _Said:
    names = {meet: view.label(meet, lang) for meet, _ in part.meets}
    nearest = dict.fromkeys(names[meet] for meet in narrowest(view, list(names)))
    meets = [
        Meet.model_construct(id=view.id(meet), label=names[meet], score=score)
        for meet, score in part.meets
    ]
    return _Said(meets, list(nearest))


def _sentence(  # noqa: PLR0917
    view: View, lens: Lens, part: Part, meets: list[str], ends: tuple[str, str], lang: str
) -> str:
    if isinstance(lens, AdditiveLens):
        term = next(term for term in lens.terms if term.name == part.path)
        return term_sentence(term, part.number, meets, ends, lang)
    path = next(path for path in lens.paths if path.name == part.path)
    # Most sentences name no ends: then all who meet at the same nodes are told the same.
    named = (
        ends
        if path.sentence and ("{query}" in path.sentence or "{target}" in path.sentence)
        else ()
    )
    key = path.sentence, path.name, named, tuple(meets), lang
    return recent(view, "sentences", key, lambda: reason_sentence(path, meets, ends, lang))
