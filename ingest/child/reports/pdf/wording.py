"""Words and signs by which captions, sources and items are known, in the four languages."""

from __future__ import annotations

import re
from typing import Final

CAPTION: Final = re.compile(
    r"(?:(?:summary|annex|appendix|statistical)\s)?(?:table|tabla|cuadro|quadro|tabela|tableau|figure|figura|gráfico|gráfica|graphique|chart"
    r"|graph|box|recuadro|encadré|map|mapa|carte)\s*(?:n[.º°o]*\s*)?(?:\d|[IVX]+\b|[A-Z]\.?\d)"
    r"[\dA-Z]*(?:[.\-]\d+)*\b",
    re.IGNORECASE,
)
"""Begins what stands over or under a table or picture."""
SOURCE: Final = re.compile(r"(?:sources?|fuentes?|fontes?|notes?|notas?)\s*:", re.IGNORECASE)
"""Begins what says where a table is from."""
BULLET: Final = re.compile(r"[•▪◦‣●○■□➢✓✔➤►·\uf0b7\uf0a7\uf0d8\uf0fc–—\-*o](?=\s)")
"""Begins an item of a list."""
ENDS: Final = re.compile(r"[.!?:;…][\"'”’»)\]]{0,3}$")
"""Ends what is a sentence, or its part before a list."""
CONTINUED: Final = re.compile(
    r"\((?:cont(?:\.|d|inued|inuación|inuação|inúa|inua)?\.?|suite|viene de|cont’d|cont'd)\)?"
    r"|\bcontinu(?:ed|ación|ação)\b|\(suite",
    re.IGNORECASE,
)
"""What the caption of a table says that goes on with the one before."""
