"""What the exchange is, for everybody: totals of what is published, and who has contributed."""

# ruff: noqa: FAST003 (the language is taken by the reader)

from __future__ import annotations

from typing import Any, Final

from fastapi import APIRouter, Response

from api.deps import PageReader
from api.pages.page_context import Context
from api.pages.rendering import page
from kg.base.i18n import Message, msg
from kg.exchange.follow_up_words import list_said
from kg.exchange.listed_states import list_named, listed_states
from kg.exchange.published import Published, published
from kg.model.audiences import EVERYBODY
from kg.model.registry import NODES, type_of

router = APIRouter()
_TOTALS: Final[tuple[tuple[str, Message], ...]] = (
    ("offers", NODES["Offer"].plural),
    ("demands", NODES["Demand"].plural),
    ("matched", msg("of them with an offer that fits")),
    ("practices", NODES["Practice"].plural),
    ("confirmed", msg("Cooperation that both sides confirmed")),
)


@router.get("/{lang:language}/exchange")
def exchange(reader: PageReader) -> Response:
    """Show totals and contributors, the same to whoever asks: what the public may read."""

    def make(p: Context) -> dict[str, Any]:
        day = reader.view.as_of
        view = reader.service.knowledge.inquiry(day, EVERYBODY, reader.lang).view
        real, made_up = (published(view, p.lang, examples=wanted) for wanted in (False, True))
        rules = reader.service.campaign
        states = {view.id(node) for node in listed_states(view, rules)}
        return {
            "real": _shown(p, real),
            "examples": _shown(p, made_up) if made_up.is_any else None,
            "states": len(states & {*real.contributors, *made_up.contributors}),
            "list": p.say(list_said(list_named(view, rules, p.lang))),
            "day": day.isoformat(),
        }

    return page(reader, "exchange.html", make)


def _shown(p: Context, found: Published) -> dict[str, Any]:
    return {
        "totals": [(p.say(label), getattr(found, field)) for field, label in _TOTALS],
        "states": [id_ for id_ in found.contributors if type_of(id_) == "State"],
        "bodies": [id_ for id_ in found.contributors if type_of(id_) != "State"],
    }
