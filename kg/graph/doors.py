"""The way in to a body: its right door, and through which offices an agreement with it goes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kg.base.i18n import msg
from kg.graph.actors import doors
from kg.graph.view import View
from kg.model.documents import Door
from kg.model.vocabulary import ROLES

SIGNS: Final = "cooperation_signature"
"""The role of an office of a body that approves and signs what its door has negotiated."""


def way_in(view: View, body: int) -> list[int]:
    """Return the offices through which an agreement goes: the right door, then who signs it.

    Empty where no door is known: who signs is no way in.
    """
    first = doors(view, body)[:1]
    parts = view.adjacency(("PART_OF",), "in").of(body).tolist()
    signers = {part for part in parts if view.props(part).get("role") == SIGNS}
    return [*first, *sorted(signers - {*first}, key=view.id)] if first else []


def door_of(view: View, body: int, lang: str) -> Door | None:
    """Return the right door of a body with its steps, each a sentence; None where none is known.

    A door of one step has no sentence: whoever is written to decides.
    """
    way = way_in(view, body)
    if not way:
        return None
    steps = steps_of(view, way, lang) if len(way) > 1 else []
    return Door(id=view.id(way[0]), label=view.label(way[0], lang), steps=steps)


def steps_of(view: View, way: Sequence[int], lang: str) -> list[str]:
    """Return what each office of a way in does, a sentence each."""
    return [_step(view, office, lang) for office in way]


def _step(view: View, office: int, lang: str) -> str:
    label = view.label(office, lang)
    does = ROLES.get(view.props(office).get("role", ""))
    return label if does is None else msg("{office}: {role}", office=label, role=does).text(lang)
