"""What a file says and the model does not keep, counted: nobody should think that it was read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from ingest.findings import Finding, Outcome
from ingest.iati.left_out import counted
from kg.base.i18n import Message, msg

_MOST_KINDS: Final = 200
"""Different elements that are counted by name; a file may make up any number of them."""
_NAMED: Final = 20
_LONGEST: Final = 60
_OTHERS: Final = "…"


class NotKept:
    """Counts the elements of one file by name."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()

    def add(self, left: Mapping[str, int]) -> None:
        """Count what one record left."""
        for name, count in left.items():
            if not count:
                continue
            known = name in self._counts or len(self._counts) < _MOST_KINDS
            self._counts[name[:_LONGEST] if known else _OTHERS] += count

    def notes(self, file: str) -> Iterator[Finding]:
        """Yield the finding about the file, once all of it is read; none where nothing was left."""
        if self._counts:
            message = msg(
                "Not kept, since the model has no place for it: {what}.", what=self.said()
            )
            fix = msg("Nothing needs to be done; it stays in the file.")
            yield Finding(file, "", "", "not-kept", Outcome.ACCEPTED, message, fix)

    def said(self) -> list[Message | str]:
        """Return how many of what was left, most first; of many names the first twenty."""
        order = sorted(self._counts.items(), key=lambda pair: (-pair[1], pair[0]))
        said = [counted(name, count) for name, count in order[:_NAMED]]
        return [*said, _OTHERS] if len(order) > _NAMED else said


def unread_tables(file: str, tables: list[str]) -> Finding:
    """Tables that are none of those that are known."""
    said = msg("These tables were not read: {names}.", names=tables[:_NAMED])
    fix = msg("If one says something of the activities, give it the name it has in the format.")
    return Finding(file, "", "", "unknown-table", Outcome.ACCEPTED, said, fix)
