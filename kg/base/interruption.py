"""Ctrl-C, also where it comes back as another error."""

from __future__ import annotations


def was_interrupted(error: BaseException) -> bool:
    """Say whether an error is an interruption, or came up while one was cleaned up after.

    Interrupted while it reads an answer, the driver of Neo4j fails at closing the connection.
    """
    met: BaseException | None = error
    seen = set()
    while met is not None and id(met) not in seen:
        if isinstance(met, KeyboardInterrupt):
            return True
        seen.add(id(met))
        met = met.__cause__ or met.__context__
    return False
