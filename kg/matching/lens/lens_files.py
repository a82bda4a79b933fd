"""Where lenses come from: those that come with the program, and files."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from kg.definitions.definition_files import Definitions
from kg.matching.lens.lens import Lens
from kg.matching.lens.lens_reader import read

LENSES: Final[Definitions[Lens]] = Definitions(Path(__file__).parent / "shipped", "lens", read)
"""Lenses by name or file."""
