"""What a diagram can be of: a record, a match, a way, bridges between bodies, partners."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from kg.base.errors import BadOptionError, WrongUseError
from kg.base.i18n import Message, msg
from kg.knowledge import Inquiry
from kg.questions import PartnersQuestion
from viz.diagram_choices import DIAGRAMS
from viz.ego import ego_scene
from viz.partners_scene import partners_scene
from viz.pictures.picture import AskedPicture
from viz.pictures.picture_form import PictureAsk
from viz.pictures.picture_forms import picture
from viz.scene import Scene

_TWO: Final = 2


class DiagramNeedsError(WrongUseError):
    """A diagram is asked for without what it is of, or with too much."""

    slug = "diagram-needs"
    status = 422
    title = msg("Wrong records for a diagram")


@dataclass(frozen=True, slots=True)
class AskedDiagram:
    """Of what a diagram is, of which records; how far it goes from one, or from which to which."""

    of: str = "node"
    ids: tuple[str, ...] = ()
    steps: int = 1
    start: str = ""
    end: str = ""


def diagram_scene(asked: AskedDiagram, inquiry: Inquiry) -> Scene:
    """Return the scene of what is asked for, as the reader of an inquiry sees it.

    Raises:
        BadOptionError: a diagram can be of nothing of that name.
        DiagramNeedsError, PictureNeedsError: too few records, too many, or of other types.
        UnknownIdError: no such record, or not for this audience.
        ForbiddenError: partners, and the reader is not the board.
    """
    if asked.of not in _MAKERS:
        raise BadOptionError("--of", asked.of, msg("Use one of: {names}.", names=list(DIAGRAMS)))
    if (asked.start or asked.end) and asked.of != "path":
        raise DiagramNeedsError(
            msg("A diagram of “{of}” does not go from one record to another.", of=asked.of),
            msg("Leave --from and --to out."),
        )
    return _MAKERS[asked.of](asked, inquiry)


def _node(asked: AskedDiagram, inquiry: Inquiry) -> Scene:
    if len(asked.ids) != 1:
        raise _needs(asked, msg("Name one record."))
    return ego_scene(inquiry.view, asked.ids[0], inquiry.lang, asked.steps)


def _path(asked: AskedDiagram, inquiry: Inquiry) -> Scene:
    named = tuple(filter(None, (asked.start, asked.end)))
    ends = asked.ids + named
    if len(ends) != _TWO or len(named) == 1:
        raise _needs(asked, msg("Name two records, or say which with --from and --to."))
    return _form(AskedPicture("path", start=ends[0], end=ends[1]), inquiry)


def _of_records(asked: AskedDiagram, inquiry: Inquiry) -> Scene:
    return _form(AskedPicture(asked.of, asked.ids), inquiry)


def _form(asked: AskedPicture, inquiry: Inquiry) -> Scene:
    """Return the scene that a form of pictures draws."""
    body = picture(PictureAsk(asked, inquiry)).body
    assert isinstance(body, Scene)
    return body


def _partners(asked: AskedDiagram, inquiry: Inquiry) -> Scene:
    if asked.ids:
        raise _needs(asked, msg("Name none: it is of all partners."))
    found = inquiry.answer(PartnersQuestion())
    if not found.results:
        raise _needs(asked, msg("Load what is known of partners: coopgraph init --starter."))
    return partners_scene(inquiry.view, found, inquiry.lang)


def _needs(asked: AskedDiagram, fix: Message) -> DiagramNeedsError:
    return DiagramNeedsError(
        msg("A diagram of “{of}” is not made of {count} records.", of=asked.of,
            count=len(asked.ids) + bool(asked.start) + bool(asked.end)),
        fix,
    )  # fmt: skip


_MAKERS: Final[Mapping[str, Callable[[AskedDiagram, Inquiry], Scene]]] = {
    "node": _node,
    "match": _of_records,
    "path": _path,
    "bridges": _of_records,
    "partners": _partners,
}
