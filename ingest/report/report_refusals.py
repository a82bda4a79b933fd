"""Why a report is not read, and what of it stayed unread: the sentences for the child's codes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final

from ingest.child.frames import Refused
from ingest.child.reports.report_limits import MEMORY, SECONDS
from ingest.isolated import ChildDiedError, ChildNotStartedError
from ingest.refusals import DAMAGED, not_started
from kg.base.errors import BadFileError
from kg.base.i18n import Message, msg

_OTHER: Final = msg("Send it as PDF, .docx, .odt, HTML or plain text.")
_SHORTER: Final = msg("Send the part of it that is needed.")

_REASONS: Final[Mapping[str, Callable[[Mapping[str, Any]], tuple[Message, Message]]]] = {
    "empty": lambda _: (msg("it is empty."), _OTHER),
    "no-report": lambda _: (msg("it is no report that can be read here."), _OTHER),
    "damaged": lambda _: (msg("it is damaged or cut off."), DAMAGED),
    "protected": lambda _: (
        msg("it is protected by a password."),
        msg("Save it without a password."),
    ),
    "too-large": lambda facts: (
        msg("it is larger than {n} MB.", n=facts["most"] // 10**6),
        _SHORTER,
    ),
    "reports-missing": lambda _: (
        msg("PDF files cannot be read here."),
        msg("Install the reader: pip install 'coopgraph[reports]'"),
    ),
    "no-pages": lambda _: (msg("it has no pages."), _OTHER),
    "no-text": lambda _: (
        msg("it holds pictures of pages, or fonts without letters, but no text."),
        msg("Send the file that it was made from, or one whose text was recognised (OCR)."),
    ),
}
"""Each code with which a child refuses a report, and what it says."""

_UNREAD: Final[Mapping[str, Callable[[Mapping[str, Any]], Message]]] = {
    "too-many-pages": lambda facts: msg(
        "Only the first {most} of {pages} pages were read.",
        most=facts["most"], pages=facts["pages"],
    ),
    "too-much-text": lambda facts: msg(
        "It holds more text than is read: {blocks} paragraphs were.", blocks=facts["blocks"]
    ),
    "too-long-block": lambda facts: msg(
        "A paragraph on page {page} is so long that only its beginning was read.",
        page=facts["page"] or "–",
    ),
    "scanned": lambda facts: msg(
        "Pages that are pictures without text were not read: {pages}.", pages=facts["pages"]
    ),
    "broken-fonts": lambda facts: msg(
        "Pages whose fonts do not say which letters they show were not read: {pages}.",
        pages=facts["pages"],
    ),
    "unloaded": lambda facts: msg(
        "Damaged pages were not read: {pages}.", pages=facts["pages"]
    ),
    "recognised": lambda facts: msg(
        "The text of these pages was recognised in pictures and may hold errors: {pages}.",
        pages=facts["pages"],
    ),
    "hidden-text": lambda facts: msg(
        "Words that nobody sees on the page (white, tiny, covered or outside of it), not read:"
        " {n}; pages: {pages}.",
        n=facts["n"], pages=facts["pages"],
    ),
    "turned-text": lambda facts: msg(
        "Words written at an angle, not read: {n}; pages: {pages}.",
        n=facts["n"], pages=facts["pages"],
    ),
    "running": lambda facts: msg(
        "Running heads, feet and page numbers left out: {n}.", n=facts["n"]
    ),
    "contents": lambda facts: msg(
        "Lines of the table of contents left out: {n}.", n=facts["n"]
    ),
    "labels": lambda facts: msg(
        "Lines of figures alone, as charts have them, left out: {n}.", n=facts["n"]
    ),
    "form": lambda _: msg("What is entered in its form fields was not read."),
    "scripts": lambda _: msg("It holds scripts or commands; they were neither read nor run."),
    "attachments": lambda facts: msg(
        "It holds other files, which were not read: {names} ({n}).",
        names=facts["names"] or "–", n=facts["n"],
    ),
    "cut-off": lambda _: msg("Its end is missing: pages may be missing too."),
}  # fmt: skip
"""Each code of what stayed unread, and what is said of it."""


@contextmanager
def refusing_report(name: str) -> Iterator[None]:
    """Turn what the child says of a report, or that it died, into the error about ``name``.

    Raises:
        BadFileError: as its sentence says.
    """
    try:
        yield
    except Refused as refused:
        raise BadFileError(name, *_reason(refused)) from refused
    except ChildDiedError as error:
        raise BadFileError(name, _overrun(), _SHORTER) from error
    except ChildNotStartedError as error:
        raise BadFileError(name, not_started(error), msg("Try again in a moment.")) from error


def unread_message(said: Any) -> Message | None:
    """Return the sentence for what a child could not read; None where no child of ours says it."""
    match said:
        case [str(code), dict(facts)] if code in _UNREAD:
            try:
                return _UNREAD[code](facts)
            except (KeyError, TypeError):
                return None
    return None


def _reason(refused: Refused) -> tuple[Message, Message]:
    try:
        return _REASONS[refused.code](refused.facts)
    except (KeyError, TypeError):
        return _overrun(), _SHORTER


def _overrun() -> Message:
    return msg(
        "reading it failed, or takes more than {memory} MB of memory or {seconds} seconds.",
        memory=MEMORY // 2**20,
        seconds=SECONDS,
    )
