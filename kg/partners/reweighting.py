"""Other weights than a guideline's: a trial, which is never adopted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Final, TypeAlias

from kg.base.errors import BadOptionError
from kg.base.i18n import msg
from kg.base.millionths import MILLION
from kg.model.standing import Standing
from kg.partners.guideline.guideline import Guideline

Weights: TypeAlias = Sequence[tuple[str, Decimal]]
"""Names of criteria, each with a number that is not negative."""

OPTION: Final = "weight"
LARGEST: Final = Decimal(1_000_000)
SMALLEST: Final = Decimal("0.000001")
_LONGEST: Final = 40


def weights_of(texts: Iterable[str], separator: str) -> tuple[tuple[str, Decimal], ...]:
    """Return the weights that somebody wrote, each a name and a number with a separator between.

    A decimal comma is read as a point. Whether there is such a criterion says ``reweighted``.

    >>> weights_of(["instruments=0.3"], "=")
    (('instruments', Decimal('0.3')),)

    Raises:
        BadOptionError: one is no name with a number, or the number is negative or too large.
    """
    return tuple(_written(text, separator) for text in texts)


def reweighted(guideline: Guideline, weights: Weights) -> Guideline:
    """Return the guideline with other weights, as a proposal; itself where that changes none.

    Those named count what is written, the others share the rest, as ``shared_out`` says. In
    millionths the rounding goes to the largest remainders, of equal ones to the first.

    Raises:
        BadOptionError: there is no such criterion, one is named twice, a number is negative or too
            large, or no weight is above zero.
    """
    own = {one.name: Fraction(one.weight) for one in guideline.criteria}
    exact = shared_out(own, _named(guideline, weights))
    found = to_a_million([*exact.values()])
    if found == [one.millionths for one in guideline.criteria]:
        return guideline
    pairs = zip(guideline.criteria, found, strict=True)
    criteria = [one.model_copy(update={"weight": Decimal(n) / MILLION}) for one, n in pairs]
    return guideline.model_copy(update={"criteria": criteria, "standing": Standing()})


def _written(text: str, separator: str) -> tuple[str, Decimal]:
    name, found, number = text.partition(separator)
    fix = msg("Write a weight as a name and a number: {example}.", example=f"name{separator}0.3")
    if not found or len(text) > _LONGEST + LARGEST.adjusted():
        raise BadOptionError(OPTION, text, fix)
    try:
        value = Decimal(number.strip().replace(",", "."))
    except InvalidOperation:
        raise BadOptionError(OPTION, text, fix) from None
    _check_number(text, value)
    return name.strip(), value


def _check_number(shown: str, value: Decimal) -> None:
    # Finite and neither tiny nor huge: exact arithmetic would write all its digits out.
    if value.is_finite() and (value == 0 or SMALLEST <= value <= LARGEST):
        return
    fix = msg("A weight is 0, or a number from {low} to {high}.", low="0.000001", high=str(LARGEST))
    raise BadOptionError(OPTION, shown, fix)


def _named(guideline: Guideline, weights: Weights) -> dict[str, Decimal]:
    known = [one.name for one in guideline.criteria]
    found: dict[str, Decimal] = {}
    for name, value in weights:
        shown = f"{name}={value}"
        if name not in known:
            raise BadOptionError(OPTION, shown, msg("Known are: {names}.", names=known))
        if name in found:
            raise BadOptionError(OPTION, shown, msg("Name each criterion once."))
        _check_number(shown, value)
        found[name] = value
    return found


def shared_out(own: Mapping[str, Fraction], given: Mapping[str, Decimal]) -> dict[str, Fraction]:
    """Return shares of one whole: those given as they are, the others in proportion to their own.

    The others share what is left, alike where their own are all 0. Where those given come to more
    than 1, or nothing else is there, they are brought to 1 in proportion, and the others get none.

    >>> thirds = dict.fromkeys("abc", Fraction(1, 3))
    >>> [str(one) for one in shared_out(thirds, {"a": Decimal("0.5")}).values()]
    ['1/2', '1/4', '1/4']

    Raises:
        BadOptionError: one that is given is above 1 while others are not given, or all are 0.
    """
    said = {name: Fraction(value) for name, value in given.items()}
    total, others = sum(said.values(), Fraction(0)), [name for name in own if name not in said]
    if not others and not total:
        shown = ", ".join(f"{name}=0" for name in own)
        raise BadOptionError(OPTION, shown, msg("Give at least one criterion a weight above 0."))
    for name, value in said.items():
        if others and value > 1:
            raise BadOptionError(OPTION, f"{name}={given[name]}", _SHARE)
    if others and total <= 1:
        left = sum((own[name] for name in others), Fraction(0))
        parts = {name: own[name] / left if left else Fraction(1, len(others)) for name in others}
        return {name: said.get(name, parts.get(name, Fraction(0)) * (1 - total)) for name in own}
    return {name: said.get(name, Fraction(0)) / total for name in own}


_SHARE: Final = msg(
    "A weight is a share of the whole, from 0 to 1; larger numbers only where all are given."
)


def to_a_million(exact: Sequence[Fraction]) -> list[int]:
    """Return numbers in proportion, whole and summing to exactly a million.

    The rounding goes to the largest remainders, of equal ones to the first. Not all are zero.
    """
    total = sum(exact)
    scaled = [one * MILLION / total for one in exact]
    shares = [int(one) for one in scaled]
    by_remainder = sorted(range(len(shares)), key=lambda at: shares[at] - scaled[at])
    for at in by_remainder[: MILLION - sum(shares)]:
        shares[at] += 1
    return shares
