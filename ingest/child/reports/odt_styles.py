"""What the styles of an .odt say: what a paragraph is, what begins a page, what is not shown."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from ingest.child.child_xml import Attributes
from ingest.child.reports.report_xml import walk

_CAPTIONS: Final = frozenset({"caption", "table", "illustration", "drawing", "figure"})
_WHITE: Final = re.compile(r"#f[c-f]f[c-f]f[c-f]", re.IGNORECASE)
_TINY: Final = re.compile(r"(?:0(?:\.\d+)?|1(?:\.\d+)?|2)pt")
_NO_INK: Final = re.compile(r"0?[0-5](?:\.\d+)?%")
_NARROW: Final = re.compile(r"[0-5](?:\.\d+)?%")
_BREAKS: Final = frozenset({"page", "even-page", "odd-page"})
_RAISED: Final = re.compile(r"super|[1-9]\d{0,2}(?:\.\d+)?%")
_MOST_STYLES: Final = 20_000
_MOST_STEPS: Final = 20


@dataclass(slots=True)
class OdtStyle:
    """None: what it is based on says it."""

    parent: str = ""
    breaks_before: bool = False
    breaks_after: bool = False
    is_bold: bool | None = None
    is_hidden: bool | None = None
    is_white: bool | None = None
    is_shaded: bool | None = None
    is_raised: bool | None = None


@dataclass(slots=True)
class OdtStyles:
    """The styles of a file by family and name; automatic ones come after those with names."""

    by_name: dict[tuple[str, str], OdtStyle] = field(default_factory=dict)
    _found: dict[tuple[str, str], OdtStyle] = field(default_factory=dict)

    def of(self, family: str, name: str) -> OdtStyle:
        """Return a style with what it takes from those that it is based on.

        Breaks are those of the style alone.
        """
        key = (family, name) if (family, name) in self.by_name else (family, "")
        if key not in self._found:
            self._found[key] = self._worked_out(*key)
        return self._found[key]

    def _worked_out(self, family: str, name: str) -> OdtStyle:
        own = self.by_name.get((family, name), OdtStyle())
        found = OdtStyle(own.parent, own.breaks_before, own.breaks_after)
        style: OdtStyle | None = own
        for _ in range(_MOST_STEPS):
            if style is None:
                break
            for part in ("is_bold", "is_hidden", "is_white", "is_shaded", "is_raised"):
                if getattr(found, part) is None:
                    setattr(found, part, getattr(style, part))
            style = self.by_name.get((family, style.parent))
        return found

    def names(self, name: str) -> list[str]:
        """Return a name of a style of paragraphs and those that it is based on, in small letters.

        In files a space within a name is written ``_20_``.
        """
        found = []
        for _ in range(_MOST_STEPS):
            if not name:
                break
            found.append(name.replace("_20_", " ").lower())
            name = self.by_name.get(("paragraph", name), OdtStyle()).parent
        return found

    def is_caption(self, name: str) -> bool:
        """Say whether a paragraph names a table or a picture."""
        return not _CAPTIONS.isdisjoint(self.names(name))

    def is_title(self, name: str) -> bool:
        """Say whether a paragraph is the title of the whole."""
        return "title" in self.names(name)

    def read(self, pieces: Iterable[bytes]) -> None:
        """Take the styles of a part.

        Raises:
            Refused: it is damaged.
        """
        walk(pieces, _Reader(self))


class _Reader:
    def __init__(self, styles: OdtStyles) -> None:
        self._styles = styles
        self._style: OdtStyle | None = None

    def start(self, tag: str, attributes: Attributes) -> bool:
        if tag == "body":
            return True  # styles stand before it
        if tag == "style":
            self._begin(attributes)
        elif self._style is not None and tag.endswith("-properties"):
            _take(self._style, attributes)
        return False

    def end(self, tag: str) -> None:
        if tag == "style":
            self._style = None

    def text(self, data: str) -> None:
        """Styles hold none."""

    def _begin(self, attributes: Attributes) -> None:
        key = attributes.get("family", ""), attributes.get("name", "")
        if len(self._styles.by_name) < _MOST_STYLES:
            # Another sort of page begins a page.
            turns = bool(attributes.get("master-page-name"))
            self._style = OdtStyle(attributes.get("parent-style-name", ""), turns)
            self._styles.by_name[key] = self._style


def _take(style: OdtStyle, attributes: Attributes) -> None:
    style.breaks_before = style.breaks_before or attributes.get("break-before") in _BREAKS
    style.breaks_after = style.breaks_after or attributes.get("break-after") in _BREAKS
    if "font-weight" in attributes:
        style.is_bold = attributes["font-weight"] in ("bold", "600", "700", "800", "900")
    if "display" in attributes:
        style.is_hidden = attributes["display"] == "none"
    if _TINY.fullmatch(attributes.get("font-size", "")):
        style.is_hidden = True
    if _NO_INK.fullmatch(attributes.get("opacity", "")) or _NARROW.fullmatch(
        attributes.get("text-scale", "")
    ):
        style.is_hidden = True
    if "color" in attributes:
        style.is_white = _WHITE.fullmatch(attributes["color"]) is not None
    if "text-position" in attributes:
        style.is_raised = _RAISED.match(attributes["text-position"]) is not None
    if attributes.get("background-color", "transparent") not in ("transparent", "#ffffff"):
        style.is_shaded = True
