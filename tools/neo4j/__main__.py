"""``python -m tools.neo4j start|stop|status``: a Neo4j server to develop and to test with."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from tools.neo4j.errors import ServerError
from tools.neo4j.home import Home
from tools.neo4j.jars import cache_folder, jars, java, version
from tools.neo4j.server import Server

PORT: Final = 7687


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what was asked; return 0, 1 where it cannot be done, 3 where no server runs."""
    asked = _parser().parse_args(arguments)
    server = Server(Home(asked.home or _default_home(asked.port)), asked.port, cache_folder())
    try:
        return {"start": _start, "stop": _stop, "status": _status, "fetch": _fetch}[asked.do](
            server
        )
    except ServerError as error:
        print(error, file=sys.stderr)
        return 1


def _start(server: Server) -> int:
    fetched = (server.cache / "lib").is_dir()
    print("Starting Neo4j ..." if fetched else "Fetching Neo4j, 120 MB ...", file=sys.stderr)
    word = "is up" if server.start() else "was up already"
    port = "" if server.port == PORT else f" PORT={server.port}"
    print(f"""Neo4j {version()} {word}: {server.url}
Use it:    export COOPGRAPH_STORE={server.url}
Fill it:   coopgraph init --starter
Test it:   export COOPGRAPH_TEST_NEO4J={server.url}  (the tests delete all that it holds)
Its data:  {server.home.path}
Stop it:   make neo4j-stop{port}""")
    return 0


def _stop(server: Server) -> int:
    print("Neo4j was stopped." if server.stop() else f"No Neo4j runs with {server.home.path}.")
    return 0


def _status(server: Server) -> int:
    pid = server.pid()
    print(f"No Neo4j runs with {server.home.path}." if pid is None else f"Neo4j runs: {server.url}")
    return 0 if pid else 3


def _fetch(server: Server) -> int:
    java()
    print(f"Neo4j {version()} lies in {jars(server.cache)}")
    return 0


def _default_home(port: int) -> Path:
    import platformdirs

    return Path(platformdirs.user_data_dir("coopgraph", appauthor=False)) / "neo4j" / str(port)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m tools.neo4j", description=__doc__)
    parser.add_argument("do", choices=("start", "stop", "status", "fetch"))
    parser.add_argument(
        "--port", type=int, default=PORT, help="of bolt, on 127.0.0.1; 7687 if none"
    )
    parser.add_argument(
        "--home", type=lambda text: Path(text).absolute(), help="folder of its data"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
