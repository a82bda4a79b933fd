"""Small worlds of cooperation: who gave to whom in what, and when, as lines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from random import Random
from typing import Any

from kg.graph.view import View
from tests.graphs import view_of

SECTORS: Mapping[str, Mapping[str, Any]] = {
    f"sector/dac/{code}": {"scheme": "dac", "level": level, "code": code}
    for code, level in (
        ("110", "group"),
        ("111", "category"),
        ("112", "category"),
        ("122", "category"),
        ("140", "category"),
        ("11110", "leaf"),
    )
}
BROADER = """
    sector/dac/111 BROADER sector/dac/110
    sector/dac/112 BROADER sector/dac/110
    sector/dac/11110 BROADER sector/dac/111
"""


def world(
    rows: str | Iterable[str], lines: str = "", nodes: Mapping[str, Any] | None = None
) -> View:
    """Return a world of activities: a row is its day (- if unknown), provider, recipient, code.

    ``lines`` are further relations, ``nodes`` facts of further nodes or of those that rows name.
    """
    text = rows.splitlines() if isinstance(rows, str) else rows
    relations, facts = [BROADER, lines], {**SECTORS, **(nodes or {})}
    for number, row in enumerate((line.split() for line in text if line.strip()), 1):
        day, provider, recipient, code = row
        activity = f"activity/{number:04}"
        dated = {} if day == "-" else {"starts": day}
        facts[activity] = {"nature": "demonstrated", **dated}
        since = "" if day == "-" else f" - {day}"
        relations += [
            f"{provider} FUNDS {activity}{since}",
            f"{recipient} RECEIVES {activity}{since}",
            f"{activity} IN_SECTOR sector/dac/{code}",
        ]
    return view_of("\n".join(relations), facts)


def made_up(seed: int, years: Iterable[int], count: int) -> list[str]:
    """Return rows drawn with a rule to be found: who gave lately in a sector gives there again."""
    random = Random(seed)
    states = [f"state/s{number:02}" for number in range(12)]
    givers = [f"org/g{number:02}" for number in range(9)]
    codes = ("111", "112", "122", "140")
    rows = []
    for year in years:
        for _ in range(count):
            giver = random.choice(givers)
            # Each giver has two sectors of its own, and works in others now and then.
            own = codes[int(giver[-1]) % 4], codes[(int(giver[-1]) + 1) % 4]
            code = random.choice(own if random.random() < 0.85 else codes)
            rows.append(f"{year}-0{random.randint(1, 9)}-01 {giver} {random.choice(states)} {code}")
    return rows
