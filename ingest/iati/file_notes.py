"""What is true of a file as a whole: recipients that nobody names, elements that are not kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from ingest.findings import Finding, Outcome, Problem
from ingest.iati.activity_record import Place, Record
from ingest.iati.derived_roles import in_all_languages
from ingest.iati.iati_values import cut
from ingest.iati.not_kept import NotKept
from ingest.iati.said import Statement
from ingest.known import Known
from kg.base.i18n import msg, nmsg

_NAMED: Final = 5
"""Names that a finding lists."""
_SHOWN: Final = 100
"""Characters of each."""


class FileNotes:
    """Counts over the activities of one file; ``recipient``: who is given for those without any."""

    def __init__(self, file: str, known: Known, recipient: str | None = None) -> None:
        self._recipient = recipient
        self._file = file
        self._iso3 = known.iso3
        self._read = 0
        self._without = 0
        self._not_kept = NotKept()
        self._derived: dict[str, Counter[str]] = {}

    def count(self, record: Record) -> None:
        """Count an activity, whatever becomes of it."""
        self._read += 1
        if record.left_out:
            self._not_kept.add(record.left_out)
        self._without += not (record.countries or record.regions)

    def give_recipient(self, record: Record) -> str | None:
        """Add the recipient that was given to an activity without any; return its id if so."""
        if self._recipient is None or record.countries or record.regions:
            return None
        record.countries.append(Place("", self._iso3[self._recipient], None))
        return self._recipient

    def count_derived(self, said: Statement) -> None:
        """Count the roles that an activity does not state."""
        for type_, name in said.derived:
            self._derived.setdefault(type_, Counter())[cut(name, _SHOWN)] += 1

    def findings(self) -> Iterator[Finding]:
        """Yield what is to be said of the file."""
        yield from (problem.finding(self._file, "") for problem in self._problems())
        yield from self._not_kept.notes(self._file)

    def _problems(self) -> Iterator[Problem]:
        if self._without and self._recipient is None:
            yield _no_recipient(self._without, self._read)
        elif self._without and self._recipient is not None:
            yield _recipient_given(self._without, self._read, self._iso3[self._recipient])
        yield from (_role_derived(type_, names) for type_, names in self._derived.items())


def _no_recipient(count: int, read: int) -> Problem:
    return Problem(
        "recipient-country", "no-recipient", Outcome.ACCEPTED,
        msg("{count} of {read} activities name no recipient country or region.",
            count=count, read=read),
        msg("Where one country receives them all, load the file with --recipient, "
            "such as --recipient HND."),
    )  # fmt: skip


def _recipient_given(count: int, read: int, recipient: str) -> Problem:
    return Problem(
        "recipient-country", "recipient-given", Outcome.ACCEPTED,
        msg("{count} of {read} activities name no recipient; {recipient} was given for them.",
            count=count, read=read, recipient=recipient),
        msg("Check that it receives every one of them."),
    )  # fmt: skip


def _role_derived(type_: str, names: Counter[str]) -> Problem:
    count, most = names.total(), [name for name, _ in names.most_common(_NAMED)]
    message = (
        nmsg("{count} activity does not say who funds it; we read it from the providers that its "
             "transactions name: {names}.",
             "{count} activities do not say who funds them; we read it from the providers that "
             "their transactions name: {names}.", count, names=most)
        if type_ == "FUNDS"
        else nmsg("{count} activity does not say whose money it spends; we read who reports it as "
                  "extending it: {names}.",
                  "{count} activities do not say whose money they spend; we read those who report "
                  "it as extending them: {names}.", count, names=most)
    )  # fmt: skip
    return Problem(
        "participating-org", "role-derived", Outcome.ACCEPTED, message,
        msg("State every participant with its role (participating-org)."),
    )  # fmt: skip


def mark_given(said: Statement, recipient: str) -> None:
    """Mark the recipient of an activity as one that the loader gave."""
    key = ("RECEIVES", recipient, said.id)
    if key in said.links:
        said.links[key]["note"] = in_all_languages(
            msg("Not in the file: given for all of its activities that name no recipient.")
        )
        said.ours.add(key)
