"""The pattern language of lenses: from text to hops, split at the meeting node ``m``.

    (d:Demand)-[:IN_SECTOR]->(:Sector)-[:BROADER*0..2]->(m:Sector)<-[:IN_SECTOR]-(o:Offer)

The syntax is the part of openCypher and GQL that says which relations are followed: labels and
relation types with alternatives (``:A|B``), both directions and either, ``*2`` and ``*0..2``, and
of properties ``{status: ['member', 'associate']}`` alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from kg.base.errors import WrongUseError
from kg.base.i18n import Message, msg
from kg.graph.view import Direction

MEETING: Final = "m"
LONGEST: Final = 8
"""The most relations that one hop may cross: ``*m..n`` is unrolled."""

_FLIPPED: Final[dict[Direction, Direction]] = {"out": "in", "in": "out", "any": "any"}
_TOKEN: Final = re.compile(
    r"(?P<space>\s+)|(?P<word>[A-Za-z_][A-Za-z_0-9]*)|(?P<number>[0-9]+)"
    r"|(?P<text>'[^']*'|\"[^\"]*\")|(?P<sign>\.\.|[-()\[\]{}<>:|*,])"
)


class PatternError(WrongUseError):
    """A pattern cannot be read; ``position`` counts characters from 1."""

    slug = "bad-pattern"
    status = 422
    title = msg("The pattern cannot be read")

    def __init__(self, position: int, why: Message, fix: Message) -> None:
        super().__init__(msg("At character {position}: {why}", position=position, why=why), fix)
        self.position = position
        self.why = why


@dataclass(frozen=True, slots=True)
class Place:
    """A node of a pattern: its name, empty where it has none, and its labels, empty for any."""

    name: str
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hop:
    """One step of a half-walk: ``low`` to ``high`` relations, ending at a node of ``labels``.

    ``statuses`` None: full ones, and relations without a status; else exactly those named.
    """

    types: tuple[str, ...]
    direction: Direction
    low: int = 1
    high: int = 1
    statuses: tuple[str, ...] | None = None
    labels: tuple[str, ...] = ()


Half = tuple[Hop, ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern: its ends, and the half-walks from each of them to the meeting node."""

    text: str
    start: Place
    end: Place
    left: Half
    right: Half

    def reversed(self) -> Pattern:
        """Return the same pattern asked from its other end."""
        return replace(self, start=self.end, end=self.start, left=self.right, right=self.left)


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    position: int


def parse_pattern(text: str) -> Pattern:
    """Return the pattern that ``text`` says.

    Raises:
        PatternError: the text is no pattern, or has no meeting node between its ends.

    >>> parse_pattern("(d)-[:IN_SECTOR]->(m:Sector)<-[:IN_SECTOR]-(o)").right[0].labels
    ('Sector',)
    """
    places, hops = _Reader(text).chain()
    meets = [number for number, place in enumerate(places) if place.name == MEETING]
    if len(meets) != 1 or not 0 < meets[0] < len(places) - 1:
        why = msg("A pattern has one node called m, between its two ends.")
        raise PatternError(1, why, msg("Call the node where both sides meet (m:Label)."))
    middle = meets[0]
    left = tuple(replace(hops[i], labels=places[i + 1].labels) for i in range(middle))
    right = tuple(
        replace(hops[i], direction=_FLIPPED[hops[i].direction], labels=places[i].labels)
        for i in range(len(hops) - 1, middle - 1, -1)
    )
    return Pattern(text, places[0], places[-1], left, right)


def parse_place(text: str) -> Place:
    """Return the one node that ``text`` says, such as ``(o:Organisation|State)``.

    Raises:
        PatternError: the text is not one node.
    """
    reader = _Reader(text)
    place = reader.place()
    reader.done()
    return place


