"""What the styles of a page of the web hide: in an attribute, and by class or name in a sheet.

Rules are read as far as they hide something whole; what they say for print or small screens, and
of elements within others, is not looked at.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

_COMMENT: Final = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_ESCAPE: Final = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))")
_STATEMENT: Final = re.compile(r"@[\w-]{1,30}[^;{}]{0,500};")
_BRACE: Final = re.compile(r"[{}]")
_ALONE: Final = re.compile(r"[a-zA-Z0-9]{0,20}([.#])([\w-]{1,100})\Z")
_SIZE: Final = re.compile(r"(-?\d{0,6}(?:\.\d{0,6})?)(px|pt|em|rem|ex|%|cm|mm|in|vw|vh|)\b")
_POINTS: Final[Mapping[str, float]] = {
    "px": 0.75, "pt": 1.0, "em": 12.0, "rem": 12.0, "ex": 6.0, "%": 0.12, "cm": 28.0, "mm": 2.8,
    "in": 72.0, "vw": 8.0, "vh": 6.0, "": 0.75,
}  # fmt: skip
"""About how many points there are in a unit."""
_TINY: Final = 2.0
"""Points of letters that nobody can read."""
_FAR: Final = -300.0
"""Points beyond which nobody looks for text, to the left of or above a page."""
_FAINT: Final = 0.05
_WHITE: Final = re.compile(
    r"white|transparent|snow|#f[c-f]?f[c-f]?f[c-f]?|#[\da-f]{3}0|#[\da-f]{6}0\d"
    r"|rgba?\(\s*25[2-5]\s*[, ]\s*25[2-5]\s*[, ]\s*25[2-5]\s*[^)]{0,20}\)"
    r"|(?:rgb|hsl)a?\([^)]{1,40}[,/]\s*0?\.?0*[0-4]?%?\s*\)"
    r"|hsla?\([^)]{1,30}\b(?:100|9[89])%[^)]{0,10}\)"
)
_CUT_PATH: Final = re.compile(r"inset\(\s{0,9}(?:100|[5-9]\d)%|circle\(\s{0,9}0")
_NO_SCALE: Final = re.compile(r"scale(?:x|y|3d)?\(\s{0,9}0(?:\.0\d{0,9})?\s{0,9}[,)]")
_CUT_BOX: Final = re.compile(r"rect\(\s{0,9}[01](?:px)?(?:[\s,]{1,9}[01](?:px)?){3}\s{0,9}\)")
_MOST_SHEET: Final = 200_000


@dataclass(slots=True)
class HiddenNames:
    """Classes and names of elements that the sheets of a page hide."""

    classes: set[str] = field(default_factory=set)
    ids: set[str] = field(default_factory=set)

    def read(self, sheet: str) -> None:
        """Take the rules of a sheet."""
        for rule in _without_media(_COMMENT.sub("", sheet[:_MOST_SHEET])).split("}"):
            selectors, _, style = rule.rpartition("{")
            if hides(declared(style)):
                for selector in selectors.rpartition("{")[2].split(","):
                    if alone := _ALONE.fullmatch(selector.strip()):
                        (self.ids if alone[1] == "#" else self.classes).add(alone[2])

    def hold(self, attributes: Mapping[str, str]) -> bool:
        """Say whether an element with these attributes is among them."""
        if attributes.get("id", "") in self.ids:
            return True
        return not self.classes.isdisjoint(attributes.get("class", "").split())


def declared(style: str) -> dict[str, str]:
    """Return what a style says, by property, all in small letters.

    >>> declared("Color: #FFF; dis/**/play:none !important")
    {'color': '#fff', 'display': 'none'}
    """
    found = {}
    for one in _plain(style).lower().split(";"):
        name, colon, value = one.partition(":")
        if colon:
            found[name.strip()] = value.replace("!important", "").strip()
    return found


def hides(said: Mapping[str, str]) -> bool:
    """Say whether an element of this style is not seen, whatever stands behind it.

    >>> hides(declared("left:-9999px; position:absolute")), hides(declared("font-size: .9em"))
    (True, False)
    """
    return (
        said.get("display") == "none"
        or said.get("visibility") in ("hidden", "collapse")
        or said.get("content-visibility") == "hidden"
        or _is_small(said.get("font-size", "") or _size_in(said.get("font", "")))
        or _number(said.get("opacity", "1")) < _FAINT
        or _is_far(said)
        or _is_cut(said)
    )


def is_white(said: Mapping[str, str], color: str = "") -> bool:
    """Say whether letters are as white as paper, or let all of it through."""
    return _WHITE.fullmatch(said.get("color", color.strip().lower())) is not None


def is_shaded(said: Mapping[str, str]) -> bool:
    """Say whether something else than paper may lie behind the letters."""
    return any(name.startswith("background") for name in said)


def _is_far(said: Mapping[str, str]) -> bool:
    moved = [said.get("text-indent", "")]
    if said.get("position") in ("absolute", "fixed", "relative"):
        moved += [said.get("left", ""), said.get("top", ""), said.get("margin-left", "")]
    return any(_points(one) < _FAR for one in moved)


def _is_cut(said: Mapping[str, str]) -> bool:
    """Say whether a box has no room for its text, or is cut to nothing."""
    if _CUT_PATH.match(said.get("clip-path", "")) or _NO_SCALE.search(said.get("transform", "")):
        return True
    if said.get("position") == "absolute" and _CUT_BOX.match(said.get("clip", "")):
        return True
    sides = (said.get(name, "") for name in ("height", "max-height", "width", "max-width"))
    return said.get("overflow", "") in ("hidden", "clip") and any(map(_is_small, sides))


def _is_small(size: str) -> bool:
    return 0 <= _points(size, -1.0) < _TINY


def _points(size: str, otherwise: float = 0.0) -> float:
    found = _SIZE.match(size)
    if found is None or not any(map(str.isdigit, found[1])):
        return otherwise
    return float(found[1]) * _POINTS[found[2]]


def _size_in(font: str) -> str:
    """The size in what says all of a font at once: "italic 12pt/14pt serif"."""
    return next((one for one in font.split() if one[:1].isdigit() or one[:1] == "."), "")


def _number(text: str) -> float:
    try:
        return float(text.rstrip("%")) / (100 if text.endswith("%") else 1)
    except ValueError:
        return 1.0


def _plain(style: str) -> str:
    """A style without comments and escapes, as a browser reads it."""
    return _ESCAPE.sub(_unescaped, _COMMENT.sub("", style))


def _unescaped(found: re.Match[str]) -> str:
    if found[1] is None:
        return found[2]
    code = int(found[1], 16)
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"  # noqa: PLR2004


def _without_media(sheet: str) -> str:
    """A sheet without what holds for some media only, such as print."""
    sheet = _STATEMENT.sub("", sheet)
    kept, depth, start = list[str](), 0, 0
    for found in _BRACE.finditer(sheet):
        if found[0] == "{":
            depth += 1
            continue
        depth = max(0, depth - 1)
        if depth == 0:
            rule, start = sheet[start : found.end()], found.end()
            kept += [] if rule.lstrip().startswith("@") else [rule]
    return "".join(kept)
