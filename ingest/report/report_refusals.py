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
