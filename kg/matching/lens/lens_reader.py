"""Reads a lens file with line numbers: all that is wrong with it, and the lens if nothing is."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import partial
from typing import Final, TypeVar

from yaml import MappingNode, Node, SequenceNode

from kg.base.i18n import msg
from kg.base.millionths import MILLION
from kg.definitions.bounded_yaml import EntriesError, compose
from kg.definitions.definition_files import Mistake
from kg.matching.lens import lens_values as values
from kg.matching.lens.lens import Lens, Path, Requirement
from kg.matching.lens.lens_values import WrongValue, line_of
from kg.matching.lens.pattern import Place
from kg.model.standing import Standing

T = TypeVar("T")

_KEYS: Final = ("lens", "version", "standing", "from", "to", "nature", "require", "paths")
_NEEDED: Final = ("lens", "from", "to", "paths")
_FIRST_VERSION: Final = "1"
_PATH_KEYS: Final = ("pattern", "weight", "specificity", "sentence")
_KEYS_FIX: Final = msg("A lens file has: {names}.", names=list(_KEYS))


def read(text: str) -> tuple[Lens | None, list[Mistake]]:
    """Return the lens, None where it cannot be built, and everything that is wrong."""
    try:
        root = compose(text)
    except EntriesError as error:
        return None, [error.mistake]
    if not isinstance(root, MappingNode):
        return None, [Mistake(1, "not-a-lens", msg("This is no lens file."), _KEYS_FIX)]
    reader = _Reader(root)
    return reader.lens(), reader.mistakes


class _Reader:
    """Reads the entries one by one; each that is wrong leaves a mistake and a gap."""

    def __init__(self, root: MappingNode) -> None:
        self.mistakes: list[Mistake] = []
        self._root = root
        self._entries = self._mapping(root, _KEYS)

    def lens(self) -> Lens | None:
        for need in _NEEDED:
            if need not in self._entries:
                why = msg("“{name}” is missing.", name=need)
                self.mistakes.append(Mistake(line_of(self._root), "missing", why, _KEYS_FIX))
        name = self._entry("lens", values.name)
        version = self._entry("version", values.text) or _FIRST_VERSION
        start, end = self._entry("from", values.end), self._entry("to", values.end)
        standing = self._entry("standing", values.standing) or Standing()
        nature = self._entry("nature", values.nature)
        paths = self._paths(start, end)
        require = self._require(start, end)
        if self.mistakes or not (name and start and end):
            return None
        return Lens(name, version, standing, start, end, require, paths, nature)

    def _entry(self, name: str, read: Callable[[Node], T]) -> T | None:
        node = self._entries.get(name)
        return None if node is None else self._try(read, node)

    def _try(self, read: Callable[[Node], T], node: Node) -> T | None:
        try:
            return read(node)
        except WrongValue as wrong:
            self.mistakes.append(wrong.mistake)
            return None

    def _mapping(self, node: Node, allowed: tuple[str, ...] | None) -> dict[str, Node]:
        found: dict[str, Node] = {}
        if not isinstance(node, MappingNode):
            fix = msg("Write entries “name: value”, one a line.")
            why = msg("Entries are expected here.")
            self.mistakes.append(Mistake(line_of(node), "not-entries", why, fix))
            return found
        for key, value in node.value:
            name = self._try(values.text, key)
            if name is None:
                continue
            if allowed is not None and name not in allowed:
                why = msg("“{name}” has no meaning here.", name=name)
                fix = msg("Known are: {names}.", names=list(allowed))
                self.mistakes.append(Mistake(line_of(key), "unknown-entry", why, fix))
            elif name in found:
                why, fix = msg("“{name}” stands here twice.", name=name), msg("Keep one of them.")
                self.mistakes.append(Mistake(line_of(key), "twice", why, fix))
            else:
                found[name] = value
        return found

    def _paths(self, start: Place | None, end: Place | None) -> tuple[Path, ...]:
        node = self._entries.get("paths")
        if node is None:
            return ()
        entries = self._mapping(node, None)
        found = [self._path(name, entry, start, end) for name, entry in entries.items()]
        paths = tuple(path for path in found if path is not None)
        total = sum(path.weight for path in paths)
        if len(paths) == len(entries) and total != MILLION:
            why = msg("The weights sum to {sum}.", sum=f"{Decimal(total) / MILLION:f}")
            fix = msg("Make them sum to exactly 1.")
            self.mistakes.append(Mistake(line_of(node), "weights", why, fix))
        return paths

    def _path(self, name: str, node: Node, start: Place | None, end: Place | None) -> Path | None:
        entries = self._mapping(node, _PATH_KEYS)
        gaps = [need for need in ("pattern", "weight") if need not in entries]
        for gap in gaps:
            why = msg("The path “{path}” has no {entry}.", path=name, entry=gap)
            fix = msg("A path has a pattern and a weight.")
            self.mistakes.append(Mistake(line_of(node), "missing", why, fix))
        if gaps:
            return None
        pattern = self._try(partial(values.pattern, start=start, end=end), entries["pattern"])
        weight = self._try(values.millionths, entries["weight"])
        specific = self._optional(entries, "specificity", values.specificity, default=False)
        sentence = self._optional(entries, "sentence", values.sentence, default=None)
        if pattern is None or weight is None:
            return None
        return Path(name, pattern, weight, bool(specific), sentence)

    def _optional(
        self, entries: dict[str, Node], name: str, read: Callable[[Node], T], default: T
    ) -> T | None:
        return self._try(read, entries[name]) if name in entries else default

    def _require(self, start: Place | None, end: Place | None) -> tuple[Requirement, ...]:
        node = self._entries.get("require")
        if node is None:
            return ()
        if not isinstance(node, SequenceNode):
            why, fix = msg("The conditions are a list."), msg("Write “- condition”, one a line.")
            self.mistakes.append(Mistake(line_of(node), "not-a-list", why, fix))
            return ()
        labels = {*(start.labels if start else ()), *(end.labels if end else ())}
        paths = self._path_names()
        found: list[Requirement] = []
        for item in node.value:
            rules = self._try(partial(values.requirements, paths=paths, labels=labels), item)
            found.extend(rules or ())
            self._once(item, found)
        return tuple(found)

    def _path_names(self) -> set[str]:
        node = self._entries.get("paths")
        return {key.value for key, _ in node.value} if isinstance(node, MappingNode) else set()

    def _once(self, node: Node, found: list[Requirement]) -> None:
        names = [(rule.name, rule.path) for rule in found]
        if len(set(names)) != len(names):
            why, fix = msg("A condition stands here twice."), msg("Keep one of them.")
            self.mistakes.append(Mistake(line_of(node), "twice", why, fix))
