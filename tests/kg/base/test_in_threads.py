"""Work over threads: results in order, no more ahead than is said, no thread left behind."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator

import pytest

from kg.base.in_threads import AHEAD, in_order, processors


def test_results_come_in_order_however_long_each_takes() -> None:
    later = threading.Event()

    def work(item: int) -> int:
        # The first waits for one behind it.
        if item == 0:
            assert later.wait(10)
        if item == 1:
            later.set()
        return item * item

    assert list(in_order(work, range(20), 3)) == [n * n for n in range(20)]


@pytest.mark.parametrize("threads", [1, 3])
def test_what_is_ahead_is_bounded_and_nothing_stays(threads: int) -> None:
    taken: list[int] = []

    def items() -> Iterator[int]:
        for item in range(1000):
            taken.append(item)
            yield item

    before = threading.active_count()
    results = in_order(abs, items(), threads)
    assert next(results) == 0
    assert len(taken) <= AHEAD * threads
    results.close()
    assert threading.active_count() == before


@pytest.mark.parametrize("threads", [1, 3])
def test_a_mistake_is_the_readers(threads: int) -> None:
    before = threading.active_count()
    with pytest.raises(ZeroDivisionError):
        list(in_order(lambda item: 1 // item, [1, 0, 1], threads))
    assert threading.active_count() == before


def test_processors_are_those_of_this_process() -> None:
    assert 1 <= processors() <= (os.cpu_count() or 1)
