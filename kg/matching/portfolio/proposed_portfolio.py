"""From a view and a question to the document: a portfolio as a proposal, with its reasons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from kg.base.errors import ForbiddenError
from kg.base.i18n import Message, msg
from kg.base.text import fold
from kg.graph.actors import declarers, parties
from kg.graph.naming import heading, named
from kg.graph.undated import Beside, rests_on
from kg.graph.view import View
from kg.matching.counted_memberships import counted_memberships
from kg.matching.lens.lens import Lens
from kg.matching.portfolio import portfolio_sentences as said
from kg.matching.portfolio.choice_reasons import Better, Proposal, proposal_of
from kg.matching.portfolio.fair_choice import fair_choice
from kg.matching.portfolio.flow_network import network_of
from kg.matching.portfolio.portfolio_sides import NOBODY, Sides, sides_of
from kg.matching.portfolio.short_places import Short, short_places
from kg.model.documents import (
    Named,
    Portfolio,
    PortfolioBetter,
    PortfolioLeft,
    PortfolioOffer,
    PortfolioPair,
    PortfolioProvider,
    PortfolioState,
    PortfolioUnderWay,
    PortfolioUnmet,
)
from kg.questions import PortfolioQuestion


def proposed_portfolio(view: View, lens: Lens, question: PortfolioQuestion, lang: str) -> Portfolio:
    """Return which offers should meet which demands, so that every state gets something.

    Most floors come first, then the highest sum of scores, then most demands, then lots
    (``fair_choice``).

    Raises:
        ForbiddenError: the reader is not the board.
        NotForPortfolioError: the lens does not lead from demands to offers.
        PortfolioExtraError: OR-tools is not installed.
        HalfWalkOverflowError: a path has more walks than can be counted.
    """
    if view.audience != "board":
        detail = msg("A portfolio is for the board and the secretariat.")
        raise ForbiddenError(detail, msg("Ask with the audience “board” (audience=board)."))
    sides = sides_of(view, lens, question)
    network = network_of(sides.wishes)
    choice = fair_choice(network, sides.marks(view, network))
    proposal = proposal_of(sides.wishes, network, choice)
    short = {one.state: one for one in short_places(network, choice)}
    writing = _Writing(view, question, sides, proposal, lang)
    states = list(writing.states(short))
    return Portfolio(
        **heading(view, lang),
        **_rests_on(view, lens, sides, proposal, lang),
        standing=lens.standing,
        lens=lens.ruled_by(),
        proposal=said.PROPOSAL.text(lang),
        nature="example" if question.examples else "declared",
        candidates=question.candidates,
        floor=question.floor,
        offer_places=question.offer_places,
        provider_places=question.provider_places,
        score=int(sides.wishes.pairs[proposal.pair_of[proposal.pair_of >= 0], 2].sum()),
        floors_met=sum(one.sentence is None and one.floor > 0 for one in states),
        floors=sum(one.floor > 0 for one in states),
        chosen=writing.chosen(),
        left_out=writing.left_out(),
        unmet=[_unmet(one) for one in states if one.sentence is not None],
        under_way=list(writing.under_way()),
        states=states,
        offers=list(writing.offers()),
        providers=list(writing.providers()),
        sentences=[one.text(lang) for one in writing.assumed()],
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Writing:
    """The parts of the document, in one language."""

    view: View
    question: PortfolioQuestion
    sides: Sides
    proposal: Proposal
    lang: str

    def chosen(self) -> list[PortfolioPair]:
        """Return what is proposed, in the order of who asks."""
        met = np.flatnonzero(self.proposal.pair_of >= 0).tolist()
        return sorted((self._pair(demand) for demand in met), key=_by_who)

    def left_out(self) -> list[PortfolioLeft]:
        """Return the demands for which nothing is proposed, in the order of who asks."""
        left = np.flatnonzero(self.proposal.pair_of < 0).tolist()
        return sorted((self._left(demand) for demand in left), key=_by_who)

    def under_way(self) -> Iterator[PortfolioUnderWay]:
        """Yield what two offices work on already."""
        for one in self.sides.under_way:
            yield PortfolioUnderWay(demand=self._named(one.demand), offer=self._named(one.offer))

    def states(self, short: dict[int, Short]) -> Iterator[PortfolioState]:
        """Yield who asks, by name."""
        for number, node in self._by_name(self.sides.states):
            missing = short.get(number)
            places = self._short(missing)
            under_way = self.sides.served.states[node]
            met = int(self.proposal.met[number]) + under_way
            yield PortfolioState(
                id=self.view.id(node),
                label=self.view.label(node, self.lang),
                asked=self.sides.asked[node],
                met=met,
                under_way=under_way,
                floor=self.sides.floors[number],
                short=places,
                alone=None if missing is None else missing.alone,
                sentence=None if missing is None
                else said.unmet(places, met, alone=missing.alone, lang=self.lang),
            )  # fmt: skip

    def offers(self) -> Iterator[PortfolioOffer]:
        """Yield the offers that something is proposed for or under way with, by name."""
        for number, node in self._by_name(self.sides.offers):
            taken, under_way = int(self.proposal.taken[number]), self.sides.served.offers[node]
            if taken or under_way:
                yield PortfolioOffer(
                    id=self.view.id(node), label=self.view.label(node, self.lang),
                    places=self.sides.places[number], stated=node in self.sides.stated,
                    under_way=under_way, taken=taken,
                )  # fmt: skip

    def providers(self) -> Iterator[PortfolioProvider]:
        """Yield who gives something of what is proposed or under way, by name."""
        for number, node in self._by_name(self.sides.providers):
            taken, under_way = int(self.proposal.given[number]), self.sides.served.providers[node]
            if taken or under_way:
                yield PortfolioProvider(
                    id=self.view.id(node), label=self.view.label(node, self.lang),
                    places=self.question.provider_places, under_way=under_way, taken=taken,
                )  # fmt: skip

    def assumed(self) -> Iterator[Message]:
        """Yield what was assumed."""
        wishes, sides = self.sides.wishes, self.sides
        joint = len(wishes.asks) > len(sides.demands) or len(wishes.gives) > len(sides.offers)
        silent = len(sides.offers) - len(sides.stated)
        return said.assumed(self.question, silent, joint=joint)

    def _pair(self, demand: int) -> PortfolioPair:
        row = int(self.proposal.pair_of[demand])
        offer, score = self.sides.wishes.pairs[row, 1:].tolist()
        better = self._better(demand)
        node = self.sides.offers[offer]
        first = int(np.searchsorted(self.sides.wishes.pairs[:, 0], demand))
        asked = self._named(self.sides.demands[demand])
        given = self._named(node)
        return PortfolioPair(
            demand=asked.id,
            demand_label=asked.label,
            by=self._whose(self.sides.demands[demand]),
            offer=given.id,
            offer_label=given.label,
            offer_by=self._whose(node),
            score=score,
            choice=row - first + 1,
            better=better,
            why=said.chosen(better, self.lang),
        )

    def _left(self, demand: int) -> PortfolioLeft:
        better, node = self._better(demand), self.sides.demands[demand]
        return PortfolioLeft(
            demand=self._named(node),
            by=self._whose(node),
            better=better,
            sentence=said.left_out(better, self.lang),
        )

    def _better(self, demand: int) -> PortfolioBetter | None:
        found: Better | None = self.proposal.better.get(demand)
        if found is None:
            return None
        return PortfolioBetter(
            offer=self._named(self.sides.offers[int(self.sides.wishes.pairs[found.pair, 1])]),
            full="offer" if found.offer_full else "provider",
            gain=found.gain,
            others_lose=found.others,
            floors_lost=found.floors,
        )

    def _short(self, missing: Short | None) -> list[Named]:
        if missing is None:
            return []
        nodes = [self.sides.offers[n] for n in missing.offers]
        nodes += [self.sides.providers[n] for n in missing.providers]
        return [self._named(node) for node in nodes]

    def _whose(self, node: int) -> list[Named]:
        return sorted(
            map(self._named, parties(self.view, declarers(self.view, node))), key=_by_label
        )

    def _named(self, node: int) -> Named:
        return named(self.view, node, self.lang)

    def _by_name(self, nodes: Sequence[int]) -> Iterable[tuple[int, int]]:
        """Return numbers and nodes by name; nobody is left out."""
        known = [(number, node) for number, node in enumerate(nodes) if node != NOBODY]
        return sorted(known, key=lambda one: (fold(self.view.label(one[1], self.lang)), one[1]))


def _unmet(state: PortfolioState) -> PortfolioUnmet:
    """Return the floor of a state that is not met, told by itself."""
    return PortfolioUnmet(
        floor=state.id,
        label=state.label,
        least=state.floor,
        met=state.met,
        short=[one.id for one in state.short],
        why=state.sentence or "",
    )


def _by_label(one: Named) -> tuple[str, str]:
    return fold(one.label), one.id


def _by_who(one: PortfolioPair | PortfolioLeft) -> tuple[list[tuple[str, str]], tuple[str, str]]:
    about = one.demand if isinstance(one, PortfolioLeft) else _demand_of(one)
    return [_by_label(actor) for actor in one.by], _by_label(about)


def _demand_of(one: PortfolioPair) -> Named:
    return Named(id=one.demand, label=one.demand_label)


def _rests_on(view: View, lens: Lens, sides: Sides, proposal: Proposal, lang: str) -> Beside:
    rows = sides.wishes.pairs[proposal.pair_of[proposal.pair_of >= 0]]
    counted = [
        edge
        for demand, offer, _ in rows.tolist()
        for edge in counted_memberships(view, lens, sides.demands[demand], [sides.offers[offer]])
    ]
    return rests_on(view, counted, lang)
