"""Roles that an activity shows without stating them: who funds it, who lends; marked as ours.

docs/decisions/0017-who-reports-and-who-lends.md says when, and when not.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from ingest.iati.activity_record import Party, Record
from ingest.iati.said import LinkKey, Props, Statement
from kg.base.i18n import LANGUAGES, Message, msg

_PAYING: Final = frozenset({"1", "2", "3"})
"""Roles of those whose money or responsibility it is: funding, accountable, extending."""
_NOTES: Final = {
    "FUNDS": msg(
        "Derived: transactions name it as the provider of the money, and no participant has the "
        "role of funding."
    ),
    "EXTENDS": msg(
        "Derived: it reports the money it gives, and no participant has the role of funding, "
        "extending or being accountable."
    ),
}
"""What is written beside a relation that we derived."""


def funding(said: Statement, party: Party, key: LinkKey, since: str | None) -> None:
    """Say that the provider of the money funds an activity for which nobody is said to."""
    _derive(said, key, since, _name_of(party))


def lends(record: Record, said: Statement, reporter: str) -> bool:
    """Say whether a reporter is the only one who can have given the money it reports.

    Not where it carries the activity out or receives it, where it reports what others do, or where
    a role of money or responsibility is stated, be it for a name that names nobody.
    """
    if record.secondary or not (record.budget or record.committed or record.disbursed):
        return False
    if any(party.role in _PAYING for party in record.parties):
        return False
    return not any(
        type_ not in ("REPORTS", "IN_SECTOR") and (type_ == "FUNDS" or start == reporter)
        for type_, start, _ in said.links
    )


def lending(record: Record, said: Statement, reporter: str, since: str | None) -> None:
    """Say that the reporter extends the activity."""
    name = _name_of(record.reporter) if record.reporter else ""
    _derive(said, ("EXTENDS", reporter, said.id), since, name)


def _name_of(party: Party) -> str:
    return next(iter(party.names.values()), party.reference)


def _derive(said: Statement, key: LinkKey, since: str | None, name: str) -> None:
    type_, start, end = key
    said.join(type_, start, end, since)["note"] = _note(type_)
    said.ours.add(key)
    said.derived.append((type_, name))


@cache
def _note(type_: str) -> Props:
    return in_all_languages(_NOTES[type_])


def in_all_languages(message: Message) -> Props:
    """Return a sentence of ours as a text of the model."""
    return {lang: message.text(lang) for lang in LANGUAGES}
