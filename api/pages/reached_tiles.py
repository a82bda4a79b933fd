"""The 35 states as tiles: who of some partners reaches each, as a picture and as a table."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from api.pages.board_view import MOST_TILES, BoardView
from api.pages.page_context import Context
from kg.base.i18n import msg
from kg.base.text import fold
from kg.brief.reach_tiles import OTHERS, reach_tiles, short_name
from kg.model.documents import Partners
from kg.partners.guideline.guideline import RANKED
from kg.partners.reached_states import reached_states
from viz.state_tiles import state_tiles


def reached_tiles(p: Context, view: BoardView, found: Partners, plan: list[str]) -> dict[str, Any]:
    """Return the picture, its table, and whose reach can be chosen; ``plan`` is chosen by itself.

    Raises:
        UnknownIdError: somebody is chosen whom the knowledge base does not know.
    """
    chosen = list(view.tiles) or plan[:MOST_TILES]
    reached = reached_states(p.view, chosen)
    names = {one.state: p.label(one.state).text for one in reached}
    title = p.say(msg("Who reaches which of the {count} states", count=len(reached)))
    shown = reach_tiles(p.view, chosen, p.lang)
    # viz escapes every text it draws and writes neither script nor style.
    picture = state_tiles(title, shown, names, p.lang, p.say(OTHERS))
    return {
        "title": title,
        "picture": Markup(picture),  # noqa: S704
        "others": p.say(OTHERS),
        "chosen": chosen,
        "rows": sorted(reached, key=lambda one: fold(names[one.state])),
        "together": sum(bool(one.by) for one in reached),
        "total": len(reached),
        "most": MOST_TILES,
        "choices": _choices(p, found, chosen),
        "short": {id_: short_name(p.view, id_, p.lang) for id_ in chosen},
    }


def _choices(p: Context, found: Partners, chosen: list[str]) -> list[str]:
    """Return who can be chosen: those chosen, and whoever has a rank and reaches a state."""
    ids = dict.fromkeys(one.id for one in found.results if one.verdict in RANKED)
    reaching = {id_ for one in reached_states(p.view, list(ids)) for id_ in one.by}
    return list(dict.fromkeys([*chosen, *(id_ for id_ in ids if id_ in reaching)]))
