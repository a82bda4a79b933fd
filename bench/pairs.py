"""Two ways to do the same thing, timed in turn: A B A B …; the ratio of each pair is kept."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Pair:
    """What was measured: seconds of ours and of the peer, one entry a round."""

    name: str
    ours: str
    peer: str
    ours_seconds: list[float]
    peer_seconds: list[float]
    note: str = ""

    @property
    def ratios(self) -> list[float]:
        """Peer's seconds over ours, round by round: above 1 ours is faster."""
        pairs = zip(self.peer_seconds, self.ours_seconds, strict=True)
        return sorted(peer / ours for peer, ours in pairs)

    def line(self) -> str:
        """Return one row of the table: medians, the median ratio and its spread."""
        ratios = self.ratios
        middle = statistics.median(ratios)
        return (
            f"| {self.name} | {self.ours}: {statistics.median(self.ours_seconds):.3f} s "
            f"| {self.peer}: {statistics.median(self.peer_seconds):.3f} s "
            f"| {middle:.2f} ({ratios[0]:.2f} to {ratios[-1]:.2f}) | {self.note} |"
        )


def in_turn(
    name: str,
    ours: tuple[str, Callable[[], object]],
    peer: tuple[str, Callable[[], object]],
    *,
    rounds: int = 5,
    note: str = "",
    clock: Callable[[], float] = time.process_time,
    warm: bool = True,
    before: Callable[[], object] = lambda: None,
) -> Pair:
    """Run both once to warm up, then ``rounds`` times in turn.

    In CPU seconds of this process; where a server does the work ``clock`` is ``time.perf_counter``.
    ``before`` runs before each, untimed.
    """
    times: tuple[list[float], list[float]] = ([], [])
    for turn in range(-1 if warm else 0, rounds):
        for place, (_, run) in enumerate((ours, peer)):
            before()
            begun = clock()
            run()
            if turn >= 0:
                times[place].append(clock() - begun)
    return Pair(name, ours[0], peer[0], times[0], times[1], note)
