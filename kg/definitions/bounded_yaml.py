"""YAML of definition files, within bounds that are met before anything is built of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import yaml
from yaml import MappingNode, Node, ScalarNode, SequenceNode
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    Event,
    NodeEvent,
    ScalarEvent,
)  # fmt: skip

from kg.base.i18n import Message, msg
from kg.definitions.definition_files import Mistake

MAX_TEXT: Final = 100_000
"""Bytes of a definition file; those that come with the program have a few thousand."""
MAX_DEPTH: Final = 32
"""Entries inside each other."""
MAX_NODES: Final = 10_000
"""Values and entries, with those counted again that an alias repeats."""
MAX_SCALAR: Final = 20_000
"""Characters of one value."""
MAX_NUMBER: Final = 64
"""Characters of a value that YAML takes for a number or a date."""

_NO_TAGS: Final = (None, "!")
_TEXT_TAGS: Final = ("tag:yaml.org,2002:str", "tag:yaml.org,2002:null", "tag:yaml.org,2002:bool")
_FAULTS: Final = (yaml.YAMLError, ValueError, OverflowError)
"""What the scanner raises; the last two over characters that do not exist."""


class EntriesError(Exception):
    """Carries the one mistake for which a text is not read."""

    def __init__(self, line: int, code: str, why: Message, fix: Message) -> None:
        super().__init__(code)
        self.mistake = Mistake(line, code, why, fix)


def compose(text: str) -> Node | None:
    """Return the root of a YAML text, None where it is empty.

    It has no tags, no keys but values, and no more of anything than the bounds above.

    Raises:
        EntriesError: it is no YAML, or none that is read here.
    """
    _check_size(text)
    try:
        root = _Bounded(text).get_single_node()
    except _FAULTS as error:
        raise _not_yaml(error) from error
    for node in _nodes(root):
        _check_node(node)
    return root


def _check_size(text: str) -> None:
    if len(text) > MAX_TEXT:
        why = msg("The file has more than {n} characters.", n=MAX_TEXT)
        raise EntriesError(1, "too-large", why, msg("Write a shorter one."))


def _not_yaml(error: Exception) -> EntriesError:
    mark = getattr(error, "problem_mark", None)
    why = msg("This is not YAML: {why}.", why=getattr(error, "problem", None) or str(error))
    fix = msg("Indent with spaces, and put a pattern that holds {sign} in double quotes.", sign="{")
    return EntriesError(mark.line + 1 if mark else 1, "not-yaml", why, fix)


class _Bounded(yaml.SafeLoader):
    """Reads a text as a stream, up to the first bound that it breaks: each event before its node.

    In one pass: to scan a text takes most of the time.
    """

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._sizes = _Sizes()

    def get_event(self) -> Event:
        """Return the next event, within the bounds."""
        event: Event = super().get_event()  # type: ignore[no-untyped-call]
        if isinstance(event, NodeEvent):
            _check_tag(event)
            self._sizes.add(event)
        elif isinstance(event, CollectionEndEvent):
            self._sizes.end()
        return event


def _check_tag(event: NodeEvent) -> None:
    tag = getattr(event, "tag", None)
    if tag not in _NO_TAGS:
        why = msg("The tag “{tag}” has no meaning here.", tag=str(tag))
        raise EntriesError(line_of(event), "tag", why, msg("Leave it out."))


class _Sizes:
    """How deep a text is, and how many nodes it has when every alias is written out."""

    def __init__(self) -> None:
        self._open: list[tuple[str | None, int]] = []
        self._anchored: dict[str, int] = {}
        self._nodes = 0

    def add(self, event: NodeEvent) -> None:
        if isinstance(event, AliasEvent):
            self._nodes += self._repeated(event)
        else:
            self._nodes += 1
        if isinstance(event, ScalarEvent):
            _check_scalar(event)
            self._anchor(event.anchor, 1)
        if isinstance(event, CollectionStartEvent):
            self._open.append((event.anchor, self._nodes))
        self._check(event)

    def end(self) -> None:
        anchor, before = self._open.pop()
        self._anchor(anchor, self._nodes - before + 1)

    def _anchor(self, name: str | None, size: int) -> None:
        if name is not None:
            self._anchored[name] = size

    def _repeated(self, event: AliasEvent) -> int:
        if event.anchor not in self._anchored or any(n == event.anchor for n, _ in self._open):
            why = msg("“*{name}” repeats what is not complete here.", name=event.anchor)
            raise EntriesError(line_of(event), "alias", why, msg("Write it out."))
        return self._anchored[event.anchor]

    def _check(self, event: Event) -> None:
        if len(self._open) > MAX_DEPTH:
            why = msg("Entries stand inside each other more than {n} times.", n=MAX_DEPTH)
            raise EntriesError(line_of(event), "too-deep", why, msg("Write it flatter."))
        if self._nodes > MAX_NODES:
            why = msg("There are more than {n} entries, repeated ones counted.", n=MAX_NODES)
            raise EntriesError(line_of(event), "too-large", why, msg("Write a shorter one."))


def _check_scalar(event: ScalarEvent) -> None:
    if len(event.value) > MAX_SCALAR:
        why = msg("A value has more than {n} characters.", n=MAX_SCALAR)
        raise EntriesError(line_of(event), "too-long", why, msg("Shorten it."))
    if any("\ud800" <= character <= "\udfff" for character in event.value):
        why = msg("A value holds half a character.")
        raise EntriesError(line_of(event), "not-text", why, msg("Write the character itself."))


def _check_node(node: Node) -> None:
    if isinstance(node, MappingNode):
        for key, _value in node.value:
            if not isinstance(key, ScalarNode):
                why = msg("The name of an entry is one word.")
                raise EntriesError(line_of(key), "not-text", why, msg("Write “name: value”."))
    elif isinstance(node, ScalarNode) and node.tag not in _TEXT_TAGS:
        _check_number(node)


def _check_number(node: ScalarNode) -> None:
    if len(node.value) > MAX_NUMBER:
        why = msg("A number has more than {n} characters.", n=MAX_NUMBER)
        raise EntriesError(line_of(node), "too-long", why, msg("Shorten it."))


def _nodes(root: Node | None) -> Iterator[Node]:
    """Every node once for each place where it stands."""
    waiting = [] if root is None else [root]
    while waiting:
        node = waiting.pop()
        yield node
        if isinstance(node, SequenceNode):
            waiting.extend(node.value)
        elif isinstance(node, MappingNode):
            waiting.extend(part for pair in node.value for part in pair)


def line_of(place: Event | Node) -> int:
    """Return the line on which an event or a node begins, from 1."""
    return int(place.start_mark.line) + 1 if place.start_mark else 1
