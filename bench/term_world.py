"""A seeded world of needs, bodies and what these have done: few do much, many little."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Final

from kg.graph.build import build
from kg.graph.view import View
from kg.model.records import NodeRow, RelationRow

SEED: Final = 7
ROLES: Final = ("FUNDS", "EXTENDS", "PROVIDES")
CATEGORIES: Final = [f"sector/dac/{code}" for code in range(111, 161)]
LEAVES: Final = [f"{category}{n:02d}" for category in CATEGORIES for n in range(5)]
STATES: Final = [f"state/s{n}" for n in range(35)]
PLACES: Final = [*STATES, *(f"country/c{n}" for n in range(120))]


def world(needs: int, bodies: int, activities: int) -> View:
    """Return a seeded world; a need has one to three sectors of 250, an activity two."""
    random = Random(SEED)
    nodes: dict[str, str] = dict.fromkeys(CATEGORIES, '{"scheme":"dac","level":"category"}')
    nodes |= dict.fromkeys(LEAVES, '{"scheme":"dac","level":"leaf"}') | dict.fromkeys(PLACES, "{}")
    nodes |= {f"org/o{n}": f'{{"country":"{random.choice(PLACES)}"}}' for n in range(bodies)}
    relations = [(leaf, "BROADER", leaf[:-2]) for leaf in LEAVES]
    for n in range(activities):
        activity = f"activity/{n}"
        nodes[activity] = f'{{"starts":"{random.randint(2000, 2026)}-01-01"}}'
        relations += [(activity, "IN_SECTOR", sector) for sector in random.sample(LEAVES, 2)]
        relations.append((random.choice(PLACES), "RECEIVES", activity))
        relations += [(_body(random, bodies), role, activity) for role in ROLES]
    for n in range(needs):
        need = f"demand/{n}"
        nodes[need] = (
            f'{{"nature":"declared","status":"{random.choice(("open",) * 9 + ("met",))}"}}'
        )
        relations.append((random.choice(STATES), "DECLARES", need))
        sectors = random.sample(LEAVES, random.randint(1, 3))
        relations += [(need, "IN_SECTOR", sector) for sector in sectors]
    rows = [RelationRow(type_, a, b, "", None, None, None, "{}") for a, type_, b in relations]
    return View(build([NodeRow(*node) for node in nodes.items()], rows), date(2026, 11, 1))


def _body(random: Random, bodies: int) -> str:
    """Return one of the bodies: of ten, four times any, six times one that does much."""
    if random.random() < 0.4:
        return f"org/o{random.randrange(bodies)}"
    return f"org/o{min(int(random.paretovariate(0.7)), bodies) - 1}"
