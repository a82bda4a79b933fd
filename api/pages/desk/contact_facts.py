"""What a request for contact shows beside its steps: what is stated of it, what an offer holds."""

from __future__ import annotations

from typing import Any, NamedTuple

from api.pages.desk.at_desk import AtDesk
from api.pages.page_context import Context, Text
from api.pages.record_facts import values
from kg.base.reader_manner import labelled
from kg.exchange.conclusion import activity_of, concluded, mark_of
from kg.exchange.contact_requests import Taken, all_requests, taken
from kg.exchange.shares import Share, share_of
from kg.graph.actors import declarers
from kg.model.changes import Change, NodeStatement, RelationStatement
from kg.model.desk_types import ContactRequest
from kg.model.fields import EFFORT
from kg.model.nodes import Activity
from kg.model.vocabulary import heading, label
from kg.store.protocol import Store


class Stated(NamedTuple):
    """What a confirmation would state, line by line, and the mark by which it is known."""

    rows: list[tuple[str, list[Text]]]
    mark: str


def stated_rows(p: Context, knowledge: Store, record: ContactRequest) -> Stated:
    """Return all that will be stated of what was concluded, as the very statements have it."""
    changes = list(concluded(knowledge, record))
    found: dict[str, list[Text]] = {}
    for change in changes:
        for name, text in _told(p, activity_of(record), change):
            texts = found.setdefault(name, [])
            if text not in texts:
                texts.append(text)
    return Stated(list(found.items()), mark_of(changes))


def put_in(p: Context, record: ContactRequest) -> list[tuple[Text, str]]:
    """Return what each office said that it put in itself, the one that asks first."""
    found = ((id_, share_of(record, id_)) for id_ in (record.asks, record.asked) if id_)
    return [(p.label(id_), share_text(p, share)) for id_, share in found if share.props()]


def share_text(p: Context, share: Share) -> str:
    """Return a share in words, empty where nothing is said."""
    parts = (one.text for name, said in share.props().items() for one in values(p, name, said))
    return ", ".join(parts)


def holding(here: AtDesk, record: ContactRequest) -> list[tuple[str, Taken]]:
    """Return what the offers and practices of whoever looks hold, of how many at a time."""
    view, office = here.reader.view, here.focal_point.office
    if office is None:
        return []
    mine = {office, here.office.actor}
    with here.desk() as desk:
        known = all_requests(desk)
    found: list[tuple[str, Taken]] = []
    for id_ in record.about:
        index = view.snapshot.index(id_)
        if index is not None and mine & {view.id(other) for other in declarers(view, index)}:
            held = taken(known, id_, view.props(index).get("capacity"))
            if held.of is not None:
                found.append((id_, held))
    return found


def _told(p: Context, id_: str, change: Change) -> list[tuple[str, Text]]:
    """Return the lines of one statement about the activity."""
    if isinstance(change, NodeStatement) and change.id == id_:
        return [*_fields(p, change.props), _audience(p, change)]
    if isinstance(change, RelationStatement):
        key = change.relation
        outward = key.start == id_
        other = p.label(key.end if outward else key.start)
        share = Share(change.props.get("contributed", {}), change.props.get(EFFORT, {}))
        said = share_text(p, share)
        text = Text(labelled(other.text, said, p.lang)) if said else other
        return [(p.say(heading(key.type, outward=outward)), text)]
    return []


def _fields(p: Context, props: Any) -> list[tuple[str, Text]]:
    return [
        (p.say(label(Activity, name)), Text(one.text, one.lang))
        for name, value in props.items()
        for one in values(p, name, value)
    ]


def _audience(p: Context, change: NodeStatement) -> tuple[str, Text]:
    level = change.visibility or "public"
    return p.say(label(Activity, "visibility")), Text(p.word("visibility", level))
