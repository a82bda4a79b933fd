"""A long soak: ``python -m bench.soak --requests 100000 --workers 4``, with a writer beside.

Prints how the answers ended and what memory the processes keep for themselves, step by step: it
must level off.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import threading
from collections import Counter
from pathlib import Path

from coopgraph.settings import sqlite_url
from tests.coopgraph.test_serve import serving
from tests.journeys.long.test_soak import read_often, resident, write_often

STEPS = 10


def main() -> None:
    """Serve the starter knowledge, read and write it for a while, and tell what was seen."""
    parser = argparse.ArgumentParser(prog="python -m bench.soak", description=__doc__)
    parser.add_argument("--requests", type=int, default=100_000)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        url = sqlite_url(Path(folder) / "soak.db")
        words = [sys.executable, "-m", "coopgraph", "init", "--starter", "--examples"]
        subprocess.run([*words, "--store", url], check=True, stdout=subprocess.DEVNULL)
        _soak(url, Path(folder) / "cache", chosen.requests // STEPS, str(chosen.workers))


def _soak(url: str, cache: Path, requests: int, workers: str) -> None:
    end = threading.Event()
    writer = threading.Thread(target=write_often, args=(url, end))
    arguments = ("serve", "--store", url, "--workers", workers)
    with serving(*arguments, at_terminal=False, COOPGRAPH_CACHE=str(cache)) as served:
        writer.start()
        for step in range(STEPS):
            answers, strange = Counter[int](), list[str]()
            read_often(served, requests, answers, strange)
            memory = resident(served.process.pid)
            print(f"{step + 1}/{STEPS}: {dict(answers)}, {len(strange)} strange, {memory} MB")
        end.set()
        writer.join()


if __name__ == "__main__":
    main()
