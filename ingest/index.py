"""The nodes of one kind as they are looked up: by id, by code and by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.base.text import fold


def key(code: str) -> str:
    """Return a code as it is looked up: case, and how a scheme is set off, make no difference.

    >>> key("XM-DAC:46008") == key("xm-dac-46008 ")
    True
    """
    return code.strip().casefold().replace(":", "-")


@dataclass(frozen=True, slots=True)
class Index:
    """The nodes of one kind, found by id, by code and by name."""

    ids: frozenset[str] = frozenset()
    codes: Mapping[str, str] = field(default_factory=dict)
    """Code or identifier (see ``key``) → id; ``scheme:code`` always, bare codes where unique."""
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Folded name, acronym or other name in any language → ids, sorted."""

    def by_code(self, code: str) -> str | None:
        """Return the node with this code or identifier, whatever its case."""
        return self.codes.get(key(code))

    def by_name(self, name: str) -> tuple[str, ...]:
        """Return all nodes with exactly this name, accents and case aside."""
        return self.names.get(fold(name), ())
