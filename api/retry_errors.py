"""Errors that say when to come back: nothing is wrong with the question."""

from __future__ import annotations

from typing import ClassVar

from kg.base.errors import CoopgraphError


class LaterError(CoopgraphError):
    """The service cannot answer now; ``after`` says in how many seconds to ask again."""

    after: ClassVar[int] = 1
