"""Routes in a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from coopgraph.terminal.render.text_parts import Renderer, footer, hanging, nothing, share
from kg.base.i18n import Message, msg, say
from kg.model.documents import PathRelation, Paths, Route, Via
from kg.model.registry import RELATIONS
from kg.model.vocabulary import DOUBTS, lesser_status

if TYPE_CHECKING:
    from rich.console import Console


def paths(lang: str, *, strengths: bool = False) -> Renderer[Paths]:
    """Return the renderer of routes between two actors; ``strengths`` are for analysts."""

    def render(console: Console, document: Paths) -> None:
        console.print(f"{document.from_.label} → {document.to.label}", style="bold")
        if not document.paths:
            nothing(console, msg("No route is known between the two on this date."), lang)
        for route in document.paths:
            _route(console, route, lang, strengths=strengths)
        console.print()
        footer(console, document)

    return render


def _route(console: Console, route: Route, lang: str, *, strengths: bool) -> None:
    console.print()
    worth = f"  {share(route.strength)}" if strengths else ""
    hanging(console, f"{route.rank}.", f"{route.sentence}{worth}")
    for relation in route.relations:
        verb = RELATIONS[relation.type].title_of_type.text(lang)
        link = f"{relation.from_} → {verb} → {relation.to}{_facts(relation, lang)}"
        mark = share(relation.strength) if strengths else "·"
        hanging(console, mark, f"{link}{_to_confirm(relation.doubts, lang)}", 3, "dim")
        for said in relation.positions:
            hanging(console, "◦", said.text, 5, "dim")
    for line in _via(route.via, lang):
        hanging(console, "↔", line, 3, "dim")
    for said in (said for one in route.via for link in one.relations for said in link.positions):
        hanging(console, "◦", said.text, 5, "dim")


def _facts(relation: PathRelation, lang: str) -> str:
    """Return a status that is less than full, and since when it holds."""
    said = ", ".join((*_lesser([relation], lang), *filter(None, [relation.since])))
    return f" ({said})" if said else ""


def _lesser(relations: Iterable[PathRelation], lang: str) -> list[str]:
    words = (lesser_status(relation.type, relation.status) for relation in relations)
    return list(dict.fromkeys(str(say(word, lang)) for word in words if word))


def _to_confirm(doubts: Iterable[str], lang: str) -> str:
    named = set(doubts)
    reasons = [word for doubt, word in DOUBTS.items() if doubt in named]
    text = msg("to be confirmed: {reasons}", reasons=reasons).text(lang)
    return f"  ← {text}" if reasons else ""


def _via(via: Sequence[Via], lang: str) -> Iterator[str]:
    """Yield who may stand at a place of a route: those of one standing and doubt together."""

    def standing(one: Via) -> tuple[int, str, str]:
        doubts = [doubt for relation in one.relations for doubt in relation.doubts]
        return one.place, ", ".join(_lesser(one.relations, lang)), _to_confirm(doubts, lang)

    # Who is firm comes first, and then in full standing; within that the order of the answer.
    order = sorted(via, key=lambda one: (one.place, bool(one.to_confirm), -one.strength))
    for (_, lesser, to_confirm), group in groupby(order, key=standing):
        names = _named([one.label for one in group], lang)
        yield f"{names}{f' ({lesser})' if lesser else ''}{to_confirm}"


def _named(names: Sequence[str], lang: str) -> str:
    message: Message = msg("via {names}", names=list(names))
    return message.text(lang)
