"""Reasons as documents: what an engine found, with names and sentences in the reader's language."""

from __future__ import annotations

from typing import Final, NamedTuple

from pydantic import TypeAdapter

from kg.graph.memo import recent
from kg.graph.probe import Probe, Query
from kg.graph.taxonomy import narrowest
from kg.graph.view import View
from kg.matching.engine import Hit
from kg.matching.kernel.explain import Part
from kg.matching.lens.lens import AdditiveLens, Lens
from kg.matching.reason_sentences import reason_sentence, term_sentence
from kg.model.documents import Meet, Reason

_MEETS: Final = TypeAdapter(list[Meet])


def reasons(view: View, lens: Lens, query: Query, hit: Hit, lang: str) -> list[Reason]:
    """Return what each path contributes to a target, the most first."""
    ends = query_label(view, query, lang), view.label(hit.target, lang)
    return [_reason(view, lens, part, ends, lang) for part in hit.parts]


def query_label(view: View, query: Query, lang: str) -> str:
    """Return the name of a query; that of a probe names what it is made of."""
    names = query.names if isinstance(query, Probe) else (query,)
    return " · ".join(view.label(node, lang) for node in names)


def _reason(view: View, lens: Lens, part: Part, ends: tuple[str, str], lang: str) -> Reason:
    met = tuple(meet for meet, _ in part.meets)
    names = recent(view, "names of meets", (met, lang), lambda: _names(view, met, lang))
    meets = [
        {"id": id_, "label": label, "score": score}
        for id_, label, (_, score) in zip(names.ids, names.labels, part.meets, strict=True)
    ]
    return Reason(
        path=part.path,
        score=part.score,
        # All at once: one after the other would cost more than all else that is said of them.
        meets=_MEETS.validate_python(meets),
        steps=part.steps,
        sentence=_sentence(lens, part, names.said, ends, lang),
    )


class _Names(NamedTuple):
    """Meeting nodes by id and label, and the labels that a sentence says."""

    ids: list[str]
    labels: list[str]
    said: list[str]


def _names(view: View, meets: tuple[int, ...], lang: str) -> _Names:
    names = {meet: view.label(meet, lang) for meet in meets}
    said = dict.fromkeys(names[meet] for meet in narrowest(view, list(names)))
    return _Names([view.id(meet) for meet in meets], list(names.values()), list(said))


def _sentence(lens: Lens, part: Part, meets: list[str], ends: tuple[str, str], lang: str) -> str:
    if isinstance(lens, AdditiveLens):
        term = next(term for term in lens.terms if term.name == part.path)
        return term_sentence(term, part.number, meets, ends, lang)
    path = next(path for path in lens.paths if path.name == part.path)
    return reason_sentence(path, meets, ends, lang)
