"""What pages of a consultation share: its record, its items with what was said, who was asked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any, Final

from fastapi import Path, Query

from api.authentication.access_state import access_of
from api.pages.desk.at_desk import AtDesk
from api.pages.page_context import Context
from ingest.personal_data import PERSONAL
from kg.base.errors import UnknownIdError
from kg.base.i18n import LANGUAGES
from kg.exchange.consultation_asked import spoken_for
from kg.exchange.consultations import named, takes_answers
from kg.exchange.desk_documents import DeskInquiry
from kg.exchange.life_cycle import LIVES
from kg.exchange.moving import Seen, records_of
from kg.exchange.parties import marks, side_of
from kg.exchange.positions import ItemPosition, ItemPositions, given_on, positions_in
from kg.exchange.responses import Wrong, own_responses
from kg.model.desk_types import Consultation, FocalPoint, Response
from kg.model.documents import PartnerChange
from kg.model.vocabulary import VERDICTS
from kg.partners.guideline_items import Item, items_of, label_of_item
from kg.store.protocol import Store

FOLDER: Final = "consultations"
Number = Annotated[str, Path(pattern="^[0-9a-f]{16}$")]
ItemKey = Annotated[str, Query(max_length=200)]
_LAST: Final = 10_000


def consultation_seen(here: AtDesk, number: str) -> Seen[Consultation]:
    """Return a consultation by its address.

    Raises:
        UnknownIdError: there is none, or it is not for them.
    """
    return here.seen(Consultation, number)


def points_of(here: AtDesk) -> list[FocalPoint]:
    """Return all focal points of the desk."""
    return access_of(here.reader.request).desk.all_focal_points()


def item_of(record: Consultation, key: str) -> Item | None:
    """Return an item of what is consulted on, None for the whole.

    Raises:
        UnknownIdError: there is no such item.
    """
    if not key:
        return None
    found = next((one for one in items_of(record.text or "") if one.key == key), None)
    if found is None:
        raise UnknownIdError(key)
    return found


def keys_of(record: Consultation) -> list[str]:
    """Return the keys of what can be spoken of: the whole first, then item by item."""
    return ["", *(one.key for one in items_of(record.text or ""))]


def anchor_of(key: str) -> str:
    """Return where an item stands on a page of its consultation."""
    return key.replace("/", "-") or "whole"


def item_head(here: AtDesk, p: Context, record: Consultation, key: str) -> dict[str, Any]:
    """Return what a page about one item shows: the consultation, the item, and what comes next.

    Raises:
        UnknownIdError: there is no such item.
    """
    found, keys = item_of(record, key), keys_of(record)
    return {
        **head_of(here, p, record),
        "key": key,
        "anchor": anchor_of(key),
        "label": item_label(p, key),
        "written": found.text if found else "",
        "languages": languages(p),
        "next": next(iter(keys[keys.index(key) + 1 :]), None),
    }


def item_label(p: Context, key: str) -> str:
    """Return what an item is called on pages."""
    return p.say(label_of_item(key))


def head_of(here: AtDesk, p: Context, record: Consultation) -> dict[str, Any]:
    """Return what stands above each page of a consultation."""
    return {
        "record": record,
        "name": named(record),
        "state": p.say(LIVES[Consultation].states[record.state or ""]),
        "base": p.path("desk", FOLDER, record.number),
        "is_board": marks(here.who),
        "may_answer": side_of(here.who, record) is not None
        and takes_answers(record, here.now.date()),
        "side": side_of(here.who, record),
    }


def items_shown(here: AtDesk, desk: Store, record: Consultation) -> list[dict[str, Any]]:
    """Return the items with what was said of each, as far as it is for whoever is at the desk."""
    p = Context(here.reader)
    inquiry = DeskInquiry(desk, here.who, here.now.date(), here.reader.lang)
    said = positions_in(inquiry, record)
    own = {one.item or "": one for one in own_responses(desk, record.id, here.who)}
    written = {one.key: one.text for one in items_of(record.text or "")}
    return [
        {
            "key": key,
            "anchor": anchor_of(key),
            "label": item_label(p, key),
            "text": written.get(key, ""),
            "own": _own(p, own.get(key)),
            **said_shown(p, record, said.get(key)),
        }
        for key in keys_of(record)
    ]


def said_shown(p: Context, record: Consultation, said: ItemPositions | None) -> dict[str, Any]:
    """Return what was said of an item: of states, of bodies, and what the board answers."""
    answer = said.answer if said else None
    return {
        "states": [_position(p, record, one) for one in (said.states if said else ())],
        "bodies": [_position(p, record, one) for one in (said.bodies if said else ())],
        "answer": None if answer is None else {
            "outcome": p.word("board_outcome", answer.outcome), "text": answer.text,
            "lang": answer.lang, "change": answer.change,
        },
    }  # fmt: skip


def effects_shown(p: Context, found: Iterable[PartnerChange]) -> dict[str, list[dict[str, Any]]]:
    """Return the partners whose verdicts or ranks would be another, as a page shows them."""
    words = {name: p.say(word) for name, word in VERDICTS.items()}
    shown = [
        {
            "id": one.id,
            "before": words.get(one.verdict[0] or "", ""),
            "after": words.get(one.verdict[1] or "", ""),
            "rank": one.rank[0],
            "new_rank": one.rank[1],
            "sentence": one.sentence,
            "is_verdict": one.verdict[0] != one.verdict[1],
        }
        for one in sorted(found, key=lambda one: (one.rank[1] or _LAST, one.id))
    ]
    return {
        "verdicts": [one for one in shown if one["is_verdict"]],
        "ranks": [one for one in shown if not one["is_verdict"] and one["rank"] != one["new_rank"]],
    }


def wrong_shown(p: Context, wrong: Wrong, personal: Iterable[str] = ()) -> dict[str, Any]:
    """Return what is wrong by field, and in a proposed item by line."""
    fields = {name: p.say(text) for name, text in wrong.fields.items()}
    fields |= {name: p.say(PERSONAL) for name in personal if name not in fields}
    lines = [(one.line, one.sentence(p.lang)) for one in wrong.mistakes]
    return {"wrong": fields, "mistakes": lines}


def languages(p: Context) -> list[tuple[str, str]]:
    """Return the languages in which something can be said."""
    return [(code, p.language(code)) for code in LANGUAGES]


def has_answered(desk: Store, record: Consultation, here: AtDesk) -> dict[str, str]:
    """Return the offices that have given something, with the day of the last: for the board."""
    found: dict[str, str] = {}
    for one in records_of(desk, Response, here.who):
        if one.initiative == record.id and one.state in {"given", "published"} and one.office:
            found[one.office] = max(found.get(one.office, ""), given_on(one))
    return found


def _own(p: Context, one: Response | None) -> dict[str, Any] | None:
    if one is None:
        return None
    return {
        "state": p.say(LIVES[Response].states[one.state or ""]),
        "is_draft": one.state == "draft",
        "position": p.word("position", one.position or ""),
    }


def _position(p: Context, record: Consultation, one: ItemPosition) -> dict[str, Any]:
    home = spoken_for(p.view, record, one.office)
    return {
        "id": one.id,
        "number": one.id.partition("/")[2],
        "who": p.label(home),
        "office": p.label(one.office) if home != one.office else None,
        "position": p.word("position", one.position),
        "text": one.text,
        "lang": one.lang,
        "change": one.change,
        "day": one.day,
    }
