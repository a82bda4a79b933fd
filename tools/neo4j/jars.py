"""What the server consists of: Java, and the jars that Maven fetches once into the user's cache."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Final

from tools.neo4j.errors import FetchError, NoJavaError, NoMavenError, WrongJavaError

POM: Final = Path(__file__).parent / "pom.xml"
JAVAS: Final = (17, 21)
"""The versions of Java that Neo4j 5.26 supports."""


def version() -> str:
    """Return the version of the server that ``pom.xml`` names."""
    found = re.search(r"<neo4j\.version>([\d.]+)<", POM.read_text("utf-8"))
    assert found, f"{POM} names no version"
    return found[1]


def cache_folder() -> Path:
    """Return where the jars lie, apart from the repository: one folder per version."""
    import platformdirs

    return Path(platformdirs.user_cache_dir("coopgraph", appauthor=False)) / "neo4j" / version()


def java() -> Path:
    """Return the Java of JAVA_HOME, else the one on the PATH.

    Raises:
        NoJavaError: there is none.
        WrongJavaError: it is neither 17 nor 21.
    """
    home = os.environ.get("JAVA_HOME")
    found = shutil.which(Path(home) / "bin" / "java" if home else "java")
    if found is None:
        raise NoJavaError(f"in JAVA_HOME, {home}" if home else "on the PATH")
    done = subprocess.run([found, "-version"], capture_output=True, text=True, check=False)
    said = done.stderr.strip() or done.stdout.strip() or "nothing"
    number = re.search(r'version "(\d+)', said)
    if number is None or int(number[1]) not in JAVAS:
        raise WrongJavaError(Path(found), said.splitlines()[0])
    return Path(found)


def jars(cache: Path) -> Path:
    """Return the folder with the jars, fetched into ``cache`` if they are not there.

    They appear there all at once: a run that is interrupted leaves nothing that looks complete.

    Raises:
        NoMavenError: they are not there and there is no Maven.
        FetchError: Maven failed.
    """
    lib = cache / "lib"
    if lib.is_dir():
        return lib
    maven = shutil.which("mvn")
    if maven is None:
        raise NoMavenError
    cache.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="draft-", dir=cache) as draft:
        _fetch(maven, Path(draft) / "lib")
        _put(Path(draft) / "lib", lib)
    return lib


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
    if done.returncode or not any(lib.glob(f"neo4j-{version()}.jar")):
        raise FetchError(done.stdout.strip().splitlines()[-10:])
