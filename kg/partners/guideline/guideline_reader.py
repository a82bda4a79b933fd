"""Reads a guideline with line numbers: the guideline, or everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from string import Formatter
from typing import Any, Final

import yaml
from pydantic import ValidationError
from yaml import MappingNode, Node, ScalarNode, SequenceNode

from kg.base.i18n import Message, msg
from kg.base.millionths import MILLION
from kg.definitions.bounded_yaml import EntriesError, compose
from kg.definitions.definition_files import Mistake
from kg.partners.guideline.guideline import (
    Condition,
    Guideline,
    Otherwise,
)
from kg.partners.measures import MEASURES

Place = tuple[str | int, ...]
FACTS: Final = ("partner", "body", "door", "link")
"""What the texts of rules may name in braces."""
_SEE: Final = msg("See docs/guidelines.md, or compare with “coopgraph guideline show”.")

_TEXT: Final = msg("Write a text, in quotes where it looks like a number.")
_NUMBER: Final = msg("Write a number.")
_LIST: Final = msg("Write a list.")
_ENTRIES: Final = msg("Write entries, each with its name.")
_EXPECTED: Final[dict[str, Message]] = {
    "literal_error": msg("Use one of: {expected}."),
    "less_than_equal": msg("Write a number of at most {le}."),
    "less_than": msg("Write a number below {lt}."),
    "greater_than_equal": msg("Write a number of at least {ge}."),
    "greater_than": msg("Write a number above {gt}."),
    "too_short": msg("Write at least {min_length} of them."),
    "string_pattern_mismatch": msg("Use small letters, digits and hyphens."),
    "string_type": _TEXT,
    "string_too_short": _TEXT,
    "list_type": _LIST,
    "tuple_type": _LIST,
    "dict_type": _ENTRIES,
    "model_type": _ENTRIES,
    **dict.fromkeys(
        ("float_type", "int_type", "decimal_type", "float_parsing", "finite_number"), _NUMBER
    ),
}


def read(text: str) -> tuple[Guideline | None, list[Mistake]]:
    """Return the guideline, None where something is wrong, and what is wrong, by line."""
    try:
        root = compose(text)
        data = yaml.safe_load(text)
    except EntriesError as error:
        return None, [error.mistake]
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        return None, [_not_yaml(error)]
    if not isinstance(root, MappingNode):
        why = msg("This is no guideline.")
        return None, [Mistake(1, "not-a-guideline", why, _SEE)]
    lines = dict(_lines(root, ()))
    twice = list(_twice(root))
    try:
        guideline = Guideline.model_validate(data)
    except ValidationError as error:
        found = [_mistake(lines, wrong) for wrong in error.errors(include_url=False)]
        return None, _in_order([*twice, *found])
    mistakes = _in_order([*twice, *_nonsense(guideline, lines)])
    return (None if mistakes else guideline), mistakes


def _in_order(mistakes: list[Mistake]) -> list[Mistake]:
    seen = {(mistake.line, mistake.code, str(mistake.message)): mistake for mistake in mistakes}
    return sorted(seen.values(), key=lambda mistake: (mistake.line, mistake.code))


def _not_yaml(error: Exception) -> Mistake:
    mark = getattr(error, "problem_mark", None)
    why = msg("This is not YAML: {why}.", why=getattr(error, "problem", None) or str(error))
    return Mistake(mark.line + 1 if mark else 1, "not-yaml", why, msg("Indent with spaces."))


def _lines(node: Node, place: Place) -> Iterator[tuple[Place, int]]:
    yield place, node.start_mark.line + 1
    if isinstance(node, MappingNode):
        for key, value in node.value:
            if isinstance(key, ScalarNode):
                yield from _lines(value, (*place, key.value))
                yield (*place, key.value), key.start_mark.line + 1
    elif isinstance(node, SequenceNode):
        for index, item in enumerate(node.value):
            yield from _lines(item, (*place, index))


def _twice(node: Node) -> Iterator[Mistake]:
    children = [value for _, value in node.value] if isinstance(node, MappingNode) else []
    if isinstance(node, MappingNode):
        seen: set[str] = set()
        for key, _ in node.value:
            if str(key.value) in seen:
                why = msg("“{name}” stands here twice.", name=str(key.value))
                yield Mistake(key.start_mark.line + 1, "twice", why, msg("Keep one of them."))
            seen.add(str(key.value))
    for child in node.value if isinstance(node, SequenceNode) else children:
        yield from _twice(child)


def _line(lines: dict[Place, int], place: Sequence[str | int]) -> int:
    """Return the line of the nearest entry at or above a place."""
    for length in range(len(place), 0, -1):
        if tuple(place[:length]) in lines:
            return lines[tuple(place[:length])]
    return lines[()]


def _mistake(lines: dict[Place, int], wrong: Any) -> Mistake:
    name, line = str(wrong["loc"][-1]), _line(lines, wrong["loc"])
    if wrong["type"] == "missing":
        return Mistake(line, "missing", msg("“{name}” is missing here.", name=name), _SEE)
    if wrong["type"] == "extra_forbidden":
        why = msg("“{name}” has no meaning here.", name=name)
        return Mistake(line, "unknown-entry", why, _SEE)
    why = msg("“{value}” cannot stand here.", value=str(wrong["input"]))
    return Mistake(line, "wrong-value", why, _expected(wrong["type"], wrong.get("ctx", {})))


def _expected(kind: str, bounds: dict[str, Any]) -> Message:
    """Return what should stand in a place, from pydantic's name for what was wrong there."""
    template = _EXPECTED.get(kind)
    return msg(template.template, **bounds) if template else _SEE


