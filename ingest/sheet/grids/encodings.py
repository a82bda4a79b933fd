"""Bytes of a text file into text: by its mark, as UTF-8, else by a guess, judged and told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from ingest.sheet.grids.plausible import is_odd, odd_words

_BOMS: Final = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\0\0", "utf-32"),
    (b"\0\0\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
USUAL: Final = "cp1252"
"""What Excel writes in the Americas: taken where it makes sense, whatever else would too."""
WIDE: Final = ("utf-16-le", "utf-16-be")
_GUESSED: Final = (USUAL, "mac_roman", "cp850", "cp437", "cp860", "iso8859-15", "cp1250")
NAMES: Final = {
    "cp1252": "Windows-1252",
    "mac_roman": "MacRoman",
    "cp850": "DOS 850",
    "cp437": "DOS 437",
    "cp860": "DOS 860",
    "iso8859-15": "ISO 8859-15",
    "cp1250": "Windows-1250",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
}
"""Encodings as people know them."""
_WORD: Final = re.compile(rb"[^\x00-\x20,;|\"]++")
_BETWEEN: Final = re.compile(r"[\s,;|\"]+")
_JUDGED: Final = 5_000
"""Different words by which encodings are compared."""
_LONGEST: Final = 200


@dataclass(frozen=True, slots=True)
class Guess:
    """How lines without a mark of their encoding were read: how many, the first, a word of it.

    ``line`` counts from 1; ``sure`` says that every word makes sense so.
    """

    encoding: str
    lines: int
    line: int
    word: str
    sure: bool


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, and how it was guessed; no guess where a mark or UTF-8 says it."""

    text: str
    guesses: tuple[Guess, ...] = ()


def decode(raw: bytes) -> Decoded:
    """Return the text of a file.

    Raises:
        UnicodeDecodeError: it is not what its mark says, or no text.
    """
    for bom, encoding in _BOMS:
        if raw.startswith(bom):
            if encoding == "utf-8-sig":
                return _utf8(raw[len(bom) :])
            return Decoded(raw.decode(encoding))
    # Texts in other encodings than this have no such bytes.
    if b"\0" in raw:
        return _wide(raw)
    return _utf8(raw)


def _wide(raw: bytes) -> Decoded:
    little = raw[1::2].count(0) >= raw[0::2].count(0)
    encoding = WIDE[0] if little else WIDE[1]
    text = raw.decode(encoding)
    word = next(filter(None, _pieces(text[:_LONGEST])), "")
    return Decoded(text, (Guess(encoding, text.count("\n"), 1, word, sure=True),))


def _utf8(raw: bytes) -> Decoded:
    try:
        return Decoded(raw.decode("utf-8"))
    except UnicodeDecodeError:
        return _by_lines(raw)


def _by_lines(raw: bytes) -> Decoded:
    """Read lines that are UTF-8 as such, the others as most of them make sense.

    Files that were put together of two have both.
    """
    lines = raw.splitlines(keepends=True)
    main = _best(_words(line for line in lines if not _is_utf8(line)))
    read: list[tuple[str, str]] = [_line(line, main) for line in lines]
    guesses = (_guess(encoding, read) for encoding in dict.fromkeys(e for e, _ in read) if encoding)
    return Decoded("".join(text for _, text in read), tuple(guesses))


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _line(line: bytes, main: str) -> tuple[str, str]:
    """An encoding (empty where it is UTF-8) and the text of a line in it."""
    try:
        return "", line.decode("utf-8")
    except UnicodeDecodeError:
        text = _as(line, main)
    if odd_words(text):
        for encoding in _GUESSED:
            other = _as(line, encoding)
            if not odd_words(other):
                return encoding, other
    return main, text


def _words(lines: Iterable[bytes]) -> Sequence[bytes]:
    found: dict[bytes, None] = {}
    for line in lines:
        words = (word for word in _WORD.findall(line) if len(word) <= _LONGEST)
        found.update(dict.fromkeys(word for word in words if not word.isascii()))
        if len(found) > _JUDGED:
            break
    return list(found)


def _best(words: Sequence[bytes]) -> str:
    """The encoding in which fewest words are none; the usual one where others are no better."""
    return min(_GUESSED, key=lambda encoding: sum(is_odd(_as(word, encoding)) for word in words))


def _as(raw: bytes, encoding: str) -> str:
    """Bytes in a one-byte encoding; those it leaves free become the controls of their number."""
    return raw.decode("latin-1").translate(_table(encoding))


@cache
def _table(encoding: str) -> dict[int, str]:
    high = range(0x80, 0x100)
    return {byte: bytes([byte]).decode(encoding, "ignore") or chr(byte) for byte in high}


def _guess(encoding: str, read: Sequence[tuple[str, str]]) -> Guess:
    lines = [(n, text) for n, (e, text) in enumerate(read, start=1) if e == encoding]
    first, text = lines[0]
    words = [word for word in _pieces(text) if not word.isascii()]
    return Guess(
        encoding, len(lines), first, (words or [""])[0], not any(odd_words(t) for _, t in lines)
    )


def _pieces(text: str) -> Iterator[str]:
    yield from (piece[:_LONGEST] for piece in _BETWEEN.split(text))
