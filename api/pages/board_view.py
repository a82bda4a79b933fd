"""How the board looks at its partners: all of it stands in the address, so that it can be sent on.

Weights are points in ``w.<criterion>``, a hundredth of the whole each; those not given share what
is left in their proportions. ``with`` are the partners
whose reach the tiles show, ``compare`` the two that stand side by side, ``best`` how many are
chosen together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Final
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from kg.base.i18n import Message, msg
from kg.partners.guideline.guideline import Criterion

WEIGHT: Final = "w."
POINTS: Final = 100
SIDES: Final = 2
BEST: Final = 4
"""How many partners are chosen together where nobody says how many."""
MOST_BEST: Final = 12
MOST_TILES: Final = 6
"""Whose reach the tiles show at most: more looks nobody tells apart."""
_LONGEST: Final = 20
_MOST: Final = 40
"""Most of what is read of one name of the address."""
_STEP: Final = Decimal("0.000001")
_POINT: Final = 10_000
RANGE: Final = msg("Write a number from 0 to 100.")
NOTHING: Final = msg("Give at least one criterion a weight above 0.")


@dataclass(frozen=True, slots=True)
class BoardView:
    """What somebody of the board asked to see; ``typed`` are points as they were written."""

    guideline: str
    typed: Mapping[str, str] = field(default_factory=dict)
    tiles: tuple[str, ...] = ()
    compared: tuple[str, ...] = ()
    best: int = BEST
    is_print: bool = False

    @classmethod
    def of(cls, query: QueryParams, guideline: str) -> BoardView:
        """Return what an address asks for; what is wrong in it is found later, one by one."""
        pairs = ((name, text.strip()) for name, text in query.multi_items())
        # A field that is left empty says nothing, and a link need not carry it.
        weights = [pair for pair in pairs if pair[0].startswith(WEIGHT) and pair[1]][:_MOST]
        return cls(
            guideline,
            {name.removeprefix(WEIGHT)[:_MOST]: text for name, text in weights},
            _ids(query.getlist("with"))[:MOST_TILES],
            _ids(query.getlist("compare"))[:SIDES],
            _number(query.get("best", "")),
            query.get("print") == "yes",
        )

    def pairs(self, leave: Sequence[str] = ()) -> Iterator[tuple[str, str]]:
        """Yield names and values for an address or the hidden fields of a form.

        ``leave`` names what is left out: ``w``, ``with``, ``compare``, ``best``, ``print``.
        """
        yield "guideline", self.guideline
        parts = {
            "w": [(f"{WEIGHT}{name}", text) for name, text in self.typed.items()],
            "with": [("with", id_) for id_ in self.tiles],
            "compare": [("compare", id_) for id_ in self.compared],
            "best": [("best", str(self.best))] if self.best != BEST else [],
            "print": [("print", "yes")] if self.is_print else [],
        }
        for name, pairs in parts.items():
            if name not in leave:
                yield from pairs

    def beside(self, id_: str) -> tuple[str, ...]:
        """Return whom to compare where somebody sets one beside another: the one chosen, and it."""
        others = [one for one in self.compared if one != id_]
        return (*others[:1], id_)

    def query(self, *leave: str, **more: str) -> str:
        """Return the part of an address behind the question mark."""
        return urlencode([*more.items(), *self.pairs(leave)], safe="/:@")


def _number(text: str) -> int:
    """Return how many are to be chosen; what is no such number is taken as nothing said."""
    is_one = text.isascii() and text.isdecimal() and len(text) <= len(str(MOST_BEST))
    return int(text) if is_one and 1 <= int(text) <= MOST_BEST else BEST


def _ids(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))


@dataclass(frozen=True, slots=True)
class Weights:
    """The weights of a view, for one guideline: what to ask with, or what is wrong in which field.

    ``given`` is empty where none was typed or all are the guideline's own.
    """

    given: tuple[tuple[str, Decimal], ...]
    wrong: Mapping[str, Message]

    @classmethod
    def of(cls, view: BoardView, criteria: Sequence[Criterion]) -> Weights:
        """Read what was typed; those left empty share what is left."""
        known = {one.name: one.weight for one in criteria}
        points = {name: _points(text) for name, text in view.typed.items()}
        wrong = {name: RANGE for name, value in points.items() if value is None}
        names = list(known)
        wrong |= {
            name: msg("The guideline has no criterion “{name}”. Known are: {names}.",
                      name=name, names=names)
            for name in points if name not in known
        }  # fmt: skip
        given = {name: value for name, value in points.items() if value is not None}
        if not wrong and len(given) == len(known) and not any(given.values()):
            wrong = {names[0]: NOTHING}
        return cls(() if wrong or given.items() <= known.items() else tuple(given.items()), wrong)


def _points(text: str) -> Decimal | None:
    """Return points as a share of the whole, None where it is no number from 0 to 100.

    >>> _points("12,5"), _points("101"), _points("nan")
    (Decimal('0.125'), None, None)
    """
    if len(text) > _LONGEST:
        return None
    try:
        value = Decimal(text.replace(",", "."))
    except InvalidOperation:
        return None
    if not value.is_finite() or not 0 <= value <= POINTS:
        return None
    return (value / POINTS).quantize(_STEP).normalize()


def points_of(millionths: int) -> str:
    """Return a weight in points, as a field of a form holds it.

    >>> points_of(200_000), points_of(125_000)
    ('20', '12.5')
    """
    return f"{(Decimal(millionths) / _POINT).normalize():f}"
