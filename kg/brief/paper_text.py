"""Texts as they may stand in papers: the one place where what steers or breaks them goes out."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

MARK: Final = "\N{REPLACEMENT CHARACTER}"
"""What stands for a character that has no shape, so that a reader sees that there was one."""
_DROPPED: Final = frozenset("\u00ad\u200b\u2060\ufeff\u200c\u200d")
"""Marks of width nought that only say where a word may break or how letters join."""
_SPACE: Final = re.compile(r"[^\S\xa0\u202f]+")
"""Spaces of any kind, but those that keep a number beside its unit."""
_SAFE_LINK: Final = re.compile(r"(?:https?://[^\s/]|mailto:[^\s@]+@|/(?!/))", re.IGNORECASE)


def clean(text: str) -> str:
    r"""Return a text of one line that steers nothing: neither a page, a terminal nor a direction.

    Markup stays the text that it is; whoever writes it, escapes it.

    >>> clean("Haïti\x00 \u202eti\r\nah"), clean("co\u00adopération")
    ('Haïti� �ti ah', 'coopération')
    """
    text = unicodedata.normalize("NFC", text)
    return _SPACE.sub(" ", "".join(map(_shape, text))).strip()


def _shape(character: str) -> str:
    if character.isprintable() or character.isspace():
        return character
    return "" if character in _DROPPED else MARK


def safe_link(address: str) -> str | None:
    """Return an address that a link may lead to: the web, a mailbox, a path of ours; else None.

    >>> safe_link("javascript:alert(1)"), safe_link("https://oas.org"), safe_link("//evil.example")
    (None, 'https://oas.org', None)
    """
    return address if _SAFE_LINK.match(address) and clean(address) == address else None
