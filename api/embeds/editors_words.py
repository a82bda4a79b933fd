"""What the page for editors calls the further words of a form, and which of them it offers.

Only what everybody may see is offered: what a form shows to the board alone, an embed refuses.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from kg.base.i18n import Message, msg
from viz.pictures.picture_form import PictureForm

BOARD_ONLY: Final[Mapping[str, frozenset[str]]] = {
    "of": frozenset({"coverage", "freshness"}),
    "order": frozenset({"adds"}),
}
"""Values that are refused to everybody but the board."""


@dataclass(frozen=True, slots=True)
class OfferedWord:
    """A further word of a form: its name in addresses, what it is called, its values so too."""

    name: str
    title: Message
    values: Sequence[tuple[str, Message | str]]


_TITLES: Final[Mapping[str, Message]] = {
    "k": msg("How many routes"),
    "nature": msg("What is counted"),
    "of": msg("What the tiles show"),
    "show": msg("What stands in time"),
    "steps": msg("How far"),
}
_VALUES: Final[Mapping[tuple[str, str], Message]] = {
    ("nature", "declared"): msg("what is offered and needed"),
    ("nature", "demonstrated"): msg("what activities show"),
    ("of", "contributed"): msg("Who has contributed"),
    ("of", "members"): msg("Members of a body"),
    ("of", "offers"): msg("Offers in a sector"),
    ("of", "needs"): msg("Needs in a sector"),
    ("show", "agreements"): msg("agreements and memberships"),
    ("show", "work"): msg("programmes and activities"),
    ("steps", "1"): msg("Neighbours"),
    ("steps", "2"): msg("2 steps"),
    ("steps", "3"): msg("3 steps"),
}
"""Values that are no numbers are called by words."""
_MOST: Final[Mapping[str, int]] = {"tiles": 1}
"""Of so many records at most everybody may have a picture, where the board may have more."""


def most_records(form: PictureForm) -> int:
    """Return of how many records an editor's picture is made at most."""
    return min(form.most, _MOST.get(form.name, form.most))


def offered_words(form: PictureForm) -> list[OfferedWord]:
    """Return the words of a form that an editor can choose: those with more than one value.

    >>> from viz.pictures.picture_forms import form_named
    >>> [(word.name, len(word.values)) for word in offered_words(form_named("tiles"))]
    [('of', 4)]
    """
    words = []
    for name, values in form.choices.items():
        open_ = [value for value in values if value not in BOARD_ONLY.get(name, ())]
        if len(open_) > 1:
            named = [(value, _VALUES.get((name, value), value)) for value in open_]
            words.append(OfferedWord(name, _TITLES[name], named))
    return words
