"""The bodies and offices around a state, as a picture and in words."""

from __future__ import annotations

from kg.base.i18n import msg, nmsg
from kg.brief.drawings import Network, Spot
from kg.brief.paper import Block, Paragraph, Picture
from kg.brief.paper_telling import Telling
from kg.brief.state_facts import Facts
from kg.brief.state_figures import memberships
from kg.graph.actors import authorities
from kg.model.acronyms import acronym_in

_AUTHORITY, _STATE, _BODIES = 0, 1, 2


def bodies(telling: Telling, known: Facts) -> tuple[Block, ...]:
    """Return the picture of the bodies of which it is a full member, and how many there are."""
    figure = memberships(telling, known)
    count = int(figure.value or 0)
    said = nmsg(
        "On the date of this brief it is a full member of {count} body.",
        "On the date of this brief it is a full member of {count} bodies.",
        count,
    )
    words = Paragraph((telling.says(said, figure),))
    return (words, _picture(telling, known)) if count else (words,)


def _picture(telling: Telling, known: Facts) -> Picture:
    drawing = _drawing(telling, known)
    state = telling.label(known.state)
    return Picture(
        drawing,
        telling.words(msg("{state} and the bodies of which it is a full member", state=state)),
        telling.words(msg(
            "{state} is joined to: {names}.",
            state=state,
            names=[spot.label for spot in drawing.spots if spot.column == _BODIES],
        )),
    )  # fmt: skip


def _drawing(telling: Telling, known: Facts) -> Network:
    view = telling.view
    state = Spot(view.id(known.state), telling.label(known.state), "State", _STATE)
    offices = [
        Spot(view.id(one), telling.label(one), view.type_of(one), _AUTHORITY)
        for one in authorities(view, known.state)[:1]
    ]
    members = _members(telling, known)
    part, member = telling.words(msg("authority")), telling.words(msg("member of"))
    lines = [(office.id, state.id, part) for office in offices]
    lines += [(state.id, body.id, member) for body in members]
    return Network((*offices, state, *members), tuple(lines))


def _members(telling: Telling, known: Facts) -> list[Spot]:
    view = telling.view
    ids = {
        r.to
        for r in known.record.relations
        if r.type == "MEMBER_OF" and r.status == "member" and r.in_force
    }
    return [
        Spot(id_, _short(telling, view.index(id_)), view.type_of(view.index(id_)), _BODIES)
        for id_ in sorted(ids)
    ]


def _short(telling: Telling, body: int) -> str:
    return acronym_in(telling.view.props(body), telling.lang) or telling.label(body)
