"""The life cycles and deadlines in ``docs/exchange.md``, written from the program's tables."""

from __future__ import annotations

from collections.abc import Iterator

from kg.exchange.deadlines import DEADLINES, SHIPPED, Limit
from kg.exchange.life_cycle import LIVES, NEW, Life
from kg.exchange.moving import PARTS
from kg.exchange.record_acts import ACTS

_BEGIN = "<!-- exchange -->"
_END = "<!-- end -->"


def with_life_cycles(page: str) -> str:
    """Return the page with pictures, tables of steps and deadlines written anew."""
    before, _, rest = page.partition(_BEGIN)
    after = rest.partition(_END)[2]
    return "\n".join([f"{before}{_BEGIN}", "", *_lines(), f"{_END}{after}"])


def _lines() -> Iterator[str]:
    for life in LIVES.values():
        yield f"## {life.cls.title_of_type}"
        yield ""
        yield from _picture(life)
        yield from _steps(life)
    yield from _record_acts()
    yield "## Deadlines"
    yield ""
    yield from _deadlines()


def _picture(life: Life) -> Iterator[str]:
    yield "```mermaid"
    yield "stateDiagram-v2"
    yield "  direction LR"
    for step in life.steps:
        for state in step.before:
            yield f"  {_node(state)} --> {_node(step.after)}: {step.act}"
    for state in life.ends:
        yield f"  {_node(state)} --> [*]"
    yield "```"
    yield ""


def _node(state: str) -> str:
    return state.replace(" ", "_") if state != NEW else "[*]"


def _steps(life: Life) -> Iterator[str]:
    yield "| act | from | to | who | it takes |"
    yield "|---|---|---|---|---|"
    for step in life.steps:
        before = ", ".join(state or "new" for state in step.before)
        who = ", ".join(str(PARTS[part]) for part in step.by)
        takes = ", ".join([*(f"`{n}`" for n in step.needs), *(f"(`{n}`)" for n in step.takes)])
        yield f"| {step.act} | {before} | {step.after} | {who} | {takes} |"
    yield ""


def _record_acts() -> Iterator[str]:
    yield "## Records of an office"
    yield ""
    yield "Not stated is `open`. That one has expired or is stale follows from days: never stored."
    yield ""
    yield "| act | of | from | to | it says that it is right | it takes |"
    yield "|---|---|---|---|---|---|"
    for act in ACTS:
        takes = ", ".join(f"`{name}`" for name in act.needs)
        confirms = "yes" if act.confirms else ""
        before, types = ", ".join(act.before), ", ".join(act.types)
        yield f"| {act.act} | {types} | {before} | {act.after or '–'} | {confirms} | {takes} |"
    yield ""


def _deadlines() -> Iterator[str]:
    found = DEADLINES.named(SHIPPED)
    yield f"`{found.deadlines}`, version {found.version}: {found.standing.sentence()}"
    yield ""
    yield "| record | state | stays | reminders after | then |"
    yield "|---|---|---|---|---|"
    for limit in found.limits:
        reminders = ", ".join(f"{days} days" for days in limit.remind) or "–"
        then = limit.act or "late, nothing else"
        yield f"| {limit.record} | {limit.state} | {_length(limit)} | {reminders} | {then} |"
    yield ""
    fresh = found.freshness
    yield f"A record is stale {fresh.stale} days after it was last confirmed; that it ends is told"
    yield f"{fresh.ending} days before its last day."
    yield ""


def _length(limit: Limit) -> str:
    return f"{limit.days} days" if limit.days else f"{limit.working_days} working days"
