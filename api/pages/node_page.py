"""The page of one record: facts with sources, disagreements, relations, a picture."""

# ruff: noqa: FAST003 (language and id are taken by the reader)

from __future__ import annotations

from itertools import combinations
from typing import Any, Final

from fastapi import APIRouter, Response

from api.deps import PageReader, Reader
from api.pages.answer_link import answer_link
from api.pages.page_context import Context
from api.pages.picture_figure import asked_here, figure
from api.pages.record_facts import disputes, facts
from api.pages.relation_groups import as_facts, groups
from api.pages.rendering import page
from ingest.sheet.record_cells import kind_of_record
from kg.base.text import fold
from kg.browse.record_layout import other_names
from kg.exchange.focal_points import who_is
from kg.exchange.own_records import own_records
from kg.exchange.parties import enters
from kg.exchange.shares import Share, differ
from kg.graph.view import View
from kg.model.documents import Show
from kg.model.fields import EFFORT
from kg.model.registry import NODES, type_of
from kg.model.relations import ACTORS, DECLARED
from kg.questions import ShowQuestion

router = APIRouter()
MATCHED: Final = ("Offer", "Demand")


@router.get("/{lang:language}/node/{id:path}")
def node(reader: PageReader) -> Response:
    """Show a record."""

    def make(p: Context) -> dict[str, Any]:
        return _content(p, reader.answer(ShowQuestion(reader.id())), reader)

    return page(reader, "node.html", make)


def sectors(p: Context, view: View) -> list[tuple[str, str]]:
    """Return the sectors that a need can be told by: id and name, the broad ones and categories."""
    found = []
    for index in view.of_type("Sector"):
        props = view.props(int(index))
        if props.get("scheme") == "dac" and props.get("level") in ("group", "category"):
            id_ = view.id(int(index))
            found.append((id_, p.label(id_).text))
    return sorted(found, key=lambda pair: fold(pair[1]))


def _content(p: Context, shown: Show, reader: Reader) -> dict[str, Any]:
    terms = p.prefer_terms_of(_near_actors(shown))
    nodes = {source.id: place for place, source in enumerate(shown.sources, 1)}
    found = shown.node
    cls = NODES[found.type]
    props = found.properties
    declared = found.type in DECLARED
    related = groups(p, shown, nodes)
    told, others = as_facts(p, related) if declared else ([], related)
    return {
        "node": found,
        "shown": shown,
        "type_name": p.say(cls.title_of_type),
        "title": p.label(found.id),
        "acronym": p.acronym(found.id),
        "lead": p.own_text(found.id, "summary" if "summary" in props else "text"),
        "terms": terms,
        "facts": [*told, *facts(p, shown, nodes)],
        "disputes": disputes(p, shown.claims, cls),
        "groups": others,
        "related": bool(related),
        "sources": shown.sources,
        "picture": figure(p, reader, asked_here(reader, "actor", [found.id]), 3),
        "matched": found.type in MATCHED,
        "declared": declared,
        "at_desk": _at_desk(p, reader, found.id) if declared else ("", ""),
        "actor": found.type in ACTORS,
        "sectors": sectors(p, reader.view) if found.type == "State" else [],
        "other_names": other_names(found),
        "visibility": props.get("visibility"),
        "answer": answer_link(p, found.id),
        "shares_differ": _shares_differ(shown),
    }


def _shares_differ(shown: Show) -> bool:
    """Say whether those who confirm an activity put in different figures of the same kind."""
    shares = [
        Share(r.properties.get("contributed", {}), r.properties.get(EFFORT, {}))
        for r in shown.relations
        if r.type == "CONFIRMS" and r.to == shown.node.id
    ]
    return any(differ(*pair) for pair in combinations(shares, 2))


def _at_desk(p: Context, reader: Reader, id_: str) -> tuple[str, str]:
    """Return where the office that is signed in goes on with a record: its own, or another's."""
    office = p.focal_point.office if p.focal_point else None
    if p.focal_point is None or office is None:
        return "", ""
    view = reader.view
    if view.index(id_) in own_records(view, office):
        return p.path("desk", "records", id_), ""
    kind = kind_of_record(view, view.index(id_))
    return "", p.path("desk", "suggest", id_) if kind in enters(who_is(p.focal_point)) else ""


def _near_actors(shown: Show) -> list[str]:
    """Return the record itself where it is an actor, else who declares or runs it."""
    if type_of(shown.node.id) in ACTORS:
        return [shown.node.id]
    return [r.from_ for r in shown.relations if r.type == "DECLARES" and r.in_force]
