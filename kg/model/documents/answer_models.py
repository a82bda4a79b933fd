"""Documents about a consolidated answer of the desk."""

from typing import Literal

from kg.model.documents.document_parts import Document, Part, Ref, RuledBy
from kg.model.documents.match_models import Contact
from kg.model.standing import Standing


class AnswerGap(Part):
    """What a need lacks of an offer: of which kind, and a sentence."""

    kind: Literal["capacity", "dates", "eligibility", "language"]
    text: str


class AnswerMatch(Part):
    """An offer or practice in an answer: why, what it lacks, the last request about the pair.

    ``request`` is the id of a request for contact, ``state`` the state that it is in.
    """

    id: str
    type: str
    label: str
    nature: str
    score: int
    reasons: list[str]
    gaps: list[AnswerGap]
    missing: list[str]
    contacts: list[Contact]
    request: str | None
    state: str | None


class AnswerSector(Part):
    """A sector of a need that is not covered; ``near`` are offers in the same broad field."""

    id: str
    label: str
    near: list[Ref]


class DeskAnswer(Document):
    """One consolidated answer to a demand, as its office reads the knowledge base.

    ``covered``: offers that fit and lack nothing; ``partly``: those that fit and lack something;
    ``practices``: what has worked elsewhere; ``not_covered``: its sectors that no offer of the two
    lists reaches though somebody offers something there; ``nobody_offers``: those that no offer
    reaches at all. ``own_missing`` is what the demand does not say itself. ``revision`` and
    ``as_of`` are those of the knowledge base.
    """

    demand: Ref
    outcome: Literal["covered", "partly", "not_covered"]
    lens: RuledBy
    standing: Standing
    covered: list[AnswerMatch]
    partly: list[AnswerMatch]
    practices: list[AnswerMatch]
    not_covered: list[AnswerSector]
    nobody_offers: list[AnswerSector]
    own_missing: list[str]
