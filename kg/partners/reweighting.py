"""Other weights than a guideline's: a trial, which is never adopted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Final, TypeAlias

from kg.base.errors import BadOptionError
from kg.base.i18n import msg
from kg.base.millionths import MILLION
from kg.model.standing import Standing
from kg.partners.guideline.guideline import Criterion, Guideline

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

    Those named replace its own, the others stay as they are; then all are scaled to sum to exactly
    one. In millionths the rounding goes to the largest remainders, of equal ones to the first.

    Raises:
        BadOptionError: there is no such criterion, one is named twice, a number is negative or too
            large, or no weight is above zero.
    """
    found = _shares(guideline.criteria, _named(guideline, weights))
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


def _shares(criteria: Sequence[Criterion], named: dict[str, Decimal]) -> list[int]:
    exact = [Fraction(named.get(one.name, one.weight)) for one in criteria]
    if not any(exact):
        shown = ", ".join(f"{one.name}=0" for one in criteria)
        raise BadOptionError(OPTION, shown, msg("Give at least one criterion a weight above 0."))
    return to_a_million(exact)


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
