"""What diagrams can be of and how they are written; nothing heavy is imported."""

from __future__ import annotations

from typing import Final

DIAGRAMS: Final = ("node", "match", "path", "bridges", "partners")
"""Of what."""
DIAGRAM_FORMATS: Final = ("pyvis", "svg", "png")
"""As what: a page that opens offline, from the data of pyvis; a drawing; its points."""
