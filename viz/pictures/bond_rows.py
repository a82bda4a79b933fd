"""The agreements and memberships of an actor in time: in force, signed, lapsed."""

from __future__ import annotations

from collections.abc import Iterator

from kg.base.i18n import Message, msg
from kg.graph.actors import family, real
from kg.graph.agreements import Bond, as_party, bond
from kg.graph.view import Edge
from kg.model.vocabulary import heading, lesser_status, word
from viz.pictures.naming_cells import named_cell
from viz.pictures.picture import Cell
from viz.pictures.picture_form import PictureAsk
from viz.pictures.time_rows import Lasting, Moment, TimeRow, moment
from viz.scene import other_end

_LASTING: dict[Bond | None, Lasting] = {"in_force": "runs", "unconfirmed": "unknown"}
_SAID: dict[Bond | None, Message] = {
    "in_force": msg("in force"),
    "unconfirmed": msg("whether it is still in force is not on record"),
}
_LEFT = "former"


def agreements_of(ask: PictureAsk, actor: int) -> dict[int, Edge]:
    """Return the agreements that an actor and its offices are or were bound by, as far as real."""
    edges = as_party(ask.view, family(ask.view, actor))
    known = real(ask.view, (edge.end for edge in edges)) | {
        edge.end for edge in edges if not real(ask.view, [actor])
    }
    return {edge.end: edge for edge in edges if edge.end in known}


def memberships_of(ask: PictureAsk, actor: int) -> list[Edge]:
    """Return the memberships of an actor in bodies, then those of others in it, of all dates."""
    view = ask.view
    edges = list(view.edges(actor, all_dates=True, only="MEMBER_OF"))
    known = [e for e in edges if real(view, [other_end(e, actor)]) or not real(view, [actor])]
    return sorted(known, key=lambda edge: edge.start != actor)


def agreement_rows(ask: PictureAsk, found: dict[int, Edge]) -> list[TimeRow]:
    """Return agreements, the oldest first; nothing that was signed after the day asked about."""
    rows = [_agreement(ask, node, edge) for node, edge in found.items()]
    return _known(ask, rows)


def membership_rows(ask: PictureAsk, actor: int, edges: list[Edge]) -> list[TimeRow]:
    """Return memberships, full ones first; nothing that began after the day asked about."""
    full = [edge for edge in edges if not lesser_status("MEMBER_OF", ask.view.status(edge))]
    lesser = [edge for edge in edges if edge not in full]
    return [
        row
        for outward in (True, False)
        for some in (full, lesser)
        for row in _known(
            ask, [_membership(ask, actor, e) for e in some if (e.start == actor) is outward]
        )
    ]


def _known(ask: PictureAsk, rows: list[TimeRow]) -> list[TimeRow]:
    today = ask.view.as_of.isoformat()
    there = [row for row in rows if row.since is None or row.since.first <= today]
    return sorted(there, key=lambda row: _first(row) or "9999")


def _first(row: TimeRow) -> str:
    one = row.since or row.until
    return one.first if one else ""


def _agreement(ask: PictureAsk, node: int, edge: Edge) -> TimeRow:
    props, lang = ask.view.props(node), ask.lang
    since = moment(props.get("signed") or props.get("starts"), props.get("precision"), lang)
    until = moment(props.get("ends"), props.get("precision"), lang)
    stands = bond(ask.view, edge)
    state = _SAID.get(stands) or word("status", str(props.get("status") or "unknown"))
    others = tuple(_parties(ask, node, edge.start))
    lasting = "over" if stands == "ended" and until else _LASTING.get(stands, "moment")
    return TimeRow(
        named_cell(ask, node), "Agreement", since, until, lasting, _in(state, lang), (others,),
        group=msg("Agreements").text(lang),
    )  # fmt: skip


def _parties(ask: PictureAsk, node: int, own: int) -> Iterator[Cell]:
    for edge in ask.view.edges(node, all_dates=True, only="PARTY_TO"):
        other = other_end(edge, node)
        if other != own:
            yield named_cell(ask, other)


def _membership(ask: PictureAsk, actor: int, edge: Edge) -> TimeRow:
    view, lang = ask.view, ask.lang
    other = other_end(edge, actor)
    precision = view.edge_props(edge).get("precision")
    since, until = (moment(day, precision, lang) for day in view.period(edge))
    status = view.status(edge) or "member"
    outward = edge.start == actor
    return TimeRow(
        named_cell(ask, other), view.type_of(other), since, until,
        _lasting(status, until, view.as_of.isoformat()),
        _in(lesser_status("MEMBER_OF", status) or "", lang), ((),),
        group=heading("MEMBER_OF", outward=outward).text(lang),
    )  # fmt: skip


def _lasting(status: str, until: Moment | None, today: str) -> Lasting:
    if until is not None:
        return "over" if until.first <= today else "runs"
    return "moment" if status == _LEFT else "runs"


def _in(said: Message | str, lang: str) -> str:
    return said.text(lang) if isinstance(said, Message) else said
