"""Which actor a reader means: by its id, or by name."""

from __future__ import annotations

from collections.abc import Sequence

from api.deps import Reader
from kg.model.relations import ACTORS
from kg.questions import SearchQuestion


def meant(reader: Reader, text: str, types: Sequence[str] = ACTORS) -> str | None:
    """Return the id that a reader means: the id itself, or the first of these types by name."""
    text = text.strip()
    if not text:
        return None
    found = reader.answer(SearchQuestion(text)).results
    return next((ref.id for ref in found if ref.type in types or ref.id == text), None)
