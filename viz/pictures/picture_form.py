"""A form of pictures: of what it is made, and what makes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kg.base.errors import WrongUseError
from kg.base.i18n import Message, msg
from viz.pictures.picture import AskedPicture, Picture
from viz.scene import Href

if TYPE_CHECKING:
    from kg.graph.view import View
    from kg.knowledge import Inquiry


class PictureNeedsError(WrongUseError):
    """A picture is asked for without what it is made of, or with too much."""

    slug = "picture-needs"
    status = 422
    title = msg("Wrong records for a picture")


@dataclass(frozen=True, slots=True)
class PictureAsk:
    """Who asks for a picture, and of what; ``href`` gives the address of a record's page.

    ``here`` gives the address at which the same page shows what else is asked of the form.
    """

    asked: AskedPicture
    inquiry: Inquiry
    href: Href | None = None
    here: Callable[[AskedPicture], str | None] | None = None

    @property
    def view(self) -> View:
        """What its reader sees."""
        return self.inquiry.view

    @property
    def lang(self) -> str:
        """The language of the picture."""
        return self.inquiry.lang

    def chosen(self, name: str) -> tuple[str, ...]:
        """Return all that is said by one of the further words, in order, each once."""
        return tuple(dict.fromkeys(value for key, value in self.asked.choice if key == name))

    def toggled(self, name: str, value: str) -> str | None:
        """Return the address at which a further word is said as well, or no longer."""
        if self.here is None:
            return None
        pair, said = (name, value), self.asked.choice
        choice = tuple(one for one in said if one != pair) if pair in said else (*said, pair)
        return self.here(replace(self.asked, choice=choice))


@dataclass(frozen=True, slots=True)
class PictureForm:
    """A form by its name in addresses: its title, of how many records of which types it is made.

    Without ``types`` records of any type will do. ``ends``: it goes from one record to another.
    ``choices`` are further words that it knows, each with the values it may have; without any, the
    form itself makes of it what it can.
    """

    name: str
    title: Message
    says: Message
    make: Callable[[PictureAsk], Picture]
    types: tuple[str, ...] = ()
    least: int = 0
    most: int = 0
    ends: bool = False
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
