"""What veraPDF says of files: Java, and the jars that Maven fetches once into the user's cache."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final, Literal

POM: Final = Path(__file__).parent / "pom.xml"
_MAIN: Final = "org.verapdf.apps.GreenfieldCliWrapper"
_SAID: Final = re.compile(r"(PASS|FAIL) (.+) (\S+)")
Flavour = Literal["ua1", "3a"]


class CannotCheckError(Exception):
    """This machine lacks what veraPDF needs: tests are skipped then."""


def cache_folder() -> Path:
    """Return where the jars lie, apart from the repository: one folder per version."""
    import platformdirs

    return Path(platformdirs.user_cache_dir("coopgraph", appauthor=False)) / "verapdf" / version()


def version() -> str:
    """Return the version that ``pom.xml`` names."""
    found = re.search(r"<verapdf\.version>([\d.]+)<", POM.read_text("utf-8"))
    assert found, f"{POM} names no version"
    return found[1]


def jars(cache: Path) -> Path:
    """Return the folder with the jars, fetched into ``cache`` if they are not there.

    They appear there all at once: a run that is interrupted leaves nothing that looks complete.

    Raises:
        CannotCheckError: they are not there, and there is no Maven or it failed.
    """
    lib = cache / "lib"
    if lib.is_dir():
        return lib
    maven = shutil.which("mvn")
    if maven is None:
        fix = "Install it: apt-get install maven."
        raise CannotCheckError(f"veraPDF has not been fetched yet, and Maven is missing. {fix}")
    cache.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="draft-", dir=cache) as draft:
        _fetch(maven, Path(draft) / "lib")
        _put(Path(draft) / "lib", lib)
    return lib


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


def _put(draft: Path, lib: Path) -> None:
    try:
        draft.rename(lib)
    except OSError:
        # Somebody else was faster: what is there is as complete as ours.
        if not lib.is_dir():
            raise


def _fetch(maven: str, lib: Path) -> None:
    arguments = ["-q", "-B", "-f", str(POM), "dependency:copy-dependencies"]
    done = subprocess.run(
        [maven, *arguments, f"-DoutputDirectory={lib}"],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
    )  # fmt: skip
    if done.returncode or not any(lib.glob(f"greenfield-apps-{version()}.jar")):
        lines = "\n".join(done.stdout.strip().splitlines()[-10:])
        raise CannotCheckError(
            f"Maven could not fetch veraPDF:\n{lines}\nIs the network reachable?"
        )
