"""What a state brief rests on: the state's records, their matches, its bodies and agreements."""

from __future__ import annotations

from dataclasses import dataclass

from kg.brief.telling import Telling
from kg.exchange.own_records import asked_about
from kg.graph.openness import is_open
from kg.graph.view import View
from kg.model.documents import Match, MatchResult, Show
from kg.model.relations import DECLARED
from kg.questions import MatchQuestion, ShowQuestion

LOOKED_AT = 3
"""How many offers are looked at for each demand, and demands for each offer."""


@dataclass(frozen=True, slots=True)
class Matched:
    """A record of the state, the best that fits it, and how many fit among those looked at."""

    own: int
    best: MatchResult
    fitting: int


@dataclass(frozen=True, slots=True)
class Facts:
    """A state (node number) with its records by type, all of them and those that are open.

    ``demands`` and ``offers`` are the open ones with something that fits them, the best first.
    """

    state: int
    record: Show
    own: dict[str, tuple[int, ...]]
    demands: tuple[Matched, ...]
    offers: tuple[Matched, ...]
    standings: tuple[str, ...]

    @property
    def is_any(self) -> bool:
        """Whether anything that the state declared is on record."""
        return any(self.own.values())


def facts(telling: Telling) -> Facts:
    """Return what is known of the state that a paper is about.

    Raises:
        UnknownIdError: there is no such state, or not for this audience.
    """
    view, inquiry = telling.view, telling.asked.inquiry
    state = view.index(telling.asked.subject or "")
    own = asked_about(view, view.id(state))
    by_type = {name: tuple(n for n in own if view.is_a(n, name)) for name in DECLARED}
    demands = _matches(telling, by_type["Demand"])
    offers = _matches(telling, by_type["Offer"])
    found = [one for _, one in (*demands, *offers)]
    return Facts(
        state=state,
        record=inquiry.answer(ShowQuestion(view.id(state))),
        own=by_type,
        demands=_fitting(view, demands),
        offers=_fitting(view, offers),
        standings=tuple(dict.fromkeys(_standing(one, telling.lang) for one in found)),
    )


def _matches(telling: Telling, nodes: tuple[int, ...]) -> list[tuple[int, Match]]:
    view, inquiry = telling.view, telling.asked.inquiry
    open_ = [node for node in nodes if is_open(view, node)]
    return [(n, inquiry.answer(MatchQuestion(id=view.id(n), top=LOOKED_AT))) for n in open_]


def _fitting(view: View, found: list[tuple[int, Match]]) -> tuple[Matched, ...]:
    fitting = (
        (own, [result for result in match.results if result.fits is not False])
        for own, match in found
    )
    matched = [Matched(own, results[0], len(results)) for own, results in fitting if results]
    return tuple(sorted(matched, key=lambda one: (-one.best.score, view.id(one.own))))


def _standing(match: Match, lang: str) -> str:
    return f"{match.lens.name} {match.lens.version}: {match.standing.sentence().text(lang)}"
