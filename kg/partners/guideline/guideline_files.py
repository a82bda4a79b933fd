"""Where guidelines come from: those that come with the program, and files."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from kg.definitions.definition_files import Definitions
from kg.partners.guideline.guideline import Guideline
from kg.partners.guideline.guideline_reader import read

GUIDELINES: Final[Definitions[Guideline]] = Definitions(
    Path(__file__).parent / "shipped", "guideline", read
)
"""Guidelines by name or file."""
