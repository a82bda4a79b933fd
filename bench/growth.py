"""How each command, page and export grows: CPU seconds at each size, and the exponent.

    python -m bench.growth [--keep FOLDER] [--sizes 4000,100000] [--only WORD]

prints the table of ``docs/scale.md``. A command is run twice in processes of its own; ``cold`` is
the first, without a snapshot in the cache, else the second counts. Pages and routes are asked of
one application, each twice, and the second counts, with no answer kept: the view and what it keeps
are there, as in a service. What has passed its limit is not asked at a larger size.
"""

from __future__ import annotations

import argparse
import math
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from bench.growth_store import grown
from bench.pairs import Pair
from coopgraph.settings import sqlite_url

SIZES: Final = (4_000, 10_000, 100_000, 1_000_000)
LIMIT: Final = 300
"""Seconds on the clock that one item may take: on a machine that others use too, mind."""
DEMAND: Final = "demand/xac-hotel-solar-heat"
COMMANDS: Final = (
    "status", "search water", "show state/hti", f"show {DEMAND}", f"match {DEMAND}",
    "match --all -o OUT/all.jsonl", "partners", "coverage --best 3", "path state/hti state/bra",
    "bridges org/oas org/caricom", "together --best 3", "diagram org/oas -o OUT/oas.svg",
    "export OUT/graph.graphml", "export OUT/graph.gexf", "export OUT/graph.jsonl",
    "export OUT/graph.zip", "verify", "backup --force OUT/all.backup",
)  # fmt: skip
PAGES: Final = (
    "/en/", "/en/search?q=water", "/en/node/state/hti", f"/en/match/{DEMAND}", "/en/demands",
    "/en/offers", "/en/practices", "/en/states", "/en/exchange", "/en/landscape",
    "/en/initiatives", "/en/diagram/state/hti", "/en/paths?from=state/hti&to=state/bra",
    "/en/feeds/demands", "/v1/status", "/v1/nodes/state/hti", f"/v1/matches/{DEMAND}",
)  # fmt: skip
Seconds = dict[str, dict[int, float]]


def main() -> None:
    """Print the table, or answer for the pages of one store."""
    parser = argparse.ArgumentParser(prog="python -m bench.growth", description=__doc__)
    parser.add_argument("--keep", type=Path, help="where stores are made, and kept")
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)))
    parser.add_argument("--only", default="", help="what an item must hold")
    parser.add_argument("--ask", default="", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.ask:
        _ask_pages(asked.ask, asked.only)
        return
    sizes = [int(size) for size in asked.sizes.split(",")]
    with tempfile.TemporaryDirectory() as made:
        for line in table(measured(asked.keep or Path(made), sizes, asked.only)):
            print(line)


def measure() -> list[Pair]:
    """Return no pairs: there is no peer. The table is printed before those of others."""
    with tempfile.TemporaryDirectory() as made:
        for line in table(measured(Path(made), SIZES[:3], "")):
            print(line)
    return []


def measured(folder: Path, sizes: Sequence[int], only: str) -> Seconds:
    """Return CPU seconds by item and relations; ``inf`` where the limit was passed."""
    found: Seconds = {}
    folder.mkdir(parents=True, exist_ok=True)
    for size in sizes:
        store = folder / f"{size}.db"
        if not store.exists():
            grown(store, size)
        for items in (_commands(store, only, found), _pages(store, only)):
            for item, seconds in items:
                found.setdefault(item, {})[size] = seconds
                print(f"{size:>9,} {seconds:9.3f} s  {item}", file=sys.stderr)
    return found


def table(found: Mapping[str, Mapping[int, float]]) -> Iterator[str]:
    """Yield the rows of the table."""
    sizes = sorted({size for of_item in found.values() for size in of_item})
    yield f"| what | {' | '.join(f'{size:,}' for size in sizes)} | exponent |"
    yield "|---" * (len(sizes) + 2) + "|"
    for item, of_item in found.items():
        said = [_said(of_item.get(size)) for size in sizes]
        yield f"| {item} | {' | '.join(said)} | {_exponent(of_item)} |"


def _said(seconds: float | None) -> str:
    if seconds is None:
        return "–"
    return f"over {LIMIT} s" if math.isinf(seconds) else f"{seconds:.2f} s"


def _exponent(of_item: Mapping[int, float]) -> str:
    """Return the exponent between the two largest sizes: at small ones a start is all there is."""
    known = sorted((n, s) for n, s in of_item.items() if not math.isinf(s) and s > 0)
    if len(known) < 2:
        return "–"
    (few, short), (many, long) = known[-2:]
    return f"{math.log(long / short) / math.log(many / few):.2f}"


def _commands(store: Path, only: str, found: Seconds) -> Iterator[tuple[str, float]]:
    with tempfile.TemporaryDirectory() as made:
        for command in COMMANDS:
            if only in command and math.inf not in found.get(command, {}).values():
                words = command.replace("OUT", made).split()
                if command == "status":
                    yield "status (cold)", _cpu_of(store, Path(made), words)
                _cpu_of(store, Path(made), words)
                yield command, _cpu_of(store, Path(made), words)
        shutil.rmtree(Path(made) / "cache", ignore_errors=True)


def _cpu_of(store: Path, folder: Path, words: Sequence[str]) -> float:
    """Return the CPU seconds of one command, ``inf`` where it took longer than its limit."""
    before = _children()
    line = [sys.executable, "-m", "coopgraph", *words, "--store", sqlite_url(store)]
    try:
        subprocess.run(line, env=_env(folder), check=True, timeout=LIMIT, stdout=subprocess.DEVNULL)
    except subprocess.TimeoutExpired:
        return math.inf
    return _children() - before


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _env(folder: Path) -> dict[str, str]:
    return {**os.environ, "COOPGRAPH_CACHE": str(folder / "cache"), "COOPGRAPH_LANG": "en"}


def _pages(store: Path, only: str) -> Iterator[tuple[str, float]]:
    line = [sys.executable, "-m", "bench.growth", "--ask", sqlite_url(store), "--only", only]
    done = subprocess.run(line, check=True, capture_output=True, text=True)
    for said in done.stdout.splitlines():
        page, seconds = said.rsplit(" ", 1)
        yield page, float(seconds)


def _ask_pages(url: str, only: str) -> None:
    """Ask one application for each page, and print what the second time took."""
    from api.app import create_app
    from tests.api.asking import PUBLIC, client_of

    with tempfile.TemporaryDirectory() as made:
        client = client_of(create_app(url, access=PUBLIC, cache=Path(made)))
        for page in PAGES:
            if only in page:
                for lang in ("pt", "en"):
                    asked = page.replace("/en", f"/{lang}", 1)
                    begun = time.process_time()
                    answer = client.get(asked, headers={"Accept-Language": lang})
                    seconds = time.process_time() - begun
                    if answer.status_code != 200:
                        raise RuntimeError(f"{answer.status_code} {asked}")
                print(f"{page} {seconds}")


if __name__ == "__main__":
    main()
