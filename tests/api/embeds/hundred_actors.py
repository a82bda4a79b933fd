"""A body with a hundred members who belong together, and its picture with all of them opened."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from typing import Any, Final
from urllib.request import urlopen

from kg.store.opening import create_store
from tests.graphs import changes_of

ACTORS: Final = 100
_OPENS: Final = re.compile(r'[?&](open=[^"&]+)')
_WORDS: Final = (
    "Ministry", "Institute", "Council", "Network", "Academy", "Agency", "Chamber", "Bank", "Forum",
    "Centre",
)  # fmt: skip


def hundred_actors(url: str) -> None:
    """Make a store with the body ``org/hub``."""
    store = create_store(url)
    members = [f"org/member-{n}" for n in range(ACTORS + 4)]
    names: dict[str, Any] = {
        id_: {"name": {"en": f"{_WORDS[n % 10]} of {_WORDS[n // 10 % 10]} {n}"}}
        for n, id_ in enumerate(members)
    }
    lines = [
        f"{id_} MEMBER_OF org/hub member {1950 + n % 60}-03-{1 + n % 28:02}"
        for n, id_ in enumerate(members)
    ]
    lines += [f"{id_} PART_OF org/member-{n // 2}" for n, id_ in enumerate(members) if n > 1]
    store.apply(list(changes_of("\n".join(lines), {**names, "org/hub": {"name": {"en": "Hub"}}})))
    store.close()


def opened_wide(home: str, path: str, get: Callable[[str], str] | None = None) -> str:
    """Return the path of a picture with all opened that is bundled in it."""
    read = get or (lambda at: urlopen(home + at).read().decode())
    while True:
        closed = [key for key in _OPENS.findall(unescape(read(path))) if key not in path]
        if not closed:
            return path
        path += f"&{closed[0]}"
