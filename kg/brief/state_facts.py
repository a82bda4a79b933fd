"""What a state brief rests on: the state's records, their matches, its bodies and agreements."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.brief.paper_telling import Telling
from kg.graph.memo import kept
from kg.graph.view import View
from kg.model.documents import Declared, Match, MatchResult, Show
from kg.model.fields import EXAMPLE
from kg.model.relations import DECLARED
from kg.questions import DeclaredQuestion, MatchQuestion, ShowQuestion

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
    """A state (node number), its record, what is declared in its name by type.

    ``demands`` and ``offers`` are the open ones with something that fits them, the best first.
    """

    state: int
    record: Show
    declared: Mapping[str, Declared]
    demands: tuple[Matched, ...]
    offers: tuple[Matched, ...]
    standings: tuple[str, ...]

    @property
    def is_any(self) -> bool:
        """Whether anything that is declared in its name is on record."""
        return any(one.open or one.closed for one in self.declared.values())

    @property
    def examples(self) -> bool:
        """Whether the state is made up, and so is all that it declares."""
        return any(one.examples for one in self.declared.values())


def facts(telling: Telling) -> Facts:
    """Return what is known of the state that a paper is about.

    Raises:
        UnknownIdError: there is no such state, or not for this audience.
    """
    view, inquiry = telling.view, telling.asked.inquiry
    state = view.index(telling.asked.subject or "")
    declared = {type_: inquiry.answer(_question(view, state, type_)) for type_ in DECLARED}
    demands = _matches(telling, declared["Demand"])
    offers = _matches(telling, declared["Offer"])
    found = [one for _, one in (*demands, *offers)]
    return Facts(
        state=state,
        record=inquiry.answer(ShowQuestion(view.id(state))),
        declared=declared,
        demands=_fitting(view, demands),
        offers=_fitting(view, offers),
        standings=tuple(dict.fromkeys(_standing(one, telling.lang) for one in found)),
    )


def open_records(telling: Telling, known: Facts, *types: str) -> list[int]:
    """Return the open records of the state (node numbers), of these types or of all."""
    parts = [one for name, one in known.declared.items() if name in (types or DECLARED)]
    return [telling.view.index(each.id) for part in parts for each in part.results]


def _question(view: View, state: int, type_: str) -> DeclaredQuestion:
    made_up = view.nature(state) == EXAMPLE
    return DeclaredQuestion(
        type_, state=view.id(state), examples=made_up, limit=DeclaredQuestion.MOST
    )


def _matches(telling: Telling, declared: Declared) -> list[tuple[int, Match]]:
    """Return each open record with what fits it, asked once for as long as the view lives."""
    view = telling.view
    return [(view.index(one.id), _match(telling, one.id)) for one in declared.results]


def _match(telling: Telling, id_: str) -> Match:
    inquiry = telling.asked.inquiry
    question = MatchQuestion(id=id_, top=LOOKED_AT)
    return kept(telling.view, (question, telling.lang), lambda: inquiry.answer(question))


def _fitting(view: View, found: list[tuple[int, Match]]) -> tuple[Matched, ...]:
    fitting = (
        (own, [result for result in match.results if result.fits is not False])
        for own, match in found
    )
    matched = [Matched(own, results[0], len(results)) for own, results in fitting if results]
    return tuple(sorted(matched, key=lambda one: (-one.best.score, view.id(one.own))))


def _standing(match: Match, lang: str) -> str:
    return f"{match.lens.name} {match.lens.version}: {match.standing.sentence().text(lang)}"
