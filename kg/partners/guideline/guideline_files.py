"""Where guidelines come from: those that come with the program, and files."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from kg.definitions.definition_files import Definitions, Mistake
from kg.partners.guideline.guideline import Guideline
from kg.partners.guideline.guideline_reader import read

_DEFINITIONS: Final[Definitions[Guideline]] = Definitions(
    Path(__file__).parent / "shipped", "--guideline", read
)


def check_guideline(text: str) -> list[Mistake]:
    """Return what is wrong in the text of a guideline, by line; nothing when it can be used."""
    return _DEFINITIONS.check(text)


def parse_guideline(text: str, name: str = "guideline") -> Guideline:
    """Return the guideline that a text says; ``name`` is the file, for errors.

    Raises:
        BadDefinitionError: the first thing that is wrong, with its line.
    """
    return _DEFINITIONS.parse(text, name)


def shipped_guidelines() -> list[str]:
    """Return the names of the guidelines that come with the program."""
    return _DEFINITIONS.names()


def guideline_text(name_or_path: str) -> str:
    """Return the text of a shipped guideline or of a file.

    Raises:
        BadOptionError: no such guideline, no such file.
        BadFileError: the file cannot be read.
    """
    return _DEFINITIONS.text(name_or_path)


def load_guideline(name_or_path: str) -> Guideline:
    """Return a shipped guideline by its name, or the guideline in a file.

    Raises:
        BadOptionError: no such guideline, no such file.
        BadFileError: the file cannot be read.
        BadDefinitionError: the file is no guideline.
    """
    return parse_guideline(guideline_text(name_or_path), name_or_path)
