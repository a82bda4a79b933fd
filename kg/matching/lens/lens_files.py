"""Where lenses come from: those that come with the program, and files."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from kg.definitions.definition_files import Definitions, Mistake
from kg.matching.lens.lens import Lens
from kg.matching.lens.lens_reader import read

_DEFINITIONS: Final[Definitions[Lens]] = Definitions(
    Path(__file__).parent / "shipped", "--lens", read
)


def check_lens(text: str) -> list[Mistake]:
    """Return what is wrong in the text of a lens, by line; nothing when it can be used."""
    return _DEFINITIONS.check(text)


def parse_lens(text: str, name: str = "lens") -> Lens:
    """Return the lens that a text says; ``name`` is the file, for errors.

    Raises:
        BadDefinitionError: the first thing that is wrong, with its line.
    """
    return _DEFINITIONS.parse(text, name)


def shipped_lenses() -> list[str]:
    """Return the names of the lenses that come with the program."""
    return _DEFINITIONS.names()


def lens_text(name_or_path: str) -> str:
    """Return the text of a shipped lens or of a file.

    Raises:
        BadOptionError: no such lens, no such file.
        BadFileError: the file cannot be read.
    """
    return _DEFINITIONS.text(name_or_path)


def load_lens(name_or_path: str) -> Lens:
    """Return a shipped lens by its name, or the lens in a file.

    Raises:
        BadOptionError: no such lens, no such file.
        BadFileError: the file cannot be read.
        BadDefinitionError: the file is no lens.
    """
    return parse_lens(lens_text(name_or_path), name_or_path)
