"""Amounts as people write them: grouped or not, with decimals, beside a currency or a word."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from ingest.currencies import currency
from ingest.sheet.values.numbers import Habit
from kg.base.text import fold, seen

_MARKS: Final = ".,'’´ "
_LONGEST: Final = 100
_DIGITS: Final = re.compile(r"[0-9](?:[0-9.,'’´ ]*[0-9])?")
_THOUSANDS: Final = re.compile(r"[1-9][0-9]{0,2}(?:([.,'’´ ])[0-9]{3})(?:\1[0-9]{3})*\Z")
_SCALES: Final = {
    **dict.fromkeys(("mil", "thousand", "miles"), 1e3),
    **dict.fromkeys(
        ("millon", "millones", "million", "millions", "milhao", "milhoes", "millones de"), 1e6
    ),
    **dict.fromkeys(("mil millones", "mil milhoes", "thousand million", "milliards"), 1e9),
}
_UNCLEAR_SCALES: Final = frozenset(
    ("m", "mm", "k", "mn", "mill", "b", "bn", "billion", "billions", "billon", "billones",
     "bilhao", "bilhoes", "mdd", "mio", "mdp")
)  # fmt: skip
"""Words that are one number here and another there."""
_MOST_DIGITS: Final = 15
"""What a float tells apart; no sum of money has more."""


@dataclass(frozen=True, slots=True)
class Amount:
    """What a text says: its number, None where it may be several; the currency, empty if unknown.

    ``unclear_currency`` is what stands there for one that may be several, such as “$”.
    """

    value: float | None
    currency: str = ""
    unclear_currency: str = ""

    @property
    def is_ambiguous(self) -> bool:
        """Say whether nobody can tell which number it is."""
        return self.value is None


def amount(text: str, habit: Habit | None = None) -> Amount | None:
    """Return the amount that a text is, None where it is none.

    ``habit`` is how its column groups and cuts numbers (``amount_habit``).

    >>> amount("US$ 1.500.000,50").value, amount("1,234.56 usd").currency
    (1500000.5, 'USD')
    >>> amount("1.500").is_ambiguous, amount("n/a")
    (True, None)
    """
    plain = " ".join(seen(text[: _LONGEST + 1]).split())
    digits = _DIGITS.search(plain)
    if digits is None or len(plain) > _LONGEST or sum(map(str.isdigit, digits[0])) > _MOST_DIGITS:
        return None
    before, after = plain[: digits.start()].strip(), plain[digits.end() :].strip()
    sign, before, after = _sign(before, after)
    scale, after = _scale(after)
    said = [word for word in (before, after) if word]
    codes = [currency(word) for word in said]
    if None in codes or len({code for code in codes if code}) > 1:
        return None
    known = next((code for code in codes if code), "")
    unclear = "" if known else " ".join(said)
    number = _number(digits[0], habit or Habit())
    if number is None or scale is None:
        is_one = _shape(digits[0]) is not None
        return Amount(None, known, unclear) if is_one else None
    return Amount(sign * number * scale, known, unclear)


def amount_habit(texts: Iterable[str]) -> Habit:
    """Return how a column of amounts certainly groups and cuts numbers.

    >>> sorted(amount_habit(["1.234,56", "1.500"]).groups)
    ['.']
    """
    groups, decimals = set[str](), set[str]()
    for text in texts:
        digits = _DIGITS.search(seen(text[:_LONGEST]))
        shape = _shape(digits[0]) if digits else None
        if shape is not None and shape.sure:
            groups |= set(shape.group)
            decimals |= set(shape.decimal)
    return Habit(frozenset(groups), frozenset(decimals))


@dataclass(frozen=True, slots=True)
class _Shape:
    """A number's mark of thousands, its mark of decimals (empty where it has none), how sure."""

    group: str
    decimal: str
    sure: bool


def _number(text: str, habit: Habit) -> float | None:
    shape = _shape(text)
    if shape is None:
        return None
    if shape.sure:
        return _read(text, shape)
    mark = shape.group
    if habit.decimals == {mark} and mark not in habit.groups:
        return _read(text, _Shape("", mark, sure=True))
    # Where the column cuts decimals with another mark, this one can only group.
    groups = mark in habit.groups or bool(habit.decimals)
    return _read(text, shape) if groups and mark not in habit.decimals else None


def _read(text: str, shape: _Shape) -> float:
    bare = text.replace(shape.group, "") if shape.group else text
    return float(bare.replace(shape.decimal, ".") if shape.decimal else bare)


def _shape(text: str) -> _Shape | None:
    """How a run of digits and marks is built, None where it is no number."""
    marks = [c for c in text if c in _MARKS]
    if not marks:
        return _Shape("", "", sure=True)
    last = marks[-1]
    whole = text.rpartition(last)[0]
    if len(set(marks)) == 1:
        if _THOUSANDS.match(text):
            # 1.500 may be one and a half; 1.500.000 and 1 500 are no such thing.
            return _Shape(last, "", sure=len(marks) > 1 or last not in ".,")
        return _Shape("", last, sure=True) if len(marks) == 1 and last in ".," else None
    if last in ".," and marks.count(last) == 1 and _THOUSANDS.match(whole):
        return _Shape(marks[0], last, sure=True)
    return None


def _sign(before: str, after: str) -> tuple[int, str, str]:
    """Take the sign away: a minus on either side, or brackets."""
    if before.startswith("(") and after.endswith(")"):
        return -1, before[1:].strip(), after[:-1].strip()
    for minus in "-−–":
        if before.startswith(minus) or before.endswith(minus):
            return -1, before.strip(minus + " "), after
        if after.endswith(minus) and not before:
            return -1, before, after.strip(minus + " ")
    return 1, before.removesuffix("+").removeprefix("+").strip(), after


def _scale(after: str) -> tuple[float | None, str]:
    """Take a word for a thousand or a million away; None where it is several numbers."""
    words = fold(after).split()
    for n in (2, 1):
        first = " ".join(words[:n])
        if len(words) >= n and first in _SCALES:
            rest = [w for w in words[n:] if w not in ("de", "d", "of")]
            return _SCALES[first], " ".join(rest)
    if words and words[0] in _UNCLEAR_SCALES:
        return None, " ".join(words[1:])
    return 1.0, after
