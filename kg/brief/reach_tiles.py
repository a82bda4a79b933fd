"""Who reaches which state, as tiles: a class says by whom a state is reached, and judges none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kg.base.i18n import Message, msg
from kg.brief.drawings import StateTiles
from kg.graph.view import View
from kg.model.acronyms import acronym_in
from kg.partners.reached_states import reached_states

OTHERS: Final = msg("None of them")
"""How those are called whom nobody reaches."""
_TWO: Final = 2


def reach_tiles(view: View, ids: Sequence[str], lang: str) -> StateTiles:
    """Return the states as tiles: those that one of the partners alone reaches, and several.

    Raises:
        ForbiddenError, UnknownIdError: as ``reached_states``.
    """
    order = list(dict.fromkeys(ids))
    classes = {id_: at for at, id_ in enumerate(order)}
    of = [
        (one.state, classes[one.by[0]] if len(one.by) == 1 else len(order))
        for one in reached_states(view, order)
        if one.by
    ]
    return StateTiles(tuple(text.text(lang) for text in _classes(view, order, lang)), tuple(of))


def _classes(view: View, ids: Sequence[str], lang: str) -> list[Message]:
    names = [short_name(view, id_, lang) for id_ in ids]
    if len(names) < _TWO:
        return [msg("Reached by {name}", name=name) for name in names]
    alone = [msg("Only by {name}", name=name) for name in names]
    return [*alone, msg("By both") if len(names) == _TWO else msg("By two or more of them")]


def short_name(view: View, id_: str, lang: str) -> str:
    """Return the acronym of a partner, its name where it has none."""
    node = view.index(id_)
    return acronym_in(view.props(node), lang) or view.label(node, lang)
