"""Files that the board owns (lenses, guidelines): where they lie, mistakes in them as values."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from operator import attrgetter
from pathlib import Path
from typing import Any, Final, Generic, TypeVar, cast

from kg.base.bounded_files import TooLargeError, read_text
from kg.base.errors import BadDefinitionError, BadFileError, BadOptionError
from kg.base.i18n import Message, msg

T = TypeVar("T")

AT: Final = "@"
"""Between the name of a definition and one of its versions."""
MAX_BYTES: Final = 400_000
"""Bytes of a definition file: what the characters that are read of it take at most."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake in a definition file."""

    line: int
    code: str
    message: Message
    fix: Message

    def sentence(self, lang: str) -> str:
        """Return what is wrong and the fix as one line."""
        return f"{self.message.text(lang)} {self.fix.text(lang)}".strip()

    def document(self, lang: str) -> dict[str, Any]:
        """Return the contract's document of one finding."""
        return {
            "line": self.line,
            "code": self.code,
            "message": self.message.text(lang),
            "fix": self.fix.text(lang),
        }


def file_text(path: Path) -> str:
    """Return the text of a definition file.

    Raises:
        FileNotFoundError: there is none.
        BadFileError: it cannot be read, or is larger than any definition.
    """
    try:
        return read_text(path, MAX_BYTES)
    except FileNotFoundError:
        raise
    except TooLargeError as error:
        why = msg("it is larger than {n} bytes.", n=error.most)
        raise BadFileError(str(path), why, msg("Name a file that holds one definition.")) from None
    except (OSError, UnicodeDecodeError):
        why, fix = msg("it cannot be read as text."), msg("Name a text file in UTF-8.")
        raise BadFileError(str(path), why, fix) from None


@dataclass(frozen=True, slots=True)
class Definitions(Generic[T]):
    """Definitions of one kind: those that come with the program, and any file.

    ``read`` gives the definition that a text says, or None and all mistakes, by line. Of a name the
    newest version lies in ``name.yaml``; older ones that are kept lie beside it, in
    ``name@version.yaml``. A definition knows its own version (``version``).
    """

    folder: Path
    option: str
    read: Callable[[str], tuple[T | None, list[Mistake]]]

    def names(self) -> list[str]:
        """Return the names of the definitions that come with the program, without versions."""
        return [stem for stem in self._stems() if AT not in stem]

    def versions(self, name: str) -> list[str]:
        """Return the versions of a name that come with the program, the newest first.

        Each is asked for as ``name@version``.

        Raises:
            BadOptionError: there is none of this name.
        """
        newest: str = attrgetter("version")(self.named(name))
        older = [stem.partition(AT)[2] for stem in self._stems() if stem.startswith(name + AT)]
        return [newest, *sorted(older, key=_in_order, reverse=True)]

    def named(self, name: str) -> T:
        """Return the definition of this name that comes with the program; never a file.

        ``name@version`` names one of its versions, the name alone the newest.

        Raises:
            BadOptionError: there is none of this name, or no such version of it.
        """
        path = self._shipped(name)
        if path is None:
            raise BadOptionError(self.option, name, self._allowed(name))
        return cast("T", _parsed(self, path))

    def load(self, name_or_path: str) -> T:
        """Return the definition of a name, or the one in a file.

        Raises:
            BadOptionError: no such name, no such file.
            BadFileError: the file cannot be read.
            BadDefinitionError: the file is none.
        """
        return self.parse(self.text(name_or_path), name_or_path)

    def text(self, name_or_path: str) -> str:
        """Return the text of a definition by its name, or of a file.

        Raises:
            BadOptionError: no such name, no such file.
            BadFileError: the file cannot be read.
        """
        try:
            return file_text(self._shipped(name_or_path) or Path(name_or_path))
        except FileNotFoundError:
            allowed = msg("Name one of {names}, or a YAML file.", names=self.names())
            raise BadOptionError(self.option, name_or_path, allowed) from None

    def parse(self, text: str, name: str = "") -> T:
        """Return the definition that a text says; ``name`` is the file, for errors.

        Raises:
            BadDefinitionError: the first thing that is wrong, with its line.
        """
        found, mistakes = self.read(text)
        if found is None:
            first = mistakes[0]
            raise BadDefinitionError(name or self.option, first.line, first.message, first.fix)
        return found

    def check(self, text: str) -> list[Mistake]:
        """Return what is wrong in a text, by line; nothing when it can be used."""
        return self.read(text)[1]

    def _stems(self) -> list[str]:
        return sorted(path.stem for path in self.folder.glob("*.yaml"))

    def _shipped(self, name: str) -> Path | None:
        """Return where the definition lies that comes with the program under a name, if one does.

        Only what lies in the folder is ever named: nothing of ``name`` becomes part of a path.
        """
        stems, (plain, at, version) = self._stems(), name.partition(AT)
        if name in stems:
            return self.folder / f"{name}.yaml"
        if at and plain in stems and version == attrgetter("version")(self.named(plain)):
            return self.folder / f"{plain}.yaml"
        return None

    def _allowed(self, name: str) -> Message:
        plain, names = name.partition(AT)[0], self.names()
        if plain in names:
            names = [f"{plain}{AT}{version}" for version in self.versions(plain)]
        return msg("Use one of: {names}.", names=names)


@cache
def _parsed(definitions: Definitions[Any], path: Path) -> Any:
    return definitions.parse(file_text(path), path.stem)


def _in_order(version: str) -> list[tuple[int, str]]:
    """Return by what versions are ordered: number by number, where they are numbers."""
    return [(int(part) if part.isdecimal() else -1, part) for part in version.split(".")]
