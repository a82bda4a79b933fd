"""Elements that activities and transactions share: texts, sectors, recipients."""

from __future__ import annotations

from typing import Any, Final

from lxml import etree

from ingest.iati import activity_problems as problems
from ingest.iati.activity_record import Place, Record, SectorUse
from ingest.iati.iati_values import clean, language, share

_WHOLE: Final = "100"
NARRATIVE: Final = "narrative"
LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_VOCABULARIES: Final = {"": "1", "DAC": "1", "DAC-3": "2", "RO": "99", "RO2": "98"}
_NAMELESS: Final = frozenset({"1", "2", "7", "8"})
"""Vocabularies whose names are known here; those of others are kept with the code."""

Element = etree._Element  # noqa: SLF001 (lxml has no public name for it)


def line_of(element: Element) -> int:
    """Return the line on which an element starts, 0 where it is not known."""
    line: Any = element.sourceline
    return line or 0


def read_words(element: Element, default: str, into: dict[str, str]) -> None:
    """Add the first text per language: narratives (2.0x), or the element's own text (1.0x)."""
    if not len(element):
        _add_text(element, element, default, into)
    for part in element:
        if part.tag == NARRATIVE:
            _add_text(part, element, default, into)


def only_text(element: Element, default: str) -> tuple[str, str] | None:
    """Return language and raw text where there is one narrative: the most common case by far."""
    if len(element) != 1:
        return None
    part = element[0]
    code = part.get(LANG) or element.get(LANG)
    text = part.text if part.tag == NARRATIVE else None
    return None if text is None else (language(code) if code else default, text)


def _add_text(part: Element, outer: Element, default: str, into: dict[str, str]) -> None:
    text = part.text
    if text and (text := clean(text)):
        code = part.get(LANG) or outer.get(LANG)
        into.setdefault(language(code) if code else default, text)


def _read_percentage(record: Record, part: Element, name: str) -> float | None:
    text = part.get("percentage")
    if not text or text == _WHOLE:
        return 100.0 if text else None
    value = share(text)
    if value is None:
        record.problems.append(problems.bad_number(name, text))
    return value


def read_sector(record: Record, part: Element) -> SectorUse | None:
    """Return a sector element of an activity or transaction, None where it is empty."""
    code = part.get("code", "").strip()
    if not code:
        return None
    said = part.get("vocabulary", "").strip()
    vocabulary = _VOCABULARIES.get(said, said)
    name = ""
    if vocabulary not in _NAMELESS:
        names: dict[str, str] = {}
        read_words(part, record.language, names)
        name = next(iter(names.values()), "")
    return SectorUse(vocabulary, code, _read_percentage(record, part, "sector"), name)


def read_country(record: Record, part: Element) -> Place | None:
    """Return a recipient country by its code, or by its name where it has none (1.01)."""
    code: str = part.get("code", "").strip()
    if not code:
        names: dict[str, str] = {}
        read_words(part, record.language, names)
        code = next(iter(names.values()), "")
    percentage = _read_percentage(record, part, "recipient-country")
    return Place("", code, percentage) if code else None


def read_region(record: Record, part: Element) -> Place | None:
    """Return a recipient region by its code."""
    code = part.get("code", "").strip()
    vocabulary = part.get("vocabulary", "1").strip()
    percentage = _read_percentage(record, part, "recipient-region")
    return Place(vocabulary, code, percentage) if code else None
