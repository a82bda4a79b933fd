"""What a body has on record beside whom it reaches: experience, instruments, practices, links."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from kg.base.i18n import Message, msg
from kg.graph.actors import activities_of, declared_by, family, real
from kg.graph.naming import named
from kg.graph.view import View
from kg.model.documents import TogetherBrings
from kg.partners.measures import instruments
from kg.partners.partner_facts import agreements_in_force

NAMED: Final = 5
"""How many of what it brings are named; all are counted."""

LABELS: Final[Mapping[str, Message]] = {
    "experience": msg("activities on record"),
    "instruments": msg("programmes and funds"),
    "practices": msg("practices"),
    "agreements": msg("agreements in force"),
}
"""What is counted, by the names in documents."""


def brought(view: View, node: int, lang: str) -> list[TogetherBrings]:
    """Return what a body brings, of each how much and the first by id; examples never count."""
    return [_part(view, name, found(view, node), lang) for name, found in _FOUND.items()]


def _part(view: View, name: str, nodes: Iterable[int], lang: str) -> TogetherBrings:
    known = sorted(real(view, nodes), key=view.id)
    return TogetherBrings.model_validate(
        {
            "name": name,
            "label": LABELS[name].text(lang),
            "count": len(known),
            "named": [named(view, one, lang) for one in known[:NAMED]],
        }
    )


_FOUND: Final[Mapping[str, Callable[[View, int], Iterable[int]]]] = {
    "experience": lambda view, node: activities_of(view, family(view, node)),
    "instruments": instruments,
    "practices": lambda view, node: declared_by(view, family(view, node), "Practice"),
    "agreements": lambda view, node: agreements_in_force(view, family(view, node)),
}
