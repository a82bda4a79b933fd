"""The page of one question: who can meet a need, whom an offer can help, and why."""

# ruff: noqa: FAST003 (language and id are taken by the reader)

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Final, NamedTuple
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Response

from api.deps import PageReader, Reader
from api.pages.page_context import Context
from api.pages.picture_figure import ANCHOR, asked_here, figure
from api.pages.rendering import page
from api.pages.why_not_block import asked_why
from api.paging import MAX_REACH, cut, offset_of
from ingest.entries import office_of
from kg.definitions.shipped_names import EXPERIENCE, OFFERS_FOR_DEMAND, PRACTICES_FOR_DEMAND
from kg.exchange.focal_points import who_is
from kg.exchange.parties import asks_others
from kg.model.documents import Contact, Match, MatchResult, WayOn, WhyNot
from kg.model.nodes import Demand
from kg.model.registry import RELATIONS, type_of
from kg.model.relations import DECLARED
from kg.model.vocabulary import BANDS, CONDITIONS, SIDES
from kg.questions import MatchQuestion

if TYPE_CHECKING:
    from markupsafe import Markup

router = APIRouter()
PAGE: Final = 10
DRAWN: Final = ("Demand", "Offer")
"""Of what a match is drawn."""


class Hop(NamedTuple):
    """One step of a walk: over which relation, in which direction, to which record."""

    relation: str
    forward: bool
    id: str


@router.get("/{lang:language}/match/{id:path}")
def match(  # noqa: PLR0917 (FastAPI passes them by name)
    reader: PageReader,
    lens: Annotated[str, Query(max_length=80)] = OFFERS_FOR_DEMAND,
    sector: Annotated[str | None, Query(max_length=200)] = None,
    pair: Annotated[str | None, Query(max_length=400)] = None,
    why_not: Annotated[str, Query(max_length=400)] = "",
    cursor: str | None = None,
) -> Response:
    """Show matches with their reasons, contacts, and what is missing to start; one in a picture.

    ``pair`` is the match that the picture opens; without it there are the best three. ``why_not``
    names a record that is missed: it is answered where it stands, or what keeps it out.
    """
    offset = offset_of(reader, cursor)

    def make(p: Context) -> dict[str, Any]:
        question = MatchQuestion(reader.id(), sector or None, lens=lens, top=offset + PAGE + 1)
        found = reader.answer(question)
        missed = asked_why(reader, found, why_not, sector, PAGE)
        picture = None if sector else _picture(p, reader, found, _named(found, missed, pair))
        return {
            **_content(p, reader, found, offset, sector),
            "picture": picture,
            "why_not": why_not,
            "missed": missed,
        }

    return page(reader, "match.html", make)


def _named(found: Match, missed: WhyNot | None, pair: str | None) -> str | None:
    """Return the match that the picture opens: the one asked after where it is in the list."""
    if missed is not None and missed.rank is not None and missed.rank <= MatchQuestion.MOST:
        return missed.target.id
    return pair if pair in {one.id for one in found.results} else None


def _picture(p: Context, reader: Reader, found: Match, pair: str | None) -> Markup | None:
    """Return the picture of one match or of the best; None where nothing can be drawn."""
    from viz.pictures.match_picture import fitting

    drawn = fitting(found)
    if found.lens.name != OFFERS_FOR_DEMAND or found.query.type not in DRAWN:
        return None
    if pair is None and not drawn:
        return None
    named = [] if pair is None else [pair]
    return figure(p, reader, asked_here(reader, "match", [found.query.id, *named]), 2)


def _watch(p: Context, id_: str) -> str:
    """Return where an office says that it wants to hear of new matches; empty for others."""
    if p.focal_point is None or p.focal_point.office is None or type_of(id_) not in DECLARED:
        return ""
    return f"{p.path('desk', 'watches')}?{urlencode({'record': id_})}#form"


def _triangles(p: Context, id_: str) -> str:
    """Return where offices see who could provide second for a demand; empty for others."""
    if p.focal_point is None or type_of(id_) != Demand.__name__:
        return ""
    return p.path("desk", "triangles", id_)


