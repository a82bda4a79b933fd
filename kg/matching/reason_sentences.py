"""A reason as a sentence in the reader's language."""

from __future__ import annotations

from typing import Any, Final

from kg.base.i18n import Message, msg, nmsg
from kg.matching.lens.lens import Path, Term

NAMED: Final = 3
"""How many meeting nodes a sentence names; the others are counted."""


def reason_sentence(path: Path, meets: list[str], ends: tuple[str, str], lang: str) -> str:
    """Return why a path relates ``ends`` (query, target); ``meets`` are labels, the best first."""
    facts = _facts(meets, ends)
    if path.sentence is not None:
        return Message(path.sentence, facts).text(lang)
    return msg("They meet by “{path}” at: {meets}.", path=path.name, **facts).text(lang)


def term_sentence(
    term: Term, number: int | None, meets: list[str], ends: tuple[str, str], lang: str
) -> str:
    """Return what a term says of ``ends``; ``number`` is what it counted, None for nothing."""
    # As text: a year is no quantity, which a language would group by thousands.
    facts = {**_facts(meets, ends), "number": "–" if number is None else str(number)}
    template = term.silent if number is None else term.sentence
    if template is not None:
        return Message(template, facts).text(lang)
    if number is None:
        return msg("“{term}”: nothing is known.", term=term.name).text(lang)
    return msg("“{term}”: {number}, by {meets}.", term=term.name, **facts).text(lang)


def _facts(meets: list[str], ends: tuple[str, str]) -> dict[str, Any]:
    return {"meets": _names(meets), "query": ends[0], "target": ends[1]}


def _names(labels: list[str]) -> Message:
    names, more = labels[:NAMED], len(labels) - NAMED
    if more <= 0:
        return msg("{names}", names=names)
    return nmsg("{names} and {count} more", "{names} and {count} more", more, names=names)
