"""What it takes to bring stores of one format to the next."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from kg.base.audience import Audience
from kg.model.records import Statement

Engine = Literal["sqlite", "neo4j", "backup"]
"""Where formats are counted, each for itself."""


@dataclass(frozen=True, slots=True)
class Step:
    """From one format to the next.

    ``before`` is the number of the older format in each engine. ``statement`` brings over what a
    source says about a record of a type (a node or relation) and leaves alone what is as it should
    be: an interrupted upgrade meets its own work again. ``level`` says from which audience on a
    record was seen by the rule of the older format. ``tables`` alters the tables of an SQLite
    store; what Neo4j needs besides is in its constraints, which are made where they lack.
    """

    before: dict[Engine, int]
    statement: Callable[[str, Statement], Statement]
    level: Callable[[str, Sequence[Statement]], Audience]
    tables: Callable[[sqlite3.Connection], None]
