"""Two partners side by side: verdicts, criteria, the states of each and of both, in words."""

from __future__ import annotations

from typing import Any

from api.deps import Reader
from api.pages.board_view import SIDES, BoardView
from api.pages.page_context import Context
from kg.base.text import fold
from kg.model.documents import Partner, Partners
from kg.partners.reached_states import reached_states
from kg.partners.two_partners import differences, side_by_side
from kg.questions import PassQuestion


def compared(p: Context, reader: Reader, view: BoardView, found: Partners) -> dict[str, Any]:
    """Return who can be set beside whom, and the two that are; ``strangers`` are no candidates.

    Raises:
        UnknownIdError: somebody is named whom the knowledge base does not know.
    """
    known = {one.id: one for one in found.results}
    ids = [p.view.id(p.view.index(id_)) for id_ in view.compared]
    both = [known[id_] for id_ in ids if id_ in known]
    return {
        "chosen": ids,
        "choices": sorted(
            ((id_, p.label(id_)) for id_ in known), key=lambda one: fold(one[1].text)
        ),
        "strangers": [id_ for id_ in ids if id_ not in known],
        "two": _two(p, reader, view, both) if len(both) == SIDES else None,
    }


def _two(p: Context, reader: Reader, view: BoardView, both: list[Partner]) -> dict[str, Any]:
    first, second = both
    ids = (first.id, second.id)
    states = reached_states(p.view, ids)
    parts = {
        "first": [one.state for one in states if one.by == ids[:1]],
        "second": [one.state for one in states if one.by == ids[1:]],
        "both": [one.state for one in states if len(one.by) == SIDES],
    }
    by_name = {
        part: sorted(ids, key=lambda id_: fold(p.label(id_).text)) for part, ids in parts.items()
    }
    return {
        "partners": (first, second),
        "criteria": side_by_side(first, second),
        "sentences": differences(first, second, p.lang),
        "states": by_name,
        "passing": _passing(reader, view, both),
    }


def _passing(reader: Reader, view: BoardView, both: list[Partner]) -> dict[str, Any]:
    """Return what must change for the one behind to pass the other, by the guideline itself."""
    ahead, behind = sorted(both, key=lambda one: (one.rank is None, -one.score))
    found = reader.answer(PassQuestion(ahead.id, behind.id, view.guideline))
    return {"ahead": ahead.label, "behind": behind.label, "sentences": found.sentences}
