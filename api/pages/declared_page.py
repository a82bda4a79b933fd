"""What is on the table: demands, offers, good practices, as lists that anybody can narrow down."""

# ruff: noqa: FAST003 (language and id are taken by the reader)

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, NamedTuple
from urllib.parse import urlencode

from fastapi import APIRouter, Response

from api.deps import PageReader, Reader
from api.pages.list_questions import TYPES, Asked, ListQuestion
from api.pages.page_context import Context, Text
from api.pages.rendering import page
from api.paging import cut, offset_of
from kg.base.i18n import Message, msg, nmsg
from kg.base.text import fold
from kg.browse.declared_list import FACETS, SOON, VALIDITIES, Facet, Listed, Validity, said_on
from kg.graph.actors import declarers
from kg.graph.taxonomy import sectors_of
from kg.model.registry import NODES
from viz.label_text import shortened

router = APIRouter()
PAGE: Final = 25
LEADS: Final[dict[str, Message]] = {
    "Demand": msg("What states ask for. Open one to see who can meet it."),
    "Offer": msg("What states and bodies can give. Open one to see whom it can help."),
    "Practice": msg("What has worked, and what has not, told by those who did it."),
}
LABELS: Final[dict[Facet, Message]] = {
    "sector": msg("Sector"),
    "state": msg("Who declares it"),
    "language": msg("Language"),
    "region": msg("Region"),
    "modality": msg("Modality"),
}
VALIDITY: Final[dict[Validity, Message]] = {
    "open": msg("Open now"),
    "soon": nmsg("Ends within {count} month", "Ends within {count} months", SOON),
    "undated": msg("Open, no last day stated"),
    "over": msg("No longer open"),
    "all": msg("Open or over"),
}
_SUMMARY: Final = 200
"""Characters of a summary that a list shows."""


class Option(NamedTuple):
    """One choice of a facet, and the number of records that there are with it."""

    id: str
    name: Text
    number: int
    chosen: bool


class Chip(NamedTuple):
    """Something that was chosen, and the address of the list without it."""

    label: str
    value: Text
    without: str


@router.get("/{lang:language}/demands")
def demands(reader: PageReader, asked: Asked, cursor: str | None = None) -> Response:
    """List demands."""
    return _listed(reader, "demands", asked, cursor)


@router.get("/{lang:language}/offers")
def offers(reader: PageReader, asked: Asked, cursor: str | None = None) -> Response:
    """List offers."""
    return _listed(reader, "offers", asked, cursor)


@router.get("/{lang:language}/practices")
def practices(reader: PageReader, asked: Asked, cursor: str | None = None) -> Response:
    """List good practices."""
    return _listed(reader, "practices", asked, cursor)


def _listed(reader: Reader, name: str, asked: ListQuestion, cursor: str | None) -> Response:
    type_, offset = TYPES[name], offset_of(reader, cursor)

    def make(p: Context) -> dict[str, Any]:
        found = asked.found(reader, type_)
        part = cut(reader, found.nodes, offset, PAGE)
        chosen: dict[str, str] = {"kind": name} | dict(asked.ids.items())
        return {
            "title": p.say(NODES[type_].plural),
            "lead": p.say(LEADS[type_]),
            "name": name,
            "type": type_,
            "asked": asked,
            "total": len(found.nodes),
            "closed": found.closed,
            "first": offset + 1,
            "rows": [_entry(p, reader, type_, found, node) for node in part.items],
            "next": part.next,
            "facets": [(facet, p.say(LABELS[facet]), _options(p, asked, found, facet))
                       for facet in FACETS],
            "validities": [Option(one, Text(p.say(VALIDITY[one])), found.valid[one],
                                  one == asked.show) for one in VALIDITIES],
            "chips": list(_chips(p, name, asked)),
            "feed": feed_address(p, name, asked.given),
            "watch": f"{p.path('desk', 'watches')}?{urlencode(chosen)}#form",
        }  # fmt: skip

    return page(reader, "declared.html", make)


def feed_address(p: Context, name: str, given: dict[str, str]) -> str:
    """Return the address of the feed of a list or a search, on this service."""
    path = p.path("feeds", name)
    return f"{path}?{urlencode(given)}" if given else path


def _options(p: Context, asked: ListQuestion, found: Listed, facet: Facet) -> list[Option]:
    """Return what can be chosen, by name: a list of those who declare is never a ranking."""
    chosen = asked.ids.get(facet)
    counts = {p.view.id(node): count for node, count in found.counts[facet].items()}
    if chosen:
        # As its record is called now: what was merged is chosen under its old id too.
        chosen = p.view.id(p.view.index(chosen))
        counts.setdefault(chosen, 0)
    options = [Option(id_, p.label(id_), counts[id_], id_ == chosen) for id_ in counts]
    return sorted(options, key=lambda option: (fold(option.name.text), option.id))


def _chips(p: Context, name: str, asked: ListQuestion) -> Iterator[Chip]:
    """Yield what was chosen, in the order of the form."""
    if asked.q:
        yield Chip(p.say(msg("Words")), Text(asked.q), p.url(name, **asked.without("q")))
    for facet in FACETS:
        if facet in asked.ids:
            value = p.label(p.view.id(p.view.index(asked.ids[facet])))
            yield Chip(p.say(LABELS[facet]), value, p.url(name, **asked.without(facet)))
    if asked.show != "open":
        value = Text(p.say(VALIDITY[asked.show]))
        yield Chip(p.say(msg("Validity")), value, p.url(name, **asked.without("show")))


def _entry(p: Context, reader: Reader, type_: str, found: Listed, node: int) -> dict[str, Any]:
    view = reader.view
    id_ = view.id(node)
    summary = p.own_text(id_, "summary")
    return {
        "id": id_,
        "title": p.label(id_),
        "summary": summary._replace(text=shortened(summary.text, _SUMMARY)),
        "by": sorted(view.id(other) for other in declarers(view, node)),
        "sectors": sorted(view.id(sector) for sector in sectors_of(view, node)),
        "said": said_on(view, reader.inquiry.records, type_)[node],
        "open": node in found.open,
    }
