"""Words for the values that answers carry: natures, verdicts, outcomes, conditions."""

from __future__ import annotations

from typing import Final

from kg.i18n import Message, msg

NATURES: Final[dict[str | None, Message]] = {
    "declared": msg("declared"),
    "demonstrated": msg("demonstrated"),
    "example": msg("EXAMPLE"),
    None: msg("—"),
}
VERDICTS: Final[dict[str, Message]] = {
    "approach": msg("approach"),
    "conditions": msg("approach under conditions"),
    "not_now": msg("not now"),
}
OUTCOMES: Final[dict[str, Message]] = {
    "accepted": msg("accepted"),
    "changed": msg("accepted with a change"),
    "held": msg("held"),
    "rejected": msg("rejected"),
}
SIDES: Final[dict[str, Message]] = {
    "offer": msg("who offers"),
    "demand": msg("who asks"),
    "target": msg("who has done it"),
}
CONDITIONS: Final[dict[str, Message]] = {
    "different_actor": msg("of the same state"),
    "same_nature": msg("an example beside a declared one"),
    "period_overlap": msg("no common period"),
    "valid_on_date": msg("no longer valid"),
    "common_language": msg("no common language"),
    "eligible": msg("not among those who may take part"),
    "at_least": msg("sectors too far apart"),
    "same_field": msg("of another field of work"),
}


def word(words: dict[str, Message], value: str, lang: str) -> str:
    """Return the word for a value, the value itself where there is none."""
    return words[value].text(lang) if value in words else value
