"""Work spread over threads: for what leaves the interpreter's lock alone while it computes."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from queue import Empty, SimpleQueue
from typing import Final, Generic, TypeVar

A = TypeVar("A")
B = TypeVar("B")

AHEAD: Final = 2
"""So many results a thread may wait to be taken: what is computed stays bounded."""


def processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1  # pragma: no cover  systems without affinity


def in_order(work: Callable[[A], B], items: Iterable[A], threads: int) -> Generator[B, None, None]:
    """Yield ``work`` of each item in their order; no thread is left where the reader goes away."""
    if threads == 1:
        yield from map(work, items)
        return
    pool = ThreadPoolExecutor(threads)
    try:
        waiting: deque[Future[B]] = deque()
        for item in items:
            waiting.append(pool.submit(work, item))
            if len(waiting) == AHEAD * threads:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)


class Scratch(Generic[B]):
    """Scratch space, as much of it as there are threads that use some at one time."""

    def __init__(self, make: Callable[[], B]) -> None:
        self._make = make
        self._idle: SimpleQueue[B] = SimpleQueue()

    @contextmanager
    def lent(self) -> Iterator[B]:
        """Give some that no other thread is using, for as long as the block lasts."""
        try:
            space = self._idle.get_nowait()
        except Empty:
            space = self._make()
        yield space
        self._idle.put(space)
