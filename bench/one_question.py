"""One demand among many offers, by the shipped lens: 20 results with reasons, as a document.

Each question is one that has not been asked before, in one of the four languages; then the same is
said in all four. The view is warm: as many other questions came before, and what they left is out
of the collector's sight, as in a service that has started. The peer is the full ranking alone.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Final

from bench.offer_world import offer_world
from bench.pairs import Pair
from kg.base.i18n import LANGUAGES
from kg.definitions.shipped_names import EXPERIENCE, OFFERS_FOR_DEMAND
from kg.graph.view import View
from kg.matching.engine import ranking
from kg.matching.lens.lens import Lens
from kg.matching.lens.lens_files import LENSES
from kg.matching.match import answer

SIZES: Final = (10_000, 100_000, 1_000_000)
DEMANDS: Final = 200
YOUNG: Final = 100_000
"""New objects before the collector looks, as the command line says (``coopgraph.__main__``)."""
ROUNDS: Final = 20
"""So many questions are ranked whole: the peer."""


def measure() -> Iterator[Pair]:
    """Yield for each size one question in one language, the same in four, and by terms."""
    gc.set_threshold(YOUNG)
    for size in SIZES:
        view = offer_world(size, 2 * DEMANDS)
        yield from _asked(view, LENSES.load(OFFERS_FOR_DEMAND), f"{size:,} offers")
        if size == SIZES[0]:
            yield from _asked(view, LENSES.load(EXPERIENCE), "by terms (experience)")


def _asked(view: View, lens: Lens, name: str) -> Iterator[Pair]:
    demands = view.of_type("Demand").tolist()
    begun = time.process_time()
    answer(view, lens, demands[0], LANGUAGES[0])
    cold = time.process_time() - begun
    for turn, demand in enumerate(demands[DEMANDS:]):
        answer(view, lens, demand, LANGUAGES[turn % 4])
    gc.collect()
    gc.freeze()
    fresh = demands[:DEMANDS]
    whole = _times(partial(ranking, view, lens, one) for one in fresh[:ROUNDS])
    one = _times(
        partial(answer, view, lens, one, LANGUAGES[turn % 4]) for turn, one in enumerate(fresh)
    )
    four = _times(partial(_in_four, view, lens, one) for one in fresh)
    gc.unfreeze()
    note = f"; the first question of the view {cold:.1f} s"
    yield _pair(f"one question, {name}, one language", one, whole, note)
    yield _pair(f"one question, {name}, said in four", four, whole, "")


def _in_four(view: View, lens: Lens, demand: int) -> None:
    for lang in LANGUAGES:
        answer(view, lens, demand, lang)


def _times(questions: Iterable[Callable[[], object]]) -> list[tuple[float, float]]:
    """Return the CPU and the clock seconds of each question."""
    found = []
    for ask in questions:
        clock, cpu = time.perf_counter(), time.process_time()
        ask()
        found.append((time.process_time() - cpu, time.perf_counter() - clock))
    return found


def _pair(
    name: str, ours: list[tuple[float, float]], peer: list[tuple[float, float]], more: str
) -> Pair:
    cpu, clock = ([each[side] for each in ours] for side in (0, 1))
    note = f"CPU {_shares(cpu)}; clock {_shares(clock)}{more}"
    seconds = [each[0] for each in peer]
    return Pair(name, "20 with reasons", "full ranking", cpu[: len(seconds)], seconds, note)


def _shares(seconds: Sequence[float]) -> str:
    """Return percentiles in milliseconds: the least that so many of a hundred do not pass."""
    ordered = sorted(seconds)
    parts = (50, 95, 99)
    places = [min(len(ordered) - 1, -(-len(ordered) * part // 100) - 1) for part in parts]
    return ", ".join(
        f"p{part} {1000 * ordered[at]:.1f} ms" for part, at in zip(parts, places, strict=True)
    )
