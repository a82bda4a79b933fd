"""Which id leads to which: every chain of redirects followed to its end."""

from __future__ import annotations

from kg.changes import RelationKey


class Leads:
    """Old id → the id it was merged into, followed as far as it goes."""

    def __init__(self, direct: dict[str, str]) -> None:
        self._direct = direct

    def __contains__(self, id_: str) -> bool:
        return id_ in self._direct

    def add(self, old: str, new: str) -> None:
        """Let ``old`` lead to ``new``, which leads nowhere itself."""
        self._direct[old] = new

    def end(self, id_: str) -> str:
        """Return the id that a record goes by now."""
        while id_ in self._direct:
            id_ = self._direct[id_]
        return id_

    def end_of_relation(self, key: RelationKey) -> RelationKey:
        """Return the key that a relation goes by now."""
        if key.start in self._direct or key.end in self._direct:
            return key._replace(start=self.end(key.start), end=self.end(key.end))
        return key

    def all(self) -> dict[str, str]:
        """Return every redirect, each followed to its end, by old id."""
        return {old: self.end(old) for old in sorted(self._direct)}
