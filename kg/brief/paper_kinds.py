"""The kinds of papers: what each is about, whom it is for, and who makes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from typing import Final, cast

from kg.base.audience import AUDIENCES, Audience
from kg.base.errors import BadOptionError, ForbiddenError
from kg.base.i18n import Message, msg
from kg.brief.paper import Content, Paper
from kg.exchange.campaign_list import CampaignList
from kg.exchange.desk_documents import DeskInquiry
from kg.graph.naming import named
from kg.knowledge import Inquiry


@dataclass(frozen=True)
class PaperAsked:
    """From where a paper is made: a reader's inquiry, the desk, its subject, the days it covers.

    ``subject`` is an id of the view, None where the kind has none. ``since`` is the day from which
    changes are told. ``campaign`` is the list that states are counted against, None: the one that
    comes with the program.
    """

    inquiry: Inquiry
    desk: DeskInquiry
    subject: str | None = None
    since: date | None = None
    guideline: str | None = None
    campaign: CampaignList | None = None

    @property
    def lang(self) -> str:
        """The language of the paper."""
        return self.inquiry.lang


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of paper.

    ``audience`` is the one it is for; ``about`` are the types that its subject may have, none where
    it has no subject. ``maker`` is the module whose ``content`` makes it.
    """

    name: str
    label: Message
    audience: Audience
    about: tuple[str, ...]
    maker: str

    def content(self, asked: PaperAsked) -> Content:
        """Return what a paper of this kind says.

        Raises:
            CoopgraphError: as the module says.
        """
        make = cast("Callable[[PaperAsked], Content]", import_module(self.maker).content)
        return make(asked)


def _kind(name: str, label: Message, audience: Audience, maker: str, *about: str) -> Kind:
    return Kind(name, label, audience, about, f"kg.brief.{maker}")


KINDS: Final[Mapping[str, Kind]] = {
    kind.name: kind
    for kind in (
        _kind("state", msg("State brief"), "states", "state_brief", "State"),
        _kind("partner", msg("Partner brief"), "board", "partner_brief", "Organisation"),
        _kind("sector", msg("Sector brief"), "states", "sector_brief", "Sector"),
        _kind("activity", msg("Activity brief"), "public", "activity_brief", "Activity"),
        _kind("pilot", msg("Pilot plan"), "board", "pilot_plan", "Initiative"),
        _kind("guidance", msg("Guidance document"), "board", "guidance_document"),
        _kind("consultation", msg("Consultation report"), "board", "consultation_report"),
        _kind("campaign", msg("Campaign report"), "states", "campaign_report"),
        _kind("quarterly", msg("Quarterly report"), "states", "quarterly_report"),
    )
}
"""The kinds by name."""


def kind_named(name: str) -> Kind:
    """Return the kind of this name.

    Raises:
        BadOptionError: there is none.
    """
    if name not in KINDS:
        raise BadOptionError("kind", name, msg("Use one of: {names}.", names=list(KINDS)))
    return KINDS[name]


def paper(kind: Kind, asked: PaperAsked, *, for_board: bool = False) -> Paper:
    """Return a paper for the audience of the inquiry, which is at most the one of its kind.

    ``for_board``: the board asks for what its kind says to nobody else.

    Raises:
        ForbiddenError: the reader may not see papers of this kind, or it would say more than its
            kind may and that was not asked for.
        BadOptionError: the subject is missing, or of a type that the kind is not about.
        UnknownIdError: there is no such subject, or not for this audience.
    """
    _check_audience(kind, asked.inquiry.audience, for_board=for_board)
    view, lang = asked.inquiry.view, asked.lang
    subject = None if asked.subject is None else named(view, view.index(asked.subject), lang)
    _check_subject(kind, asked)
    return Paper(
        kind=kind.name,
        label=kind.label.text(lang),
        subject=subject,
        lang=lang,
        audience=asked.inquiry.audience,
        for_board=for_board,
        as_of=view.as_of.isoformat(),
        revision=view.snapshot.revision,
        content=kind.content(asked),
    )


def _check_audience(kind: Kind, audience: Audience, *, for_board: bool) -> None:
    wider = AUDIENCES.index(audience) > AUDIENCES.index(kind.audience)
    if kind.audience == "board" and audience != "board":
        raise ForbiddenError(
            msg("The {paper} is for the board.", paper=kind.label),
            msg("Ask with the audience “board” (audience=board)."),
        )
    if wider and not (for_board and audience == "board"):
        raise ForbiddenError(
            msg("The {paper} would hold more than it may say.", paper=kind.label),
            msg("Ask for the audience “{audience}”, or with --for-board.", audience=kind.audience),
        )


def _check_subject(kind: Kind, asked: PaperAsked) -> None:
    given = asked.subject
    if bool(kind.about) != (given is not None):
        fix = msg("Name one of: {names}.", names=list(kind.about)) if kind.about else msg(
            "Leave the id out."
        )  # fmt: skip
        raise BadOptionError("id", given or "", fix)
    view = asked.inquiry.view
    if given is not None and view.type_of(view.index(given)) not in kind.about:
        raise BadOptionError("id", given, msg("Name one of: {names}.", names=list(kind.about)))
