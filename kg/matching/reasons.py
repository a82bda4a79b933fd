"""Reasons as documents: what an engine found, with names and sentences in the reader's language."""

from __future__ import annotations

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
    names = {meet: view.label(meet, lang) for meet, _ in part.meets}
    said = list(dict.fromkeys(names[meet] for meet in narrowest(view, list(names))))
    return Reason(
        path=part.path,
        score=part.score,
        meets=[Meet(id=view.id(meet), label=names[meet], score=s) for meet, s in part.meets],
        steps=part.steps,
        sentence=_sentence(lens, part, said, ends, lang),
    )


def _sentence(lens: Lens, part: Part, meets: list[str], ends: tuple[str, str], lang: str) -> str:
    if isinstance(lens, AdditiveLens):
        term = next(term for term in lens.terms if term.name == part.path)
        return term_sentence(term, part.number, meets, ends, lang)
    path = next(path for path in lens.paths if path.name == part.path)
    return reason_sentence(path, meets, ends, lang)
