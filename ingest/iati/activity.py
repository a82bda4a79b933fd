"""One activity element to one record, whatever version of the standard it follows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from ingest.iati import activity_problems as problems
from ingest.iati import from_flows
from ingest.iati.activity_record import Record
from ingest.iati.element_text import LANG, Element, only_text, read_words, text_of
from ingest.iati.iati_values import clean, currency_code, day, language
from ingest.iati.money import read_budgets, read_transactions
from ingest.iati.parts import (
    line_of,
    read_country,
    read_goals,
    read_party,
    read_region,
    read_sector,
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
FURTHER_TEXTS: Final = "narrative"
"""What texts are counted as whose language has one already."""
_TRUE: Final = frozenset({"1", "true"})

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
        else:
            _leave_out(record, tag)
    if record.other_summary:
        _count_other_descriptions(record)
    if budgets:
        read_budgets(record, budgets)
    if transactions:
        from_flows.complete(record, read_transactions(record, transactions))
    return record


def _leave_out(record: Record, tag: Any, count: int = 1) -> None:
    record.left_out[tag] = record.left_out.get(tag, 0) + count


def _count_other_descriptions(record: Record) -> None:
    """Count the descriptions that give way to the main one of their language."""
    texts = record.summary
    others = sum([lang in texts and texts[lang] != t for lang, t in record.other_summary.items()])
    if others:
        _leave_out(record, FURTHER_TEXTS, others)


def _read_updated(record: Record, element: Element) -> None:
    updated = element.get("last-updated-datetime")
    if updated:
        record.dated = day(updated)
        if record.dated is None:
            record.problems.append(problems.bad_date("last-updated-datetime", updated))


def _read_identifier(record: Record, part: Element) -> None:
    record.identifier = record.identifier or clean(text_of(part))


def _read_title(record: Record, part: Element) -> None:
    _read_text(record, part, record.title)


def _read_description(record: Record, part: Element) -> None:
    main = part.get("type", _MAIN_DESCRIPTION) == _MAIN_DESCRIPTION
    _read_text(record, part, record.summary if main else record.other_summary)


def _read_text(record: Record, part: Element, into: dict[str, str]) -> None:
    said = only_text(part, record.language)
    if said is None:
        further = read_words(part, record.language, into)
    else:
        text = clean(said[1])
        further = int(bool(text) and into.setdefault(said[0], text) != text)
    if further:
        _leave_out(record, FURTHER_TEXTS, further)


def _read_reporter(record: Record, part: Element) -> None:
    if record.reporter is None:
        record.reporter = read_party(record, part, "")
        record.secondary = part.get("secondary-reporter", "").strip().lower() in _TRUE


def _read_party(record: Record, part: Element) -> None:
    said = part.get("role", "").strip()
    role = _ROLES.get(said) or _ROLES.get(said.lower())
    if role is None:
        record.problems.append(problems.unknown_code("participating-org", said))
        return
    record.parties.append(read_party(record, part, role))


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
    text = part.get("iso-date") or text_of(part)
    value = day(text)
    if value is not None:
        record.dates.setdefault(kind, value)
    elif text.strip():
        record.problems.append(problems.bad_date("activity-date", text.strip()))


def _read_sector(record: Record, part: Element) -> None:
    record.sectors.extend(read_sector(record, part))


def _read_country(record: Record, part: Element) -> None:
    record.countries.extend(read_country(record, part))


def _read_region(record: Record, part: Element) -> None:
    record.regions.extend(read_region(record, part))


def _read_tag(record: Record, part: Element) -> None:
    if part.get("vocabulary", "").strip() in _SDG_TAGS:
        record.goals.extend(read_goals(record, part))
    else:
        _leave_out(record, part.tag)


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
