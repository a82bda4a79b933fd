"""Reasons as documents: what an engine found, with names and sentences in the reader's language."""

from __future__ import annotations

from typing import NamedTuple

from kg.graph.memo import recent
from kg.graph.probe import Probe, Query
from kg.graph.taxonomy import narrowest
from kg.graph.view import View
from kg.matching.engine import Hit
from kg.matching.kernel.explain import Part
from kg.matching.lens.lens import AdditiveLens, Lens, Path, Term
from kg.matching.reason_sentences import reason_sentence, term_sentence
from kg.model.documents import Meet, Reason


def reasons(view: View, lens: Lens, query: Query, hit: Hit, lang: str) -> list[Reason]:
    """Return what each path contributes to a target, the most first."""
    ends = query_label(view, query, lang), view.label(hit.target, lang)
    rules = {rule.name: rule for rule in _rules(lens)}
    return [_reason(view, rules[part.path], part, ends, lang) for part in hit.parts]


def query_label(view: View, query: Query, lang: str) -> str:
    """Return the name of a query; that of a probe names what it is made of."""
    names = query.names if isinstance(query, Probe) else (query,)
    return " · ".join(view.label(node, lang) for node in names)


def _rules(lens: Lens) -> tuple[Path | Term, ...]:
    return lens.terms if isinstance(lens, AdditiveLens) else lens.paths


def _reason(view: View, rule: Path | Term, part: Part, ends: tuple[str, str], lang: str) -> Reason:
    said = _said_of(view, rule, part, ends, lang)
    # Nothing comes from outside: to check every step of every walk would cost more than the rest.
    return Reason.model_construct(
        path=part.path,
        score=part.score,
        meets=said.meets,
        steps=part.steps,
        sentence=said.sentence,
    )


class _Said(NamedTuple):
    """Meeting nodes as documents, and the sentence that names them."""

    meets: list[Meet]
    sentence: str


def _said_of(view: View, rule: Path | Term, part: Part, ends: tuple[str, str], lang: str) -> _Said:
    """Return what is said of a part; all whose path leads through the same nodes are told the same.

    Unless the sentence names who they are.
    """
    sentence = rule.sentence if part.number is not None or isinstance(rule, Path) else rule.silent
    named = sentence and ("{query}" in sentence or "{target}" in sentence)
    key = rule.name, sentence, part.number, ends if named else (), tuple(part.meets), lang
    return recent(view, "said", key, lambda: _said(view, rule, part, ends, lang))


def _said(view: View, rule: Path | Term, part: Part, ends: tuple[str, str], lang: str) -> _Said:
    names = {meet: view.label(meet, lang) for meet, _ in part.meets}
    nearest = dict.fromkeys(names[meet] for meet in narrowest(view, list(names)))
    meets = [Meet(id=view.id(meet), label=names[meet], score=score) for meet, score in part.meets]
    if isinstance(rule, Path):
        return _Said(meets, reason_sentence(rule, list(nearest), ends, lang))
    return _Said(meets, term_sentence(rule, part.number, list(nearest), ends, lang))
