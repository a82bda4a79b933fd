"""What is true of a file as a whole: recipients that nobody names, elements that are not kept."""

from __future__ import annotations

from ingest.findings import Finding, Outcome
from ingest.iati.activity_record import Place, Record
from ingest.iati.derived_roles import in_all_languages
from ingest.iati.left_out import counted
from ingest.iati.said import Statement
from ingest.known import Known
from kg.base.i18n import Message, msg


class FileNotes:
    """Counts over the activities of one file, and the recipient given for those without any."""

    def __init__(self, file: str, known: Known, recipient: str | None) -> None:
        self._file = file
        self._recipient = recipient
        self._code = known.iso3.get(recipient, "") if recipient else ""
        self._read = 0
        self._without = 0
        self._left_out: dict[str, int] = {}

    def count(self, record: Record) -> None:
        """Count an activity, whatever becomes of it."""
        self._read += 1
        for name, count in record.left_out.items():
            self._left_out[name] = self._left_out.get(name, 0) + count
        self._without += not (record.countries or record.regions)

    def give_recipient(self, record: Record) -> str | None:
        """Add the recipient that was given to an activity without any; return its id if so."""
        if self._recipient is None or record.countries or record.regions:
            return None
        record.countries.append(Place("", self._code, None))
        return self._recipient

    def findings(self) -> list[Finding]:
        """Return what is to be said of the file."""
        found = []
        if self._without:
            found.append(self._of_recipients())
        if self._left_out:
            parts = counted(self._left_out)
            found.append(self._finding(
                "", "not-kept", msg("Not kept: {parts}.", parts=parts),
                msg("Nothing needs to be done; the file keeps them."),
            ))  # fmt: skip
        return found

    def _of_recipients(self) -> Finding:
        facts = {"count": self._without, "read": self._read}
        if self._recipient is None:
            return self._finding(
                "recipient-country", "no-recipient",
                msg("{count} of {read} activities name no recipient country or region.", **facts),
                msg("Where one country receives them all, load the file with --recipient, "
                    "such as --recipient HND."),
            )  # fmt: skip
        return self._finding(
            "recipient-country", "recipient-given",
            msg("{count} of {read} activities name no recipient; {recipient} was given for them.",
                recipient=self._code, **facts),
            msg("Remove it again by loading the file with the right --recipient."),
        )  # fmt: skip

    def _finding(self, field: str, code: str, message: Message, fix: Message) -> Finding:
        return Finding(self._file, "", field, code, Outcome.ACCEPTED, message, fix)


def mark_given(said: Statement, recipient: str) -> None:
    """Mark the recipient of an activity as one that the loader gave."""
    key = ("RECEIVES", recipient, said.id)
    if key in said.links:
        said.links[key]["note"] = in_all_languages(
            msg("Not in the file: given for all of its activities that name no recipient.")
        )
        said.ours.add(key)
