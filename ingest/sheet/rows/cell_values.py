"""The values of a row: each read by the rule of its column, what is not plain found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import chain, takewhile
from typing import Final

from ingest.findings import Outcome
from ingest.personal_data import PERSONAL_FIX, names_a_person, without_addresses
from ingest.sheet.headers.synonyms import Words
from ingest.sheet.rows.sheet_draft import Draft, as_text
from ingest.sheet.values.days import Doubt, read_days
from ingest.sheet.values.near import MAX_WORD, Found, Resolve
from ingest.sheet.values.numbers import is_ambiguous, whole_number
from kg.base.i18n import Message, msg
from kg.base.text import fold
from kg.model.fields import MAX_SHORT, MAX_TEXT

_SEPARATORS: Final = re.compile(r"[;\n\r]+")
MAX_VALUES: Final = 100
"""Values of one cell that are read."""
_WITHIN: Final = (
    re.compile(r"/"),
    re.compile(r","),
    re.compile(r"\s?[/,|&+•·]\s?(?:(?:y|e|and|et)\s)?|\s(?:y|e|and|et)\s", re.IGNORECASE),
    # Between codes alone: of goals 3-5 is a range, and “Chile o Perú” is one of two.
    re.compile(
        r"(?<=[0-9]{5})\s?[-–—]\s?(?=[0-9]{5})|(?<=[0-9]{3})\s(?:(?:o|ou|or)\s)?(?=[0-9]{3})"
    ),
)
"""What stands between several values, the plainest first."""
_BULLET: Final = re.compile(r"^\s*(?:[-•*·–]\s+)?")
_LEADING: Final = re.compile(r"([0-9]{1,9})\b(?![.,][0-9])")


def several(draft: Draft, column: str) -> list[str]:
    """Return the values of a cell: what stands between semicolons or on lines of their own."""
    parts = _SEPARATORS.split(draft.text(column))
    values = list(dict.fromkeys(filter(None, (_BULLET.sub("", part).strip() for part in parts))))
    if len(values) > MAX_VALUES:
        message = msg("It holds {n} values; the first {most} were read.", n=len(values),
                      most=MAX_VALUES)  # fmt: skip
        draft.find(column, "too-many-values", Outcome.CHANGED, message, msg("Name fewer."))
    return values[:MAX_VALUES]


def resolve_all(draft: Draft, column: str, resolve: Resolve, otherwise: Outcome) -> list[str]:
    """Return the ids that a cell means; ``otherwise`` is what becomes of a row it cannot tell."""
    ids: list[str] = []
    for word in several(draft, column):
        for found in read_word(word, resolve):
            report(draft, column, found, otherwise)
            ids.extend([found.id] if found.id else [])
    return list(dict.fromkeys(ids))


def read_word(word: str, resolve: Resolve) -> list[Found]:
    """Read a word whole; cut it where values may part only where every part is plain."""
    whole = resolve(word)
    if (whole.id is None or whole.rest) and len(word) <= MAX_WORD:
        plain = " ".join(word.split())
        for separator in _WITHIN:
            parts = [part.strip() for part in separator.split(plain) if part.strip()]
            found = list(takewhile(_is_plain, map(resolve, parts)))
            if len(parts) > 1 and len(found) == len(parts):
                return found
    return [whole]


def _is_plain(found: Found) -> bool:
    return found.how == "exact" and not found.rest


def report(draft: Draft, column: str, found: Found, otherwise: Outcome) -> None:
    """Keep what is to be said of how a word was read; ``otherwise`` where it could not be."""
    near = list(found.nearest)
    if found.rest:
        message = msg("Of “{word}” only {id} was used.", word=found.word, id=found.id)
        fix = msg("Put several values into one cell with a semicolon between them.")
        draft.find(column, "rest-of-cell", Outcome.CHANGED, message, fix)
    if found.how == "near":
        message = msg("“{word}” was read as {id}.", word=found.word, id=found.id)
        fix = msg("If that is meant, write it like that; else correct it.")
        draft.find(column, "near-match", Outcome.CHANGED, message, fix)
    elif found.how == "many":
        message = msg("“{word}” can mean {nearest}.", word=found.word, nearest=near)
        draft.find(column, "ambiguous", otherwise, message, msg("Write the id of the one meant."))
    elif found.how == "none":
        message = msg("“{word}” is not known.", word=found.word)
        fix = msg("Did you mean {nearest}?", nearest=near) if near else msg("Write a known id.")
        draft.find(column, f"unknown-{column}", otherwise, message, fix)


def read_texts(draft: Draft, column: str, lang: str | None) -> dict[str, str]:
    """Return a text by language, without personal addresses."""
    found = draft.texts(column, lang)
    texts = {code: _clean(draft, column, raw, MAX_TEXT) for code, raw in found.items()}
    return {code: text for code, text in texts.items() if text}


def read_text(draft: Draft, column: str) -> str | None:
    """Return a text without language, without personal addresses; None where it is empty."""
    return _clean(draft, column, draft.text(column)) or None


def read_office(draft: Draft, column: str) -> str | None:
    """Return the name of an office; one that names a person is left out whole."""
    text = draft.text(column)
    if not names_a_person(text):
        return read_text(draft, column)
    personal_data_left_out(draft, column)
    return None


def personal_data_left_out(draft: Draft, column: str) -> None:
    """Keep the finding that what a cell says of a person was left out."""
    message = msg("It seems to name a person and was left out.")
    draft.find(column, "personal-data", Outcome.CHANGED, message, PERSONAL_FIX)


def _clean(draft: Draft, column: str, raw: str, most: int = MAX_SHORT) -> str:
    text = without_addresses(raw)
    if text != raw:
        message = msg("A personal e-mail address was left out.")
        draft.find(column, "personal-data", Outcome.CHANGED, message, PERSONAL_FIX)
    if len(text) > most:
        message = msg("The text was cut after {n} characters.", n=most)
        draft.find(column, "too-long", Outcome.CHANGED, message, msg("Shorten it."))
    return text[:most].strip()


def read_day(
    draft: Draft, column: str, *, last: bool = False, otherwise: Outcome = Outcome.HELD
) -> str | None:
    """Return a day (ISO): of a longer time its first, or its last."""
    cell = draft.cell(column)
    if cell == "":
        return None
    span = read_days(cell, draft.habits.day(column))
    if isinstance(span, Doubt):
        fix = msg("Write it as year-month-day: 2025-07-15.")
        draft.find(column, "ambiguous-date", otherwise, _doubtful(span, as_text(cell)), fix)
        return None
    if span is None:
        message = msg("“{value}” is not a day that exists.", value=as_text(cell))
        fix = msg("Write it as year-month-day: 2025-07-15.")
        draft.find(column, "bad-date", otherwise, message, fix)
        return None
    day = (span.last if last else span.first).isoformat()
    if not span.plain:
        message = msg("“{value}” was read as {day}.", value=as_text(cell), day=day)
        fix = msg("Write days as year-month-day: 2025-07-15.")
        draft.find(column, "date-read", Outcome.CHANGED, message, fix)
    return day


def _doubtful(doubt: Doubt, value: str) -> Message:
    match doubt:
        case Doubt.ORDER:
            return msg("“{value}”: this column writes days before months and after.", value=value)
        case Doubt.FISCAL:
            return msg("“{value}” is a fiscal year; nothing says when it begins.", value=value)
    return msg("“{value}” is more than one year, and no day.", value=value)


def read_count(draft: Draft, column: str) -> int | None:
    """Return a whole number, grouped as its column does; with words behind it, the number alone."""
    text, habit = draft.text(column), draft.habits.number(column)
    number = whole_number(text, habit)
    if number is not None or not text:
        return number
    if is_ambiguous(text, habit):
        message = msg("“{value}” may be a thousand or one.", value=text)
        fix = msg("Write the number without marks: 1000, or 1.")
        draft.find(column, "ambiguous-number", Outcome.HELD, message, fix)
        return None
    leading = _LEADING.match(text)
    if leading is None:
        message = msg("“{value}” is not a whole number and was left out.", value=text)
    else:
        message = msg("“{value}” was read as {n}.", value=text, n=leading[1])
    draft.find(column, "bad-number", Outcome.CHANGED, message, msg("Write a whole number."))
    return int(leading[1]) if leading else None


def read_choice(
    draft: Draft, column: str, words: Mapping[str, Words], otherwise: Outcome
) -> str | None:
    """Return the choice that a word stands for; None where it is empty or stands for none."""
    text = draft.text(column)
    found = choices_of(words).get(fold(text)) if text else None
    if text and found is None:
        unknown_choice(draft, column, text, words, otherwise)
    return found


def choices_of(words: Mapping[str, Words]) -> dict[str, str]:
    """Return the choice for each folded word."""
    return {
        fold(word): choice
        for choice, named in words.items()
        for word in (choice, *chain.from_iterable(named.values()))
    }


def unknown_choice(
    draft: Draft, column: str, text: str, words: Iterable[str], otherwise: Outcome
) -> None:
    """Keep the finding that a word stands for none of the choices of a column."""
    message = msg("“{value}” is none of the words for this column.", value=text)
    fix = msg("Use one of: {words}.", words=list(words))
    draft.find(column, f"unknown-{column}", otherwise, message, fix)


def missing_value(draft: Draft, column: str) -> None:
    """Keep the finding that a cell is empty without which the row is nothing."""
    message = msg("The column “{column}” is empty.", column=column)
    draft.find(column, "missing-value", Outcome.REJECTED, message, msg("Fill it in."))
