"""Who may see a statement is said by the statement itself, no longer among its values.

Before, sheets wrote ``public`` wherever the column was missing or empty, and the claims of several
sources were resolved as those about any other field: the better source could open what a stricter
one had closed. A ``public`` of an offer, demand or practice therefore counts as not stated; nobody
can tell it from a missing column.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any, Final, cast

from kg.base.audience import AUDIENCES, Audience
from kg.model import audiences
from kg.model.audiences import CLOSED_WHOLE, EVERYBODY, FEWEST
from kg.model.claims import chosen_node
from kg.model.fields import VISIBLE
from kg.model.records import Statement
from kg.model.registry import NODES
from kg.store.sqlite import ddl
from kg.store.upgrade.step import Step


def statement(type_: str, said: Statement) -> Statement:
    """Return a statement with its claim beside its values."""
    if VISIBLE not in said.props:
        return said
    props = {name: value for name, value in said.props.items() if name != VISIBLE}
    return said._replace(props=props, visibility=_claim(type_, said.props[VISIBLE]))


def level(type_: str, statements: Sequence[Statement]) -> Audience:
    """Return from which audience on a record was seen: by what was chosen among the claims."""
    if type_ not in NODES:
        return EVERYBODY
    if any(said.visibility for said in statements):
        return audiences.level(type_, statements)  # An upgrade that broke off was here before.
    return _audience(chosen_node(type_, statements).get(VISIBLE, EVERYBODY))


def tables(connection: sqlite3.Connection) -> None:
    """Let the store say of which room it is, and give it keys that are spent once."""
    connection.execute(f"ALTER TABLE store ADD COLUMN {ddl.ROOM}")
    for made in ddl.ONCE:
        connection.execute(made)


def _claim(type_: str, value: Any) -> Audience | None:
    claimed = _audience(value)
    return None if claimed == EVERYBODY and type_ in CLOSED_WHOLE else claimed


def _audience(value: Any) -> Audience:
    """Return an audience; a word that is none closes."""
    return cast("Audience", value) if value in AUDIENCES else FEWEST


STEP: Final = Step(
    before={"sqlite": 1, "neo4j": 2, "backup": 1},
    statement=statement,
    level=level,
    tables=tables,
)
