"""Living lists: posting, editing and withdrawing among many, beside all pairs computed anew.

``python -m bench.living [RECORDS]`` says more than its rows of ``make bench``. Both ends hold
RECORDS records, and the lists of all demands are known. All changes are in one second view; each is
followed by itself, as if it came alone, and in the end some hundred lists are held against single
questions to that view (tests hold all against all pairs, in small worlds).
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from itertools import accumulate
from random import Random
from typing import Any, Final, NamedTuple

import numpy as np

from bench.pairs import Pair
from kg.definitions.shipped_names import OFFERS_FOR_DEMAND
from kg.graph.build import build
from kg.graph.view import View
from kg.matching.engine import ranking
from kg.matching.lens.lens import PathLens
from kg.matching.lens.lens_files import LENSES
from kg.matching.living.living_lists import Listed, LivingLists
from kg.model.records import NodeRow, RelationRow

SIZE: Final = 100_000
TOP, SEED, DAY = 20, 7, date(2026, 1, 1)
EACH: Final = 300
"""So many records are posted, edited and withdrawn, half of them offers, half demands."""
ACTS: Final = ("posting", "editing", "withdrawing")
_STATES, _BODIES, _ACTIVITIES = 35, 60, 3_000
_LEAVES, _GOALS = range(100, 350), range(17, 170)
_WORDS: Final = ("water", "budget", "schools", "forests", "harbours", "energy", "nursing", "roads")
_Versions = Mapping[str, str]
"""Which version of a record is told, by its id; none: it is not there."""


class Times(NamedTuple):
    """Of one change: processor time and clock in seconds, and how many lists were used up."""

    processor: float
    clock: float
    used_up: int


class Measured(NamedTuple):
    """All that was measured, in seconds; ``lists`` is what making one list takes."""

    size: int
    times: Mapping[str, list[Times]]
    built: float
    lists: float
    snapshot: float
    anew: float


def measure() -> list[Pair]:
    """Return a pair for each way to change: one change followed, against all pairs anew."""
    found = measured(SIZE)
    return [
        Pair(
            f"{act} one of {SIZE // 1000}k + {SIZE // 1000}k",
            "living lists",
            "all pairs anew",
            [one.processor for one in times],
            [found.anew] * len(times),
            _percentiles([one.processor for one in times]),
        )
        for act, times in found.times.items()
    ]


def measured(size: int) -> Measured:
    """Return what following takes at a size."""
    lens = LENSES.named(OFFERS_FOR_DEMAND)
    assert isinstance(lens, PathLens)
    acts = dict(zip(ACTS, _changes(size), strict=True))
    old, new = _versions(size, acts)
    view, snapshot = _timed(lambda: View(build(*_rows(old)), DAY))
    later = View(build(*_rows(new)), DAY)
    lists, built = _timed(lambda: LivingLists(view, lens, TOP))
    _, anew = _timed(lists.make_all)
    times = {act: [_followed(lists, later, id_) for id_ in some] for act, some in acts.items()}
    changed = [id_ for some in acts.values() for id_ in some[::9]]
    _check(lists, later, lens, [*changed, *Random(SEED).sample([*new], EACH)])
    some = [f"offer/{n:06}" for n in range(0, size, max(size // EACH, 1))]
    _, singly = _timed(lambda: [_best(lists, id_) for id_ in some])
    return Measured(size, times, built, singly / len(some), snapshot, anew)


def _check(lists: LivingLists, view: View, lens: PathLens, ids: Sequence[str]) -> None:
    for id_ in ids:
        found = ranking(view, lens, view.index(id_))
        assert found.fits is not None
        ids = [view.id(node) for node in found.nodes[:TOP].tolist()]
        best = zip(ids, found.scores[:TOP].tolist(), found.fits[:TOP].tolist(), strict=True)
        assert _best(lists, id_) == [Listed(*one) for one in best]


def _followed(lists: LivingLists, view: View, id_: str) -> Times:
    before = lists.unknown
    processor, clock = time.process_time(), time.perf_counter()
    assert lists.follow(view, (id_,))
    spent = time.process_time() - processor, time.perf_counter() - clock
    return Times(*spent, max(lists.unknown - before, 0))


def _best(lists: LivingLists, id_: str) -> list[Listed]:
    return lists.best(id_, is_end=id_.startswith("offer/"))


def _timed(run: Callable[[], Any]) -> tuple[Any, float]:
    begun = time.process_time()
    found = run()
    return found, time.process_time() - begun


def _changes(size: int) -> Iterator[list[str]]:
    """Yield the ids that are posted, edited and withdrawn: others each time, all over the order."""
    chance = Random(SEED)
    places = chance.sample(range(size), 3 * (EACH // 2))
    for act in range(3):
        some = places[act::3]
        found = [f"{kind}/{n:06}" for kind in ("demand", "offer") for n in some]
        chance.shuffle(found)
        yield found


def _versions(size: int, acts: Mapping[str, list[str]]) -> tuple[_Versions, _Versions]:
    new = {f"{kind}/{n:06}": "" for kind in ("demand", "offer") for n in range(size)}
    posted = set(acts["posting"])
    old = {id_: "" for id_ in new if id_ not in posted}
    new.update(dict.fromkeys(acts["editing"], "edited"))
    new.update(dict.fromkeys(acts["withdrawing"], "withdrawn"))
    return old, new


def _rows(versions: _Versions) -> tuple[Iterator[NodeRow], Iterator[RelationRow]]:
    return _nodes(versions), _relations(versions)


def _nodes(versions: _Versions) -> Iterator[NodeRow]:
    yield from (NodeRow(id_, json.dumps(props)) for id_, props in _frame())
    yield from (NodeRow(id_, json.dumps(_props(id_, said))) for id_, said in versions.items())


def _relations(versions: _Versions) -> Iterator[RelationRow]:
    links = (
        *_frame_links(),
        *(link for id_, said in versions.items() for link in _links(id_, said)),
    )
    return (RelationRow(t, a, b, "", None, None, None, "{}") for a, t, b in links)


def _frame() -> Iterator[tuple[str, dict[str, Any]]]:
    for n in range(10, 350):
        level = "group" if n < 20 else "category" if n < 100 else "leaf"
        name = {"en": f"{_WORDS[n % 8]} and {_WORDS[n % 7]} {n}"}
        yield f"sector/dac/{n}", {"level": level, "name": name, "specificity": 200 * n}
    yield from ((f"goal/sdg/{n}", {"specificity": 100 * n + 50}) for n in range(170))
    counted = (("state/s", _STATES), ("org/b", _BODIES), ("activity/a", _ACTIVITIES))
    yield from ((f"{name}{n}", {}) for name, many in counted for n in range(many))
    yield from ((f"language/{code}", {}) for code in ("en", "es", "fr", "pt"))
    yield from ((f"modality/m{n}", {}) for n in range(8))


def _frame_links() -> Iterator[tuple[str, str, str]]:
    chance = Random(SEED)
    for n in range(20, 350):
        above = 10 + n % 10 if n < 100 else 20 + n % 80
        yield f"sector/dac/{n}", "BROADER", f"sector/dac/{above}"
    yield from ((f"goal/sdg/{n}", "BROADER", f"goal/sdg/{n % 17}") for n in _GOALS)
    for state in range(_STATES):
        for body in chance.sample(range(_BODIES), 12):
            yield f"state/s{state}", "MEMBER_OF", f"org/b{body}"
    for n in range(_ACTIVITIES):
        yield f"state/s{_few(chance, range(_STATES))}", "PROVIDES", f"activity/a{n}"
        yield f"state/s{chance.randrange(_STATES)}", "RECEIVES", f"activity/a{n}"


def _props(id_: str, said: str) -> dict[str, Any]:
    chance = Random(f"{id_} {said}")
    title = f"{chance.choice(_WORDS)} for {chance.choice(_WORDS)}"
    found: dict[str, Any] = {"nature": "declared", "title": {"en": title}}
    if chance.random() < 0.6:
        found["starts"] = f"{2024 + chance.randrange(3)}-{1 + chance.randrange(12):02}-01"
    if chance.random() < 0.7:
        found["ends"] = f"{2027 + chance.randrange(3)}-{1 + chance.randrange(12):02}-28"
    if chance.random() < 0.1:
        found["eligible"] = [f"org/b{chance.randrange(_BODIES)}"]
    return found | ({"status": said} if said == "withdrawn" else {})


def _links(id_: str, said: str) -> Iterator[tuple[str, str, str]]:
    chance = Random(f"{id_} {said} links")
    yield f"state/s{_few(chance, range(_STATES))}", "DECLARES", id_
    ends = (
        ("IN_SECTOR", "sector/dac/", _LEAVES, 2), ("TOWARDS", "goal/sdg/", _GOALS, 3),
        ("BY_MODALITY", "modality/m", range(8), 2),
    )  # fmt: skip
    for type_, name, among, most in ends:
        some = {_few(chance, among) for _ in range(1 + chance.randrange(most))}
        yield from ((id_, type_, f"{name}{n}") for n in sorted(some))
    for code in chance.sample(("en", "es", "fr", "pt"), 1 + chance.randrange(2)):
        yield id_, "IN_LANGUAGE", f"language/{code}"


def _few(chance: Random, among: range) -> int:
    """Return one of which the n-th comes about 1/n as often as the first."""
    shares = _SHARES.setdefault(
        len(among), list(accumulate(1 / n for n in range(1, len(among) + 1)))
    )
    return chance.choices(among, cum_weights=shares)[0]


_SHARES: Final[dict[int, list[float]]] = {}


def _percentiles(seconds: Sequence[float]) -> str:
    some = 1000 * np.percentile(seconds, (50, 95, 99, 100))
    return "p50 {:.1f}, p95 {:.1f}, p99 {:.1f}, at most {:.1f} ms".format(*some)


def main() -> None:
    """Print what was measured, as the table of docs/scale.md."""
    found = measured(int(sys.argv[1]) if len(sys.argv) > 1 else SIZE)
    print(f"{found.size} demands and {found.size} offers, top {TOP}; all lists of demands known")
    print(
        f"snapshot built {found.snapshot:.1f} s, facts of both ends {found.built:.1f} s, "
        f"one list {1000 * found.lists:.2f} ms, all pairs of one end {found.anew:.1f} s"
    )
    for act, times in found.times.items():
        used_up = [one.used_up for one in times]
        print(
            f"| {act} | {_percentiles([one.processor for one in times])} "
            f"| {_percentiles([one.clock for one in times])} "
            f"| {sum(used_up) / len(used_up):.2f}, at most {max(used_up)} |"
        )


if __name__ == "__main__":
    main()
