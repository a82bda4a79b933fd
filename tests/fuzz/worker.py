"""One process of a long campaign: it runs its share and reports now and then."""

from __future__ import annotations

import faulthandler
import warnings
from collections.abc import Sequence
from typing import Protocol

from tests.fuzz.campaign import Case, Failure, run

_EVERY = 250


class Progress(Protocol):
    """Where the workers report how many cases they ran, and what was wrong with which."""

    def put(self, report: tuple[int, list[Failure]], /) -> None: ...
    def get(self, *, timeout: float) -> tuple[int, list[Failure]]: ...
    def empty(self) -> bool: ...


def work(cases: Sequence[Case], seed: int, reports: Progress) -> None:
    faulthandler.enable()  # a process that crashes says where
    warnings.simplefilter("error")
    failures: list[Failure] = []
    count = 0
    for found in run(cases, seed):
        count += 1
        failures += [] if found is None else [found]
        if count == _EVERY:
            reports.put((count, failures))
            count, failures = 0, []
    reports.put((count, failures))
