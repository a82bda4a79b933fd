"""All steps, the oldest first: a new format adds one file and one line here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kg.model.records import Statement
from kg.store.upgrade import to_sums as sums
from kg.store.upgrade import to_visibility as visibility
from kg.store.upgrade.step import Engine, Step

STEPS: Final[tuple[Step, ...]] = (visibility.STEP, sums.STEP)


def steps_from(engine: Engine, number: int) -> tuple[Step, ...]:
    """Return the steps from a format of an engine to the present one, none from that itself."""
    return tuple(step for step in STEPS if step.before[engine] >= number)


def is_older(engine: Engine, number: int) -> bool:
    """Say whether there is a way from a format to the present one."""
    return any(step.before[engine] == number for step in STEPS)


def brought_over(
    steps: Sequence[Step], type_: str, statements: Sequence[Statement]
) -> tuple[Statement, ...]:
    """Return all that is said about a record of a type in the form of the present format."""
    for step in steps:
        statements = [step.statement(type_, said) for said in statements]
    return tuple(statements)
