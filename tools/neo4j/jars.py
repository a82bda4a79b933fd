"""What the server consists of: Java, and the jars that Maven fetches once into the user's cache."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Final

from tools.maven import Jars, NoMavenHereError, NotFetchedError
from tools.neo4j.errors import FetchError, NoJavaError, NoMavenError, WrongJavaError

JARS: Final = Jars(Path(__file__).parent / "pom.xml", "neo4j", "neo4j")
JAVAS: Final = (17, 21)
"""The versions of Java that Neo4j 5.26 supports."""


def version() -> str:
    """Return the version of the server that ``pom.xml`` names."""
    return JARS.version()


def cache_folder() -> Path:
    """Return where the jars lie, apart from the repository: one folder per version."""
    return JARS.cache_folder()


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
    try:
        return JARS.fetched(cache)
    except NoMavenHereError:
        raise NoMavenError from None
    except NotFetchedError as error:
        raise FetchError(error.lines) from None