def _nonsense(guideline: Guideline, lines: dict[Place, int]) -> Iterator[Mistake]:
    yield from _criteria(guideline, lines)
    known = [criterion.name for criterion in guideline.criteria]
    ids = [rule.id for rule in guideline.rules]
    for index, rule in enumerate(guideline.rules):
        line = _line(lines, ("rules", index))
        if rule.id in ids[:index]:
            yield _again(line, rule.id)
        for name in sorted(_named(rule.when) - set(known)):
            why = msg("There is no criterion “{name}”.", name=name)
            yield Mistake(line, "no-criterion", why, msg("Known are: {names}.", names=known))
        yield from _texts(rule, line)
    yield from _texts(guideline.otherwise, _line(lines, ("otherwise",)))


def _criteria(guideline: Guideline, lines: dict[Place, int]) -> Iterator[Mistake]:
    total = sum(criterion.millionths for criterion in guideline.criteria)
    if total != MILLION:
        why = msg("The weights sum to {sum}.", sum=total / MILLION)
        fix = msg("Make them sum to exactly 1.")
        yield Mistake(_line(lines, ("criteria",)), "weights", why, fix)
    names = [criterion.name for criterion in guideline.criteria]
    for index, criterion in enumerate(guideline.criteria):
        line = _line(lines, ("criteria", index))
        if criterion.name in names[:index]:
            yield _again(line, criterion.name)
        if criterion.measure not in MEASURES:
            why = msg("There is no measure “{name}”.", name=criterion.measure)
            fix = msg("Known are: {names}.", names=list(MEASURES))
            yield Mistake(line, "no-measure", why, fix)
        if criterion.anchors[0] == criterion.anchors[1]:
            why, fix = msg("Both anchors are the same."), msg("Give the lowest and highest value.")
            yield Mistake(line, "anchors", why, fix)


def _again(line: int, name: str) -> Mistake:
    why = msg("“{name}” stands here twice.", name=name)
    return Mistake(line, "twice", why, msg("Keep one of them."))


def _named(condition: Condition) -> set[str]:
    inner = [*(condition.any or ()), *condition.all, *condition.none]
    return set(condition.criteria).union(*map(_named, inner))


def _texts(said: Otherwise, line: int) -> Iterator[Mistake]:
    fix = msg("In braces a text may name: {names}.", names=list(FACTS))
    for text in (said.text, said.condition or ""):
        why = _unusable(text)
        if why is not None:
            yield Mistake(line, "text", why, fix)


def _unusable(text: str) -> Message | None:
    try:
        named = {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:
        return msg("The braces in “{text}” are not closed.", text=text)
    wrong = sorted(named - set(FACTS))
    return msg("The text names {names}, which nobody knows.", names=wrong) if wrong else None
