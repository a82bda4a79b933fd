"""A guideline: who is judged, by which rules and criteria."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from pydantic import AfterValidator, Field, FiniteFloat

from kg.definitions.checks import Share, check_facts, millionths
from kg.definitions.reader import BY_SHAPE, ENTRIES, WORD, Entry
from kg.model.documents import RuledBy
from kg.model.fields import Id, Short
from kg.model.standing import Standing

Verdict = Literal["approach", "conditions", "not_now"]
Link = Literal["in_force", "unconfirmed", "ended", "unknown"]
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]*$")]
STRONGEST: Final[tuple[Verdict, ...]] = ("not_now", "conditions", "approach")
"""Verdicts in the order in which they prevail: rules do not compensate each other."""
FACTS: Final = ("partner", "body", "door", "link")
"""What the texts of rules may name in braces."""


def _text(text: str) -> str:
    return check_facts("text", text, FACTS)


Text = Annotated[Short, AfterValidator(_text)]


class Candidates(Entry):
    """Who is judged: organisations of these kinds; the body itself and its organs never are."""

    kinds: Annotated[list[Name], Field(min_length=1)]
    besides: list[Id] = Field(default_factory=list)


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
    partner, ``pilot`` an initiative that concerns it, ``door`` a known office to write to.
    """

    id: list[Id] | None = None
    kind: list[Name] | None = None
    link: list[Link] | None = None
    mandate: bool | None = None
    pilot: bool | None = None
    door: bool | None = None
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
