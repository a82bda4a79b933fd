"""All forms of pictures, by name: the one place where a new one is entered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kg.base.errors import BadOptionError
from kg.base.i18n import msg
from kg.model.registry import NODES, type_of
from viz.pictures import (
    actor_picture,
    bridges_picture,
    communities_picture,
    house_picture,
    match_picture,
    path_picture,
    sectors_picture,
    states_picture,
    tiles_picture,
    timeline_picture,
)
from viz.pictures.lasting_subjects import with_moves
from viz.pictures.picture import AskedPicture, Picture, in_plain_words
from viz.pictures.picture_form import PictureAsk, PictureForm, PictureNeedsError

_ALL: Final = (
    actor_picture.FORM,
    house_picture.FORM,
    states_picture.FORM,
    tiles_picture.FORM,
    timeline_picture.FORM,
    sectors_picture.FORM,
    match_picture.FORM,
    path_picture.FORM,
    bridges_picture.FORM,
    communities_picture.FORM,
)
FORMS: Final[Mapping[str, PictureForm]] = {form.name: form for form in _ALL}
"""The forms by name, in the order in which they are listed."""


def form_named(name: str) -> PictureForm:
    """Return a form.

    Raises:
        BadOptionError: there is no form of that name.
    """
    if name not in FORMS:
        fix = msg("Use one of: {names}.", names=list(FORMS))
        raise BadOptionError("form", name, fix)
    return FORMS[name]


def picture(ask: PictureAsk) -> Picture:
    """Return the picture that is asked for.

    Raises:
        BadOptionError: no such form, or a word with a value that it may not have.
        PictureNeedsError: too few records, too many, or of other types.
        UnknownIdError: no such record, or not for this audience.
    """
    form = form_named(ask.asked.form)
    _check(form, ask.asked)
    return in_plain_words(with_moves(ask.view, form.make(ask)))


def _check(form: PictureForm, asked: AskedPicture) -> None:
    if form.ends != (asked.start is not None and asked.end is not None):
        raise PictureNeedsError(
            msg("The picture “{form}” goes from one record to another.", form=form.name)
            if form.ends
            else msg("The picture “{form}” has no two ends.", form=form.name),
            msg("Say which with from and to.") if form.ends else msg("Leave from and to out."),
        )
    if not form.least <= len(asked.ids) <= form.most:
        raise PictureNeedsError(
            msg("The picture “{form}” is made of {least} to {most} records, not of {count}.",
                form=form.name, least=form.least, most=form.most, count=len(asked.ids)),
            msg("Name each with id."),
        )  # fmt: skip
    for id_ in asked.ids:
        if form.types and type_of(id_) not in form.types:
            names = [NODES[name].title_of_type for name in form.types]
            raise PictureNeedsError(
                msg("The picture “{form}” is not made of “{id}”.", form=form.name, id=id_[:100]),
                msg("Name a record of one of these types: {types}.", types=names),
            )
    for name, value in asked.choice:
        allowed = form.choices.get(name)
        if allowed and value not in allowed:
            raise BadOptionError(name, value, msg("Use one of: {names}.", names=list(allowed)))
