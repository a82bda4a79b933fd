"""Cases run one after the other: each is known by seed, target and number, and can be run again."""

from __future__ import annotations

import tempfile
import traceback
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from kg.base.errors import EXIT_STORE, EXIT_WRONG_USE, CoopgraphError
from tests.fuzz.measure import TooSlowError, measured
from tests.fuzz.targets import TARGETS, Target
from tests.fuzz.world import World, open_world

Case = tuple[str, int]
"""The name of a target, and a number."""
SEED = 9
"""The seed of ``make check-long`` and of the tests."""
_SAID = (EXIT_WRONG_USE, EXIT_STORE)


@dataclass(frozen=True, slots=True)
class Failure:
    """A case that no reader may answer so."""

    target: str
    number: int
    what: str


def split(total: int) -> dict[str, int]:
    """Return how many cases each target gets; the first one gets what is left over."""
    shares = sum(target.share for target in TARGETS)
    counts = {target.name: max(1, total * target.share // shares) for target in TARGETS}
    first = TARGETS[0].name
    return {**counts, first: counts[first] + max(0, total - sum(counts.values()))}


def run(cases: Iterable[Case], seed: int = SEED) -> Iterator[Failure | None]:
    """Run cases, each a target's name and a number; yield what was wrong with each, or None."""
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder, open_world(Path(folder)) as world:
        yield from run_in(world, cases, seed)


def run_in(world: World, cases: Iterable[Case], seed: int = SEED) -> Iterator[Failure | None]:
    """Run cases in a world that is there."""
    targets = {target.name: target for target in TARGETS}
    for name, number in cases:
        what = _run(world, targets[name], Random(f"{seed}:{name}:{number}"))
        yield None if what is None else Failure(name, number, what)


def _run(world: World, target: Target, random: Random) -> str | None:
    case = target.make(random)
    try:
        with measured() as taken:
            target.read(world, case)
    except CoopgraphError as error:
        if error.exit_code not in _SAID or not error.sentence("es"):
            return f"exit {error.exit_code}: {error}"
    except TooSlowError:
        return "does not end\n" + traceback.format_exc()[-1500:]
    except Exception:  # noqa: BLE001 (whatever comes out is what is looked for)
        return traceback.format_exc()[-2500:]
    return taken.complaint()
