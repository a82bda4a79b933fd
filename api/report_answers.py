"""Reports condensed over HTTP: for offices and the board, read two at a time, kept by nobody."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import BoundedSemaphore
from typing import Final

from api.authentication.asker import asker_of
from api.csrf import file_of, form_of
from api.deps import Reader
from api.retry_errors import LaterError
from ingest.report.report_file import read_report
from kg.base.audience import AUDIENCES
from kg.base.errors import BadFileError, ForbiddenError
from kg.base.i18n import msg
from kg.condense.condensing import CondenseAsked, condensed, state_named
from kg.condense.long_report import Report
from kg.model.documents import Condensed, Named

FOR: Final = "for"
"""The field that names a state, empty: all that the report names."""
_AT_ONCE: Final = BoundedSemaphore(2)
"""Reports that one process reads at a time: each has a child process of its own."""


class ReportsBusyError(LaterError):
    """As many reports are being read as the service takes on."""

    slug = "busy"
    status = 503
    title = msg("The service is busy")
    after = 10

    def __init__(self) -> None:
        super().__init__(
            msg("Other reports are being read just now."), msg("Ask again in a moment.")
        )


class NoReportError(BadFileError):
    """A form came without its report."""

    def __init__(self) -> None:
        super().__init__("—", msg("no file was chosen."), msg("Choose a file, then send the form."))


@dataclass(frozen=True, slots=True)
class ReportAnswer:
    """A report that came with a request, its document, the state that it was condensed for."""

    report: Report
    document: Condensed
    state: Named | None


def require_reader(reader: Reader) -> None:
    """Let pass whom reports are condensed for.

    Raises:
        ForbiddenError: reports are condensed for offices and the board.
    """
    if AUDIENCES.index(asker_of(reader.request).audience) < AUDIENCES.index("states"):
        raise ForbiddenError(
            msg("Reports are condensed for offices and the board."),
            msg("Sign in with the mailbox of an office, or show a key."),
        )


def condensed_for(reader: Reader) -> ReportAnswer:
    """Return the report that came with a request, condensed for its reader.

    Raises:
        ForbiddenError: reports are condensed for offices and the board.
        BadFileError: a file is missing, or cannot be read.
        UnknownIdError, BadOptionError: no such state.
        ReportsBusyError: too many are being read.
    """
    require_reader(reader)
    id_, view = form_of(reader.request).get(FOR, "").strip(), reader.view
    state = state_named(view, id_, reader.lang, FOR) if id_ else None
    report, previous = (file_of(reader.request, name) for name in ("report", "previous"))
    if report is None:
        raise NoReportError
    with _reading():
        read = read_report(report.path, report.name)
        before = None if previous is None else read_report(previous.path, previous.name)
        document = condensed(CondenseAsked(read, view, reader.lang, state, before))
    return ReportAnswer(read, document, state)


@contextmanager
def _reading() -> Iterator[None]:
    if not _AT_ONCE.acquire(blocking=False):
        raise ReportsBusyError
    try:
        yield
    finally:
        _AT_ONCE.release()
