"""What can keep the server from running: each error takes facts and names the fix."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path


class ServerError(Exception):
    """Base of all: what is wrong, and what to do about it."""

    def __init__(self, detail: str, fix: str) -> None:
        super().__init__(f"{detail} {fix}")


class CannotRunError(ServerError):
    """This machine lacks what a server needs: tests are skipped then."""


class NoJavaError(CannotRunError):
    """There is no Java."""

    def __init__(self, where: str) -> None:
        super().__init__(
            f"No Java found {where}.",
            "Install Java 17 (apt-get install openjdk-17-jre-headless), or 21.",
        )


class WrongJavaError(CannotRunError):
    """Java is there, in a version that Neo4j 5 does not run on."""

    def __init__(self, java: Path, said: str) -> None:
        super().__init__(
            f"{java} is not Java 17 or 21 but says: {said}.",
            "Neo4j 5 needs one of the two: name it in JAVA_HOME.",
        )


class NoMavenError(CannotRunError):
    """The jars are not in the cache, and Maven, which fetches them, is missing."""

    def __init__(self) -> None:
        super().__init__(
            "Neo4j has not been fetched yet, and Maven is missing.",
            "Install it: apt-get install maven.",
        )


class FetchError(CannotRunError):
    """Maven could not fetch the jars."""

    def __init__(self, lines: Sequence[str]) -> None:
        super().__init__(
            "Maven could not fetch Neo4j:\n" + "\n".join(lines) + "\n",
            "Is the network reachable?",
        )


class PortTakenError(ServerError):
    """Somebody else listens on the port."""

    def __init__(self, port: int) -> None:
        super().__init__(
            f"Port {port} of 127.0.0.1 is taken by another process.",
            "Name another one: --port PORT.",
        )


class RunsElsewhereError(ServerError):
    """A server with this home runs already, on another port."""

    def __init__(self, home: Path) -> None:
        super().__init__(
            f"A server with the home {home} runs already, with another configuration.",
            "Stop it first, or name another home: --home FOLDER.",
        )


class NotUpError(ServerError):
    """The server ended, or did not say in time that it had started."""

    def __init__(self, what: str, home: Path, lines: Sequence[str]) -> None:
        super().__init__(
            f"Neo4j did not come up: {what}. Its last lines:\n" + "\n".join(lines) + "\n",
            f"All of them: {home / 'logs'}",
        )


class PasswordError(ServerError):
    """The server knows another password than ours."""

    def __init__(self, home: Path) -> None:
        super().__init__(
            f"The server with the home {home} knows another password than the one it was given.",
            "Remove that folder, or name another one: --home FOLDER.",
        )


class StubbornError(ServerError):
    """The server did not end although it was asked to."""

    def __init__(self, pid: int, seconds: float) -> None:
        super().__init__(
            f"Neo4j (process {pid}) has not ended after {seconds:.0f} seconds.",
            f"End it yourself: kill -9 {pid}",
        )
