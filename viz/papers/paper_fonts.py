"""The typefaces of papers: Source Serif 4 and Source Sans 3 (OFL), from packages."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Final

from viz.papers.glyphs import characters_of
from viz.papers.papers_extra import require

PACKAGES: Final = ("fontpkg_source_serif_4", "fontpkg_source_sans_3")
LACKING: Final = "□"
"""What stands for a character that neither has."""


@cache
def font_folders() -> tuple[str, ...]:
    """Return the folders with the fonts.

    Raises:
        PapersMissingError: a package is not installed.
    """
    require(*PACKAGES)
    modules = (import_module(name) for name in PACKAGES)
    return tuple(str(Path(module.__file__ or "").parent / "files") for module in modules)


def with_shapes(text: str) -> str:
    """Return a text in which ``LACKING`` stands for each character that the fonts have not.

    A PDF that lacked one of them would not be made at all.

    Raises:
        PapersMissingError: a package is not installed.
    """
    if text.isascii():
        return text
    have = _have()
    lacking = {character for character in set(text) if ord(character) not in have}
    return text.translate({ord(character): LACKING for character in lacking})


@cache
def _have() -> frozenset[int]:
    """Code points that every style of one of the two has, and ASCII."""
    found = set(range(0x80))
    for folder in font_folders():
        fonts = [characters_of(path) for path in sorted(Path(folder).glob("*.ttf"))]
        found |= frozenset.intersection(*fonts)
    return frozenset(found)
