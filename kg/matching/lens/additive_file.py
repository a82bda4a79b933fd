"""A lens file of the form ``additive``: the model of what may stand in it, and the lens it says."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, Field

from kg.base.i18n import msg
from kg.definitions.checks import check_facts, millionths
from kg.definitions.reader import Entry, coded
from kg.matching.lens.lens import AdditiveLens, Measure, Term
from kg.matching.lens.lens_file import FACTS, WRITTEN, CommonFile

LARGEST: Final = 100
"""The largest weight of a term: its product with any T[x] stays far below 2⁶³."""
MOST: Final = 1_000
"""The largest x that a file may give to whom a term finds nothing of."""

_FACTS: Final = (*FACTS, "number")

Role = Literal[
    "PROVIDES", "PROVIDES_SECOND", "FUNDS", "EXTENDS", "ACCOUNTS_FOR", "IMPLEMENTS"
]  # fmt: skip
"""How somebody has done it: the roles in an activity, but that of its recipient."""
Signed = Annotated[
    Decimal,
    Field(ge=-LARGEST, le=LARGEST, decimal_places=6),
    coded(
        "term-weight",
        msg("Write a number from -100 to 100 with at most six decimals, such as -0.80."),
    ),
    WRITTEN,
]


def _sentence(text: str) -> str:
    return check_facts("sentence", text, _FACTS)


Sentence = Annotated[str | None, AfterValidator(_sentence), WRITTEN]


class TermEntry(Entry):
    """A term: weight · ln(1 + x)."""

    measure: Annotated[Measure, coded("measure"), WRITTEN] = Field(alias="x")
    weight: Signed
    if_none: Annotated[
        int,
        Field(ge=0, le=MOST),
        coded("if-none", msg("Write a whole number from 0 to 1000: the x of who has none.")),
        WRITTEN,
    ]
    sentence: Sentence = None
    sentence_if_none: Sentence = None

    def term(self, name: str) -> Term:
        """Return the term that is meant."""
        weight, said = millionths(self.weight), (self.sentence, self.sentence_if_none)
        return Term(name, self.measure, weight, self.if_none, *said)


class AdditiveFile(CommonFile):
    """A lens of terms."""

    form: Annotated[Literal["additive"], WRITTEN]
    roles: Annotated[
        list[Annotated[Role, coded("role"), WRITTEN]],
        Field(min_length=1),
    ]
    terms: Annotated[
        dict[Annotated[str, Field(min_length=1)], TermEntry],
        Field(min_length=1),
    ]

    def built(self) -> AdditiveLens:
        """Return the lens that is meant."""
        terms = tuple(entry.term(name) for name, entry in self.terms.items())
        return AdditiveLens(**self.common(), roles=tuple(self.roles), terms=terms)
