"""What is said of a portfolio: why an offer, why not the better one, why a floor is not met."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from kg.base.i18n import Message, msg, nmsg
from kg.base.reader_manner import number
from kg.model.documents import Named, PortfolioBetter, PortfolioLeft
from kg.questions import PortfolioQuestion

_POINT: Final = 10_000
"""A hundredth of a whole score, in millionths."""
NAMED: Final = 5
"""How many places that are short a sentence names."""
PROPOSAL: Final = msg(
    "This is a proposal, never an allocation: whether a demand and an offer come together, the two"
    " sides decide."
)


def points(millionths: int, lang: str) -> str:
    """Return a score in points of a hundred, with one decimal; never 0 of what is more.

    >>> points(123_456, "en"), points(7, "es")
    ('12.3', '0,1')
    """
    tenths = round(millionths * 10 / _POINT)
    return number(max(tenths, 1 if millionths > 0 else tenths) / 10, lang)


def chosen(better: PortfolioBetter | None, lang: str) -> str:
    """Return why a demand has the offer that it has."""
    if better is None:
        return msg("Nothing on record fits it better.").text(lang)
    return " ".join(one.text(lang) for one in (_full(better), *_cost(better, lang)))


def left_out(better: PortfolioBetter | None, lang: str) -> str:
    """Return why nothing is proposed for a demand."""
    if better is None:
        return msg("Nothing on record fits it.").text(lang)
    best = msg("All that fits it is taken, “{offer}” first of all.", offer=better.offer.label)
    return " ".join(one.text(lang) for one in (best, *_cost(better, lang)))


def nothing(left: Sequence[PortfolioLeft]) -> Message:
    """Return why nothing is proposed at all, of what is left out."""
    if any(one.better for one in left):
        return msg("Something fits, and has no place left.")
    return msg("Nothing on record fits any demand that is open.")


def unmet(short: Sequence[Named], met: int, *, alone: bool, lang: str) -> str:
    """Return why a state has less than its floor; ``met`` of its demands are."""
    if not short and met:
        return msg("Nothing on record fits its other demands.").text(lang)
    if not short:
        return msg("Nothing on record fits what it asks for.").text(lang)
    names = [one.label for one in short[:NAMED]]
    if len(short) > NAMED:
        names.append("…")
    if alone:
        said = msg(
            "Places are short: one more of any one of these would meet one more of its demands:"
            " {names}.",
            names=names,
        )
    else:
        said = msg(
            "Places are short, of several at once; one more of one alone is not enough: {names}.",
            names=names,
        )
    return said.text(lang)


def assumed(question: PortfolioQuestion, silent: int, *, joint: bool) -> Iterator[Message]:
    """Yield what was assumed, and how equal portfolios are told apart.

    ``silent``: so many offers do not say how many demands they take; ``joint``: some demand is of
    several states, or some offer of several providers.
    """
    if question.examples:
        yield msg("All of this is made up: examples, which nobody has declared.")
    if silent:
        yield nmsg(
            "{count} offer does not say how many demands it takes at a time: {places} is assumed."
            " Not known is not none.",
            "{count} offers do not say how many demands they take at a time: {places} is assumed"
            " for each. Not known is not none.",
            silent,
            places=str(question.offer_places),
        )
    if question.provider_places is None:
        yield msg(
            "No limit was set to how many demands a provider meets beside that of its offers."
        )
    if not question.floor:
        yield msg("No floors were asked for: a state may get nothing.")
    if joint:
        yield msg(
            "A demand of several states counts for one of them, an offer of several providers takes"
            " a place of one: whichever is best for the whole."
        )
    yield msg(
        "Of each demand the best {count} offers that fit it were weighed. Where several portfolios"
        " are equally good, the one that meets most demands counts, then lots that are made of the"
        " ids alone: the same on every machine, and in nobody’s favour.",
        count=str(question.candidates),
    )


def _full(better: PortfolioBetter) -> Message:
    if better.full == "offer":
        return msg("“{offer}” fits it better, and has no place left.", offer=better.offer.label)
    return msg(
        "“{offer}” fits it better, and whoever offers it has no place left.",
        offer=better.offer.label,
    )


def _cost(better: PortfolioBetter, lang: str) -> Iterator[Message]:
    gain = points(better.gain, lang)
    if better.others_lose is None:
        yield msg("Nothing that is proposed takes its place: no other choice would make room.")
    elif better.floors_lost > 0:
        yield nmsg(
            "With it, it would gain {gain} points, and {count} more floor of a state would stay"
            " unmet.",
            "With it, it would gain {gain} points, and {count} more floors of states would stay"
            " unmet.",
            better.floors_lost,
            gain=gain,
        )
    elif better.others_lose == better.gain:
        yield msg(
            "With it, it would gain {gain} points, and the others would lose as many: equally good"
            " for the whole.",
            gain=gain,
        )
    else:
        yield msg(
            "With it, it would gain {gain} points, and the others would lose {lost}.",
            gain=gain, lost=points(better.others_lose, lang),
        )  # fmt: skip
