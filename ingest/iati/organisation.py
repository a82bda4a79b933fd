"""One organisation element to one record, whatever version of the standard it follows.

The standard: https://iatistandard.org/en/iati-standard/203/organisation-standard/
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from ingest.iati.activity_record import Party
from ingest.iati.element_text import LANG, NARRATIVE, Element, read_words
from ingest.iati.iati_values import clean, day, language
from ingest.iati.parts import line_of
from ingest.personal_data import without_addresses

_IDENTIFIERS: Final = ("organisation-identifier", "iati-identifier")
"""As version 2 calls it, and version 1."""
_NAME: Final = "name"
_REPORTER: Final = "reporting-org"
_CURRENCY: Final = "default-currency"


@dataclass(slots=True)
class OrganisationRecord:
    """What a file says of one organisation.

    ``aliases`` are further names in a language that has one; ``left`` counts the elements that are
    not kept; ``names_a_person``: a name was left out, since it holds the address of a person.
    """

    line: int
    language: str
    dated: str | None = None
    identifier: str = ""
    names: dict[str, str] = field(default_factory=dict)
    aliases: dict[str, None] = field(default_factory=dict)
    reporter: Party | None = None
    names_a_person: bool = False
    left: Counter[str] = field(default_factory=Counter)

    @property
    def reports_itself(self) -> bool:
        """Say whether it is the body that signs the record."""
        reporter = self.reporter
        return reporter is not None and reporter.reference.lower() == self.identifier.lower()

    def digest(self) -> int:
        """Return a number that two records share only if they say the same (this process only)."""
        reporter = self.reporter[:3] if self.reporter else ()
        return hash((self.identifier, *self.names.items(), *self.aliases, self.dated, reporter))


def read_organisation(element: Element) -> OrganisationRecord:
    """Return what an organisation element says."""
    record = OrganisationRecord(line_of(element), language(element.get(LANG) or ""))
    record.dated = day(element.get("last-updated-datetime") or "")
    if element.get(_CURRENCY):
        record.left[_CURRENCY] += 1
    for part in element:
        _read_part(record, part)
    return record


def _read_part(record: OrganisationRecord, part: Element) -> None:
    tag = str(part.tag)
    if tag in _IDENTIFIERS:
        record.identifier = record.identifier or clean(part.text or "")
    elif tag == _NAME:
        _read_names(record, part)
    elif tag == _REPORTER:
        record.reporter = record.reporter or _reporter(record, part)
    else:
        record.left[etree.QName(tag).localname] += 1


def _read_names(record: OrganisationRecord, part: Element) -> None:
    """Add every name: the first of each language, and what else it is called in it."""
    code = part.get(LANG)
    default = language(code) if code else record.language
    for narrative in [child for child in part if child.tag == NARRATIVE] or [part]:
        words: dict[str, str] = {}
        read_words(narrative, default, words)
        for lang, name in words.items():
            if "@" in name and without_addresses(name) != name:
                record.names_a_person = True
            elif record.names.setdefault(lang, name) != name:
                record.aliases[name] = None


def _reporter(record: OrganisationRecord, part: Element) -> Party:
    names: dict[str, str] = {}
    read_words(part, record.language, names)
    return Party("", clean(part.get("ref", "")), part.get("type", "").strip(), names)
