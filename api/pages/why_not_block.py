"""The part of a page of matches that says why a record is not among them."""

from __future__ import annotations

from api.deps import Reader
from api.pages.actor_meant import meant
from kg.matching.lens.lens_files import LENSES
from kg.model.documents import Match, WhyNot
from kg.questions import WhyNotQuestion


def asked_why(
    reader: Reader, found: Match, text: str, sector: str | None, top: int
) -> WhyNot | None:
    """Return what is said of the record that a reader misses, by id or by name; None for none."""
    lens = LENSES.named(found.lens.name)
    ends = (lens.start.labels, lens.end.labels)
    target = meant(reader, text, ends[found.query.type in ends[0]])
    if target is None:
        return None
    question = WhyNotQuestion(reader.id(), target, sector or None, lens=lens, top=top)
    return reader.answer(question)
