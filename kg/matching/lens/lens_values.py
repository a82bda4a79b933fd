"""The values of a lens file: from YAML nodes to names, numbers, patterns, conditions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from string import Formatter
from typing import Final, NoReturn, TypeVar, get_args

from pydantic import ValidationError
from yaml import MappingNode, Node, ScalarNode

from kg.base.i18n import Message, msg
from kg.base.millionths import MILLION
from kg.definitions.definition_files import Mistake
from kg.matching.lens.lens import Requirement
from kg.matching.lens.pattern import (
    Half,
    Hop,
    Pattern,
    PatternError,
    Place,
    parse_pattern,
    parse_place,
)
from kg.model.fields import Nature
from kg.model.registry import NODES, RELATIONS
from kg.model.standing import Standing

T = TypeVar("T")

SIMPLE: Final = (
    "different_actor", "same_nature", "valid_on_date", "common_language", "eligible", "same_field",
)  # fmt: skip
"""Conditions that take no value."""
CONDITIONS: Final = (*SIMPLE, "period_overlap", "at_least")
FACTS: Final = ("meets", "query", "target")
"""What a sentence may name in braces."""

_SPECIFICITY: Final = {"information-content": True, "none": False}
_NAME: Final = re.compile(r"[a-z][a-z0-9_-]*\Z")
_MONTHS: Final = re.compile(r"([1-9]\d{0,2}) months?\Z")
_DECIMALS: Final = 6


class WrongValue(Exception):  # noqa: N818
    """Carries one mistake out of the reading of one entry."""

    def __init__(self, mistake: Mistake) -> None:
        super().__init__(mistake.code)
        self.mistake = mistake


def line_of(node: Node) -> int:
    """Return the line on which a node begins, from 1."""
    return int(node.start_mark.line) + 1


def _wrong(node: Node, code: str, message: Message, fix: Message) -> NoReturn:
    raise WrongValue(Mistake(line_of(node), code, message, fix))


def text(node: Node) -> str:
    """Return a text that is not empty."""
    if not isinstance(node, ScalarNode) or not node.value.strip():
        _wrong(node, "not-text", msg("A text is expected here."), msg("Write one value."))
    return str(node.value).strip()


def name(node: Node) -> str:
    """Return the name of a lens."""
    found = text(node)
    if not _NAME.match(found):
        why, fix = msg("“{name}” is no name.", name=found), msg("Use small letters and hyphens.")
        _wrong(node, "name", why, fix)
    return found


def end(node: Node) -> Place:
    """Return one end of a lens: a name and at least one known label."""
    place = _readable(node, parse_place, text(node))
    if not place.name or not place.labels:
        why = msg("An end of a lens has a name and a label.")
        _wrong(node, "end", why, msg("Write (d:Demand)."))
    _known(node, place.labels)
    return place


def standing(node: Node) -> Standing:
    """Return the standing: ``proposed``, or a mapping with status, date and decision."""
    values = {key.value: text(value) for key, value in node.value} if _maps(node) else {}
    try:
        return Standing.model_validate(values or {"status": text(node)})
    except ValidationError:
        why = msg("This is no standing.")
        fix = msg("Write proposed, or status: adopted with its date and decision.")
        _wrong(node, "standing", why, fix)


def nature(node: Node) -> Nature:
    """Return a nature."""
    for known in get_args(Nature):
        if known == text(node):
            return known  # type: ignore[no-any-return]
    why = msg("“{value}” is no nature.", value=text(node))
    _wrong(node, "nature", why, msg("Known are: {names}.", names=list(get_args(Nature))))


def millionths(node: Node) -> int:
    """Return a share from 0 to 1 as an integer of millionths, at most six decimals."""
    try:
        scaled = Decimal(text(node)) * MILLION
    except ArithmeticError:
        scaled = Decimal("NaN")
    if not scaled.is_finite() or scaled != scaled.to_integral_value() or not 0 <= scaled <= MILLION:
        why = msg("“{value}” is no share.", value=text(node))
        fix = msg("Write a number from 0 to 1 with at most six decimals, such as 0.40.")
        _wrong(node, "share", why, fix)
    return int(scaled)


def specificity(node: Node) -> bool:
    """Return whether meeting nodes count by how specific they are."""
    if text(node) not in _SPECIFICITY:
        why = msg("“{value}” is no specificity.", value=text(node))
        fix = msg("Known are: {names}.", names=list(_SPECIFICITY))
        _wrong(node, "specificity", why, fix)
    return _SPECIFICITY[text(node)]


def sentence(node: Node) -> str:
    """Return the template of a sentence; it may name only the facts there are."""
    template = text(node)
    try:
        fields = [part[1:] for part in Formatter().parse(template) if part[1] is not None]
    except ValueError:
        fields = [("", None, None)]
    if any(fact not in FACTS or form or turn for fact, form, turn in fields):
        why = msg("The sentence names something in braces that is not known.")
        fix = msg("Known are: {names}.", names=[f"{{{fact}}}" for fact in FACTS])
        _wrong(node, "sentence", why, fix)
    return template


def requirements(node: Node, paths: set[str], labels: set[str]) -> list[Requirement]:
    """Return the conditions of one entry of the list."""
    if not _maps(node):
        return [_plain(node, text(node), labels)]
    return [rule for key, value in node.value for rule in _valued(key, value, paths)]


def pattern(node: Node, start: Place | None, end: Place | None) -> Pattern:
    """Return a pattern between the ends of the lens, of known types, that can be walked."""
    found = _readable(node, parse_pattern, text(node))
    for hop in (*found.left, *found.right):
        _check_hop(node, hop)
    for place, wanted, half in ((found.start, start, found.left), (found.end, end, found.right)):
        if wanted is not None:
            _check_end(node, place, wanted)
            _check_walkable(node, wanted.labels, half)
    return found


def _maps(node: Node) -> bool:
    return isinstance(node, MappingNode)


def _readable(node: Node, parse: Callable[[str], T], value: str) -> T:
    try:
        return parse(value)
    except PatternError as error:
        _wrong(node, error.slug, error.detail, error.fix)


def _known(node: Node, labels: tuple[str, ...]) -> None:
    for label in labels:
        if label not in NODES:
            why = msg("There is no node type “{type}”.", type=label)
            _wrong(node, "node-type", why, msg("Known are: {names}.", names=list(NODES)))


def _plain(node: Node, rule: str, labels: set[str]) -> Requirement:
    if rule not in SIMPLE:
        why = msg("“{name}” is no condition, or it needs a value.", name=rule)
        fix = msg("Known are: {names}.", names=list(CONDITIONS))
        _wrong(node, "condition", why, fix)
    if rule == "eligible" and not labels & {"Offer", "Practice"}:
        why = msg("Who may take part is said by offers and practices alone.")
        _wrong(node, "condition", why, msg("Leave “eligible” out."))
    return Requirement(rule)


def _valued(key: Node, value: Node, paths: set[str]) -> Iterator[Requirement]:
    rule = text(key)
    if rule == "period_overlap":
        yield Requirement(rule, months=_months(value))
    elif rule == "at_least" and isinstance(value, MappingNode):
        for path, share in value.value:
            yield Requirement(rule, path=_known_path(path, paths), share=millionths(share))
    else:
        why = msg("“{name}” takes no such value.", name=rule)
        fix = msg("Write {form}.", form="“- period_overlap: 3 months”, “- at_least: {sector: 0.3}”")
        _wrong(key, "condition", why, fix)


def _months(node: Node) -> int:
    found = _MONTHS.match(text(node))
    if found is None:
        why = msg("“{value}” is no number of months.", value=text(node))
        _wrong(node, "months", why, msg("Write a number and the word: 3 months."))
    return int(found[1])


def _known_path(node: Node, paths: set[str]) -> str:
    if text(node) not in paths:
        why = msg("There is no path “{path}”.", path=text(node))
        _wrong(node, "path", why, msg("Known are: {names}.", names=sorted(paths)))
    return text(node)


def _check_hop(node: Node, hop: Hop) -> None:
    _known(node, hop.labels)
    for relation in hop.types:
        if relation not in RELATIONS:
            why = msg("There is no relation type “{type}”.", type=relation)
            _wrong(node, "relation-type", why, msg("Known are: {names}.", names=list(RELATIONS)))
    statuses = {status for relation in hop.types for status in RELATIONS[relation].statuses}
    for status in hop.statuses or ():
        if status not in statuses:
            why = msg("{types} has no status “{status}”.", types=list(hop.types), status=status)
            _wrong(node, "status", why, msg("Known are: {names}.", names=sorted(statuses)))


def _check_end(node: Node, place: Place, wanted: Place) -> None:
    if place.name != wanted.name or (place.labels and set(place.labels) != set(wanted.labels)):
        why = msg("The pattern must lead from one end of the lens to the other.")
        _wrong(node, "ends", why, msg("Call this end ({name}).", name=wanted.name))


def _check_walkable(node: Node, types: tuple[str, ...], half: Half) -> None:
    reached = set(types)
    for hop in half:
        reached = _reached(reached, hop)
        if not reached:
            why = msg("No walk can follow {types} here.", types=list(hop.types))
            fix = msg("See in docs/model.md which node types it joins, and in which direction.")
            _wrong(node, "no-walk", why, fix)


def _reached(types: set[str], hop: Hop) -> set[str]:
    found = set(types) if hop.low == 0 else set()
    for length in range(1, hop.high + 1):
        types = {end for relation in hop.types for end in _ends(types, relation, hop)}
        found |= types if length >= hop.low else set()
    return found & set(hop.labels) if hop.labels else found


def _ends(types: set[str], relation: str, hop: Hop) -> Iterator[str]:
    cls = RELATIONS[relation]
    if hop.direction != "in" and types & set(cls.starts_at):
        yield from cls.ends_at
    if hop.direction != "out" and types & set(cls.ends_at):
        yield from cls.starts_at
