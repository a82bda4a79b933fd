"""A route as a sentence that names each of its links."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kg.base.i18n import Message, msg
from kg.graph.view import Edge, View

_PHRASES: Final[dict[tuple[str, str], Message]] = {
    ("MEMBER_OF", "member"): msg("{start} is a member of {end}"),
    ("MEMBER_OF", ""): msg("{start} is a member of {end}"),
    ("MEMBER_OF", "associate"): msg("{start} is an associate of {end}"),
    ("MEMBER_OF", "observer"): msg("{start} is an observer at {end}"),
    ("MEMBER_OF", "disputed"): msg("the membership of {start} in {end} is disputed"),
    ("PARTY_TO", "party"): msg("{start} is a party to “{end}”"),
    ("PARTY_TO", ""): msg("{start} is a party to “{end}”"),
    ("PARTY_TO", "signatory"): msg("{start} has signed “{end}”"),
    ("PARTY_TO", "named"): msg("{start} is named in “{end}”"),
    ("PART_OF", ""): msg("{start} is part of {end}"),
    ("PART_OF", "national_authority"): msg("{start} is the cooperation authority of {end}"),
    ("RUNS", ""): msg("{start} runs {end}"),
    ("SUCCEEDS", ""): msg("{start} succeeds {end}"),
    ("PROVIDES", ""): msg("{start} provides knowledge in “{end}”"),
    ("PROVIDES_SECOND", ""): msg("{start} supports “{end}” as second provider"),
    ("FUNDS", ""): msg("{start} funds “{end}”"),
    ("IMPLEMENTS", ""): msg("{start} implements “{end}”"),
    ("EXTENDS", ""): msg("{start} manages the funds of “{end}”"),
    ("ACCOUNTS_FOR", ""): msg("{start} is accountable for “{end}”"),
    ("RECEIVES", ""): msg("{start} is a recipient of “{end}”"),
}


def sentence(view: View, edges: Sequence[Edge], lang: str) -> str:
    """Return the links of a route as one sentence in the reader's language."""
    text = "; ".join(_phrase(view, edge, lang) for edge in edges)
    return f"{text[:1].upper()}{text[1:]}."


def _phrase(view: View, edge: Edge, lang: str) -> str:
    role = view.snapshot.edges[edge.type].props(edge.index).get("role", "")
    plain = _PHRASES[edge.type, view.status(edge) or ""]
    template = _PHRASES.get((edge.type, role), plain) if edge.type == "PART_OF" else plain
    ends = {"start": view.label(edge.start, lang), "end": view.label(edge.end, lang)}
    return msg(template.template, **ends).text(lang)
