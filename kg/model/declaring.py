"""What a type must say of itself when it is made: all else about it is derived from that."""

from __future__ import annotations

from collections.abc import Mapping


class UndeclaredError(TypeError):
    """A node or relation type leaves out something without which it cannot be shown or kept."""


def require(cls: type, declared: Mapping[str, str]) -> None:
    """Look whether a class states, or inherits, each of some attributes.

    Raises:
        UndeclaredError: one sentence that names those it does not.
    """
    gaps = [f"{name} ({means})" for name, means in declared.items() if not hasattr(cls, name)]
    if gaps:
        raise UndeclaredError(f"The type {cls.__name__} does not say its {', '.join(gaps)}.")
