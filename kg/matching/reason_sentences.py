"""A reason as a sentence in the reader's language."""

from __future__ import annotations

from typing import Final

from kg.base.i18n import Message, msg, nmsg
from kg.matching.lens.lens import Path

NAMED: Final = 3
"""How many meeting nodes a sentence names; the others are counted."""


def reason_sentence(path: Path, meets: list[str], ends: tuple[str, str], lang: str) -> str:
    """Return why a path relates ``ends`` (query, target); ``meets`` are labels, the best first."""
    facts = {"meets": named_first(meets), "query": ends[0], "target": ends[1]}
    if path.sentence is not None:
        return Message(path.sentence, facts).text(lang)
    return msg("They meet by “{path}” at: {meets}.", path=path.name, **facts).text(lang)


def named_first(labels: list[str]) -> Message:
    """Return the first names; the others are counted."""
    names, more = labels[:NAMED], len(labels) - NAMED
    if more <= 0:
        return msg("{names}", names=names)
    return nmsg("{names} and {count} more", "{names} and {count} more", more, names=names)
