"""A few hundred mutated files for every reader; ``make check-long`` runs 20,000."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.fuzz.campaign import run_in, split
from tests.fuzz.measure import MAX_MEMORY, MAX_SECONDS, Taken, TooSlowError, measured
from tests.fuzz.targets import TARGETS
from tests.fuzz.world import World, open_world

CASES = 300


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with open_world(tmp_path_factory.mktemp("fuzz")) as world:
        yield world


@pytest.mark.parametrize("target", [target.name for target in TARGETS])
def test_no_mutated_file_breaks_a_reader(world: World, target: str) -> None:
    cases = [(target, number) for number in range(split(CASES)[target])]
    assert [found for found in run_in(world, cases) if found is not None] == []


def test_cases_are_the_same_each_time() -> None:
    from random import Random

    for target in TARGETS:
        assert target.make(Random("1")) == target.make(Random("1"))


def test_what_takes_too_much_is_a_failure() -> None:
    assert Taken(MAX_SECONDS + 1).complaint() is not None
    assert Taken(0, MAX_MEMORY + 1).complaint() is not None
    assert Taken(1, 2**20).complaint() is None


def test_memory_is_measured() -> None:
    with measured() as taken:
        held = bytearray(50_000_000)
    assert len(held) == 50_000_000
    assert taken.memory == 0 or taken.memory > 40_000_000


def test_what_does_not_end_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.fuzz.measure._HOPELESS", 0.2)
    with pytest.raises(TooSlowError):
        _never_ends()


def _never_ends() -> None:
    with measured():
        while True:
            pass
