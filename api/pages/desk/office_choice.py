"""An office picked by searching for it, without a script: words, then one of those found."""

from __future__ import annotations

from typing import Final, NamedTuple

from api.pages.desk.at_desk import AtDesk
from api.pages.page_context import Context, Text
from kg.base.ids import is_id
from kg.model.registry import type_of
from kg.questions import SearchQuestion

_TYPES: Final = ("Unit", "Organisation", "State")
"""What can be an office, offices of states first."""
_MOST: Final = 20
_WORDS: Final = 200
"""Characters that are searched for."""


class FoundOffice(NamedTuple):
    """An office that was found: its id and how it is called."""

    id: str
    label: Text


class OfficeChoice(NamedTuple):
    """What was searched for and found, and the office that is chosen, None where none is."""

    words: str
    found: list[FoundOffice]
    chosen: FoundOffice | None


def office_choice(here: AtDesk, words: str, chosen: str) -> OfficeChoice:
    """Return what the words find among offices; ``chosen`` is an id, empty where none is."""
    frame, words = Context(here.reader), words.strip()[:_WORDS]
    view = here.reader.view
    is_known = is_id(chosen) and view.snapshot.index(chosen) is not None
    office = FoundOffice(chosen, frame.label(chosen)) if is_known and _can(chosen) else None
    if not words:
        return OfficeChoice(words, [], office)
    question = SearchQuestion(words, limit=SearchQuestion.MOST)
    ids = [hit.id for hit in here.reader.answer(question).results if _can(hit.id)]
    ids.sort(key=lambda id_: _TYPES.index(type_of(id_) or ""))
    return OfficeChoice(words, [FoundOffice(id_, frame.label(id_)) for id_ in ids[:_MOST]], office)


def _can(id_: str) -> bool:
    return type_of(id_) in _TYPES
