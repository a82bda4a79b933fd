"""How far an order depends on its weights, in sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from kg.base import reader_manner
from kg.base.i18n import Message, msg, nmsg
from kg.base.millionths import MILLION
from kg.partners.criteria_overlap import overlaps

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Ints: TypeAlias = "NDArray[np.int64]"

MOST: Final = 3
"""Limits that are told of a partner, the nearest first; the intervals hold all of them."""
_THOUSANDTH: Final = 1_000


class Question(NamedTuple):
    """What was asked: of how many first, under how many weightings, by which criteria.

    ``weights`` in millionths; ``ranked``: how many partners have a rank.
    """

    first: int
    weightings: int
    labels: Sequence[Message]
    weights: Sequence[int]
    ranked: int
    lang: str

    @property
    def among(self) -> Message:
        """Where it is to be among the first."""
        return nmsg("in first place", "among the first {count}", self.first)

    def number(self, millionths: int) -> str:
        """Return a weight as its reader writes it, in thousandths."""
        return reader_manner.score(millionths, self.lang)


class Shares(NamedTuple):
    """Shares of weightings in millionths under which a partner is among the first.

    ``stays``: by what is known; ``surely``: whatever the unknown turns out to be; ``possibly``: if
    it turns out as well as it can.
    """

    stays: int
    surely: int
    possibly: int


class _Limit(NamedTuple):
    """A weight beyond which something changes, and by how much it has to move."""

    criterion: int
    is_lowest: bool
    weight: int
    distance: int


def of_partner(
    asked: Question,
    partner: str,
    bounds: Ints,
    shares: Shares,
    *,
    is_first: bool,
) -> list[str]:
    """Return the sentences about a partner, in the reader's language.

    ``bounds`` of shape (criteria, 2): between which weights it stays where it is.
    """
    limits = sorted(_limits(asked, bounds), key=lambda one: one.distance)[:MOST]
    said = [_moved(asked, partner, one, is_first=is_first) for one in limits]
    sentences = [
        *(said or [_unmoved(asked, partner, is_first=is_first)]),
        _often(asked, partner, shares.stays),
        _unknown(asked, shares),
    ]
    return [sentence.text(asked.lang) for sentence in sentences]


def of_all(asked: Question, bounds: Ints, known: Ints, values: NDArray[np.float64]) -> list[str]:
    """Return the sentences about the order as a whole and about its criteria.

    ``bounds`` of shape (criteria, 2): between which weights the first stay the same. ``known`` is
    where partners with a rank stand on each scale, below zero where unknown; ``values`` are those
    of all candidates, not a number where unknown.
    """
    sentences = [
        _how(asked),
        *_delicate(asked, bounds),
        *_deciding_nothing(asked, known),
        *_twice(asked, values),
    ]
    return [sentence.text(asked.lang) for sentence in sentences]


def _limits(asked: Question, bounds: Ints) -> Iterator[_Limit]:
    """Yield the weights beyond which something changes, save where that one is all or nothing."""
    for criterion, (weight, (low, high)) in enumerate(
        zip(asked.weights, bounds.tolist(), strict=True)
    ):
        if low > 1:
            yield _Limit(criterion, is_lowest=True, weight=low, distance=weight - low)
        if high < MILLION - 1:
            yield _Limit(criterion, is_lowest=False, weight=high, distance=high - weight)


def _moved(asked: Question, partner: str, limit: _Limit, *, is_first: bool) -> Message:
    facts = {"partner": partner, "among": asked.among, **_told(asked, limit)}
    return _MOVED[is_first, limit.is_lowest, "limit" in facts](facts)


def _told(asked: Question, limit: _Limit) -> dict[str, Message | str]:
    """Return the criterion, with its limit; with the least step where the limit is too near."""
    facts: dict[str, Message | str] = {"criterion": asked.labels[limit.criterion]}
    rounded = _rounded(asked, limit)
    if rounded is not None:
        return {**facts, "limit": asked.number(rounded)}
    weight = asked.weights[limit.criterion]
    room = weight if limit.is_lowest else MILLION - weight
    return {**facts, "step": reader_manner.exact(min(room, _THOUSANDTH), asked.lang)}


_Facts: TypeAlias = Mapping[str, Message | str]
_MOVED: Final[Mapping[tuple[bool, bool, bool], Callable[[_Facts], Message]]] = {
    (True, True, True): lambda facts: msg(
        "{partner} stays {among} unless the weight of “{criterion}” falls below {limit}.", **facts
    ),
    (True, False, True): lambda facts: msg(
        "{partner} stays {among} unless the weight of “{criterion}” rises above {limit}.", **facts
    ),
    (False, True, True): lambda facts: msg(
        "{partner} would be {among} if the weight of “{criterion}” fell below {limit}.", **facts
    ),
    (False, False, True): lambda facts: msg(
        "{partner} would be {among} if the weight of “{criterion}” rose above {limit}.", **facts
    ),
    (True, True, False): lambda facts: msg(
        "{partner} stays {among} unless the weight of “{criterion}” falls by as little as {step}.",
        **facts,
    ),
    (True, False, False): lambda facts: msg(
        "{partner} stays {among} unless the weight of “{criterion}” rises by as little as {step}.",
        **facts,
    ),
    (False, True, False): lambda facts: msg(
        "{partner} would be {among} if the weight of “{criterion}” fell by as little as {step}.",
        **facts,
    ),
    (False, False, False): lambda facts: msg(
        "{partner} would be {among} if the weight of “{criterion}” rose by as little as {step}.",
        **facts,
    ),
}
"""What is said of a limit: whether the partner is first, the limit is the lowest, and tellable."""


def _unmoved(asked: Question, partner: str, *, is_first: bool) -> Message:
    facts = {"partner": partner, "among": asked.among}
    if is_first:
        return msg("{partner} stays {among}, whatever the weight of any one criterion.", **facts)
    return msg(
        "{partner} does not come {among}, whatever the weight of any one criterion.", **facts
    )


def _rounded(asked: Question, limit: _Limit) -> int | None:
    """Return a limit in thousandths on the safe side; None where that would reach the weight."""
    weight, step = asked.weights[limit.criterion], _THOUSANDTH
    if limit.is_lowest:
        up = -(-limit.weight // step) * step
        return up if up < weight else None
    down = limit.weight // step * step
    return down if down > weight else None


def _often(asked: Question, partner: str, stays: int) -> Message:
    facts = {
        "partner": partner,
        "among": asked.among,
        "n": reader_manner.number(asked.weightings, asked.lang),
    }
    if stays == MILLION:
        return msg("{partner} is {among} under each of {n} weightings.", **facts)
    if stays == 0:
        return msg("{partner} is {among} under none of {n} weightings.", **facts)
    share = _share(stays, asked.lang)
    return msg("{partner} is {among} under {share} of {n} weightings.", share=share, **facts)


def _unknown(asked: Question, shares: Shares) -> Message:
    if shares.surely == shares.possibly:
        return msg("Nothing that is not known yet could change that.")
    bounds = shares.surely, shares.possibly
    low, high = (reader_manner.share(one, MILLION, asked.lang) for one in bounds)
    return msg(
        "Depending on what is not known yet, that share lies between {low} and {high}.",
        low=low,
        high=high,
    )


def _share(millionths: int, lang: str) -> Message | str:
    one, most = MILLION // 100, MILLION - MILLION // 100
    if millionths < one:
        return msg("less than {share}", share=reader_manner.share(one, MILLION, lang))
    if millionths > most:
        return msg("more than {share}", share=reader_manner.share(most, MILLION, lang))
    return reader_manner.share(millionths, MILLION, lang)


def _how(asked: Question) -> Message:
    if asked.ranked <= asked.first:
        return nmsg(
            "Only {count} partner has a rank, so that no weight changes who is {among}.",
            "Only {count} partners have a rank, so that no weight changes who is {among}.",
            asked.ranked,
            among=asked.among,
        )
    return msg(
        "{n} weightings were tried, each as likely as any other; what is not known adds nothing.",
        n=reader_manner.number(asked.weightings, asked.lang),
    )


def _delicate(asked: Question, bounds: Ints) -> Iterator[Message]:
    if asked.ranked <= asked.first:
        return
    limit = min(_limits(asked, bounds), key=lambda one: one.distance, default=None)
    if limit is None:
        yield msg("No weight alone changes who is {among}.", among=asked.among)
        return
    facts = {
        "among": asked.among,
        "now": asked.number(asked.weights[limit.criterion]),
        **_told(asked, limit),
    }
    yield _DELICATE[limit.is_lowest, "limit" in facts](facts)


_DELICATE: Final[Mapping[tuple[bool, bool], Callable[[_Facts], Message]]] = {
    (True, True): lambda facts: msg(
        "Who is {among} depends most on the weight of “{criterion}”, which is {now}: it changes"
        " once that falls below {limit}.",
        **facts,
    ),
    (False, True): lambda facts: msg(
        "Who is {among} depends most on the weight of “{criterion}”, which is {now}: it changes"
        " once that rises above {limit}.",
        **facts,
    ),
    (True, False): lambda facts: msg(
        "Who is {among} depends most on the weight of “{criterion}”, which is {now}: it changes"
        " once that falls by as little as {step}.",
        **facts,
    ),
    (False, False): lambda facts: msg(
        "Who is {among} depends most on the weight of “{criterion}”, which is {now}: it changes"
        " once that rises by as little as {step}.",
        **facts,
    ),
}


def _deciding_nothing(asked: Question, known: Ints) -> Iterator[Message]:
    for criterion, label in enumerate(asked.labels):
        column, weight = known[:, criterion], asked.weights[criterion]
        if not weight or len(column) <= 1:
            continue
        facts = {"criterion": label, "weight": asked.number(weight)}
        if (column < 0).all():
            yield msg(
                "“{criterion}” (weight {weight}) decides nothing: it is not known of any partner"
                " that has a rank.",
                **facts,
            )
        elif (column.clip(0) == column.clip(0)[0]).all():
            yield msg(
                "“{criterion}” (weight {weight}) decides nothing: it adds the same to every partner"
                " that has a rank.",
                **facts,
            )


def _twice(asked: Question, values: NDArray[np.float64]) -> Iterator[Message]:
    for found in overlaps(values):
        yield msg(
            "“{one}” and “{other}” say nearly the same twice: over the {n} candidates of which both"
            " are known their rank correlation is {correlation}.",
            one=asked.labels[found.one],
            other=asked.labels[found.other],
            n=reader_manner.number(found.candidates, asked.lang),
            correlation=reader_manner.score(round(found.correlation * MILLION), asked.lang),
        )
