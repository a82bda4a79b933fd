"""The work plan in time: measures, and below each the milestones that are due or achieved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.base.i18n import Message, msg
from kg.exchange.board_marks import DONE
from kg.exchange.plan_marks import OVER
from kg.exchange.plan_view import MeasurePlan, PlanPart, plan_of
from kg.model.vocabulary import word
from viz.pictures.naming_cells import named_cell
from viz.pictures.picture import Cell
from viz.pictures.picture_form import PictureAsk
from viz.pictures.time_rows import Lasting, Moment, TimeRow, moment

_LAST = "9999"
_UNKNOWN = "unknown"


def plan_rows(ask: PictureAsk, measures: Iterable[int]) -> list[TimeRow]:
    """Return measures with their milestones, what is due first first.

    How a milestone stands is said as far as the reader may know it (``kg.exchange.plan_view``).
    """
    plans = sorted((plan_of(ask.view, node) for node in measures), key=_first_due)
    return [row for plan in plans for row in _measure(ask, plan)]


def _first_due(plan: MeasurePlan) -> tuple[str, str]:
    due = (one.props.get("due") or _LAST for one in plan.milestones)
    return min(due, default=_LAST), plan.measure.id


def _measure(ask: PictureAsk, plan: MeasurePlan) -> Iterator[TimeRow]:
    props, lang = plan.measure.props, ask.lang
    since, until = (moment(props.get(k), props.get("precision"), lang) for k in ("starts", "ends"))
    name = named_cell(ask, ask.view.index(plan.measure.id))
    lasting = _lasting(str(props.get("status") or _UNKNOWN), until, ask.view.as_of.isoformat())
    yield TimeRow(name, plan.measure.type, since, until, lasting, _standing(plan, lang), ((),))
    for one in plan.milestones:
        yield _milestone(ask, one, name)


def _lasting(status: str, until: Moment | None, today: str) -> Lasting:
    if until is not None:
        return "over" if until.last < today else "runs"
    if status in OVER:
        return "moment"
    return "unknown" if status == _UNKNOWN else "runs"


def _standing(plan: MeasurePlan, lang: str) -> str:
    props = plan.measure.props
    said = [word("kind", props["kind"])] if props.get("kind") else []
    said += [word("standing", props["standing"])] if props.get("standing") else []
    if props.get("status") not in (None, _UNKNOWN):
        said.append(word("status", str(props["status"])))
    return ", ".join(one.text(lang) if isinstance(one, Message) else one for one in said)


def _milestone(ask: PictureAsk, one: PlanPart, measure: Cell) -> TimeRow:
    reached = one.props.get("reached") if one.props.get("status") == DONE else None
    day = moment(reached, "day", ask.lang) if reached else _due(ask, one)
    name = named_cell(ask, ask.view.index(one.id))
    state = _state(one, day, ask.view.as_of.isoformat())
    said = state.text(ask.lang) if isinstance(state, Message) else state
    return TimeRow(name, one.type, day, state=said, beside=((measure,),), is_part=True)


def _due(ask: PictureAsk, one: PlanPart) -> Moment | None:
    return moment(one.props.get("due"), one.props.get("precision"), ask.lang)


def _state(one: PlanPart, day: Moment | None, today: str) -> Message | str:
    """Return how a milestone stands: what nobody says of one that was due is not known, not no."""
    status = one.props.get("status")
    if status == DONE:
        return msg("achieved")
    if status not in (None, _UNKNOWN):
        return word("status", str(status))
    if day is None:
        return msg("no date set")
    if day.last >= today:
        return msg("planned")
    return msg("whether it was achieved is not on record")
