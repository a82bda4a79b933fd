"""What veraPDF says of files: Java, and the jars that Maven fetches once into the user's cache."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Final, Literal

from tools.maven import Jars, NoMavenHereError, NotFetchedError

JARS: Final = Jars(Path(__file__).parent / "pom.xml", "verapdf", "greenfield-apps")
_MAIN: Final = "org.verapdf.apps.GreenfieldCliWrapper"
_SAID: Final = re.compile(r"(PASS|FAIL) (.+) (\S+)")
Flavour = Literal["ua1", "3a"]


class CannotCheckError(Exception):
    """This machine lacks what veraPDF needs: tests are skipped then."""


def cache_folder() -> Path:
    """Return where the jars lie, apart from the repository: one folder per version."""
    return JARS.cache_folder()


def jars(cache: Path) -> Path:
    """Return the folder with the jars, fetched into ``cache`` if they are not there.

    They appear there all at once: a run that is interrupted leaves nothing that looks complete.

    Raises:
        CannotCheckError: they are not there, and there is no Maven or it failed.
    """
    try:
        return JARS.fetched(cache)
    except NoMavenHereError:
        fix = "Install it: apt-get install maven."
        said = f"veraPDF has not been fetched yet, and Maven is missing. {fix}"
        raise CannotCheckError(said) from None
    except NotFetchedError as error:
        said = f"Maven could not fetch veraPDF:\n{error}\nIs the network reachable?"
        raise CannotCheckError(said) from None


def failures(lib: Path, flavour: Flavour, files: Sequence[Path]) -> list[str]:
    """Return the names of the files that are not what they say they are, in one run of Java.

    Raises:
        CannotCheckError: there is no Java, or it did not say something of each file.
    """
    if not files:
        return []
    java = shutil.which("java")
    if java is None:
        fix = "Install it: apt-get install openjdk-17-jre-headless."
        raise CannotCheckError(f"No Java found on the PATH. {fix}")
    arguments = ["-cp", f"{lib}/*", _MAIN, "-f", flavour, "--format", "text", *map(str, files)]
    done = subprocess.run([java, *arguments], capture_output=True, text=True, check=False)
    said = [found for line in done.stdout.splitlines() if (found := _SAID.fullmatch(line))]
    if len(said) != len(files):
        raise CannotCheckError(
            f"veraPDF did not say something of each file:\n{done.stderr[-2000:]}"
        )
    return [found[2] for found in said if found[1] == "FAIL"]
