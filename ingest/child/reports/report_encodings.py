"""Bytes of a text in their encoding: by its mark, as it says, as UTF-8, else by a guess."""

from __future__ import annotations

import codecs
import re
from typing import Final

from ingest.child.frames import Refused

_MARKS: Final = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\0\0", "utf-32"),
    (b"\0\0\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_GUESSED: Final = ("cp1252", "mac_roman", "cp850")
"""What programs in the Americas write, or wrote; the usual first."""
_LETTERS: Final = re.compile(r"(?<=[A-Za-z])[áàâãçéèêíîïñóôõúûü](?=[a-z])|[a-z][áàâãçéêíñóôõúü]\b")
"""Letters of our languages where they stand in words."""
_DECLARED: Final = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,200}?encoding=["']([\w.-]{2,40})""",
    re.IGNORECASE,
)
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0e-\x1f\ufffd]")
_MOST_CONTROLS: Final = 0.05
_HEAD: Final = 4_096
_JUDGED: Final = 200_000
_ODD: Final = {"iso-8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252", "ascii": "cp1252",
               "us-ascii": "cp1252", "unicode": "utf-8"}  # fmt: skip
"""Names that pages of the web give, and what browsers read under them."""
_TEXT_ENCODINGS: Final = frozenset({
    "utf-8", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "iso8859-15", "cp1250", "mac-roman",
    "cp850", "cp437", "iso8859-2", "iso8859-9", "cp1254",
})  # fmt: skip


def is_text(text: str) -> bool:
    """Say whether what was decoded is text, rather than what a machine wrote for machines."""
    sample = text[:_JUDGED]
    return len(_CONTROLS.findall(sample)) <= len(sample) * _MOST_CONTROLS


def text_of(raw: bytes, *, is_page: bool = False) -> str:
    """Return bytes as text; those of a page of the web may say their encoding.

    Raises:
        Refused: no text has such bytes.
    """
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return raw.decode(encoding, "replace").removeprefix("\ufeff")
    if b"\0" in raw:
        if raw.count(b"\0") > len(raw) * _MOST_CONTROLS:
            return _wide(raw)
        raw = raw.replace(b"\0", b"")
    declared = _declared(raw) if is_page else ""
    for encoding in filter(None, (declared, "utf-8")):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return _guessed(raw)


def _declared(raw: bytes) -> str:
    found = _DECLARED.search(raw[:_HEAD])
    if found is None:
        return ""
    name = (found[1] or found[2]).decode("ascii", "replace").lower()
    try:
        known = codecs.lookup(_ODD.get(name, name)).name
    except LookupError:
        return ""
    # Others decode what is no text at all (zip, hex), or say it of bytes that are none of theirs.
    return known if known in _TEXT_ENCODINGS and not known.startswith("utf-16") else ""


def _wide(raw: bytes) -> str:
    """Two bytes a character, without a mark: half of those of Latin texts are zero."""
    even, odd = raw[0::2].count(0), raw[1::2].count(0)
    if max(even, odd) < len(raw) * 0.3:
        raise Refused("no-report")
    return raw.decode("utf-16-le" if odd >= even else "utf-16-be", "replace")


def _guessed(raw: bytes) -> str:
    """The lines that are UTF-8 as such; the others as most of their letters make sense."""
    lines = raw.splitlines(keepends=True)
    strange = [line for line in lines if not _is_utf8(line)]
    sample = b"".join(strange)[:_JUDGED]
    best = max(_GUESSED, key=lambda name: len(_LETTERS.findall(sample.decode(name, "replace"))))
    if best == "cp1252":
        best = "cp1252" if _fits(sample, "cp1252") else "latin-1"
    return "".join(line.decode("utf-8" if _is_utf8(line) else best, "replace") for line in lines)


def _fits(raw: bytes, encoding: str) -> bool:
    try:
        raw.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _is_utf8(line: bytes) -> bool:
    return _fits(line, "utf-8")
