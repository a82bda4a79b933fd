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
from kg.definitions.shipped_names import APPROACH
from kg.exchange.campaign_list import CampaignList
from kg.exchange.desk_documents import DeskInquiry
from kg.graph.naming import named
from kg.graph.view import View
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
    it has no subject. ``maker`` is the module whose ``content`` makes it. ``once_adopted``: it is
    for everybody once the guideline that it is about is adopted.
    """

    name: str
    label: Message
    audience: Audience
    about: tuple[str, ...]
    maker: str
    once_adopted: bool = False

    def is_for(self, audience: Audience, view: View, guideline: str | None = None) -> bool:
        """Say whether papers of this kind are for an audience, which reads this view.

        ``guideline`` is the one that a paper is about, by name; a name that nobody knows opens
        nothing.
        """
        if AUDIENCES.index(self.audience) <= AUDIENCES.index(audience):
            return True
        return self.once_adopted and _is_adopted(view, guideline)

    def content(self, asked: PaperAsked) -> Content:
        """Return what a paper of this kind says.

        Raises:
            CoopgraphError: as the module says.
        """
        make = cast("Callable[[PaperAsked], Content]", import_module(self.maker).content)
        return make(asked)

    def has_subject(self, asked: PaperAsked) -> bool:
        """Say whether there is anything yet that a paper of this kind could be about.

        A kind that is always about something has no such question in its module.
        """
        has = getattr(import_module(self.maker), "has_subject", None)
        return has is None or bool(has(asked))


def _kind(
    name: str,
    label: Message,
    audience: Audience,
    maker: str,
    *about: str,
    once_adopted: bool = False,
) -> Kind:
    return Kind(name, label, audience, about, f"kg.brief.{maker}", once_adopted)


def _is_adopted(view: View, guideline: str | None) -> bool:
    from kg.partners.adopted_guidelines import guideline_named

    try:
        found = guideline_named(view, guideline or APPROACH)
    except BadOptionError:
        return False
    return found.standing.status == "adopted"


KINDS: Final[Mapping[str, Kind]] = {
    kind.name: kind
    for kind in (
        _kind("state", msg("State brief"), "states", "state_brief", "State"),
        _kind("partner", msg("Partner brief"), "board", "partner_brief", "Organisation"),
        _kind("sector", msg("Sector brief"), "states", "sector_brief", "Sector"),
        _kind("activity", msg("Activity brief"), "public", "activity_brief", "Activity"),
        _kind("pilot", msg("Pilot plan"), "board", "pilot_plan", "Initiative"),
        _kind(
            "guidance", msg("Guidance document"), "board", "guidance_document", once_adopted=True
        ),
        _kind("verdicts", msg("Verdicts on partners"), "board", "verdicts_paper"),
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
    _check_audience(kind, asked, for_board=for_board)
    view, lang = asked.inquiry.view, asked.lang
    subject = None if asked.subject is None else named(view, view.index(asked.subject), lang)
    _check_subject(kind, asked)
    return Paper(
        kind=kind.name,
        label=kind.label.text(lang),
        subject=subject,
        lang=lang,
        audience=asked.inquiry.audience,
        for_board=for_board and _is_wider(kind, asked.inquiry.audience),
        as_of=view.as_of.isoformat(),
        revision=view.snapshot.revision,
        content=kind.content(asked),
    )


def _check_audience(kind: Kind, asked: PaperAsked, *, for_board: bool) -> None:
    audience = asked.inquiry.audience
    if for_board and audience != "board":
        raise ForbiddenError(
            msg("What the Board alone may read is not for this audience."),
            msg("Ask with the audience “board” (audience=board)."),
        )
    is_for = kind.is_for(audience, asked.inquiry.view, asked.guideline)
    if kind.audience == "board" and not is_for:
        raise ForbiddenError(
            msg("The {paper} is for the board.", paper=kind.label),
            msg("Ask with the audience “board” (audience=board)."),
        )
    if _is_wider(kind, audience) and not for_board:
        raise ForbiddenError(
            msg("The {paper} would hold more than it may say.", paper=kind.label),
            msg("Ask for the audience “{audience}”, or with --for-board.", audience=kind.audience),
        )


def _is_wider(kind: Kind, audience: Audience) -> bool:
    return AUDIENCES.index(audience) > AUDIENCES.index(kind.audience)


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
