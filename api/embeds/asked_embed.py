"""What an address of a picture asks for: which records, on which day, with which words of a form.

Which words there are say the forms: a new one that a form knows is taken by every address.
"""

from __future__ import annotations

import inspect
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Final, TypeAlias

from fastapi import Depends, Query
from pydantic import StringConstraints

from api.deps import Reader, UnknownParameterError
from viz.pictures.picture import AskedPicture
from viz.pictures.picture_forms import FORMS, form_named
from viz.pictures.picture_themes import Theme, theme_named

_BESIDE: Final = ("as_of", "theme")
"""What every picture takes."""
_LONGEST: Final = 400
_LONGEST_CHOICE: Final = 900
"""Characters of a word of a form: the key of a bundle names two records."""
CHOICES: Final = tuple(sorted({name for form in FORMS.values() for name in form.choices}))
"""Words that some form knows."""


@dataclass(frozen=True, slots=True)
class WantedPicture:
    """The parameters of an address, before the form is known."""

    ids: tuple[str, ...]
    start: str | None
    end: str | None
    theme: str
    choice: tuple[tuple[str, str], ...] = ()

    def picture(self, reader: Reader, form: str) -> AskedPicture:
        """Return what is asked of a form, on the day that the reader asks about.

        Raises:
            BadOptionError: there is no such form.
            UnknownParameterError: a word that this form does not know.
        """
        known = form_named(form)
        for name, _ in self.choice:
            if name not in known.choices:
                ends = ("from", "to") if known.ends else ("id",)
                raise UnknownParameterError(name, sorted((*ends, *_BESIDE, *known.choices)))
        as_of = reader.given.get("as_of")
        return AskedPicture(form, self.ids, self.start, self.end, as_of, self.choice)

    def themed(self) -> Theme:
        """Return the theme.

        Raises:
            BadOptionError: there is none of that name.
        """
        return theme_named(self.theme or "auto")


def _wanted(
    ids: tuple[str, ...], start: str | None, end: str | None, theme: str, **choice: tuple[str, ...]
) -> WantedPicture:
    said = tuple((name, value) for name, values in choice.items() for value in values if value)
    return WantedPicture(tuple(ids), start or None, end or None, theme, said)


def _parameter(name: str, kind: Any, default: Any, alias: str | None = None) -> inspect.Parameter:
    limited = Annotated[kind, Query(alias=alias or name)]
    return inspect.Parameter(
        name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=limited
    )


_TEXT: Final = Annotated[str | None, Query(max_length=_LONGEST)]
_Chosen: TypeAlias = Annotated[str, StringConstraints(max_length=_LONGEST_CHOICE)]
_wanted.__signature__ = inspect.Signature([  # type: ignore[attr-defined]  # as the forms say
    _parameter("ids", tuple[str, ...], (), "id"),
    _parameter("start", _TEXT, None, "from"),
    _parameter("end", _TEXT, None, "to"),
    _parameter("theme", str, ""),
    *(_parameter(name, tuple[_Chosen, ...], ()) for name in CHOICES),
])  # fmt: skip


def wanted_in(pairs: Sequence[tuple[str, str]]) -> WantedPicture | None:
    """Return what the parameters of an address ask for; None where one of them is unknown."""
    said: dict[str, str] = {}
    for name, value in pairs:
        if name not in ("id", "from", "to", *_BESIDE, "audience", *CHOICES):
            return None
        said[name] = value
    ids = tuple(value for name, value in pairs if name == "id")
    choice = tuple(pair for pair in pairs if pair[0] in CHOICES and pair[1])
    ends = (said.get("from") or None, said.get("to") or None)
    return WantedPicture(ids, *ends, said.get("theme", ""), choice)


Wanted = Annotated[WantedPicture, Depends(_wanted)]
