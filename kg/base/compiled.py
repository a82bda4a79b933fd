"""Functions compiled to machine code. Imports numba: import it only inside functions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from numba import njit

F = TypeVar("F", bound=Callable[..., Any])


def compiled(function: F) -> F:
    """Compile a function; kept on disk where there is a place for it."""
    try:
        return cast("F", njit(cache=True, nogil=True)(function))
    except RuntimeError:  # neither the package nor the user's cache can be written to
        return cast("F", njit(nogil=True)(function))
