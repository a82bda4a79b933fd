"""Where the starter tables lie: in the wheel beside this file, in a checkout under ``data/``.

The tables of examples lie in a folder of their own below them.
"""

from __future__ import annotations

from pathlib import Path


def starter_folder() -> Path:
    """Return the folder of the starter tables."""
    packed = Path(__file__).parent / "data"
    return packed if packed.is_dir() else Path(__file__).parent.parent / "data"


def examples_folder() -> Path:
    """Return the folder of the tables of examples: invented states, and what they declare."""
    return starter_folder() / "examples"
