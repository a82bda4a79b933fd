"""Checks and kinds of values that definitions of several kinds have in common."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from string import Formatter
from typing import Annotated

from pydantic import Field

from kg.base.i18n import Message, msg
from kg.base.millionths import MILLION
from kg.definitions.reader import WrongValue
from kg.definitions.written import Place

Share = Annotated[Decimal, Field(ge=0, le=1, decimal_places=6)]
"""A part of one, exact in millionths."""


def millionths(share: Decimal) -> int:
    """Return a share in millionths."""
    return int(share * MILLION)


def weights(place: Place, shares: Iterable[Decimal]) -> Iterator[WrongValue]:
    """Find weights that do not sum to one."""
    total = sum(shares, Decimal(0))
    if total != 1:
        why = msg("The weights sum to {sum}.", sum=f"{total.normalize():f}")
        yield WrongValue("weights", why, msg("Make them sum to exactly 1."), place)


def repeated(names: Iterable[tuple[str, Place]]) -> Iterator[WrongValue]:
    """Find names that an earlier item has."""
    seen: set[str] = set()
    for name, place in names:
        if name in seen:
            why = msg("“{name}” stands here twice.", name=name)
            yield WrongValue("twice", why, msg("Keep one of them."), place)
        seen.add(name)


def unknown(code: str, why: Message, known: Iterable[str], place: Place = ()) -> WrongValue:
    """Return what is wrong with a name that is not known."""
    return WrongValue(code, why, msg("Known are: {names}.", names=list(known)), place)


def check_facts(code: str, template: str, facts: Iterable[str]) -> str:
    """Return a text whose braces hold nothing but the names of ``facts``.

    Raises:
        WrongValue: they hold something else, or are not closed.
    """
    why = _unusable(template, facts)
    if why is not None:
        names = msg("In braces a text may name: {names}.", names=list(facts))
        raise WrongValue(code, why, names)
    return template


def _unusable(template: str, facts: Iterable[str]) -> Message | None:
    try:
        named = {_written(*part[1:]) for part in Formatter().parse(template) if part[1] is not None}
    except ValueError:
        return msg("The braces in “{text}” are not closed.", text=template)
    wrong = sorted(named - set(facts))
    return msg("The text names {names}, which nobody knows.", names=wrong) if wrong else None


def _written(name: str | None, form: str | None, turn: str | None) -> str:
    """Return what stands in braces: a form or a turn could make a text of any length."""
    return f"{name}{f'!{turn}' if turn else ''}{f':{form}' if form else ''}"
