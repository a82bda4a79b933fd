"""Partners as cards, verdict by verdict: what a board reads of each before it opens the rest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from api.pages.page_context import Context
from kg.base.i18n import Message, msg, nmsg
from kg.base.millionths import MILLION
from kg.model.documents import Partner, Partners
from kg.partners.guideline.guideline import RANKED, STRONGEST
from viz.interval_bar import interval_bar
from viz.rank_bars import PlaceShare, rank_bars

PLAIN: Final[Mapping[str, Message]] = {
    "approach": msg("Nothing that is known stands in the way."),
    "conditions": msg("To be approached once the conditions on the card are met."),
    "unknown": msg(
        "Too little is on record to say either: this is no “no”. The questions come first."
    ),
    "not_now": msg("Something that is known speaks against it for now; the rule says what."),
}
"""What each verdict means, in a sentence for whoever has not read the guideline."""


@dataclass(frozen=True, slots=True)
class Card:
    """One partner: its place in the order, and the place that the guideline's own weights give.

    Places are None where the verdict gives none; ``own_place`` also where the weights are its own.
    ``could_be`` are the places that its interval leaves open, from the first to the last.
    """

    partner: Partner
    place: int | None
    own_place: int | None
    could_be: str
    comparable: str
    bar: Markup
    could: str
    places: list[PlaceShare]
    places_bar: Markup


@dataclass(frozen=True, slots=True)
class Group:
    """All cards of one verdict, in order."""

    verdict: str
    plain: str
    cards: list[Card]
    count: int


def groups(p: Context, found: Partners, own: Partners, shown: int) -> list[Group]:
    """Return the first so many partners by verdict; ``own`` is what the guideline alone gives."""
    before = _places(own) if found.reweighted else {}
    places = _places(found)
    cards = [_card(p, one, places.get(one.id), before.get(one.id)) for one in found.results[:shown]]
    return [
        Group(
            verdict,
            p.say(PLAIN[verdict]),
            [card for card in cards if card.partner.verdict == verdict],
            found.counts[verdict],
        )
        for verdict in reversed(STRONGEST)
        if found.counts[verdict]
    ]


def first_ones(found: Partners, count: int) -> list[Partner]:
    """Return the first partners in the order, of those that have a rank."""
    return [one for one in found.results if one.verdict in RANKED][:count]


def _places(found: Partners) -> dict[str, int]:
    ranked = first_ones(found, len(found.results))
    return {one.id: place for place, one in enumerate(ranked, 1)}


def _card(p: Context, one: Partner, place: int | None, own: int | None) -> Card:
    low, high = (p.score(end) for end in one.interval)
    said = msg("Score {score}; once all is known between {low} and {high}, of 1.",
               score=p.score(one.score), low=low, high=high)  # fmt: skip
    # viz escapes every text it draws and writes neither script nor style.
    bar = Markup(interval_bar(one.id, p.say(said), one.score, one.interval[1], p.lang))  # noqa: S704
    could = p.say(msg("could reach {high}", high=high)) if one.interval[1] > one.score else ""
    shares = _shares(p, one)
    title = p.say(msg("{name}: in how many weightings it takes which place", name=one.label))
    places = Markup(rank_bars(one.id, title, shares, p.lang))  # noqa: S704
    return Card(one, place, own, _could_be(p, one), _comparable(p, one), bar, could, shares, places)


def _shares(p: Context, one: Partner) -> list[PlaceShare]:
    """Return in which share of weightings it takes each of the first places, and a later one."""
    found = list(one.acceptability or [])
    if not found:
        return []
    places = [p.number(at) for at in range(1, len(found) + 1)]
    later = p.say(msg("later"))
    shares = zip([*places, later], [*found, MILLION - sum(found)], strict=True)
    return [PlaceShare(place, share, p.share(share)) for place, share in shares]


def _could_be(p: Context, one: Partner) -> str:
    """Return its rank, or from which place to which it may stand; nothing without a rank.

    Who is surely ahead comes before, who is surely behind comes after, and all others may do both.
    """
    if one.rank is None:
        return ""
    first, last = p.number(one.rank), p.number(one.rank + (one.not_comparable or 0))
    return first if first == last else f"{first}–{last}"


def _comparable(p: Context, one: Partner) -> str:
    """Return with how many others a partner cannot be compared yet; nothing where with none."""
    if not one.not_comparable:
        return ""
    return p.say(
        nmsg("not yet comparable with {count} other", "not yet comparable with {count} others",
             one.not_comparable)
    )  # fmt: skip
