"""What an actor does: its programmes in time, on them what was done, with whom, what came of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Final

from kg.base.i18n import msg, nmsg
from kg.graph.activities import begins
from kg.graph.actors import DOES, activities_of, family, real
from viz.pictures.naming_cells import named_cell, text_cell
from viz.pictures.picture import Cell
from viz.pictures.picture_form import PictureAsk
from viz.pictures.time_rows import Lasting, TimeRow, moment

TOLD: Final = 10
"""So many activities are told, those first of which is known what came of them, then the latest."""
_NAMED: Final = 4


def work_of(ask: PictureAsk, actor: int) -> tuple[list[int], list[int]]:
    """Return the programmes of an actor and the activities of its house, the most telling first."""
    view = ask.view
    own = family(view, actor)
    programmes = sorted(real(view, (n for n in own if view.is_a(n, "Programme"))))
    return programmes, sorted(activities_of(view, own), key=lambda node: _rank(ask, node))


def work_rows(
    ask: PictureAsk, actor: int, programmes: list[int], activities: list[int]
) -> list[TimeRow]:
    """Return a row for each programme with the activities on it, then one for all others."""
    told, rows, met = activities[:TOLD], [], set[int]()
    for programme in programmes:
        own = activities_of(ask.view, [programme])
        parts = [node for node in told if node in own and node not in met]
        met.update(parts)
        rows.append(_programme(ask, programme, parts, own=family(ask.view, actor)))
    rows.sort(key=lambda row: min((one.first for one in row.moments()), default="9999"))
    others = _parts(ask, [node for node in told if node not in met])
    if not others:
        return rows
    name = Cell(msg("Other activities").text(ask.lang))
    return [*rows, TimeRow(name, "Activity", None, parts=others, beside=((), ()))]


def _rank(ask: PictureAsk, node: int) -> tuple[bool, int, str]:
    """Return the place of an activity: those that tell an outcome, then the latest, then by id."""
    low, _ = ask.view.snapshot.ranges["Activity"]
    begun = int(begins(ask.view)[node - low])
    return not text_cell(ask, node, "summary").text, -begun, ask.view.id(node)


def _programme(ask: PictureAsk, node: int, activities: list[int], own: Collection[int]) -> TimeRow:
    view = ask.view
    props = view.props(node)
    since, until = (
        moment(props.get(k), props.get("precision"), ask.lang) for k in ("starts", "ends")
    )
    lasting: Lasting = "unknown"
    if until is not None:
        lasting = "over" if view.snapshot.ends[node] <= view.day else "runs"
    runners = [n for n in view.adjacency(("RUNS",), "in").of(node).tolist() if n not in own]
    return TimeRow(
        named_cell(ask, node), "Programme", since, until, lasting,
        beside=(tuple(named_cell(ask, one) for one in runners), (text_cell(ask, node, "note"),)),
        parts=_parts(ask, activities),
    )  # fmt: skip


def _parts(ask: PictureAsk, nodes: Iterable[int]) -> tuple[TimeRow, ...]:
    return tuple(_activity(ask, node) for node in nodes)


def _activity(ask: PictureAsk, node: int) -> TimeRow:
    props = ask.view.props(node)
    since, until = (
        moment(props.get(k), props.get("precision"), ask.lang) for k in ("starts", "ends")
    )
    others = _with(ask, node)
    named = tuple(named_cell(ask, one) for one in others[:_NAMED])
    more = len(others) - _NAMED
    rest = (
        (Cell(nmsg("and {count} more", "and {count} more", more).text(ask.lang)),)
        if more > 0
        else ()
    )
    beside = ((*named, *rest), (text_cell(ask, node, "summary"),))
    return TimeRow(named_cell(ask, node), "Activity", since, until, beside=beside)


def _with(ask: PictureAsk, node: int) -> list[int]:
    """Return the states and bodies in an activity, states first; not the offices that run it."""
    into = ask.view.adjacency(DOES, "in").of(node).tolist()
    wanted = [
        n for n in dict.fromkeys(into) if ask.view.is_a(n, "State", "Country", "Organisation")
    ]
    return sorted(wanted, key=lambda n: (not ask.view.is_a(n, "State"), ask.view.id(n)))
