"""What the child may use and what a file may hold: every bound of the readers, in one place."""

from __future__ import annotations

from typing import Final

MEMORY: Final = 300 * 2**20
"""Bytes of address space of the child, where the system enforces it (not on macOS)."""
SECONDS: Final = 60
"""Seconds of processor time for one workbook, or for one document of an archive."""
OPEN_FILES: Final = 32

MAX_FILE: Final = 30_000_000
"""Bytes of a sheet as it arrives: a workbook still packed, or a text file."""
MAX_PARTS: Final = 2_000
"""Parts of a workbook."""
MAX_PART: Final = 80_000_000
"""Bytes of one part, unpacked."""
MAX_UNPACKED: Final = 100_000_000
"""Bytes of all parts together, unpacked."""
FREE_BYTES: Final = 20_000_000
"""Below this size (bytes, unpacked) the ratio is not looked at."""
MAX_RATIO: Final = 200
"""Beyond ``FREE_BYTES`` a workbook may not unpack to more than this many times its size."""
MAX_SMALL_PART: Final = 4_000_000
"""Bytes of a part that only says where others are."""
MAX_DEPTH: Final = 64
"""Elements inside each other."""

MAX_SHEETS: Final = 32
MAX_ROWS: Final = 100_000
MAX_COLUMNS: Final = 512
MAX_CELLS: Final = 2_000_000
"""Cells between the first and the last one filled, over all sheets."""
MAX_ODD: Final = 200_000
"""Cells of a sheet with an error or without their result."""
MAX_REPEATED: Final = 10_000
"""Rows that a sheet may hold by saying of another one that it stands there again."""
MAX_CELL: Final = 32_767
"""Characters of one cell, as in Excel; what is longer is cut."""
MAX_ROW_TEXT: Final = 1_000_000
"""Characters of one row."""
MAX_TEXT: Final = 30_000_000
"""Characters of all cells together."""

FIRST_PIECE: Final = 4_096
"""Bytes of the first piece of a document in an archive: its root element is in it."""
PIECE: Final = 65_536
HEAD: Final = 2**16
"""Bytes within which the root element of a document must begin."""
MAX_INNER: Final = 64 * 2**20
"""Bytes of an archive inside another one: it is read in memory."""
MAX_REQUEST: Final = 65_536
MAX_WINDOW: Final = 2**27
"""The memory a .zst file may ask for (bytes)."""
