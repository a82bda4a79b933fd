"""Whose pages these are, as a file of the board's says: read and checked, with its line numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, partial
from pathlib import Path
from typing import Annotated, Final

from pydantic import Field

from kg.base.i18n import msg
from kg.base.mailboxes import is_mailbox
from kg.definitions.definition_files import Definitions, Mistake
from kg.definitions.reader import Entry, WrongValue, read
from kg.definitions.shipped_names import PUBLISHER
from kg.model.fields import Id, Short
from kg.model.registry import type_of
from kg.model.standing import Standing

_WEB: Final = re.compile(r"https://[^\s<>\"']+")
_PLACES: Final = ("State", "Country", "Region")

Said = Annotated[str, Field(min_length=1, max_length=1_000)]


class InFour(Entry):
    """A text in each of the four languages."""

    es: Said
    en: Said
    pt: Said
    fr: Said

    def said(self, lang: str) -> str:
        """Return the text in a language."""
        return str(getattr(self, lang))

    def texts(self) -> dict[str, str]:
        """Return the text by language."""
        return dict(self)


class Licence(Entry):
    """Under which licence what is made here may be used."""

    name: InFour
    url: Short | None = None


class Publisher(Entry):
    """Whose pages these are.

    ``name`` is what readers know them by, ``body`` who publishes, ``office`` and ``mailbox`` are
    for those who write. ``places`` are names of places, by id, about which there are different
    positions.
    """

    publisher: Short
    version: Short
    standing: Standing
    name: InFour
    body: InFour
    office: InFour
    mailbox: Short | None = None
    disclaimer: InFour
    licence: Licence
    emblem: Short | None = None
    places: Mapping[Id, InFour] = Field(default_factory=dict)


def _nonsense(found: Publisher) -> Iterator[WrongValue]:
    if found.mailbox is not None and not is_mailbox(found.mailbox):
        why = msg("“{value}” is no mailbox.", value=found.mailbox)
        fix = msg(
            "Write the mailbox of an office, such as {mailbox}.", mailbox="office@example.org"
        )
        yield WrongValue("no-mailbox", why, fix, ("mailbox",))
    if found.licence.url is not None and _WEB.fullmatch(found.licence.url) is None:
        why = msg("“{value}” is no address.", value=found.licence.url)
        yield WrongValue("no-address", why, msg("Write an address with https://."),
                         ("licence", "url"))  # fmt: skip
    for id_ in found.places:
        if type_of(id_) not in _PLACES:
            why = msg("“{id}” is no place.", id=id_)
            fix = msg("Name a state, country or region by its id, such as {id}.", id="country/flk")
            yield WrongValue("no-place", why, fix, ("places", id_))


_OTHER: Final = Mistake(
    1,
    "no-publisher",
    msg("This does not say whose pages these are."),
    msg("See docs/tasks/publish-under-your-name.md."),
)
PUBLISHERS: Final[Definitions[Publisher]] = Definitions(
    Path(__file__).parent / "shipped",
    "COOPGRAPH_PUBLISHER",
    partial(read, model=Publisher, checks=_nonsense, other=_OTHER),
)
"""Publishers by name or file."""


def publisher_of(name_or_path: str = "") -> Publisher:
    """Return the publisher of this name or in this file; without one the one that is proposed.

    Raises:
        BadOptionError, BadFileError, BadDefinitionError: as ``Definitions.load``.
    """
    return PUBLISHERS.load(name_or_path) if name_or_path else proposed_publisher()


@cache
def proposed_publisher() -> Publisher:
    """Return the publisher that is proposed."""
    return PUBLISHERS.named(PUBLISHER)
