"""What a watch list is called: the record or the list that it is of, and what narrows it down."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from kg.base.i18n import msg
from kg.exchange.watching import FIELDS, TYPES
from kg.model.desk_types import Watch
from kg.model.registry import NODES

_NOWHERE: Final = msg("a record that is not there any more")


def name_of(watch: Watch, label: Callable[[str], str | None], lang: str) -> str:
    """Return the name of a watch list; ``label`` names records: None where one may not be read."""
    if watch.record:
        title = label(watch.record) or _NOWHERE
        return msg("what matches {title}", title=title).text(lang)
    type_ = TYPES.get(watch.kind or "")
    parts = [NODES[type_].plural.text(lang)] if type_ else []
    chosen = (getattr(watch, name) for name in FIELDS.values())
    parts += [label(id_) or _NOWHERE.text(lang) for id_ in chosen if id_]
    return " · ".join(parts)
