"""Guidelines: which partners to approach, on what conditions, in which order."""

from kg.guideline.load import (
    check_guideline,
    guideline_text,
    load_guideline,
    parse_guideline,
    shipped_guidelines,
)
from kg.guideline.model import Guideline
from kg.guideline.rank import partners

__all__ = [
    "Guideline",
    "check_guideline",
    "guideline_text",
    "load_guideline",
    "parse_guideline",
    "partners",
    "shipped_guidelines",
]
