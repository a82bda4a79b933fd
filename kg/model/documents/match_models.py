"""Documents about matches with their reasons and contacts."""

from typing import Literal

from pydantic import Field

from kg.model.documents.document_parts import Answer, Part, Ref, RuledBy
from kg.model.fields import Nature
from kg.model.standing import Standing


class Contact(Part):
    """Whom to write to: the role (``offer`` or ``demand`` side), the office, its mailbox."""

    role: str
    id: str
    label: str
    mailbox: str | None


class Meet(Part):
    """A meeting node and what it contributes."""

    id: str
    label: str
    score: int


class Reason(Part):
    """One path's share of a score; the scores of ``meets`` sum to ``score``."""

    path: str
    score: int
    meets: list[Meet]
    steps: list[list[str]]
    sentence: str


Band = Literal["subject", "sector", "field"]
"""How near two are by what they are about: the same purpose, no more than a 3-digit sector, no more
than the broad field. The first two fit."""


class MatchResult(Part):
    """One match; the scores of ``reasons`` sum to ``score``.

    ``fits``: it is about the same subject, and stands before all that shares the broad field alone;
    None where the lens draws no such line. ``band`` says how near it is, ``subject`` by what.
    """

    rank: int
    id: str
    type: str
    label: str
    nature: Nature | None
    score: int
    fits: bool | None
    band: Band | None
    subject: str | None
    contacts: list[Contact]
    missing: list[str]
    reasons: list[Reason]


class WayOn(Part):
    """What may help where nothing fits: another question, or to make the need known.

    ``kind`` is ``widen`` (the same need, told by a broader sector), ``practices``, ``experience``
    or ``post``; ``id``, ``sector`` and ``lens`` are what to ask ``match``, None where nothing is to
    be asked; ``found`` counts what that question finds, where it was asked already.
    """

    kind: Literal["widen", "practices", "experience", "post"]
    text: str
    id: str | None = None
    sector: str | None = None
    lens: str | None = None
    found: int | None = None


class SourceReach(Part):
    """A source that tells of activities: of how many of those asked about, and how far it reaches.

    ``last_year`` is that in which the last of all it tells of began, null where it dates none.
    """

    id: str
    label: str
    activities: int
    last_year: int | None


class Completeness(Part):
    """Which sources an answer about experience rests on, those with the most activities first."""

    sentence: str
    sources: list[SourceReach]


class Match(Answer):
    """Matches for one query, with reasons; ``excluded`` counts pairs per hard condition.

    Beside the offers for a need stand ``practices`` that may serve it, by ``practices_lens``;
    where nothing fits it, ``ways_on``.
    ``completeness`` says of answers from activities which sources they rest on, else null.
    """

    standing: Standing
    query: Ref
    lens: RuledBy
    results: list[MatchResult]
    excluded: dict[str, int]
    practices: list[MatchResult] = Field(default_factory=list)
    practices_lens: RuledBy | None = None
    ways_on: list[WayOn] = Field(default_factory=list)
    completeness: Completeness | None = None
