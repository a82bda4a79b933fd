"""Documents about portfolios: which offers should meet which demands, and why so."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from kg.model.documents.document_parts import Answer, Named, Part, RuledBy
from kg.model.standing import Standing


class PortfolioBetter(Part):
    """The offer that fits a demand best, where it is not the one proposed, and what it would cost.

    ``full`` says whose places are taken. With it the demand would gain ``gain``; all others would
    lose ``others_lose`` in scores (below 0: gain), and ``floors_lost`` more floors stay unmet.
    ``others_lose`` None: nothing that is proposed takes its place, so that nothing could make room.
    """

    offer: Named
    full: Literal["offer", "provider"]
    gain: int
    others_lose: int | None
    floors_lost: int


class PortfolioPair(Part):
    """A demand and the offer that is proposed for it, by their ids.

    ``by`` and ``offer_by`` say whose they are. ``choice`` is its place among what fits the demand,
    1 the best.
    """

    demand: str
    demand_label: str
    by: list[Named]
    offer: str
    offer_label: str
    offer_by: list[Named]
    score: int
    choice: int
    better: PortfolioBetter | None
    why: str


class PortfolioLeft(Part):
    """A demand for which nothing is proposed; ``better`` None where nothing fits it."""

    demand: Named
    by: list[Named]
    better: PortfolioBetter | None
    sentence: str


class PortfolioUnderWay(Part):
    """A demand and an offer about which two offices work already."""

    demand: Named
    offer: Named


class PortfolioState(Part):
    """How many open demands a state has, how many are met or under way, and its floor.

    ``short`` are the offers and providers whose places keep it from its floor. ``alone``: one more
    place of any one of them is enough for one more of its demands; None where the floor is met.
    """

    id: str
    label: str
    asked: int
    met: int
    under_way: int
    floor: int
    short: list[Named]
    alone: bool | None
    sentence: str | None


class PortfolioUnmet(Part):
    """The floor of a state (its id) that is not met: ``met`` of the ``least`` of its demands.

    ``short`` are the offers and providers (ids) whose places are short; none where nothing fits.
    """

    floor: str
    label: str
    least: int
    met: int
    short: list[str]
    why: str


class PortfolioOffer(Part):
    """How many demands an offer takes, and how many of these places the proposal takes.

    ``stated``: it says so itself; else as many are assumed as the question says.
    """

    id: str
    label: str
    places: int
    stated: bool
    under_way: int
    taken: int


class PortfolioProvider(Part):
    """How many demands a provider meets, of how many at most; None where no limit was set."""

    id: str
    label: str
    places: int | None
    under_way: int
    taken: int


class Portfolio(Answer):
    """Which offers should meet which demands, so that every state gets something.

    ``proposal`` says that it is one, and for whom to decide. ``score`` is the sum of the scores of
    ``chosen``; no other portfolio meets more floors, nor as many with a higher one. States, offers
    and providers are in the order of their names, pairs in that of who asks.
    """

    standing: Standing
    lens: RuledBy
    proposal: str
    nature: Literal["declared", "example"]
    candidates: int
    floor: int
    offer_places: int
    provider_places: int | None
    score: int
    floors_met: int
    floors: int
    chosen: list[PortfolioPair]
    left_out: list[PortfolioLeft]
    unmet: list[PortfolioUnmet]
    under_way: list[PortfolioUnderWay]
    states: list[PortfolioState]
    offers: list[PortfolioOffer]
    providers: list[PortfolioProvider]
    sentences: list[str] = Field(default_factory=list)
