"""Texts that were decoded wrongly before they came here: mended, or doubted."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable
from functools import cache
from typing import Final, NamedTuple

from ingest.sheet.grids.plausible import odd_words

_TIMES: Final = 4
"""So often a text is decoded anew: what was encoded twice too often, or thrice."""
_WRONG: Final = ("cp1252", "mac_roman", "cp850", "cp437")
"""What UTF-8 is taken for; the usual first."""
_LATIN: Final = frozenset(map(chr, range(0xA0, 0x100)))
_MARKS: Final = frozenset("€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ\u202f\u2009\u200b\ufeff\ufffd→←✓√≥≤└│├┤┬┴─")
"""Characters beyond Latin-1 of texts of ours, or that a second wrong decoding makes of them."""
_SUSPECT: Final = re.compile(
    r"[\x80-\x9f\ufffd]|[ÂÃâÅï√‚┬├ΓÔ]|\+[A-Za-z0-9+/]{3,32}-|[^\W\d_]\?[^\W\d_]"
)
_ALIEN: Final = re.compile(r"[a-zß-ÿ](?:[^\x00-\x7f\wªº°·–—’‘“”…\s]|[À-ÞŽŠŸ])[a-zß-ÿ]")
"""Within a word a sign or a capital: a letter of another encoding."""
_ONE_BYTE: Final = (
    ("cp1252", "mac_roman"), ("cp1252", "cp850"), ("mac_roman", "cp1252"), ("cp850", "cp1252"),
    ("latin-1", "mac_roman"), ("latin-1", "cp850"),
)  # fmt: skip
"""What one-byte encodings are taken for, and what they are."""
_UTF7: Final = re.compile(r"\+([A-Za-z0-9+/]{3,32})-")
_LOST: Final = re.compile(r"\ufffd|[\x80-\x9f]")
_QUESTION: Final = re.compile(
    r"(?<![^\s(\"'])[a-zß-ÿA-Z]++(?:\?[a-zß-ÿ]++)++(?![^\s.,;:)\"'])"
    r"|(?<![^\s(\"'])[A-ZÀ-Þ]++(?:\?[A-ZÀ-Þ]++)++(?![^\s.,;:)\"'])"
)
"""A word with question marks inside, as it comes of a program that does not know its letters."""
_CUT: Final = re.compile(r"[a-zß-ÿ]Ã|Ã(?=[B-DF-NP-RTU-Yb-z])|[ÂÃ][\x80-\xbf]|â€")
"""What is left of letters that were decoded wrongly and then lost a half."""
_OPEN: Final = re.compile(r"(?<![A-ZÀ-Þ])Ã(?=[ ,.;]|\Z)")


class Mended(NamedTuple):
    """A text as it came and as it is read; ``sure`` where nothing of it is doubtful."""

    before: str
    after: str
    sure: bool


def mended(text: str, *, guessed: bool = False) -> Mended | None:
    """Return what a text was before it was decoded wrongly, None where it looks right.

    With ``guessed`` the file's encoding is a guess: words that are none are doubted too.

    >>> mended("CooperaciÃ³n tÃ©cnica").after, mended("Educaci?n").sure, mended("¿Qué?")
    ('Cooperación técnica', False, None)
    """
    if text.isascii() and "?" not in text and "+" not in text:
        return None
    after = _again(text) if _SUSPECT.search(text) else text
    after = _other(after) if _ALIEN.search(after) else after
    doubtful = bool(_LOST.search(after) or _QUESTION.search(after) or _CUT.search(after))
    doubtful = doubtful or ((guessed or after != text) and bool(odd_words(after)))
    return Mended(text, after, not doubtful) if doubtful or after != text else None


def _again(text: str) -> str:
    """Decode what is UTF-8 in a text, as often as there is some."""
    first = text
    for _ in range(_TIMES):
        better = _once(text)
        if better == text:
            break
        text = better
    # Of “Ã ”, which is à, the second half often becomes a plain space.
    whole = _OPEN.sub("à", text) if text != first else text
    return whole.translate(_controls())


def _once(text: str) -> str:
    for encoding in _WRONG:
        found = _pattern(encoding).sub(_decoder(encoding), text)
        if found != text:
            return found
    return _UTF7.sub(_from_utf7, text)


def _other(text: str) -> str:
    """Read a text by the first other encoding in which all of its words make sense."""
    for taken, meant in _ONE_BYTE:
        try:
            other = text.encode(taken).decode(meant)
        except UnicodeError:
            continue
        if not odd_words(other):
            return other
    return text


def _from_utf7(match: re.Match[str]) -> str:
    packed = match[1]
    try:
        raw = base64.b64decode(packed + "=" * (-len(packed) % 4))
        found = raw[: len(raw) // 2 * 2].decode("utf-16-be")
    except (binascii.Error, UnicodeDecodeError):
        return match[0]
    return found if found and all(c in _LATIN or c in _MARKS for c in found) else match[0]


@cache
def _bytes(encoding: str) -> dict[str, int]:
    """Characters beyond ASCII of an encoding, and the byte of each."""
    table = {chr(byte): byte for byte in range(0x80, 0xA0)} if encoding == "cp1252" else {}
    return table | {
        bytes([byte]).decode(encoding): byte
        for byte in range(0x80, 0x100)
        if bytes([byte]).decode(encoding, "ignore")
    }


@cache
def _pattern(encoding: str) -> re.Pattern[str]:
    """Characters whose bytes are one of UTF-8, of two or three bytes."""
    table = _bytes(encoding)
    two, three, next_ = (
        re.escape("".join(c for c, byte in table.items() if first <= byte <= last))
        for first, last in ((0xC2, 0xDF), (0xE2, 0xEF), (0x80, 0xBF))
    )
    return re.compile(f"[{two}][{next_}]|[{three}][{next_}][{next_}]")


@cache
def _decoder(encoding: str) -> Callable[[re.Match[str]], str]:
    table = _bytes(encoding)

    def decode(match: re.Match[str]) -> str:
        try:
            found = bytes(table[c] for c in match[0]).decode("utf-8")
        except UnicodeDecodeError:
            return match[0]
        fits = found in _LATIN or found in _MARKS or found in table or "\x80" <= found < "\xa0"
        return found if fits else match[0]

    return decode


@cache
def _controls() -> dict[int, str]:
    """Controls that are Windows-1252, read as Latin-1 by somebody."""
    return {
        byte: bytes([byte]).decode("cp1252")
        for byte in range(0x80, 0xA0)
        if bytes([byte]).decode("cp1252", "ignore")
    }
