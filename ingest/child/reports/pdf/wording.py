"""Words by which captions and sources are known, in the four languages of the reports."""

from __future__ import annotations

import re
from typing import Final

CAPTION: Final = re.compile(
    r"(?:table|tabla|cuadro|quadro|tabela|tableau|figure|figura|gráfico|gráfica|graphique|chart"
    r"|graph|box|recuadro|encadré|map|mapa|carte)\s*(?:n[.º°o]*\s*)?(?:\d|[IVX]+\b|[A-Z]\.?\d)"
    r"[\dA-Z]*(?:[.\-]\d+)*\b",
    re.IGNORECASE,
)
"""Begins what stands over or under a table or picture."""
SOURCE: Final = re.compile(r"(?:sources?|fuentes?|fontes?|notes?|notas?)\s*:", re.IGNORECASE)
"""Begins what says where a table is from."""
