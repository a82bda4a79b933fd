"""Why a workbook is not read: the sentences for the codes with which the child refuses it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Final

from ingest.child.child_limits import MEMORY, SECONDS
from ingest.child.frames import Refused
from ingest.isolated import ChildDiedError, ChildNotStartedError
from kg.base.errors import BadFileError
from kg.base.i18n import Message, msg

_MEGA: Final = 10**6
SPLIT: Final = msg("Split it, or send only the sheet that is needed.")
DAMAGED: Final = msg("Open it, save it again, and send the new copy.")
SAVE_AS: Final = msg("Save it as .xlsx, .ods or CSV UTF-8.")
_STRAY: Final = msg("Delete the stray cells far from the table.")

_Reason = tuple[Message, Message]


def _large(facts: Mapping[str, int]) -> _Reason:
    return msg("it is larger than {n} MB.", n=facts["most"] // _MEGA), SPLIT


def _unpacked(facts: Mapping[str, int]) -> _Reason:
    return msg("unpacked it is larger than {n} MB.", n=facts["most"] // _MEGA), SPLIT


def _too_far(facts: Mapping[str, int]) -> _Reason:
    return msg("it unpacks to more than {n} times its size.", n=facts["most"]), DAMAGED


def _parts(facts: Mapping[str, int]) -> _Reason:
    return msg("it has more than {n} parts.", n=facts["most"]), SPLIT


def _cells(facts: Mapping[str, int]) -> _Reason:
    return msg("a sheet spreads over {n} cells.", n=facts["n"]), _STRAY


def _rows(facts: Mapping[str, int]) -> _Reason:
    return msg("a sheet has {n} rows, more than {most}.", n=facts["n"], most=facts["most"]), SPLIT


def _columns(facts: Mapping[str, int]) -> _Reason:
    why = msg("a sheet has {n} columns, more than {most}.", n=facts["n"], most=facts["most"])
    return why, _STRAY


def _repeated(facts: Mapping[str, int]) -> _Reason:
    why = msg("it says of {n} rows that they repeat the one above.", n=facts["n"])
    return why, msg("Delete the rows that repeat others.")


def _sheets(facts: Mapping[str, int]) -> _Reason:
    return msg("it has more than {n} sheets.", n=facts["most"]), SPLIT


def _cell(facts: Mapping[str, int]) -> _Reason:
    why = msg("a cell has more than {n} characters.", n=facts["most"])
    return why, msg("Shorten it.")


def _plain(why: Message, fix: Message) -> Callable[[Mapping[str, int]], _Reason]:
    return lambda _facts: (why, fix)


_REASONS: Final[dict[str, Callable[[Mapping[str, int]], _Reason]]] = {
    "damaged": _plain(msg("it is damaged or cut off."), DAMAGED),
    "no-workbook": _plain(msg("it is damaged or no workbook."), SAVE_AS),
    "binary-workbook": _plain(msg("it is a file of another kind ({kind}).", kind="xlsb"), SAVE_AS),
    "protected": _plain(msg("it is protected by a password."), msg("Save it without a password.")),
    "target-outside": _plain(msg("it names a part that lies outside the file."), DAMAGED),
    "too-large": _large,
    "unpacks-too-large": _unpacked,
    "unpacks-too-far": _too_far,
    "too-many-parts": _parts,
    "too-many-cells": _cells,
    "too-many-rows": _rows,
    "too-many-columns": _columns,
    "too-many-repeated": _repeated,
    "too-many-sheets": _sheets,
    "too-much-text": _plain(msg("its cells hold too much text."), SPLIT),
    "too-long-cell": _cell,
}
"""Each code, and what it says with which facts."""


@contextmanager
def refusing(name: str) -> Iterator[None]:
    """Turn what the child says, or that it died, into the error about the file ``name``.

    Raises:
        BadFileError: as its sentence says.
    """
    try:
        yield
    except Refused as refused:
        raise BadFileError(name, *reason(refused)) from refused
    except ChildDiedError as error:
        raise BadFileError(name, overrun(), SPLIT) from error
    except ChildNotStartedError as error:
        raise BadFileError(name, not_started(error), msg("Try again in a moment.")) from error


def reason(refused: Refused) -> tuple[Message, Message]:
    """Return why a file is not read, and the fix."""
    try:
        return _REASONS[refused.code](refused.facts)
    except (KeyError, TypeError):
        # A code or facts that no child of ours sends: it did not do what we wrote.
        return overrun(), SPLIT


def overrun() -> Message:
    """Return what is said of a file that took the child too much."""
    return msg(
        "reading it failed, or takes more than {memory} MB of memory or {seconds} seconds.",
        memory=MEMORY // 2**20,
        seconds=SECONDS,
    )


def not_started(error: ChildNotStartedError) -> Message:
    """Return what is said where there is no process to read a file with."""
    return msg("no process could be started to read it ({reason}).", reason=str(error))
