"""Why a report is not read: the sentences for the codes with which the child refuses it."""

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

_SAVE: Final = msg("Open it and save it as .docx, .odt or PDF.")
_OTHER_KINDS: Final[Mapping[str, tuple[Message, Message]]] = {
    "doc": (msg("it is a text of an old Word (.doc)."), _SAVE),
    "rtf": (msg("it is a file in Rich Text Format (.rtf)."), _SAVE),
    "pages": (msg("it is a document of Pages."), _SAVE),
    "epub": (msg("it is an electronic book (.epub)."), _SAVE),
    "mhtml": (msg("it is a saved web page with its pictures (.mht)."), _SAVE),
    "xml": (msg("it is an XML file, no report."), _OTHER),
    "picture": (
        msg("it is a picture."),
        msg("Have its text recognised, or send it in another form."),
    ),
    "slides": (msg("it is a presentation."), _SAVE),
    "workbook": (
        msg("it is a workbook, no report."),
        msg("Load its rows with the command add, or send the report that they belong to."),
    ),
    "packed": (msg("it is a packed file."), msg("Unpack it, and send the report that is in it.")),
}
"""Kinds of files that are no report here, and how it becomes one."""

_REASONS: Final[Mapping[str, Callable[[Mapping[str, Any]], tuple[Message, Message]]]] = {
    "empty": lambda _: (msg("it is empty."), _OTHER),
    "no-report": lambda _: (msg("it is no report that can be read here."), _OTHER),
    "damaged": lambda _: (msg("it is damaged or cut off."), DAMAGED),
    "protected": lambda _: (
        msg("it is protected by a password."),
        msg("Save it without a password."),
    ),
    "no-text": lambda _: (
        msg("there is no text in it, only pictures perhaps."),
        msg("Have its text recognised, or send it in another form."),
    ),
    "no-letters": lambda _: (
        msg("its fonts do not say which letters they show."),
        msg("Have its text recognised, or send it in another form."),
    ),
    "reports-missing": lambda _: (
        msg("PDF files cannot be read here."),
        msg("Install the reader: pip install 'coopgraph[reports]'"),
    ),
    "no-pages": lambda _: (msg("it has no pages."), _OTHER),
    "other-kind": lambda facts: _OTHER_KINDS[facts["kind"]],
    "target-outside": lambda _: (msg("it names a part that lies outside the file."), DAMAGED),
    "unpacks-too-large": lambda facts: (
        msg("unpacked it is larger than {n} MB.", n=facts["most"] // 10**6),
        _SHORTER,
    ),
    "unpacks-too-far": lambda facts: (
        msg("it unpacks to more than {n} times its size.", n=facts["most"]),
        DAMAGED,
    ),
    "too-many-parts": lambda facts: (
        msg("it has more than {n} parts.", n=facts["most"]),
        _SHORTER,
    ),
    "too-large": lambda facts: (
        msg("it is larger than {n} MB.", n=facts["most"] // 10**6),
        _SHORTER,
    ),
}
"""Each code with which a child refuses a report, and what it says."""


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
