"""The words of a picture: statuses, the word “example”, sentences about what is shown."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from kg.i18n import Message, msg
from kg.schema.registry import NODES

if TYPE_CHECKING:
    from viz.scene import SceneLink, SceneNode

STATUSES: Final[dict[str, Message]] = {
    "member": msg("member"),
    "associate": msg("associate"),
    "observer": msg("observer"),
    "suspended": msg("suspended"),
    "disputed": msg("disputed"),
    "former": msg("former"),
    "not_participating": msg("not participating"),
    "party": msg("party"),
    "signatory": msg("signatory"),
    "named": msg("named, not a party"),
}
"""What a status is called."""
NATURES: Final[dict[str, Message]] = {
    "declared": msg("declared"),
    "demonstrated": msg("demonstrated"),
    "example": msg("example"),
}
"""What a nature is called."""
SHORT: Final = 30
"""Most characters of a label in the drawing; the whole name stands in its title and the table."""
_BIDI: Final = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def status_word(status: str | None) -> Message | None:
    """Return the name of a status; one that is not known is shown as it is written."""
    return None if status is None else STATUSES.get(status, msg("{status}", status=status))


def clean(text: str) -> str:
    r"""Return text on one line, without control characters and marks that reorder it.

    >>> clean("a\u2028b\x00\u202e c")
    'a b c'
    """
    spaced = "".join(
        " " if unicodedata.category(c) in ("Cc", "Cs", "Cn", "Zl", "Zp") else c
        for c in _BIDI.sub("", text)
    )
    return " ".join(spaced.split())


def shortened(text: str, most: int = SHORT) -> str:
    """Return text cut at a word near ``most`` characters, with an ellipsis.

    >>> shortened("Executive Secretariat for Integral Development", 26)
    'Executive Secretariat…'
    """
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    words = cut.rpartition(" ")[0]
    return f"{words if len(words) > most // 2 else cut}".rstrip(" ,;:(") + "…"


def with_example(text: str, nature: str | None, lang: str) -> str:
    """Return the label; that of an example carries the word."""
    if nature != "example":
        return text
    return msg("{label} (example)", label=text).text(lang)


def kind_of(node: SceneNode, lang: str) -> str:
    """Return the name of a node's type, with its nature where it has one."""
    title = NODES[node.type].title_of_type
    if node.nature is None:
        return title.text(lang)
    nature = NATURES[node.nature]
    return msg("{type}, {nature}", type=title, nature=nature).text(lang)


def period(link: SceneLink, lang: str) -> str:
    """Return when a relation holds; one that should have a date and has none is undated."""
    since, until = link.since, link.until
    if since and until:
        return msg("from {since} to before {until}", since=since, until=until).text(lang)
    if since:
        return msg("since {since}", since=since).text(lang)
    if until:
        return msg("until before {until}", until=until).text(lang)
    return msg("undated").text(lang) if link.status is not None else ""