def walk(p: Context, step: list[str]) -> tuple[str, list[Hop]]:
    """Return where a walk begins, and its hops: relations as words."""
    hops = []
    for arrow, id_ in zip(step[1::2], step[2::2], strict=True):
        forward = arrow.endswith(">")
        title = RELATIONS[arrow.strip("<>")].title_of_type
        hops.append(Hop(p.say(title), forward, id_))
    return step[0], hops


def _content(
    p: Context, reader: Reader, found: Match, offset: int, sector: str | None
) -> dict[str, Any]:
    part = cut(reader, found.results, offset, PAGE)
    p.prefer_terms_of(_declarers(reader, found.query.id))
    return {
        "query": found.query,
        "is_offer": found.query.type == "Offer",
        "sector": sector,
        "watch": _watch(p, found.query.id),
        "triangles": _triangles(p, found.query.id),
        "lens": found.lens,
        "standing": p.say(found.standing.sentence()),
        "results": bool(part.items),
        "fitting": [
            _result(p, reader, found.query.id, one) for one in part.items if one.fits is not False
        ],
        "broad": [
            _result(p, reader, found.query.id, one) for one in part.items if one.fits is False
        ],
        "practices": found.practices,
        "more_practices": _address(p, found.query.id, sector, PRACTICES_FOR_DEMAND),
        "ways_on": [(way, _way(p, way)) for way in found.ways_on],
        "practices_asked": found.lens.name == PRACTICES_FOR_DEMAND,
        "from_practice": found.query.type == "Practice",
        "next": part.next,
        "last": offset + len(part.items) >= MAX_REACH,
        "excluded": _excluded(p, found),
        "completeness": found.completeness,
        "experience": found.lens.name == EXPERIENCE,
        "can_ask_experience": found.query.type == "Demand" and found.lens.name != EXPERIENCE,
    }


def _result(p: Context, reader: Reader, query: str, result: MatchResult) -> dict[str, Any]:
    return {
        "match": result,
        "ask": _ask(p, reader, query, result.id),
        "drawn": p.url("match", query, pair=result.id) + f"#{ANCHOR}",
        "band": p.say(BANDS[result.band]) if result.band else "",
        "by": _declarers(reader, result.id)[1:],
        "contacts": _by_side(p, result.contacts),
        "walks": {
            (reason.path, place): walk(p, step)
            for reason in result.reasons
            for place, step in enumerate(reason.steps)
        },
    }


def _ask(p: Context, reader: Reader, query: str, found: str) -> str:
    """Return where an office asks for contact about a match of its own; empty for all others."""
    if p.focal_point is None or not asks_others(who_is(p.focal_point)):
        return ""
    actor = office_of(reader.inquiry.store, p.focal_point.office or "").actor
    for own, about in ((query, found), (found, query)):
        if type_of(about) in DECLARED and actor in _declarers(reader, own)[1:]:
            return f"{p.path('desk', 'ask')}?{urlencode({'own': own, 'about': about})}"
    return ""


def _address(p: Context, id_: str, sector: str | None, lens: str) -> str:
    about = {"sector": sector} if sector else {}
    return p.url("match", id_, lens=lens, **about)


def _way(p: Context, way: WayOn) -> str:
    """Return where a way on leads, empty where there is nothing to ask."""
    return _address(p, way.id, way.sector, way.lens) if way.id and way.lens else ""


def _by_side(p: Context, contacts: list[Contact]) -> list[tuple[str, list[Contact]]]:
    sides: dict[str, list[Contact]] = {}
    for contact in contacts:
        sides.setdefault(contact.role, []).append(contact)
    return [(p.say(SIDES.get(role, role)), found) for role, found in sides.items()]


def _excluded(p: Context, found: Match) -> list[tuple[str, int]]:
    return [
        (p.say(CONDITIONS.get(name, name)), count)
        for name, count in found.excluded.items()
        if count
    ]


def _declarers(reader: Reader, id_: str) -> list[str]:
    view = reader.view
    node = view.index(id_)
    declared_by = view.adjacency(("DECLARES",), "in").of(node).tolist()
    return [view.id(other) for other in (node, *declared_by)]
