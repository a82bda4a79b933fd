"""Jars that Maven fetches once into the user's cache, for servers and tools to test with."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import NamedTuple


class NoMavenHereError(Exception):
    """There is no Maven on the PATH."""


class NotFetchedError(Exception):
    """Maven failed; it carries the last lines of what it said."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


class Jars(NamedTuple):
    """What a pom names: ``name`` is its folder in the cache, ``main`` begins the jar it is for."""

    pom: Path
    name: str
    main: str

    def version(self) -> str:
        """Return the version that the pom names."""
        found = re.search(rf"<{self.name}\.version>([\d.]+)<", self.pom.read_text("utf-8"))
        assert found, f"{self.pom} names no version"
        return found[1]

    def cache_folder(self) -> Path:
        """Return where the jars lie, apart from the repository: one folder per version."""
        import platformdirs

        cache = Path(platformdirs.user_cache_dir("coopgraph", appauthor=False))
        return cache / self.name / self.version()

    def fetched(self, cache: Path) -> Path:
        """Return the folder with the jars, fetched into ``cache`` if they are not there.

        They appear there all at once: a run that is interrupted leaves nothing that looks complete.

        Raises:
            NoMavenHereError: they are not there and there is no Maven.
            NotFetchedError: Maven failed.
        """
        lib = cache / "lib"
        if lib.is_dir():
            return lib
        maven = shutil.which("mvn")
        if maven is None:
            raise NoMavenHereError
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="draft-", dir=cache) as draft:
            self._fetch(maven, Path(draft) / "lib")
            _put(Path(draft) / "lib", lib)
        return lib

    def _fetch(self, maven: str, lib: Path) -> None:
        arguments = ["-q", "-B", "-f", str(self.pom), "dependency:copy-dependencies"]
        done = subprocess.run(
            [maven, *arguments, f"-DoutputDirectory={lib}"],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
        )  # fmt: skip
        if done.returncode or not any(lib.glob(f"{self.main}-{self.version()}.jar")):
            raise NotFetchedError(done.stdout.strip().splitlines()[-10:])


def _put(draft: Path, lib: Path) -> None:
    try:
        draft.rename(lib)
    except OSError:
        # Somebody else was faster: what is there is as complete as ours.
        if not lib.is_dir():
            raise
