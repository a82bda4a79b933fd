"""The words of a picture: labels that fit, the word “example”, what is shown and since when."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from kg.i18n import msg
from kg.schema.registry import NODES
from kg.words import NATURES

if TYPE_CHECKING:
    from viz.scene import SceneLink, SceneNode

SHORT: Final = 30
"""Most characters of a label in the drawing; the whole name stands in its title and the table."""
_BIDI: Final = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


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
