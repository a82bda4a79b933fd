"""A route as a sentence that names each of its links."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kg.base.i18n import Message, msg
from kg.graph.view import Edge, View
from kg.paths.strengths import NOT_STATED, STRENGTHS

_OF_ROLE: Final[dict[tuple[str, str], Message]] = {
    ("PART_OF", "national_authority"): msg("{start} is the cooperation authority of {end}"),
}
"""Phrases for relations whose role says more than their status does."""


def sentence(view: View, edges: Sequence[Edge], lang: str) -> str:
    """Return the links of a route as one sentence in the reader's language."""
    text = "; ".join(_phrase(view, edge, lang) for edge in edges)
    return f"{text[:1].upper()}{text[1:]}."


def _phrase(view: View, edge: Edge, lang: str) -> str:
    role = view.snapshot.edges[edge.type].props(edge.index).get("role", "")
    plain = STRENGTHS[edge.type][view.status(edge) or NOT_STATED].phrase
    template = _OF_ROLE.get((edge.type, role), plain).template
    ends = {"start": view.label(edge.start, lang), "end": view.label(edge.end, lang)}
    return msg(template, **ends).text(lang)
