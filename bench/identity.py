"""Identity against peers on names with known answers, on a split by body; speed; duplicates.

``python -m bench.identity`` prints the table of ``docs/identity.md``; ``--names N`` what a million
made-up names take; ``--duplicates STORE`` the bodies of a store that lie under most records.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import resource
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from bench.identity_peers import Scores, peers
from kg.base.text import fold
from kg.identity.bodies import Body, Maker, bodies_of, places_of
from kg.identity.judging import PROPOSED
from kg.identity.ledger import Ledger, read_ledger
from kg.identity.lexicon import MEANINGS
from kg.identity.pairs import judged_pairs
from kg.identity.settle import Settling
from kg.model.records import NodeRow

ROOT = Path(__file__).parents[1]
GOLD = ROOT.parent / "shared" / "data" / "gold" / "org_name_variants_train.csv"
SPLITS, DRAWS = 5, 200
LANGS = ("en", "es", "pt", "fr")
Pair = tuple[str, str]


class Row(NamedTuple):
    """A name, and the name of the body it means, according to one source."""

    source: str
    variant: str
    canonical: str


class Names(NamedTuple):
    """The names of one source in one half, and what is right: pairs of names of one body."""

    names: list[str]
    right: set[Pair]
    entity: Mapping[str, str]
    rows: list[Pair]


class Found(NamedTuple):
    """What a method says of pairs: surely the same, and the same or worth a question."""

    sure: set[Pair]
    proposed: set[Pair]


def gold(path: Path) -> list[Row]:
    """Return the rows of a file of names with their answers."""
    with path.open(encoding="utf-8", newline="") as file:
        return [Row(r["source"], r["variant"], r["canonical"]) for r in csv.DictReader(file)]


def is_body(row: Row, countries: Mapping[str, str]) -> bool:
    """Say whether the answer is a body: not a whole country, nor “unspecified”."""
    folded = fold(row.canonical)
    return folded not in countries and not folded.startswith("unspecified")


def split(rows: list[Row], seed: int) -> tuple[list[Row], list[Row]]:
    """Return two halves that share no body and no name."""
    group: dict[str, str] = {}

    def end(name: str) -> str:
        while group.setdefault(name, name) != name:
            name = group[name]
        return name

    for row in rows:
        group[end(fold(row.variant))] = end(fold(row.canonical))
    ends = sorted({end(fold(row.canonical)) for row in rows})
    random.Random(seed).shuffle(ends)
    first = set(ends[: len(ends) // 2])
    halves: tuple[list[Row], list[Row]] = ([], [])
    for row in rows:
        halves[end(fold(row.canonical)) not in first].append(row)
    return halves


def by_source(rows: Iterable[Row]) -> list[Names]:
    """Return names with their answers per source: what two sources call alike is not judged."""
    found = []
    kept = list(rows)
    for source in sorted({row.source for row in kept}):
        meant: dict[str, set[str]] = defaultdict(set)
        for row in kept:
            if row.source == source:
                meant[row.variant].add(row.canonical)
                meant[row.canonical].add(row.canonical)
        names = sorted(meant)
        right = {pair for pair in combinations(names, 2) if meant[pair[0]] & meant[pair[1]]}
        entity = {name: min(meant[name]) for name in names}
        pairs = [_pair(r.variant, r.canonical) for r in kept if r.source == source]
        found.append(Names(names, right, entity, pairs))
    return found


def _pair(one: str, other: str) -> Pair:
    return (one, other) if one <= other else (other, one)


class Ours:
    """Our rules, with the states, countries and bodies that the program ships."""

    def __init__(self, *, curated: bool = True) -> None:
        rows = [
            row for table in ("states", "countries") for row in _table(ROOT / f"data/{table}.csv")
        ]
        self.places = places_of(rows)
        self._maker = Maker(self.places)
        bodies = _table(ROOT / "data/organisations.csv") if curated else ()
        self._curated = [self._maker.body(row) for row in bodies]

    def body(self, id_: str, name: str) -> Body:
        """Return the body known by a name alone."""
        return self._maker.body(NodeRow(id_, json.dumps({"name": {"en": name}})))

    def find(self, names: list[str]) -> Found:
        """Return what our rules say of names; what follows from both is said as well."""
        bodies = self._curated + [
            self.body(f"org/name/xx/{at:05d}", name) for at, name in enumerate(names)
        ]
        settled = Settling(bodies, Ledger((), frozenset()), {}).run(judged_pairs(bodies))
        groups = _groups((d.one, d.other) for d, _ in settled.same)
        name_of = {f"org/name/xx/{at:05d}": name for at, name in enumerate(names)}
        sure = {
            _pair(name_of[one], name_of[other])
            for members in {id(m): m for m in groups.values()}.values()
            for one, other in combinations(sorted(members & name_of.keys()), 2)
        }
        asked = set(sure)
        for each in settled.ask:
            one, other = bodies[each.one].id, bodies[each.other].id
            for a in groups.get(one, {one}) & name_of.keys():
                asked |= {
                    _pair(name_of[a], name_of[b])
                    for b in groups.get(other, {other}) & name_of.keys()
                }
        return Found(sure, asked)


def _table(path: Path) -> Iterator[NodeRow]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            props: dict[str, object] = {
                "name": {lang: row[f"name:{lang}"] for lang in LANGS if row[f"name:{lang}"]}
            }
            for field in ("aliases", "identifiers"):
                if row.get(field):
                    props[field] = row[field].split(";")
            for field in ("iso2", "iso3", "acronym", "country"):
                if row.get(field):
                    props[field] = row[field]
            yield NodeRow(row["id"], json.dumps(props))


def _groups(pairs: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    groups: dict[str, set[str]] = {}
    for one, other in pairs:
        united = groups.get(one, {one}) | groups.get(other, {other})
        groups.update(dict.fromkeys(united, united))
    return groups


def by_threshold(scores: Scores, train: list[Names], test: list[Names]) -> list[Found]:
    """Return what a method that scores pairs says of the second half.

    Its thresholds are those that are best on the first half under the same conditions as ours.
    """
    scored = [(score, pair in each.right) for each in train for pair, score in scores(each.names)]
    sure, proposed = (_threshold(scored, least) for least in (0.99, 0.5))
    return [
        Found(
            {pair for pair, score in found if score >= sure},
            {pair for pair, score in found if score >= proposed},
        )
        for found in (scores(each.names) for each in test)
    ]


def _threshold(scored: list[tuple[float, bool]], least: float) -> float:
    """Return the lowest score from which on at least a share of the pairs is right."""
    best, right = float("inf"), 0
    scored = sorted(scored, reverse=True)
    for count, (score, is_right) in enumerate(scored, 1):
        right += is_right
        last = count == len(scored) or scored[count][0] < score
        if last and right >= least * count:
            best = score
    return best


class Figures(NamedTuple):
    """Precision and recall over pairs, and recall over rows (a name and its body's own name)."""

    precision: float
    recall: float
    rows: float


def figures(
    found: list[set[Pair]], test: list[Names], drawn: Counter[str] | None = None
) -> Figures:
    """Return the figures, each body as often as it was drawn (once, where none were drawn)."""

    def weight(name: str, names: Names) -> int:
        return 1 if drawn is None else drawn[names.entity[name]]

    said = hit = all_ = rows = row_hits = 0
    for pairs, names in zip(found, test, strict=True):
        for one, other in pairs:
            times = weight(one, names)
            said += times
            hit += times * ((one, other) in names.right)
        all_ += sum(weight(one, names) for one, _ in names.right)
        for pair in names.rows:
            times = weight(pair[0], names)
            rows += times
            row_hits += times * (pair[0] == pair[1] or pair in pairs)
    return Figures(hit / max(said, 1), hit / max(all_, 1), row_hits / max(rows, 1))


def interval(found: list[set[Pair]], test: list[Names], field: int) -> tuple[float, float]:
    """Return the middle 95 % of a figure over bodies drawn anew."""
    entities = sorted({entity for names in test for entity in names.entity.values()})
    chance = random.Random(1)
    drawn = (Counter(chance.choices(entities, k=len(entities))) for _ in range(DRAWS))
    values = sorted(figures(found, test, each)[field] for each in drawn)
    return values[DRAWS // 40], values[-1 - DRAWS // 40]


def compare(rows: list[Row], peers: Mapping[str, Scores]) -> None:
    """Print one line a method: our rules, and peers with thresholds of the other half."""
    ours, alone = Ours(), Ours(curated=False)
    kept = [row for row in rows if is_body(row, ours.places.by_name)]
    for title, chosen in (("names of bodies", kept), ("all rows, countries as donors too", rows)):
        train, test = (by_source(half) for half in split(chosen, 0))
        print(f"\n{title}: {sum(len(n.names) for n in test)} names held out, ", end="")
        print(f"{sum(len(n.right) for n in test)} pairs, {sum(len(n.rows) for n in test)} rows\n")
        print("| method | sure: precision | recall, pairs | recall, rows ", end="")
        print("| proposed: precision | recall, pairs | recall, rows | CPU s |")
        print("|---|---|---|---|---|---|---|---|")
        for name, rules in (("coopgraph", ours), ("the same without curated bodies", alone)):
            begun = time.process_time()
            found = [rules.find(each.names) for each in test]
            _line(name, found, test, time.process_time() - begun)
        for name, scores in peers.items():
            begun = time.process_time()
            found = by_threshold(scores, train, test)
            _line(name, found, test, time.process_time() - begun)
        if chosen is kept:
            _stability(ours, kept)


def _line(name: str, found: list[Found], test: list[Names], seconds: float) -> None:
    cells = [name]
    for pairs in ([f.sure for f in found], [f.proposed for f in found]):
        for field, value in enumerate(figures(pairs, test)):
            low, high = interval(pairs, test, field)
            said = f"{value:.3f} ({low:.3f} to {high:.3f})"
            cells.append(said if field or any(pairs) else "none")
    print(f"| {' | '.join(cells)} | {seconds:.1f} |", flush=True)


def _stability(ours: Ours, rows: list[Row]) -> None:
    print(
        f"\nour rules on {SPLITS} splits (held-out half): sure precision, recall of rows; ", end=""
    )
    print("proposed precision, recall of rows\n")
    for seed in range(SPLITS):
        test = by_source(split(rows, seed)[1])
        found = [ours.find(each.names) for each in test]
        sure = figures([f.sure for f in found], test)
        asked = figures([f.proposed for f in found], test)
        print(f"- split {seed}: {sure.precision:.3f}, {sure.rows:.3f}; ", end="")
        print(f"{asked.precision:.3f}, {asked.rows:.3f}", flush=True)
    print()


def made_up(count: int) -> Iterator[str]:
    """Yield names of words of the field and made-up ones, one in ten nearly twice."""
    chance = random.Random(7)
    syllables = [a + b for a in "bcdfgklmnprstvz" for b in "aeiou"]
    words = ["".join(chance.choices(syllables, k=chance.randint(2, 4))) for _ in range(60_000)]
    field = sorted(MEANINGS)
    made = 0
    while made < count:
        parts = chance.choices(field, k=chance.randint(1, 3))
        parts += [
            words[int(len(words) * chance.random() ** 2)] for _ in range(chance.randint(1, 3))
        ]
        chance.shuffle(parts)
        name = " ".join(parts)
        if chance.random() < 0.2:
            name += f" ({''.join(part[0] for part in parts).upper()})"
        yield name
        if chance.random() < 0.1:
            yield name.replace("a", "e", 1)
            made += 1
        made += 1


def speed(count: int) -> None:
    """Print what it takes to judge the candidates among many names."""
    ours = Ours()
    names = list(made_up(count))
    begun = time.process_time()
    bodies = [ours.body(f"org/name/xx/{at:07d}", name) for at, name in enumerate(names)]
    read = time.process_time()
    found = judged_pairs(bodies)
    judged = time.process_time()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    outcomes = Counter(each.verdict.outcome for each in found)
    print(
        f"{len(bodies):,} names: read in {read - begun:.0f} s, judged in {judged - read:.0f} s ",
        end="",
    )
    print(f"(CPU), peak {peak:,} MB; {dict(outcomes)}, proposed from {PROPOSED:,}")


def duplicates(url: str, most: int = 25) -> None:
    """Print the bodies that lie under most records: by what rules and persons decided, or would."""
    from kg.store.opening import open_store

    store = open_store(url)
    ledger = read_ledger(store)
    bodies = bodies_of(store)
    settled = Settling(bodies, ledger, store.redirects()).run(judged_pairs(bodies))
    groups = _groups([(old, new) for old, new in store.redirects().items()])
    groups = _groups(
        [
            *((one, other) for one, ms in groups.items() for other in ms),
            *((d.one, d.other) for d, _ in settled.same),
        ]
    )
    ends = set(store.redirects())
    shown = sorted({id(m): m for m in groups.values()}.values(), key=lambda m: (-len(m), min(m)))
    print("| records now | records that are one body |\n|---|---|")
    for members in shown[:most]:
        print(f"| {len(members - ends)} | {', '.join(sorted(members))} |")
    count = sum(len(members - ends) for members in shown)
    print(f"\n{len(bodies)} records; {len(shown)} bodies under {count} of them; ", end="")
    print(f"{len(settled.ask)} pairs for a person")
    store.close()


def main() -> None:
    """Run what is asked for."""
    parser = argparse.ArgumentParser(prog="python -m bench.identity", description=__doc__)
    parser.add_argument("--gold", type=Path, default=GOLD)
    parser.add_argument("--names", type=int, help="judge so many made-up names")
    parser.add_argument("--duplicates", metavar="STORE", help="the address of a store")
    asked = parser.parse_args()
    if asked.names:
        speed(asked.names)
    elif asked.duplicates:
        duplicates(asked.duplicates)
    else:
        compare(gold(asked.gold), peers())


if __name__ == "__main__":
    main()
