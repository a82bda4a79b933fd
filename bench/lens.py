"""All pairs by the lens engine, in full, against others from the same vectors, without conditions.

Slow peers are given some rows of the left side; their time is scaled to all, and the note says so.
``python -m bench.lens SIZE`` prints the peak memory of a process that does nothing else.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from bench.bandwidth import bandwidth
from bench.lens_peers import PEERS, TOP, Peer, matrices
from bench.lens_world import CONDITIONS, lens, world
from bench.pairs import Pair, in_turn
from kg.base.in_threads import processors
from kg.graph.view import View
from kg.matching.kernel.all_pairs import all_pairs
from kg.matching.lens.lens import PathLens

SIZES: Final = (1_000, 10_000, 100_000)


def measure() -> Iterator[Pair]:
    """Yield a pair for each size and peer; all keep the best TOP of every demand."""
    triad, adds = bandwidth()
    for place, size in enumerate(SIZES):
        view, bare, full = world(size), lens(), lens(CONDITIONS)
        left, right = matrices(view, bare)
        # Every meeting of a row of the left with one of the right, were none skipped.
        meetings = int(left.getnnz(axis=0).astype(int) @ right.getnnz(axis=0).astype(int))
        limit = f"unpruned: {meetings:,} additions, {meetings / adds / 1e9:.2f} s at the limit"
        for peer in PEERS:
            run = peer.made(left[: peer.rows[place]], right)
            yield _pair(view, bare, size, peer, (peer.rows[place], run))
        yield replace(
            _conditions(view, (bare, full), size),
            note=f"{limit} of {adds:.2f} G/s (triad {triad:.1f} GB/s); {_peak(size)} MB at most",
        )


def _pair(
    view: View, bare: PathLens, size: int, peer: Peer, sample: tuple[int, Callable[[], object]]
) -> Pair:
    rows, run = sample
    found = in_turn(
        f"all pairs {size // 1000}k x {size // 1000}k, top {TOP}, {processors()} threads",
        ("lens, exact", lambda: sum(1 for _ in all_pairs(view, bare, TOP))),
        (peer.name, run),
        rounds=3,
    )
    note = "" if rows == size else f"{peer.name}: {rows:,} rows, scaled"
    return replace(found, peer_seconds=[s * size / rows for s in found.peer_seconds], note=note)


def _conditions(view: View, lenses: tuple[PathLens, PathLens], size: int) -> Pair:
    bare, full = lenses
    return in_turn(
        f"all pairs {size // 1000}k x {size // 1000}k, with all conditions and a line",
        ("lens with them", lambda: sum(1 for _ in all_pairs(view, full, TOP))),
        ("lens without", lambda: sum(1 for _ in all_pairs(view, bare, TOP))),
        rounds=3,
    )


def _peak(size: int) -> int:
    """Return the peak memory, in MB, of a fresh process that does it with conditions."""
    command = [sys.executable, "-m", "bench.lens", str(size)]
    return int(subprocess.run(command, capture_output=True, check=True, text=True).stdout)


def main(size: int) -> None:
    """Print the peak memory of this process, in MB, after all pairs with conditions."""
    sum(1 for _ in all_pairs(world(size), lens(CONDITIONS), TOP))
    # Not getrusage: its peak is also that of the process that this one was started from.
    status = Path("/proc/self/status").read_text(encoding="ascii")
    print(next(int(line.split()[1]) // 1024 for line in status.splitlines() if "VmHWM" in line))


if __name__ == "__main__":
    main(int(sys.argv[1]))
