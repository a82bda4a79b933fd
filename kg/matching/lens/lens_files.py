"""Where lenses come from: those that come with the program, and files."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from kg.base.i18n import msg
from kg.definitions.definition_files import Definitions, Mistake
from kg.definitions.reader import read, said
from kg.matching.lens.additive_file import AdditiveFile
from kg.matching.lens.lens import Lens
from kg.matching.lens.lens_checks import nonsense, nonsense_of_terms
from kg.matching.lens.lens_file import ADDITIVE, LensFile

_SEE: Final = msg("See docs/lenses.md, or compare with “coopgraph lens show”.")
_OTHER: Final = Mistake(1, "not-a-lens", msg("This is no lens file."), _SEE)


def _read(text: str) -> tuple[Lens | None, list[Mistake]]:
    # The form says which other entries there are: it is looked at before they are read.
    if said(text, "form") == ADDITIVE:
        added, mistakes = read(text, AdditiveFile, nonsense_of_terms, _OTHER)
        return (added.built() if added else None), mistakes
    file, mistakes = read(text, LensFile, nonsense, _OTHER)
    return (file.built() if file else None), mistakes


LENSES: Final[Definitions[Lens]] = Definitions(Path(__file__).parent / "shipped", "lens", _read)
"""Lenses by name or file."""
