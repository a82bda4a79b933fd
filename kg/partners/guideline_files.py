"""Where guidelines come from: those that come with the program, and files."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Final

from kg.base.i18n import msg
from kg.definitions.definition_files import Definitions, Mistake
from kg.definitions.reader import read
from kg.partners.guideline.guideline import Guideline
from kg.partners.guideline_checks import nonsense

_SEE: Final = msg("See docs/guidelines.md, or compare with “coopgraph guideline show”.")
_OTHER: Final = Mistake(1, "not-a-guideline", msg("This is no guideline."), _SEE)

GUIDELINES: Final[Definitions[Guideline]] = Definitions(
    Path(__file__).parent / "guideline" / "shipped",
    "guideline",
    partial(read, model=Guideline, checks=nonsense, other=_OTHER),
)
"""Guidelines by name or file."""
