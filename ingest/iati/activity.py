"""One activity element to one record, whatever version of the standard it follows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Final

from ingest.iati import activity_problems as problems
from ingest.iati import money
from ingest.iati.activity_record import Party, Record
from ingest.iati.iati_values import clean, currency_code, day, language
from ingest.iati.parts import (
    LANG,
    Element,
    line_of,
    only_text,
    read_country,
    read_region,
    read_sector,
    read_words,
)

_ROLES: Final = {
    "1": "1", "2": "2", "3": "3", "4": "4",
    "funding": "1", "accountable": "2", "extending": "3", "implementing": "4",
}  # fmt: skip
"""Role as written (2.0x: a code, 1.0x: a word) → code."""
_DATES: Final = {
    "1": "1", "2": "2", "3": "3", "4": "4",
    "start-planned": "1", "start-actual": "2", "end-planned": "3", "end-actual": "4",
}  # fmt: skip
"""Kind of date as written → code."""
_MAIN_DESCRIPTION: Final = "1"
_SDG_TAGS: Final = frozenset({"2", "3"})

_Reader = Callable[[Record, Element], None]


def read_activity(element: Element) -> Record:
    """Return what an activity says; contact persons and the like are never looked at."""
    record = Record(
        line_of(element),
        language(element.get(LANG) or ""),
        currency_code(element.get("default-currency")),
    )
    _read_updated(record, element)
    budgets: list[Element] = []
    transactions: list[Element] = []
    for part in element:
        tag = part.tag
        reader = _READERS.get(tag)
        if reader is not None:
            reader(record, part)
        elif tag == "transaction":
            transactions.append(part)
        elif tag == "budget":
            budgets.append(part)
    if transactions or budgets:
        money.complete(record, budgets, transactions)
    return record


def _read_updated(record: Record, element: Element) -> None:
    updated = element.get("last-updated-datetime")
    if updated:
        record.dated = day(updated)
        if record.dated is None:
            record.problems.append(problems.bad_date("last-updated-datetime", updated))


def _read_identifier(record: Record, part: Element) -> None:
    record.identifier = record.identifier or clean(part.text or "")


def _read_title(record: Record, part: Element) -> None:
    _read_text(record, part, record.title)


def _read_description(record: Record, part: Element) -> None:
    main = part.get("type", _MAIN_DESCRIPTION) == _MAIN_DESCRIPTION
    _read_text(record, part, record.summary if main else record.other_summary)


def _read_text(record: Record, part: Element, into: dict[str, str]) -> None:
    said = only_text(part, record.language)
    if said is None:
        read_words(part, record.language, into)
    elif text := clean(said[1]):
        into.setdefault(said[0], text)


def _party(record: Record, part: Element, role: str) -> Party:
    reference, kind = part.get("ref", ""), part.get("type", "")
    said = only_text(part, record.language)
    if said is not None:
        return _party_of_one_name(role, reference, kind, *said)
    names: dict[str, str] = {}
    read_words(part, record.language, names)
    return Party(role, clean(reference), kind.strip(), names)


@lru_cache(maxsize=4096)
def _party_of_one_name(role: str, reference: str, kind: str, lang: str, text: str) -> Party:
    name = clean(text)
    return Party(role, clean(reference), kind.strip(), {lang: name} if name else {})


def _read_reporter(record: Record, part: Element) -> None:
    if record.reporter is None:
        record.reporter = _party(record, part, "")


def _read_party(record: Record, part: Element) -> None:
    said = part.get("role", "").strip()
    role = _ROLES.get(said) or _ROLES.get(said.lower())
    if role is None:
        record.problems.append(problems.unknown_code("participating-org", said))
        return
    record.parties.append(_party(record, part, role))


def _read_status(record: Record, part: Element) -> None:
    code = part.get("code", "").strip()
    record.status = _STATUSES.get(code)
    if record.status is None:
        record.problems.append(problems.unknown_code("activity-status", code))


def _read_collaboration(record: Record, part: Element) -> None:
    code = part.get("code", "").strip()
    if code in _COLLABORATIONS:
        record.collaboration = code
    else:
        record.problems.append(problems.unknown_code("collaboration-type", code))


def _read_date(record: Record, part: Element) -> None:
    said = part.get("type", "").strip()
    kind = _DATES.get(said) or _DATES.get(said.lower())
    if kind is None:
        record.problems.append(problems.unknown_code("activity-date", said))
        return
    text = part.get("iso-date") or part.text or ""
    value = day(text)
    if value is not None:
        record.dates.setdefault(kind, value)
    elif text.strip():
        record.problems.append(problems.bad_date("activity-date", text.strip()))


def _read_sector(record: Record, part: Element) -> None:
    use = read_sector(record, part)
    if use is not None:
        record.sectors.append(use)


def _read_country(record: Record, part: Element) -> None:
    place = read_country(record, part)
    if place is not None:
        record.countries.append(place)


def _read_region(record: Record, part: Element) -> None:
    place = read_region(record, part)
    if place is not None:
        record.regions.append(place)


def _read_tag(record: Record, part: Element) -> None:
    if part.get("vocabulary") in _SDG_TAGS:
        record.goals.append(part.get("code", "").strip().lower())


_STATUSES: Final = {
    "1": "pipeline", "2": "implementation", "3": "finalisation", "4": "closed", "5": "cancelled",
    "6": "suspended",
}  # fmt: skip
_COLLABORATIONS: Final = frozenset("12345678")
_READERS: Final[Mapping[object, _Reader]] = {
    "iati-identifier": _read_identifier,
    "title": _read_title,
    "description": _read_description,
    "reporting-org": _read_reporter,
    "participating-org": _read_party,
    "activity-status": _read_status,
    "collaboration-type": _read_collaboration,
    "activity-date": _read_date,
    "sector": _read_sector,
    "recipient-country": _read_country,
    "recipient-region": _read_region,
    "tag": _read_tag,
}
