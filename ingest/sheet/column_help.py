"""One line of help for each column, and what can be chosen in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ingest.known import Known
from ingest.sheet.headers.column_names import CURRENCY
from ingest.sheet.headers.field_shapes import Shape, shape_of
from ingest.sheet.headers.sheet_kinds import DECLARED, RECORDS, Link
from ingest.sheet.headers.synonyms import CHOICES, Words
from ingest.sheet.rows.membership_rows import BASES_IN_WORDS, STATUSES
from ingest.sheet.rows.record_choices import choices_for
from kg.base.i18n import Message, choose, msg

_DECLARED: Final[Mapping[str, Message]] = {
    "id": msg("leave empty: it is made from state and title"),
    "actor": msg("the state or organisation: name, ISO code or id"),
    "unit": msg("the office to write to: name or id"),
    "title": msg("one line"),
    "summary": msg("what, for whom, how"),
    "sector": msg("DAC code (14030), SEGIB sector or words; several with ;"),
    "goal": msg("SDG goal or target: 6 or 6.1; several with ;"),
    "modality": msg("from the list; several with ;"),
    "languages": msg("languages of delivery; several with ;"),
    "region": msg("where it can take place"),
    "eligible": msg("states that may take part; empty: all"),
    "capacity": msg("how many demands at a time: a whole number"),
    "cost_sharing": msg("who pays what"),
    "conditions": msg("what must be given before"),
    "evidence": msg("results, evaluations, earlier demand"),
    "starts": msg("first day: 2025-07-15"),
    "ends": msg("last day: 2026-06-30"),
    "status": msg("from the list; empty: open"),
    "confirmed_on": msg("day of the last confirmation"),
    "confirmed_by": msg("the office, no persons"),
    "visibility": msg("who may see it; empty: the states"),
    "nature": msg("declared, or only an example"),
    "source": msg("the document it comes from; empty: this sheet"),
}
_USES: Final[Mapping[str, Message]] = {
    "title": msg("Others read it first, and searches find it."),
    "summary": msg("Its words are searched, and bring up what is about the same."),
    "sector": msg("It is found and matched by this before all else: the nearer, the higher up."),
    "goal": msg("A goal in common makes a match stronger."),
    "modality": msg("A way of working in common makes a match a little stronger."),
    "languages": msg("Who works in none of them is not matched with it: name all you can work in."),
    "region": msg("Lists can be narrowed down to it."),
    "eligible": msg("Only who may take part is matched with it."),
    "cost_sharing": msg("Without it each match says that this is missing to start."),
    "starts": msg("Matched is only what lasts three months at the same time."),
    "ends": msg("After it the record is listed and matched no more."),
}
_LASTING: Final = "practices"
"""What was done is there for good: its days close nothing."""
"""What an answer is good for, where it is good for more than being read."""
_ALIKE: Final = ("sector", "goal", "modality", "languages", "region", "starts", "ends", "source")
"""Columns that mean the same in every sheet."""
_OTHER: Final[Mapping[str, Message]] = {
    "id": msg("empty for a new one; else the id of the one that is meant"),
    "mailbox": msg("the shared mailbox of the office, of no person"),
    "website": msg("address on the web"),
    "identifiers": msg("scheme and code: XM-DAC-46008; several with ;"),
    "country": msg("name or ISO code"),
    "kind": msg("what kind of it: from the list, or a word"),
    "role": msg("what it is for: from the list, or a word"),
    CURRENCY: msg("its code: USD, EUR, BRL"),
    "evidence": msg("what shows it: a document, a result"),
    "visibility": msg("who may see it; empty: everybody"),
    "since": msg("first day: 2025-07-15"),
    "until": msg("first day it no longer holds"),
    "member": msg("the state or organisation: name, ISO code or id"),
    "organisation": msg("the body: name, acronym or id"),
    "status": msg("from the list"),
    "basis": msg("from the list; empty: published"),
}
_BY_SHAPE: Final[Mapping[Shape, Message]] = {
    Shape.TEXT: msg("a text"),
    Shape.LINE: msg("one line"),
    Shape.LINES: msg("several with ;"),
    Shape.CHOICE: msg("from the list"),
    Shape.CHOICES: msg("from the list; several with ;"),
    Shape.TRUTH: msg("yes or no"),
    Shape.DAY: msg("a day: 2025-07-15"),
    Shape.RECORD: msg("name or id"),
    Shape.RECORDS: msg("names or ids; several with ;"),
    Shape.COUNT: msg("a whole number"),
    Shape.NUMBER: msg("a number"),
    Shape.SUMS: msg("a number without marks: 1250000.50"),
}
_MEMBERSHIPS: Final[Mapping[str, Mapping[str, Words]]] = {
    "status": STATUSES,
    "basis": BASES_IN_WORDS,
    "visibility": CHOICES["visibility"],
}


def help_of(kind: str, column: str) -> Message:
    """Return one line that says what to write into a column."""
    if kind in DECLARED and column in _DECLARED:
        return _DECLARED[column]
    if column in _ALIKE:
        return _DECLARED[column]
    record = RECORDS.get(kind)
    if record is None or column in _OTHER:
        return _OTHER[column]
    if record.link(column):
        return _BY_SHAPE[Shape.RECORDS]
    fields = {of: field for field, of in record.sums.items()}
    return _BY_SHAPE[shape_of(record.node, fields.get(column, column))]


def use_of(kind: str, column: str) -> Message | None:
    """Return what an answer in a column of an offer or a demand is good for, where that is said."""
    if kind not in DECLARED or (kind == _LASTING and column in {"starts", "ends"}):
        return None
    return _USES.get(column)


def lists_of(kind: str, known: Known, lang: str) -> dict[str, list[str]]:
    """Return what can be chosen in the columns of a kind, in the reader's language."""
    record = RECORDS.get(kind)
    if record is None:
        return {"member": _labels(known, "state/", lang), **_words(_MEMBERSHIPS, lang)}
    links = {link.column: _named(link, known, lang) for link in record.links}
    fields = {f: choices_for(record.node, f) for f in record.fields if f not in record.sums}
    chosen = _words({**fields, "visibility": CHOICES["visibility"]}, lang)
    if "eligible" in record.fields:
        chosen["eligible"] = _labels(known, "state/", lang)
    return {column: words for column, words in {**links, **chosen}.items() if words}


def _named(link: Link, known: Known, lang: str) -> list[str]:
    prefixes = {"State": "state/", "Modality": "modality/", "Language": "language/"}
    several = "State" in link.types and link.relation.type == "PART_OF"
    found = [] if several else [prefixes[type_] for type_ in link.types if type_ in prefixes]
    return _labels(known, found[0], lang) if found else []


def _words(choices: Mapping[str, Mapping[str, Words]], lang: str) -> dict[str, list[str]]:
    return {
        column: [words[lang][0] if lang in words else value for value, words in values.items()]
        for column, values in choices.items()
    }


def _labels(known: Known, prefix: str, lang: str) -> list[str]:
    names = (choose(name, lang)[0] for id_, name in known.labels.items() if id_.startswith(prefix))
    return sorted(name for name in names if name)
