"""Documents about triangular suggestions: a first and a second provider for a demand."""

from __future__ import annotations

from pydantic import Field

from kg.model.documents.document_parts import Answer, Named, Part, Ref, RuledBy
from kg.model.documents.match_models import Completeness, MatchResult
from kg.model.standing import Standing


class TriangleParts(Part):
    """What a score is the sum of, in millionths.

    How well the offer fits, how far the second stands in experience, what both did together.
    """

    fit: int
    experience: int
    together: int


class TriangleTie(Part):
    """An activity in which both sides took part."""

    activity: Named


class TriangleSuggestion(Part):
    """A first provider by its offer and a second by what it has done, each with its reasons.

    The scores of ``parts`` sum to ``score``; ``sentence`` says what both did together.
    """

    rank: int
    score: int
    parts: TriangleParts
    first: MatchResult
    first_by: list[Named]
    second: MatchResult
    together: list[TriangleTie]
    sentence: str


class Triangles(Answer):
    """The best pairs of a first and a second provider for a demand: for each offer its best second.

    ``sentences`` say why there are none. ``completeness`` says on which sources experience rests.
    """

    standing: Standing
    query: Ref
    lens: RuledBy
    second_lens: RuledBy
    proposal: str
    results: list[TriangleSuggestion]
    sentences: list[str] = Field(default_factory=list)
    completeness: Completeness | None = None
