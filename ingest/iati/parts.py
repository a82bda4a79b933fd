"""Elements that activities and transactions share: parties, sectors, recipients."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final

from ingest.iati import activity_problems as problems
from ingest.iati.activity_record import Party, Place, Record, SectorUse
from ingest.iati.code_lists import split_codes
from ingest.iati.element_text import Element, only_text, read_words
from ingest.iati.iati_values import clean, share
from ingest.personal_data import without_addresses

_WHOLE: Final = "100"
_VOCABULARIES: Final = {
    "": "1", "1": "1", "2": "2", "DAC": "1", "DAC-3": "2", "DAC3": "2", "DAC-5": "1", "DAC5": "1",
    "OECD-DAC": "1", "OECD-DAC-3": "2", "OECD-DAC-5": "1", "OECD DAC": "1", "CRS": "1",
    "OECD-CRS": "1", "DAC-CRS": "1", "RO": "99", "RO2": "98",
}  # fmt: skip
"""Vocabulary as written, in capitals → code of version 2."""
_NAMELESS: Final = frozenset({"1", "2", "7", "8"})
"""Vocabularies whose names are known here; those of others are kept with the code."""


def line_of(element: Element) -> int:
    """Return the line on which an element starts, 0 where it is not known."""
    line: Any = element.sourceline
    return line or 0


def read_party(record: Record, part: Element, role: str) -> Party:
    """Return an organisation as an element names it."""
    reference, kind = part.get("ref", ""), part.get("type", "")
    said = only_text(part, record.language)
    if said is not None:
        return _of_bodies(record, _party_of_one_name(role, reference, kind, *said))
    names: dict[str, str] = {}
    read_words(part, record.language, names)
    return _of_bodies(record, Party(role, clean(reference), kind.strip(), names))


def _of_bodies(record: Record, party: Party) -> Party:
    """Return a party without names that hold the address of a person: they name nobody else."""
    if not any("@" in name for name in party.names.values()):
        return party
    kept = {lang: n for lang, n in party.names.items() if without_addresses(n) == n}
    if len(kept) < len(party.names):
        record.problems.append(problems.personal_address("participating-org"))
    return party._replace(names=kept)


@lru_cache(maxsize=4096)
def _party_of_one_name(role: str, reference: str, kind: str, lang: str, text: str) -> Party:
    name = clean(text)
    return Party(role, clean(reference), kind.strip(), {lang: name} if name else {})


def _read_percentage(record: Record, part: Element, name: str) -> float | None:
    text = part.get("percentage")
    if not text or text == _WHOLE:
        return 100.0 if text else None
    value = share(text)
    if value is None:
        record.problems.append(problems.bad_number(name, text))
    return value


def _name_of(record: Record, part: Element) -> str:
    names: dict[str, str] = {}
    read_words(part, record.language, names)
    return next(iter(names.values()), "")


def _codes_of(record: Record, part: Element, code: str, field: str) -> list[str]:
    """Return what a code attribute lists where it is no single code; the share of each is open."""
    codes = split_codes(field, code)
    if codes:
        shared = part.get("percentage") is not None
        record.problems.append(problems.list_of_codes(field, code, len(codes), shared=shared))
    return codes


def read_sector(record: Record, part: Element) -> Sequence[SectorUse]:
    """Return what a sector element of an activity or transaction says, nothing where it is empty.

    One code, or several where they are all written into one attribute.
    """
    code = part.get("code", "").strip()
    if not code:
        return ()
    said = part.get("vocabulary", "").strip()
    vocabulary = _VOCABULARIES.get(said) or _VOCABULARIES.get(said.upper(), said)
    name = "" if vocabulary in _NAMELESS else _name_of(record, part)
    if not name and not code.isalnum() and (codes := _codes_of(record, part, code, "sector")):
        return [SectorUse(vocabulary, each, None, "") for each in codes]
    return (SectorUse(vocabulary, code, _read_percentage(record, part, "sector"), name),)


def read_country(record: Record, part: Element) -> Sequence[Place]:
    """Return recipient countries by their codes, or by name where there is none (1.01)."""
    code: str = part.get("code", "").strip() or _name_of(record, part)
    if not code:
        return ()
    if not code.isalpha() and (codes := _codes_of(record, part, code, "recipient-country")):
        return [Place("", each, None) for each in codes]
    return (Place("", code, _read_percentage(record, part, "recipient-country")),)


def read_region(record: Record, part: Element) -> Sequence[Place]:
    """Return recipient regions by their codes."""
    code = part.get("code", "").strip()
    if not code:
        return ()
    vocabulary = part.get("vocabulary", "1").strip()
    if not code.isalnum() and (codes := _codes_of(record, part, code, "recipient-region")):
        return [Place(vocabulary, each, None) for each in codes]
    return (Place(vocabulary, code, _read_percentage(record, part, "recipient-region")),)


def read_goals(record: Record, part: Element) -> Sequence[str]:
    """Return the goals and targets that a tag of a vocabulary of the 2030 Agenda names."""
    code = part.get("code", "").strip()
    codes = () if code.isalnum() else _codes_of(record, part, code, "tag")
    return [each.lower() for each in codes or [code]]
