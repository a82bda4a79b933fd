"""What a report may hold, and what the child may use to read it."""

from __future__ import annotations

from typing import Final

MEMORY: Final = 600 * 2**20
"""Bytes of address space of the child that reads a report."""
SECONDS: Final = 60
"""Seconds of processor time for one report."""
MAX_REPORT: Final = 60_000_000
"""Bytes of a report as it arrives."""
MAX_PAGES: Final = 1_000
"""Pages that are read; of longer reports the first ones."""
MAX_BLOCKS: Final = 100_000
MAX_BLOCK: Final = 20_000
"""Characters of a block; what is longer is cut, and said."""
MAX_CHARACTERS: Final = 5_000_000
"""Characters of all blocks together, of a thousand full pages; a million takes two seconds of who
condenses them, outside of the child."""
MAX_CELLS: Final = 40
"""Cells of a row of a table."""
MAX_DEPTH: Final = 256
"""Elements inside each other, in .docx, .odt and HTML."""
MAX_HTML: Final = 30_000_000
"""Bytes of a page of the web; libxml2 keeps none of it, but looks back over all."""
