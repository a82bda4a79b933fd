"""What the styles of a .docx say of a paragraph: a heading and of which level, a caption, a list.

Word translates what it shows, not the name of a built-in style (``heading 1``); its id
(``Ttulo1``) may be anything. Where the name says nothing, the outline level does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from ingest.child.child_xml import Attributes
from ingest.child.reports.report_xml import walk

_HEADING: Final = re.compile(r"(?:heading|título|titulo|titre|rubrique|überschrift)\s*([1-9])\b")
_TITLE: Final = frozenset({"title", "título", "titulo", "titre"})
_CAPTION: Final = frozenset({"caption", "epígrafe", "leyenda", "légende", "legenda", "descripción"})
_CONTENTS: Final = re.compile(
    r"(?:toc|tdc|tm|índice|sumário)\s*\d|table of (?:figures|authorities)"
)
WHITE: Final = re.compile(r"f[c-f]f[c-f]f[c-f]", re.IGNORECASE)
_PAPER: Final = frozenset({"background1", "light1"})
"""Colours of a theme that are white, unless who made it is odd."""
TINY: Final = 4
"""Half points: nobody reads letters of two points."""
_MOST_STYLES: Final = 5_000
_MOST_STEPS: Final = 20
"""Styles that one may be based on, one after the other."""


@dataclass(slots=True)
class Style:
    """``level`` counts from 1, 0 where it is no heading; None: what it is based on says it."""

    name: str = ""
    based_on: str = ""
    level: int | None = None
    is_item: bool | None = None
    is_bold: bool | None = None
    is_hidden: bool | None = None
    is_shaded: bool | None = None
    is_white: bool | None = None

    @property
    def is_title(self) -> bool:
        """Whether it is that of the title of the whole."""
        return self.name in _TITLE

    @property
    def is_caption(self) -> bool:
        """Whether it is that of what names tables and pictures."""
        return self.name in _CAPTION

    @property
    def is_contents(self) -> bool:
        """Whether it is that of a table of contents."""
        return _CONTENTS.match(self.name) is not None


_PARTS: Final = ("level", "is_item", "is_bold", "is_hidden", "is_shaded", "is_white")


@dataclass(slots=True)
class Styles:
    """The styles of a file by their ids."""

    by_id: dict[str, Style] = field(default_factory=dict)
    default: str = ""
    _found: dict[str, Style] = field(default_factory=dict)

    def of(self, id_: str) -> Style:
        """Return a style with what it takes from those that it is based on."""
        if id_ not in self.by_id:
            id_ = self.default
        if id_ not in self._found:
            self._found[id_] = self._worked_out(id_)
        return self._found[id_]

    def of_run(self, id_: str) -> Style:
        """Return a style of characters; one that says nothing where there is none of this id."""
        return self.of(id_) if id_ in self.by_id else Style()

    def _worked_out(self, id_: str) -> Style:
        found = Style()
        style = self.by_id.get(id_)
        for _ in range(_MOST_STEPS):
            if style is None:
                break
            found.name = found.name or style.name
            for part in _PARTS:
                if getattr(found, part) is None:
                    setattr(found, part, getattr(style, part))
            style = self.by_id.get(style.based_on)
        return found


def styles_in(pieces: Iterable[bytes]) -> Styles:
    """Return the styles of a part.

    Raises:
        Refused: it is damaged.
    """
    reader = _Reader()
    walk(pieces, reader)
    return reader.styles


def is_on(attributes: Attributes) -> bool:
    """Say whether a property that may be switched off is on."""
    return attributes.get("val", "true") not in ("0", "false", "off", "none")


def is_white(attributes: Attributes) -> bool:
    """Say whether a colour is that of paper, by itself or by the theme."""
    if WHITE.fullmatch(attributes.get("val", "")):
        return True
    return attributes.get("themeColor", "") in _PAPER and "themeShade" not in attributes


def is_tiny(size: str) -> bool:
    """Say whether nobody can read letters of a size, in half points.

    >>> is_tiny("2"), is_tiny("20"), is_tiny("x")
    (True, False, False)
    """
    return size.isdecimal() and len(size) < 3 and int(size) <= TINY  # noqa: PLR2004


class _Reader:
    def __init__(self) -> None:
        self.styles = Styles()
        self._style: Style | None = None

    def start(self, tag: str, attributes: Attributes) -> bool:
        if tag == "style":
            self._begin(attributes)
        elif tag in ("docDefaults", "latentStyles", "tblStylePr") or tag.endswith("PrChange"):
            return True
        elif self._style is not None:
            self._take(self._style, tag, attributes)
        return False

    def end(self, tag: str) -> None:
        if tag == "style":
            self._style = None

    def text(self, data: str) -> None:
        """Styles hold none."""

    def _begin(self, attributes: Attributes) -> None:
        if attributes.get("type", "paragraph") not in ("paragraph", "character"):
            return
        if len(self.styles.by_id) >= _MOST_STYLES:
            return
        self._style = self.styles.by_id[attributes.get("styleId", "")] = Style()
        is_paragraph = attributes.get("type", "paragraph") == "paragraph"
        if is_paragraph and attributes.get("default", "") in ("1", "true", "on"):
            self.styles.default = attributes.get("styleId", "")

    def _take(self, style: Style, tag: str, attributes: Attributes) -> None:
        value = attributes.get("val", "")
        match tag:
            case "name":
                style.name = " ".join(value.lower().split())
                if found := _HEADING.match(style.name):
                    style.level = int(found[1])
            case "basedOn":
                style.based_on = value
            case "outlineLvl" if style.level is None and value.isdecimal():
                style.level = level_of(value)
            case "numId":
                style.is_item = value != "0"
            case _:
                _look(style, tag, attributes)


def _look(style: Style, tag: str, attributes: Attributes) -> None:
    """Take how letters are set."""
    match tag:
        case "b":
            style.is_bold = is_on(attributes)
        case "vanish":
            style.is_hidden = is_on(attributes)
        case "sz" if is_tiny(attributes.get("val", "")):
            style.is_hidden = True
        case "color":
            style.is_white = is_white(attributes)
        case "shd":
            style.is_shaded = True


def level_of(outline: str) -> int:
    """Return the level of an outline level, which counts from 0; 9 is running text.

    >>> level_of("0"), level_of("9"), level_of("?")
    (1, 0, 0)
    """
    return int(outline) + 1 if len(outline) == 1 and outline in "012345678" else 0
