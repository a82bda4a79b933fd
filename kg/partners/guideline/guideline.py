"""A guideline: who is judged, by which rules and criteria."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from pydantic import AfterValidator, Field, FiniteFloat

from kg.definitions.checks import Share, check_facts, millionths
from kg.definitions.reader import BY_SHAPE, ENTRIES, WORD, Entry
from kg.model.documents import RuledBy
from kg.model.fields import Id, Short
from kg.model.standing import Standing

Verdict = Literal["approach", "conditions", "unknown", "not_now"]
Link = Literal["in_force", "unconfirmed", "ended", "unknown"]
Approached = Literal[
    "decided", "contacted", "answered", "meeting_held", "under_negotiation", "signed", "closed"
]
"""How far the approach to a partner is, as the board's record of it has it."""
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]*$")]
STRONGEST: Final[tuple[Verdict, ...]] = ("not_now", "unknown", "conditions", "approach")
"""Verdicts in the order in which they prevail: rules do not compensate each other."""
RANKED: Final[tuple[Verdict, ...]] = ("approach", "conditions")
"""Verdicts under which a partner has a rank; those under others come after it, in this order."""
FACTS: Final = ("partner", "body", "door", "link")
"""What the texts of rules may name in braces."""
BODY: Final = ("body",)
"""What the text of an exception may name: it is said once, of all whom it leaves out."""


def _text(text: str) -> str:
    return check_facts("text", text, FACTS)


def _reason(text: str) -> str:
    return check_facts("text", text, BODY)


Text = Annotated[Short, AfterValidator(_text)]


class LeftOut(Entry):
    """Who are no candidates, and why; of several entries all must hold.

    ``national``: it belongs to one state or country. ``exists``: on the date it is founded, not
    over, and nobody has taken its place.
    """

    id: Annotated[list[Id], Field(min_length=1)] | None = None
    kind: Annotated[list[Name], Field(min_length=1)] | None = None
    national: bool | None = None
    exists: bool | None = None
    text: Annotated[Short, AfterValidator(_reason)]

    @property
    def names_somebody(self) -> bool:
        """Whether it names bodies or kinds, so that it speaks of others than the candidates too."""
        return self.id is not None or self.kind is not None

    @property
    def is_only_kinds(self) -> bool:
        """Whether it leaves out whole kinds."""
        return (self.id, self.national, self.exists) == (None, None, None)

    @property
    def is_everybody(self) -> bool:
        """Whether it asks nothing, and so would leave out everybody."""
        return self.is_only_kinds and self.kind is None


class Candidates(Entry):
    """Who is judged: organisations of these kinds, without those that an exception leaves out.

    Those named ``besides`` are judged whatever an exception says; the body and its organs never.
    """

    kinds: Annotated[list[Name], Field(min_length=1)]
    besides: list[Id] = Field(default_factory=list)
    exceptions: list[LeftOut] = Field(default_factory=list, alias="except")


class Criterion(Entry):
    """A measure on an anchored scale: ``anchors`` are the values that count nothing and all."""

    name: Name
    measure: Name
    anchors: tuple[FiniteFloat, FiniteFloat]
    weight: Share
    beyond: list[Id] = Field(default_factory=list)

    @property
    def millionths(self) -> int:
        """The weight in millionths."""
        return millionths(self.weight)


class Bound(Entry):
    """A value is known and reaches ``at_least``, stays ``below``; an unknown one does neither."""

    at_least: FiniteFloat | None = None
    below: FiniteFloat | None = None


Wanted = Annotated[
    Annotated[Literal["known", "unknown"], WORD] | Annotated[Bound, ENTRIES], BY_SHAPE
]


class Condition(Entry):
    """What must hold of a partner; of several entries all, of none: always.

    ``link`` is the official link with the body, ``mandate`` a resolution of the body that names the
    partner, ``pilot`` an initiative that concerns it, ``door`` a known office to write to,
    ``approach`` how far the approach to it is; where there is none it is none of them.
    """

    id: list[Id] | None = None
    kind: list[Name] | None = None
    link: list[Link] | None = None
    mandate: bool | None = None
    pilot: bool | None = None
    door: bool | None = None
    approach: list[Approached] | None = None
    criteria: dict[Name, Wanted] = Field(default_factory=dict)
    any: list[Condition] | None = None
    all: list[Condition] = Field(default_factory=list)
    none: list[Condition] = Field(default_factory=list)


class Otherwise(Entry):
    """What is said of a partner: the verdict, the text it rests on, what is missing for more."""

    verdict: Verdict
    basis: Id
    text: Text
    condition: Text | None = None


class Rule(Otherwise):
    """A rule that speaks where its condition holds."""

    id: Name
    when: Condition


class Guideline(Entry):
    """A checked guideline of the body ``body``; the weights of its criteria sum to one."""

    guideline: Name
    version: Short
    standing: Standing = Standing()
    body: Id
    candidates: Candidates
    rules: Annotated[list[Rule], Field(min_length=1)]
    otherwise: Otherwise
    criteria: Annotated[list[Criterion], Field(min_length=1)]

    def ruled_by(self) -> RuledBy:
        """Return how documents name the guideline."""
        return RuledBy(name=self.guideline, version=self.version, standing=self.standing)
