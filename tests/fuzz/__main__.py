"""``python -m tests.fuzz``: many cases of a fixed seed, on all processors, with progress."""

from __future__ import annotations

import argparse
import multiprocessing
import os
import sys
import time
from collections.abc import Sequence
from multiprocessing.process import BaseProcess
from queue import Empty
from random import Random

from tests.fuzz.campaign import SEED, Case, Failure, split
from tests.fuzz.worker import Progress, work

_SILENCE = 5.0
"""Seconds after which it is looked whether the workers still live."""


def main() -> int:
    options = _options()
    cases = _cases(options)
    context = multiprocessing.get_context("spawn")
    reports = context.Queue()
    shares = (cases[n :: options.workers] for n in range(options.workers))
    workers = [context.Process(target=work, args=(s, options.seed, reports)) for s in shares]
    for worker in workers:
        worker.start()
    failures = _follow(reports, workers, len(cases))
    for failure in failures:
        _say(f"\n== --target {failure.target} --case {failure.number}\n{failure.what}")
    return 1 if failures or any(worker.exitcode for worker in workers) else 0


def _follow(reports: Progress, workers: Sequence[BaseProcess], total: int) -> list[Failure]:
    """Print how far the workers are until all have ended."""
    begun, done, failures = time.monotonic(), 0, list[Failure]()
    while any(worker.is_alive() for worker in workers) or not reports.empty():
        try:
            count, found = reports.get(timeout=_SILENCE)
        except Empty:
            continue
        done, failures = done + count, [*failures, *found]
        seconds = time.monotonic() - begun
        _say(f"{done} of {total} cases, {len(failures)} failures, {seconds:.0f} s")
    for worker in workers:
        worker.join()
    if done < total:
        _say(f"{total - done} cases were not run: a worker died (see what it printed)")
    return failures


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz")
    parser.add_argument("--cases", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--workers", type=int, default=min(4, os.cpu_count() or 1))
    parser.add_argument("--target", help="only this reader")
    parser.add_argument("--case", type=int, help="only this case of it")
    return parser.parse_args()


def _cases(options: argparse.Namespace) -> list[Case]:
    if options.case is not None:
        return [(options.target, options.case)]
    wanted = split(options.cases)
    numbered = [(name, number) for name, count in wanted.items() for number in range(count)]
    cases = [case for case in numbered if options.target in (None, case[0])]
    Random(options.seed).shuffle(cases)
    return cases


if __name__ == "__main__":
    sys.exit(main())
