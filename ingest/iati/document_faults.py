"""What is said of files and members that are not read: a code, why, and the fix."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from ingest.child import members
from ingest.child.child_limits import MAX_INNER
from ingest.child.frames import Refused
from ingest.findings import Finding, Outcome
from ingest.isolated import ChildDiedError, ChildNotStartedError, Listed
from ingest.refusals import not_started, overrun
from kg.base.errors import BadFileError
from kg.base.i18n import Message, msg, nmsg

MAX_BYTES: Final = 4 * 2**30
"""A document inside an archive may not unfold to more than this (bytes)."""
MAX_TOTAL: Final = 4 * MAX_BYTES
"""All documents of an archive together may not unfold to more than this (bytes)."""
MAX_RATIO: Final = 200
"""Beyond ``FREE_BYTES`` an archive may not unfold to more than this many times its size."""
MAX_MEMBERS: Final = 10_000
"""Members of an archive, of those inside it too."""

UNREAD: Final = (OSError, Refused, ChildDiedError, ChildNotStartedError)
"""How reading a file fails that the system, the child or its libraries do not read."""
NO_IATI: Final = frozenset({"empty", "not-xml", "not-iati"})
"""Codes of refusals that mean: this is no IATI file at all."""
WRONG_KIND: Final = NO_IATI | {"archive-kind", "office"}
"""Codes for which a file given by name is refused as a whole."""
_NAMED: Final = 20
"""Files that one finding names; of more it says how many there are."""
_UNPACK: Final = msg("Unpack it yourself and give the folder.")
_GIVE_XML: Final = msg("Give a folder or file of IATI activities or organisations.")


class RefusedFileError(BadFileError):
    """A document that is not read, or not read further; ``code`` says why in one word."""

    def __init__(self, path: str, code: str, why: Message, fix: Message) -> None:
        super().__init__(path, why, fix)
        self.code = code
        self.why = why


def unread(name: str, error: Exception) -> RefusedFileError:
    """Return what is said of a file that could not be read (``UNREAD``)."""
    if isinstance(error, ChildDiedError):
        return RefusedFileError(name, "archive-overrun", overrun(), _UNPACK)
    if isinstance(error, ChildNotStartedError):
        again = msg("Try again in a moment.")
        return RefusedFileError(name, "archive-broken", not_started(error), again)
    if isinstance(error, Refused) and error.code in _REFUSED:
        return _REFUSED[error.code](name)
    said = str(error.facts.get("error", "")) if isinstance(error, Refused) else str(error)
    return broken(name, said)


def broken(name: str, reason: str) -> RefusedFileError:
    """A file or member that is damaged."""
    why = msg("the file is damaged, encrypted or cannot be read ({error}).", error=reason)
    return RefusedFileError(name, "archive-broken", why, msg("Fetch the file again."))


def too_large(name: str) -> RefusedFileError:
    """An archive that unfolds beyond the limits."""
    why = msg(
        "it unfolds to more than {gigabytes} GiB, to more than {ratio} times its size, or holds "
        "more than {members} files.",
        gigabytes=MAX_BYTES // 2**30,
        ratio=MAX_RATIO,
        members=MAX_MEMBERS,
    )
    fix = msg("If it is meant to be so large, unpack it yourself and give the folder.")
    return RefusedFileError(name, "archive-too-large", why, fix)


def office(name: str) -> RefusedFileError:
    """A workbook or a text document."""
    why = msg("this is a file of Excel, Word or LibreOffice, not IATI.")
    fix = msg("Load a table with “coopgraph ingest sheet”; IATI comes as XML.")
    return RefusedFileError(name, "office", why, fix)


def other_packing(name: str, kind: str) -> RefusedFileError:
    """A file packed as nobody here unpacks."""
    why = msg("it is packed as {kind}, which is not unpacked here.", kind=kind)
    fix = msg("Unpack it and give the folder, or pack it as .zip or .gz.")
    return RefusedFileError(name, "archive-kind", why, fix)


def _odd_path(name: str) -> RefusedFileError:
    why = msg("the name of this file leads out of the archive.")
    return RefusedFileError(name, "archive-path", why, msg("Pack it again with plain names."))


def _locked(name: str) -> RefusedFileError:
    why = msg("it is protected by a password.")
    fix = msg("Unpack it with its password and give the folder.")
    return RefusedFileError(name, "archive-locked", why, fix)


def _again(name: str) -> RefusedFileError:
    why = msg("the archive holds several files of this name; the last one was read, not this.")
    fix = msg("Pack it again with names of their own.")
    return RefusedFileError(name, "archive-duplicate", why, fix)


def _deeper(name: str) -> RefusedFileError:
    why = msg("it is packed inside an archive that is packed itself, and was not looked into.")
    return RefusedFileError(name, "archive-nested", why, _UNPACK)


def _inner_large(name: str) -> RefusedFileError:
    why = msg("an archive inside another one may have {n} MB.", n=MAX_INNER // 2**20)
    return RefusedFileError(name, "archive-too-large", why, _UNPACK)


_REFUSED: Final[dict[str, Callable[[str], RefusedFileError]]] = {
    members.OFFICE: office,
    members.TOO_MANY: too_large,
    "inner-too-large": _inner_large,
}
_OF_MEMBERS: Final[dict[str, Callable[[str], RefusedFileError]]] = {
    members.OUTSIDE: _odd_path,
    members.LOCKED: _locked,
    members.AGAIN: _again,
    members.DEEPER: _deeper,
    members.LARGE: _inner_large,
}


def of_member(name: str, listed: Listed) -> RefusedFileError | None:
    """Return why a member is not read, None where it is a document or needs no refusal."""
    if listed.fate == members.PACKED:
        return other_packing(name, listed.detail)
    if listed.fate == members.BROKEN_MEMBER:
        return broken(name, listed.detail)
    refusal = _OF_MEMBERS.get(listed.fate)
    return refusal(name) if refusal else None


def holds_none(name: str, others: Sequence[str]) -> BadFileError:
    """A folder or archive without any IATI."""
    if not others:
        return BadFileError(name, msg("it holds no IATI file."), _GIVE_XML)
    why = msg("it holds no IATI file, only {names}.", names=_few(others))
    return BadFileError(name, why, _GIVE_XML)


def not_read(name: str, others: Sequence[str]) -> Finding:
    """Name the files of other kinds beside those that were read."""
    message = nmsg(
        "Not read: {count} file that is no IATI: {names}.",
        "Not read: {count} files that are no IATI: {names}.",
        len(others),
        names=_few(others),
    )
    fix = msg("If one of them should be read, give it as IATI in XML.")
    return Finding(name, "", "", "not-read", Outcome.ACCEPTED, message, fix)


def links(name: str, found: Sequence[str]) -> Finding:
    """Name the links in an archive: where they lead is not followed."""
    message = msg("Links in an archive are not followed: {names}.", names=_few(found))
    fix = msg("If a file is missing, pack it itself.")
    return Finding(name, "", "", "archive-link", Outcome.ACCEPTED, message, fix)


def copies(name: str, found: Sequence[str]) -> Finding:
    """Name the files that an archive holds several times, each time the same."""
    message = msg("Packed more than once, and read once: {names}.", names=_few(found))
    fix = msg("Nothing needs to be done.")
    return Finding(name, "", "", "archive-duplicate", Outcome.ACCEPTED, message, fix)


def _few(names: Sequence[str]) -> list[str]:
    return [*names[:_NAMED], "…"] if len(names) > _NAMED else [*names]
