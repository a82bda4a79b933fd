"""The rows about one activity as the element of IATI 2.03 that says the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final, NamedTuple

from lxml import etree

from ingest.iati.element_text import LANG, NARRATIVE, Element
from ingest.iati_tables.gathered_rows import Cells, TableRow
from ingest.iati_tables.table_columns import BARE, CODED, DATED, IDENTIFIER
from kg.base.text import in_xml

_ATTRIBUTES: Final[Mapping[str, str]] = {
    "xml_lang": LANG,
    "default_currency": "default-currency",
    "last_updated_datetime": "last-updated-datetime",
    "humanitarian": "humanitarian",
    "hierarchy": "hierarchy",
}
_LANGUAGES: Final = {
    "reporting_org_name": "reporting_org_name_lang",
    "org_name": "org_name_lang",
    "title": "title_lang",
    "description": "description_lang",
    "narrative": "narrative_lang",
    "recipient_country_name": "recipient_country_lang",
    "provider_org_name": "provider_org_lang",
    "receiver_org_name": "receiver_org_lang",
}
"""Column of a text → column of its language."""


class Built(NamedTuple):
    """An activity, and how many sectors of transactions nobody can tell the transaction of."""

    element: Element
    unplaced: int


def element_of(row: TableRow, parts: Iterable[TableRow]) -> Built:
    """Return the activity that a row of activities and the rows of the other tables are about."""
    tables: dict[str, list[Cells]] = {}
    for part in parts:
        tables.setdefault(part.table, []).append(part.cells)
    activity = _head(row)
    _descriptions(activity, row.cells, tables.get("descriptions", ()))
    for org in tables.get("participating_orgs", ()):
        element = _party(_add(activity, "participating-org"), org, "org_")
        _set(element, "role", org.get("role"))
    _dates(activity, row.cells, tables.get("activity_date", ()))
    _places(activity, row.cells)
    for sector in tables.get("sectors", ()):
        _sector(activity, sector)
    for budget in tables.get("budgets", ()):
        _budget(activity, budget)
    unplaced = _transactions(activity, tables)
    for table, tag in BARE.items():
        for _ in tables.get(table, ()):
            _add(activity, tag)
    return Built(activity, unplaced)


def _head(row: TableRow) -> Element:
    """Return an activity with what stands in its own row, each thing once."""
    cells = row.cells
    activity: Any = etree.Element("iati-activity")
    activity.sourceline = row.line
    for column, name in _ATTRIBUTES.items():
        _set(activity, name, cells.get(column))
    _add(activity, "iati-identifier").text = _text(cells.get(IDENTIFIER, ""))
    if any(column.startswith("reporting_org") for column in cells):
        _party(_add(activity, "reporting-org"), cells, "reporting_org_")
    _say(_add(activity, "title"), cells, "title")
    for column, tag in CODED.items():
        if column in cells:
            _set(_add(activity, tag), "code", cells[column])
    found: Element = activity
    return found


def _text(value: str) -> str:
    return in_xml(value, " ")


def _add(parent: Element, tag: str) -> Element:
    return etree.SubElement(parent, tag)


def _set(element: Element, name: str, value: str | None) -> None:
    if value:
        element.set(name, _text(value))


def _say(element: Element, cells: Cells, column: str) -> Element:
    """Add what a column says as narrative, in the language that the column beside it names."""
    if column in cells:
        narrative = _add(element, NARRATIVE)
        narrative.text = _text(cells[column])
        _set(narrative, LANG, cells.get(_LANGUAGES.get(column, "")))
    return element


def _party(element: Element, cells: Cells, prefix: str) -> Element:
    _set(element, "ref", cells.get(f"{prefix}ref"))
    _set(element, "type", cells.get(f"{prefix}type"))
    return _say(element, cells, f"{prefix}name")


def _descriptions(activity: Element, cells: Cells, rows: Iterable[Cells]) -> None:
    said: dict[tuple[str, str], Element] = {}
    for row in rows:
        key = row.get("description_type", ""), row.get("description_sequence", "")
        if key not in said:
            said[key] = _add(activity, "description")
            _set(said[key], "type", key[0])
        _say(said[key], row, "narrative")
    # The column repeats one of them.
    if not said and "description" in cells:
        _say(_add(activity, "description"), cells, "description")


def _dates(activity: Element, cells: Cells, rows: Iterable[Cells]) -> None:
    told = {code: cells[column] for column, code in DATED.items() if column in cells}
    for row in rows:
        told.pop(row.get("type", ""), None)
        _date(activity, row.get("type", ""), row.get("iso_date", ""))
    for code, day in told.items():
        _date(activity, code, day)


def _date(activity: Element, code: str, day: str) -> None:
    element = _add(activity, "activity-date")
    _set(element, "type", code)
    _set(element, "iso-date", day)


def _places(activity: Element, cells: Cells) -> None:
    for kind in ("country", "region"):
        prefix = f"recipient_{kind}_"
        if f"{prefix}code" in cells or f"{prefix}name" in cells:
            element = _add(activity, f"recipient-{kind}")
            _set(element, "code", cells.get(f"{prefix}code"))
            _set(element, "percentage", cells.get(f"{prefix}percentage"))
            _say(element, cells, f"{prefix}name")


def _sector(parent: Element, row: Cells) -> None:
    element = _add(parent, "sector")
    _set(element, "code", row.get("sector_code"))
    _set(element, "vocabulary", row.get("vocabulary"))
    _set(element, "vocabulary-uri", row.get("vocabulary_uri"))
    _set(element, "percentage", row.get("percentage"))
    _say(element, row, "sector_name")


def _budget(activity: Element, row: Cells) -> None:
    element = _add(activity, "budget")
    _set(element, "type", row.get("budget_type"))
    _set(element, "status", row.get("budget_status"))
    _set(_add(element, "period-start"), "iso-date", row.get("period_start"))
    _set(_add(element, "period-end"), "iso-date", row.get("period_end"))
    _value(element, row)


def _value(parent: Element, row: Cells) -> None:
    element = _add(parent, "value")
    element.text = _text(row.get("value", ""))
    _set(element, "currency", row.get("currency"))
    _set(element, "value-date", row.get("value_date"))


def _transactions(activity: Element, tables: Mapping[str, list[Cells]]) -> int:
    """Add the transactions; return how many of their sectors could not be added."""
    unplaced = 0
    found: dict[tuple[str, str], list[Element]] = {}
    for row in tables.get("transactions", ()):
        element = _transaction(activity, row)
        found.setdefault(_key(row), []).append(element)
    for row in tables.get("transaction_sectors", ()):
        # Where several transactions share their reference, nobody can tell which one is meant.
        meant = found.get(_key(row), ())
        if len(meant) == 1:
            _sector(meant[0], row)
        else:
            unplaced += 1
    return unplaced


def _key(row: Cells) -> tuple[str, str]:
    return row.get("transaction_ref", ""), row.get("transaction_type", "")


def _transaction(activity: Element, row: Cells) -> Element:
    element = _add(activity, "transaction")
    _set(element, "ref", row.get("transaction_ref"))
    _set(_add(element, "transaction-type"), "code", row.get("transaction_type"))
    _set(_add(element, "transaction-date"), "iso-date", row.get("transaction_date"))
    _value(element, row)
    _say(_add(element, "description"), row, "description")
    for end in ("provider", "receiver"):
        if any(column.startswith(f"{end}_org") for column in row):
            _party(_add(element, f"{end}-org"), row, f"{end}_org_")
    if "recipient_region" in row:
        _set(_add(element, "recipient-region"), "code", row["recipient_region"])
    return element
