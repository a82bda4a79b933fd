"""What was computed of late is held while there is not too much of it."""

from __future__ import annotations

from kg.graph.memo import Recent


def test_what_is_held_is_not_computed_again_until_there_is_too_much() -> None:
    recent: Recent[int] = Recent(2)
    made: list[int] = []

    def of(key: int) -> int:
        def make() -> int:
            made.append(key)
            return key * 10

        return recent.of(key, make)

    assert [of(key) for key in (1, 2, 1, 2)] == [10, 20, 10, 20]
    assert made == [1, 2]
    assert [of(key) for key in (3, 1)] == [30, 10]
    assert made == [1, 2, 3, 1]
