"""What a definition file says, as plain values, and on which line each of them stands."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final

from yaml import MappingNode, Node, SequenceNode

from kg.base.i18n import msg
from kg.definitions.bounded_yaml import line_of
from kg.definitions.definition_files import Mistake

Place = tuple[str | int, ...]
"""Where a value stands: the names of entries and the numbers of items that lead to it."""

INSIDE: Final = -1
"""The last step of a place inside another, where what is missing there would stand."""

_TAG: Final = "tag:yaml.org,2002:"


class Written:
    """A composed file: ``data`` of dicts, lists, texts, exact numbers, booleans and None.

    Dates are texts. Of an entry that stands twice the first counts; ``twice`` names the others.
    """

    def __init__(self, root: MappingNode) -> None:
        self.twice: list[Mistake] = []
        self._lines: dict[Place, int] = {}
        self.data = self._value(root, (), line_of(root))

    def line(self, place: Place) -> int:
        """Return the line of a place, without the steps that the file does not have (a model's)."""
        known: Place = ()
        for step in place:
            known = (*known, step) if (*known, step) in self._lines else known
        return self._lines[known]

    def _value(self, node: Node, place: Place, line: int) -> Any:
        self._lines |= {place: line, (*place, INSIDE): line_of(node)}
        if isinstance(node, MappingNode):
            return self._entries(node, place)
        if isinstance(node, SequenceNode):
            items = enumerate(node.value)
            return [self._value(item, (*place, at), line_of(item)) for at, item in items]
        return _scalar(node)

    def _entries(self, node: MappingNode, place: Place) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in node.value:
            name, line = str(key.value).strip(), line_of(key)
            if name in found:
                why = msg("“{name}” stands here twice.", name=name)
                self.twice.append(Mistake(line, "twice", why, msg("Keep one of them.")))
            else:
                found[name] = self._value(value, (*place, name), line)
        return found


def _scalar(node: Node) -> str | Decimal | bool | None:
    kind = node.tag.removeprefix(_TAG)
    if kind == "null":
        return None
    if kind == "bool":
        return node.value.lower() in {"yes", "true", "on"}
    return _number(node.value) if kind in {"int", "float"} else str(node.value)


def _number(text: str) -> Decimal | str:
    """Return the number that is written, to its last digit; what is none stays a text."""
    try:
        return Decimal(text)
    except ArithmeticError:
        return text
