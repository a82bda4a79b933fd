"""Patterns over foreign text take time in proportion to it, whatever it is.

The one place where time is asserted: processor time, the best of several, of the same pattern over
a text and over one ten times as long. A quadratic pattern takes a hundred times as long.
"""

from __future__ import annotations

import ast
import inspect
import re
import time
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from ingest.personal_data import masked, masked_closely, names_a_person, without_addresses
from ingest.sheet.headers.header_words import recognise
from kg.base.text import fold
from tests import effort
from tests.house.linear.patterns import Used, modules, samples, used_patterns

SHORT, LONG = (30_000, 300_000) if effort.LONG else (10_000, 100_000)
MOST = 20
LEAST = 0.002
"""Seconds below which a measurement says nothing."""
HOPELESS = 3.0
"""Seconds for the short text after which the long one is not tried."""


def texts(words: list[str], length: int) -> list[str]:
    """A word over and over, alone and behind a beginning, and an end that fits nowhere."""
    pumped = [(word * (length // len(word) + 1))[:length] + "\x7f" for word in words]
    signs = [word for word in words if not word.isalnum() and not word.isspace()]
    return [*pumped, *(f"a{sign}{text}" for sign in signs[:3] for text in pumped[:1] + pumped[4:9])]


def seconds(run: Callable[[], object]) -> float:
    begun = time.process_time()
    run()
    return time.process_time() - begun


def slower(run: Callable[[Any], object], short: Any, long: Any) -> float:
    """How many times as long the long text takes: once measured, where in doubt three times.

    Where three times are too many, on: other programs slow a measurement down, and none speeds up.
    """
    times: list[tuple[float, float]] = []
    for turn in range(9):
        base = seconds(lambda: run(short))
        if base > HOPELESS:
            return float("inf")
        times.append((base, seconds(lambda: run(long))))
        ratio = min(each[1] for each in times) / max(min(each[0] for each in times), LEAST)
        if ratio < (MOST / 2 if turn < 2 else MOST):
            break
    return ratio


def runner(used: Used) -> Callable[[Any], object]:
    as_bytes = isinstance(used.pattern.pattern, bytes)
    method = getattr(used.pattern, used.method)

    def run(text: str) -> object:
        given = text.encode() if as_bytes else text
        if used.method == "sub":
            return method(b"" if as_bytes else "", given)
        found = method(given)
        return sum(1 for _ in found) if used.method == "finditer" else found

    return run


PATTERNS = list(used_patterns())


def test_patterns_are_found() -> None:
    assert len(PATTERNS) > 50


@pytest.mark.parametrize("used", PATTERNS, ids=[f"{u.name}.{u.method}" for u in PATTERNS])
def test_a_pattern_is_linear(used: Used) -> None:
    pieces, run = samples(used.pattern), runner(used)
    pairs = zip(texts(pieces, SHORT), texts(pieces, LONG), strict=True)
    worst = {short[:12]: slower(run, short, long) for short, long in pairs}
    assert {text: times for text, times in worst.items() if times > MOST} == {}


def test_patterns_are_compiled_where_this_test_finds_them() -> None:
    """No pattern is hidden in a call of ``re``."""
    hidden = [
        f"{module.__name__}:{node.lineno}"
        for module in modules()
        for node in ast.walk(ast.parse(inspect.getsource(module)))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "re"
        and node.func.attr not in ("compile", "escape")
    ]
    assert hidden == []


MARKS = "".join(map(chr, (0x0301, 0x0327, 0x0F73, 0x0344, 0x3099, 0x05B0)))


@pytest.mark.parametrize("piece", [MARKS, "é", "\u0301\u0327", "\u0f73", "ﬀ", "a ", "℡"])
def test_folding_is_linear(piece: str) -> None:
    short, long = (piece * (length // len(piece)) for length in (SHORT, LONG))
    assert slower(fold, short, long) < MOST


READINGS = [
    without_addresses,
    names_a_person,
    masked,
    partial(masked_closely, "Notas"),
    partial(recognise.__wrapped__, kind="offers"),
]


@pytest.mark.parametrize("piece", ["a", "a@", "a.", "a@a.", " ", "Dr ", "(", "((a", "a_", "([)"])
@pytest.mark.parametrize("read", READINGS)
def test_readings_are_linear(read: Callable[[str], object], piece: str) -> None:
    short, long = (piece * (length // len(piece)) for length in (SHORT, LONG))
    assert slower(read, short, long) < MOST


def test_a_quadratic_pattern_is_found() -> None:
    bad = Used("bad", re.compile(r"(?:a|b)+@"), "search")
    assert slower(runner(bad), "a" * 1_000, "a" * 10_000) > MOST
