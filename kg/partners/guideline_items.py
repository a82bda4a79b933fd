"""The items of a guideline as its file has them, and the file with some of them changed.

An item is what can be spoken of by itself: a rule (``rule/<id>``), a criterion
(``criterion/<name>``), or what is said where no rule speaks (``otherwise``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Final, NamedTuple

import yaml
from yaml import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

from kg.base.i18n import Message, msg
from kg.base.millionths import MILLION
from kg.definitions.bounded_yaml import EntriesError, compose
from kg.definitions.definition_files import Mistake
from kg.definitions.written import Written
from kg.partners.guideline.guideline import Criterion, Guideline, Otherwise, Rule
from kg.partners.guideline_files import GUIDELINES

OTHERWISE: Final = "otherwise"
_RULE: Final = "rule/"
_CRITERION: Final = "criterion/"
_LISTS: Final = (("rules", _RULE, "id"), ("criteria", _CRITERION, "name"))
_SMALLEST: Final = Decimal("0.000001")
_BREAKS: Final = re.compile("\r\n|[\r\x85\u2028\u2029]")
_HIDDEN: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)


class Item(NamedTuple):
    """An item: its key, what it is called in the file, and its text there, without indentation."""

    key: str
    name: str
    text: str


class _Span(NamedTuple):
    """Where an item stands in a file: from where to where, how far indented, in which way."""

    node: Node
    start: int
    end: int
    column: int
    in_flow: bool


@dataclass(frozen=True, slots=True)
class Changed:
    """A guideline with items changed: its file, and what it says; None where that is none.

    ``mistakes`` are by item, with lines of the item's own text; by the empty key what is wrong with
    the whole. ``moved`` are weights of other criteria that follow, before and after, in millionths.
    """

    text: str
    guideline: Guideline | None
    mistakes: Mapping[str, list[Mistake]]
    moved: Mapping[str, tuple[int, int]]


def items_of(text: str) -> list[Item]:
    """Return the items of a guideline's file, as it has them.

    Raises:
        EntriesError: it cannot be read.
    """
    return [
        Item(key, key.partition("/")[2] or key, _fragment(text, span))
        for key, span in _spans(text).items()
    ]


def label_of_item(key: str) -> Message:
    """Return what an item is called, by its key; the empty one is the guideline as a whole.

    >>> label_of_item("rule/pilot").text("en"), label_of_item("").text("en")
    ('Rule “pilot”', 'The guideline as a whole')
    """
    kind, _, name = key.partition("/")
    labels: Mapping[str, Message] = {
        "": msg("The guideline as a whole"),
        OTHERWISE: msg("Where no rule speaks"),
        "rule": msg("Rule “{name}”", name=name),
        "criterion": msg("Criterion “{name}”", name=name),
    }
    return labels[kind]


def cleaned(fragment: str) -> str:
    r"""Return the text of an item as somebody typed it, with the line breaks that files have.

    >>> cleaned("a: 1\r\nb: 2\u2028c: 3\r\n")
    'a: 1\nb: 2\nc: 3'
    """
    return _BREAKS.sub("\n", fragment).strip("\n").rstrip()


def with_changes(text: str, changes: Mapping[str, str]) -> Changed:
    """Return a guideline's file with the texts of some items in place of what they were.

    ``text`` is a guideline that can be read. Where the weights of changed criteria leave another
    rest, the other criteria share it in the proportions that they had. Nothing else changes: a text
    that would alter more than its own item is a mistake.

    Raises:
        EntriesError: the text cannot be read.
    """
    spans = _spans(text)
    alone = {key: _wrong_by_itself(spans, key, changes[key]) for key in changes}
    wrong = {key: mistakes for key, mistakes in alone.items() if mistakes}
    if wrong:
        return Changed(text, None, wrong, {})
    spliced = _spliced(text, [(spans[key], _in_place(spans[key], changes[key])) for key in changes])
    old = GUIDELINES.parse(text)
    balanced, moved = _balanced(old, spliced, changes)
    found, mistakes = GUIDELINES.read(balanced)
    if found is None:
        return Changed(balanced, None, _placed(balanced, changes, mistakes), {})
    if not _only(old, found, {*changes}, {*moved}):
        other = Mistake(1, "more-than-item", *_MORE)
        return Changed(balanced, None, {key: [other] for key in changes}, {})
    return Changed(balanced, found, {}, moved)


_MORE: Final = (
    msg("This would change more than its own item."),
    msg("Keep the name of the item, and write nothing of others."),
)


def _spans(text: str) -> dict[str, _Span]:
    root = compose(text)
    return dict(_found(text, root)) if isinstance(root, MappingNode) else {}


def _found(text: str, root: MappingNode) -> Iterator[tuple[str, _Span]]:
    entries: dict[str, Node] = {str(key.value): value for key, value in root.value}
    for list_, prefix, named in _LISTS:
        values = entries.get(list_)
        if isinstance(values, SequenceNode):
            for node in values.value:
                name = _entry(node, named)
                if name is not None:
                    yield prefix + name, _span(text, node, in_flow=bool(values.flow_style))
        if list_ == "rules" and OTHERWISE in entries:
            node = entries[OTHERWISE]
            # Entries on the line of their name cannot become a block there.
            in_flow = bool(root.flow_style or (isinstance(node, MappingNode) and node.flow_style))
            yield OTHERWISE, _span(text, node, in_flow=in_flow)


def _entry(node: Node, name: str) -> str | None:
    pairs = node.value if isinstance(node, MappingNode) else ()
    return next((str(v.value) for k, v in pairs if str(k.value) == name), None)


def _span(text: str, node: Node, *, in_flow: bool) -> _Span:
    end = _end(node)
    stripped = len(text[node.start_mark.index : end].rstrip())
    return _Span(
        node, node.start_mark.index, node.start_mark.index + stripped, node.start_mark.column,
        in_flow,
    )  # fmt: skip


def _end(node: Node) -> int:
    """Return where a node ends: of a block, where its last value does, before what follows it."""
    end: int = node.end_mark.index
    if isinstance(node, CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _end(last[1] if isinstance(last, tuple) else last)
    return end


def _fragment(text: str, span: _Span) -> str:
    first, *rest = text[span.start : span.end].split("\n")
    indent = span.column
    return "\n".join([first, *(line[min(indent, _leading(line)) :] for line in rest)])


def _leading(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _wrong_by_itself(spans: Mapping[str, _Span], key: str, fragment: str) -> list[Mistake]:
    if key not in spans:
        why = msg("The guideline has no such item: “{item}”.", item=key)
        return [Mistake(1, "no-item", why, msg("Choose one of its rules or criteria."))]
    hidden = _HIDDEN.search(fragment)
    if hidden or _BREAKS.search(fragment):
        line = fragment.count("\n", 0, hidden.start() if hidden else 0) + 1
        why = msg("It holds signs that nobody sees.")
        return [Mistake(line, "hidden-sign", why, msg("Type the text anew."))]
    try:
        root = compose(fragment)
    except EntriesError as error:
        return [error.mistake]
    if not isinstance(root, MappingNode):
        why, fix = msg("These are no entries."), msg("Write entries “name: value”, one a line.")
        return [Mistake(1, "not-entries", why, fix)]
    return _wrong_name(key, root) or list(Written(root).twice)


def _wrong_name(key: str, root: MappingNode) -> list[Mistake]:
    for _, prefix, named in _LISTS:
        name = key.removeprefix(prefix)
        if key.startswith(prefix) and _entry(root, named) != name:
            why, fix = msg("An item keeps its name."), msg("Write “{name}: {value}”.", name=named,
                                                           value=name)  # fmt: skip
            return [Mistake(1, "renamed", why, fix)]
    return []


def _in_place(span: _Span, fragment: str) -> str:
    if span.in_flow:
        node = compose(fragment)
        assert node is not None
        if isinstance(node, MappingNode) and node.flow_style and _is_all(node, fragment):
            return fragment
        _flow(node)
        return str(yaml.serialize(node, width=float("inf"), allow_unicode=True)).strip()
    indent = " " * span.column
    lines = (indent + line if line else line for line in fragment.split("\n"))
    return "\n".join(lines)[span.column :]


def _is_all(node: Node, text: str) -> bool:
    """Say whether a text is one node and nothing else, such as a remark, on one line."""
    return (node.start_mark.index, node.end_mark.index) == (0, len(text)) and "\n" not in text


def _flow(node: Node) -> None:
    if isinstance(node, CollectionNode):
        node.flow_style = True
        for value in node.value:
            for one in value if isinstance(value, tuple) else (value,):
                _flow(one)


def _spliced(text: str, changes: Iterable[tuple[_Span, str]]) -> str:
    for span, new in sorted(changes, key=lambda one: one[0].start, reverse=True):
        text = text[: span.start] + new + text[span.end :]
    return text


def _balanced(
    old: Guideline, text: str, changes: Mapping[str, str]
) -> tuple[str, dict[str, tuple[int, int]]]:
    """Let the weights of other criteria make room for those that were changed."""
    try:
        spans = _spans(text)
    except EntriesError:
        return text, {}
    said = {key: _weight(span) for key, span in spans.items() if key.startswith(_CRITERION)}
    before = {f"{_CRITERION}{one.name}": one.millionths for one in old.criteria}
    if None in said.values() or set(said) != set(before):
        return text, {}
    now = {key: node for key, node in said.items() if node is not None}
    fixed = {key: _millionths(node) for key, node in now.items() if key in changes}
    others = {key: before[key] for key in before if key not in changes}
    if None in fixed.values() or not sum(others.values()):
        return text, {}
    rest = MILLION - sum(value or 0 for value in fixed.values())
    if rest <= 0 or rest == sum(others.values()):
        return text, {}
    shared = _shared(others, rest)
    moved = {key: (others[key], new) for key, new in shared.items() if new != others[key]}
    places = [(_scalar_span(now[key]), _written(new)) for key, (_, new) in moved.items()]
    return _spliced(text, places), {key.removeprefix(_CRITERION): v for key, v in moved.items()}


def _shared(parts: Mapping[str, int], whole: int) -> dict[str, int]:
    """Share a whole in given proportions; what is left of rounding goes to the largest rests.

    >>> _shared({"a": 200_000, "b": 200_000, "c": 200_000}, 500_000)
    {'a': 166667, 'b': 166667, 'c': 166666}
    """
    sum_ = sum(parts.values())
    exact = {key: Fraction(part * whole, sum_) for key, part in parts.items()}
    found = {key: int(value) for key, value in exact.items()}
    order = sorted(exact, key=lambda key: (found[key] - exact[key], key))
    for key in order[: whole - sum(found.values())]:
        found[key] += 1
    return found


def _weight(span: _Span) -> ScalarNode | None:
    pairs = span.node.value if isinstance(span.node, MappingNode) else ()
    found = next((v for k, v in pairs if str(k.value) == "weight"), None)
    return found if isinstance(found, ScalarNode) else None


def _millionths(node: ScalarNode) -> int | None:
    try:
        value = Decimal(node.value)
    except InvalidOperation:
        return None
    # Bounds first: exact arithmetic would write all digits of a huge exponent out.
    if not value.is_finite() or not 0 <= value <= 1 or (value and value < _SMALLEST):
        return None
    exact = Fraction(value) * MILLION
    return int(exact) if exact.denominator == 1 else None


def _scalar_span(node: ScalarNode) -> _Span:
    start, end = node.start_mark.index, node.end_mark.index
    return _Span(node, start, end, node.start_mark.column, in_flow=True)


def _written(millionths: int) -> str:
    """Return a weight as files have it.

    >>> _written(200_000), _written(166_667)
    ('0.20', '0.166667')
    """
    digits = f"{millionths / MILLION:.6f}".rstrip("0")
    whole, _, part = digits.partition(".")
    return f"{whole}.{part:0<2}"


def _placed(
    text: str, changes: Mapping[str, str], mistakes: Iterable[Mistake]
) -> dict[str, list[Mistake]]:
    """Return mistakes by the item that they stand in, with the line of its own text."""
    found: dict[str, list[Mistake]] = {}
    try:
        lines = {key: _lines(text, span) for key, span in _spans(text).items() if key in changes}
    except EntriesError:
        lines = {}
    for mistake in mistakes:
        key = next((k for k, (a, b) in lines.items() if a <= mistake.line <= b), None)
        if key is None:
            # Of the whole, such as the sum of weights: whoever changed something is told.
            found.setdefault(next(iter(changes), ""), []).append(mistake)
        else:
            own = replace(mistake, line=mistake.line - lines[key][0] + 1)
            found.setdefault(key, []).append(own)
    return found


def _lines(text: str, span: _Span) -> tuple[int, int]:
    return text.count("\n", 0, span.start) + 1, text.count("\n", 0, span.end) + 1


def _only(old: Guideline, new: Guideline, changed: set[str], moved: set[str]) -> bool:
    """Say whether two guidelines differ in the changed items alone, and in weights that follow."""
    same = old.model_copy(update={"rules": [], "criteria": [], "otherwise": new.otherwise})
    if same != new.model_copy(update={"rules": [], "criteria": []}):
        return False
    before, after = _parts(old), _parts(new)
    return [*before] == [*after] and all(
        key in changed or before[key] == after[key] or _is_moved(key, before, after, moved)
        for key in before
    )


def _is_moved(
    key: str,
    before: Mapping[str, Rule | Otherwise | Criterion],
    after: Mapping[str, Rule | Otherwise | Criterion],
    moved: set[str],
) -> bool:
    one, other = before[key], after[key]
    if not isinstance(one, Criterion) or not isinstance(other, Criterion):
        return False
    return one.name in moved and one.model_copy(update={"weight": other.weight}) == other


def _parts(guideline: Guideline) -> dict[str, Rule | Otherwise | Criterion]:
    rules: dict[str, Rule | Otherwise | Criterion] = {f"{_RULE}{r.id}": r for r in guideline.rules}
    criteria = {f"{_CRITERION}{one.name}": one for one in guideline.criteria}
    return {**rules, OTHERWISE: guideline.otherwise, **criteria}
