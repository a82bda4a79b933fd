"""Measures, milestones, agreements and work in time.

Without a record the work plan; of an actor its agreements and memberships, or, where ``show`` is
``work``, its programmes and what was done in them; of a measure its milestones.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from kg.base.i18n import Message, msg, nmsg
from kg.base.reader_manner import day as day_said
from kg.graph.actors import real
from kg.graph.naming import in_message
from kg.graph.undated import rests_on
from kg.graph.view import Edge
from kg.model.registry import type_of
from kg.model.relations import ACTORS
from viz.pictures.bond_rows import agreement_rows, agreements_of, membership_rows, memberships_of
from viz.pictures.citations import cited
from viz.pictures.picture import Picture
from viz.pictures.picture_form import PictureAsk, PictureForm
from viz.pictures.plan_rows import plan_rows
from viz.pictures.time_rows import MOST, TimeRow, TimeRows
from viz.pictures.work_rows import TOLD, work_of, work_rows
from viz.pictures.year_twin import year_twin
from viz.scene import Pencil

SHOW: Final = "show"
WORK: Final = "work"
_NAME, _WHEN = msg("Name"), msg("When")
_RANGE: Final = "range"


@dataclass(frozen=True, slots=True)
class _Told:
    """What is shown: its title, the sentence, its rows, the heads of its twin, what it rests on."""

    title: Message
    sentence: Message
    rows: list[TimeRow]
    heads: tuple[Message, ...]
    nodes: Sequence[int]
    edges: Sequence[Edge] = ()
    states: bool = True
    left_out: int = 0
    notes: tuple[str, ...] = ()


def _make(ask: PictureAsk) -> Picture:
    told = _told(ask)
    lang, view = ask.lang, ask.view
    apart = msg("No date is known").text(lang)
    heads = tuple(head.text(lang) for head in told.heads)
    shown = told.rows[:MOST]
    left = told.left_out + len(told.rows) - len(shown)
    today = view.as_of.isoformat()
    now = msg("on {day}", day=day_said(today, lang)).text(lang)
    body = TimeRows(tuple(shown), today, now, apart, _marks(shown, lang), left)
    sources, more = cited(view, told.nodes, told.edges, lang, ask.href)
    notes = list(told.notes)
    if left:
        notes.append(nmsg("+{count} more is not shown.", "+{count} more are not shown.", left)
                     .text(lang))  # fmt: skip
    return Picture(
        ask.asked, lang, told.title.text(lang), told.sentence.text(lang),
        Pencil(view, lang).caption(told.nodes), body,
        year_twin(shown, heads, apart, states=told.states), tuple(notes), sources, more,
    )  # fmt: skip


def _told(ask: PictureAsk) -> _Told:
    if not ask.asked.ids:
        return _plan(ask, sorted(real(ask.view, ask.view.of_type("Initiative").tolist())))
    node = ask.view.index(ask.asked.ids[0])
    if type_of(ask.view.id(node)) == "Initiative":
        return _plan(ask, [node], in_message(ask.view, node))
    if dict(ask.asked.choice).get(SHOW) == WORK:
        return _work(ask, node)
    return _bonds(ask, node)


def _plan(ask: PictureAsk, measures: list[int], name: object = None) -> _Told:
    rows = plan_rows(ask, measures)
    steps = sum(row.is_part for row in rows)
    parts = ask.view.adjacency(("PART_OF",), "in")
    nodes = [*measures, *(n for one in measures for n in parts.of(one).tolist()
                          if ask.view.is_a(n, "Milestone"))]  # fmt: skip
    sentence = msg(
        "{measures} with {milestones}: what was planned for when, and what is known of it.",
        measures=nmsg("{count} measure", "{count} measures", len(measures)),
        milestones=nmsg("{count} milestone", "{count} milestones", steps),
    )
    title = msg("{name}: milestones in time", name=name) if name else msg("The work plan in time")
    heads = _NAME, _WHEN, msg("How it stands"), msg("Part of")
    return _Told(title, sentence if rows else msg("No measure is on record."), rows, heads, nodes)


def _bonds(ask: PictureAsk, actor: int) -> _Told:
    agreements, members = agreements_of(ask, actor), memberships_of(ask, actor)
    bound = agreement_rows(ask, agreements)
    rows = [*bound, *membership_rows(ask, actor, members)]
    counted = [
        nmsg("{count} agreement", "{count} agreements", len(bound)),
        nmsg("{count} membership", "{count} memberships", len(rows) - len(bound)),
    ]
    return _Told(
        msg("{name}: agreements and memberships in time", name=in_message(ask.view, actor)),
        _counted(counted) or msg("No agreement or membership is on record."),
        rows,
        (_NAME, _WHEN, msg("How it stands"), msg("With whom")),
        [actor, *agreements],
        [*agreements.values(), *members],
        notes=tuple(rests_on(ask.view, members, ask.lang)["notes"]),
    )


def _work(ask: PictureAsk, actor: int) -> _Told:
    programmes, activities = work_of(ask, actor)
    rows = work_rows(ask, actor, programmes, activities)
    counted = [
        nmsg("{count} programme", "{count} programmes", len(programmes)),
        nmsg("{count} activity", "{count} activities", len(activities)),
    ]
    return _Told(
        msg("{name}: programmes and activities in time", name=in_message(ask.view, actor)),
        _counted(counted) or msg("No programme or activity is on record."),
        rows,
        (_NAME, _WHEN, msg("Where and with whom"), msg("What came of it")),
        [*programmes, *activities[:TOLD]],
        states=False,
        left_out=max(0, len(activities) - TOLD),
    )


def _counted(said: Sequence[Message]) -> Message | None:
    """Return how many of what there are; of what there is none, nothing is said."""
    some = [one for one in said if one.count]
    if not some:
        return None
    both = msg("{one} and {other}", one=some[0], other=some[1]) if some[1:] else some[0]
    return msg("{what} on record, by the year in which they began.", what=both)


def _marks(rows: Iterable[TimeRow], lang: str) -> tuple[tuple[str, str], ...]:
    """Return what the drawing has to explain, of what it holds."""
    dated = [row for row in rows if row.dated]
    every = [one for row in dated for one in row.moments()]
    said = {
        "runs": msg("lasts; an arrow: no end is set"),
        "over": msg("is over"),
        "unknown": msg("no end is on record"),
        _RANGE: msg("the day is not known: it lies between the two strokes"),
    }
    met = {row.lasting for row in dated if row.since} | (
        {_RANGE} if any(one.first != one.last for one in every) else set()
    )
    return tuple((kind, text.text(lang)) for kind, text in said.items() if kind in met)


FORM: Final = PictureForm(
    "timeline",
    msg("In time"),
    msg("The work plan, or agreements, memberships and programmes by year."),
    _make,
    types=(*ACTORS, "Initiative"),
    most=1,
    choices={SHOW: ("agreements", WORK)},
)
