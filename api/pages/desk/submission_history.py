"""What has happened to a submission since somebody looked at it, from the history of the desk."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, NamedTuple

from kg.model.desk_types import Submission
from kg.store.protocol import Store


class Since(NamedTuple):
    """The states that a submission came to, with when, and the columns that are others by now."""

    states: list[tuple[str, str]]
    columns: list[str]


def since(desk: Store, record: Submission, seen_at: str) -> Since:
    """Return what has happened to a submission after it came into the state that was seen.

    ``seen_at`` is since when it was in that state; nothing is said where that is not known.

    Raises:
        StoreError: the desk cannot be read.
    """
    versions = [v.statements[0].props for v in desk.history(record.id) if v.statements]
    moments = [str(props.get("moved", "")) for props in versions]
    if seen_at not in moments:
        return Since([(record.state or "", record.moved or "")], [])
    last = len(moments) - 1 - moments[::-1].index(seen_at)
    after = versions[last + 1 :]
    states = [(str(props.get("state", "")), str(props.get("moved", ""))) for props in after]
    before, now = (_cells(props.get("row", ())) for props in (versions[last], versions[-1]))
    columns = [name for name in {**before, **now} if before.get(name) != now.get(name)]
    return Since(states, columns)


def _cells(row: Iterable[Any]) -> dict[str, str]:
    return dict(json.loads(pair) for pair in row)