class _Reader:
    """Reads tokens from left to right; each method reads one thing of the grammar."""

    def __init__(self, text: str) -> None:
        self._tokens = _tokens(text)
        self._next = 0

    def chain(self) -> tuple[list[Place], list[Hop]]:
        places, hops = [self.place()], []
        while self._peek().kind != "end":
            hops.append(self._relation())
            places.append(self.place())
        return places, hops

    def done(self) -> None:
        if self._peek().kind != "end":
            raise self._expected(msg("the end"))

    def place(self) -> Place:
        self._sign("(")
        name = self._word() if self._peek().kind == "word" else ""
        labels = self._names() if self._sees(":") else ()
        self._sign(")")
        return Place(name, labels)

    def _relation(self) -> Hop:
        start = self._peek()
        backwards = self._takes("<")
        self._sign("-")
        self._sign("[")
        types = self._names()
        low, high = self._lengths() if self._takes("*") else (1, 1)
        statuses = self._statuses() if self._takes("{") else None
        self._sign("]")
        self._sign("-")
        forwards = self._takes(">")
        if forwards and backwards:
            why = msg("A relation points one way.")
            raise PatternError(start.position, why, msg("Write -[:X]->, <-[:X]- or -[:X]-."))
        direction: Direction = "out" if forwards else "in" if backwards else "any"
        return Hop(types, direction, low, high, statuses)

    def _names(self) -> tuple[str, ...]:
        self._sign(":")
        names = [self._word()]
        while self._takes("|"):
            self._takes(":")
            names.append(self._word())
        return tuple(dict.fromkeys(names))

    def _lengths(self) -> tuple[int, int]:
        start = self._peek()
        low = self._number()
        high = self._number() if self._takes("..") else low
        if not low <= high or not 1 <= high <= LONGEST:
            why = msg("“*{low}..{high}” is not a length.", low=low, high=high)
            fix = msg("Write *m..n with m not above n, and n from 1 to {most}.", most=LONGEST)
            raise PatternError(start.position, why, fix)
        return low, high

    def _statuses(self) -> tuple[str, ...]:
        start = self._peek()
        if self._word() != "status":
            why = msg("Patterns ask for no property but the status.")
            raise PatternError(start.position, why, msg("Write {form}.", form="{status: ['x']}"))
        self._sign(":")
        self._sign("[")
        found = [self._text()]
        while self._takes(","):
            found.append(self._text())
        self._sign("]")
        self._sign("}")
        return tuple(dict.fromkeys(found))

    def _peek(self) -> _Token:
        return self._tokens[self._next]

    def _take(self) -> _Token:
        token = self._tokens[self._next]
        self._next += 1
        return token

    def _sees(self, sign: str) -> bool:
        token = self._peek()
        return token.kind == "sign" and token.text == sign

    def _takes(self, sign: str) -> bool:
        found = self._sees(sign)
        self._next += found
        return found

    def _sign(self, sign: str) -> None:
        if not self._takes(sign):
            raise self._expected(msg("“{sign}”", sign=sign))

    def _word(self) -> str:
        if self._peek().kind != "word":
            raise self._expected(msg("a name"))
        return self._take().text

    def _number(self) -> int:
        if self._peek().kind != "number" or len(self._peek().text) > 3:  # noqa: PLR2004
            raise self._expected(msg("a number such as in *0..2"))
        return int(self._take().text)

    def _text(self) -> str:
        if self._peek().kind != "text":
            raise self._expected(msg("a text in quotes"))
        return self._take().text[1:-1]

    def _expected(self, what: Message) -> PatternError:
        token = self._peek()
        found = msg("the end") if token.kind == "end" else msg("“{sign}”", sign=token.text)
        why = msg("expected {what}, found {found}.", what=what, found=found)
        fix = msg("A pattern looks like {form}.", form="(d)-[:IN_SECTOR]->(m:Sector)<-[:X]-(o)")
        return PatternError(token.position, why, fix)


def _tokens(text: str) -> list[_Token]:
    found, at = [], 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            why = msg("“{sign}” has no meaning here.", sign=text[at])
            raise PatternError(at + 1, why, msg("Leave it out; texts stand in single quotes."))
        kind = match.lastgroup or ""
        if kind != "space":
            found.append(_Token(kind, match.group(), at + 1))
        at = match.end()
    return [*found, _Token("end", "", len(text) + 1)]
