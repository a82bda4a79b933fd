"""What an address of a picture asks for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Query

from viz.pictures.picture import AskedPicture


@dataclass(frozen=True, slots=True)
class WantedPicture:
    """The parameters of an address, before the form is known."""

    ids: tuple[str, ...]
    start: str | None
    end: str | None

    def picture(self, form: str, given: Mapping[str, str]) -> AskedPicture:
        """Return what is asked of a form."""
        return AskedPicture(form, self.ids, self.start, self.end, given.get("as_of"))


def _wanted(
    ids: Annotated[tuple[str, ...], Query(alias="id")] = (),
    start: Annotated[str | None, Query(alias="from")] = None,
    end: Annotated[str | None, Query(alias="to")] = None,
) -> WantedPicture:
    return WantedPicture(tuple(ids), start or None, end or None)


Wanted = Annotated[WantedPicture, Depends(_wanted)]
