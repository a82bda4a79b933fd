"""What the campaign sends: letters as they would leave, shown first, and those that are due."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from ingest.known import Known
from ingest.office_sheets import XLSX, office_sheets
from kg.access.secret import shared_signer
from kg.access.signing import Signer
from kg.exchange.campaign import Campaign, StateFacts, missing_gaps
from kg.exchange.campaign_asking import AskRequest, require_askable, written_to
from kg.exchange.campaign_list import CampaignList
from kg.exchange.confirmation_links import CONFIRM, confirm_token
from kg.exchange.confirmations import version_mark
from kg.exchange.mail.campaign_letters import LetterFacts, Text, campaign_letter
from kg.exchange.mail.due_letters import Source
from kg.exchange.mail.letters import Attachment, Extras
from kg.exchange.mail.rounds import Round
from kg.exchange.mail.sending import Outgoing, Words
from kg.exchange.mailed_links import SECRET
from kg.exchange.own_records import asked_about
from kg.graph.view import View
from kg.model.desk_types import Asking, FocalPoint
from kg.store.protocol import Store

KIND: Final = "campaign"
"""What letters of the campaign are called on the desk, before the kind of asking."""
TRIED_FOR: Final = timedelta(days=7)
"""After which an asking whose letter has not left is not tried any more."""
SIGN_IN: Final = "/-/sign-in"


@dataclass(frozen=True, slots=True)
class Prepared:
    """A letter before it is sent: to whom, and what it says."""

    state: str
    to: FocalPoint
    text: Text
    files: tuple[str, ...] = ()


@dataclass(frozen=True)
class Post:
    """What letters are made of: the campaign, what its offices read, where links lead.

    ``office_view`` is what cooperation authorities read: letters tell nothing beyond it.
    """

    campaign: Campaign
    office_view: View
    knowledge: Store
    known: Callable[[], Known]
    address: str

    @property
    def active(self) -> set[str]:
        """The offices that may act for themselves."""
        points = self.campaign.points
        return {point.office for point in points if point.office and point.state == "active"}

    def own(self, office: str) -> list[str]:
        """Return the records of an office that a letter may tell of."""
        found = asked_about(self.office_view, office, self.active)
        return [self.office_view.id(node) for node in found]


def prepared(post: Post, state: str, kind: str, again: set[str], now: datetime) -> list[Prepared]:
    """Return the letters that a state would get, as they would leave but for their links.

    Raises:
        NotOnListError, NobodyToAskError, AskedLatelyError: as ``require_askable``.
    """
    facts = require_askable(post.campaign, AskRequest(state, kind, again=state in again), now)
    found = []
    for point in written_to(facts, kind):
        titles = _titles(post, post.own(point.office or ""), point)
        if kind == "confirm" and not titles:
            continue
        told = _facts(post, facts, point, titles, link=f"{_base(post)}{CONFIRM}/…")
        files = tuple(_FILES) if kind == "sheet" else ()
        found.append(Prepared(state, point, campaign_letter(kind, told), files))
    return found


def records_to_confirm(post: Post, state: StateFacts) -> Mapping[str, Mapping[str, str]]:
    """Return by office the records that it is asked about, each with the mark of its version."""
    found: dict[str, dict[str, str]] = {}
    for point in written_to(state, "confirm"):
        marks = {id_: version_mark(post.knowledge, id_) for id_ in post.own(point.office or "")}
        found[point.office or ""] = {id_: mark for id_, mark in marks.items() if mark}
    return found


def campaign_letters(
    rules: CampaignList, store: Store, known: Callable[[], Known], *, shows: bool = False
) -> Source:
    """Return where the letters of a campaign come from, in a round of letters.

    ``shows``: nothing is written, and the desk may be open for reading alone.
    """

    def source(round_: Round) -> Iterator[Outgoing]:
        campaign = Campaign(
            round_.views("board"), rules, round_.records(FocalPoint), round_.records(Asking)
        )
        post = Post(campaign, round_.views("states"), store, known, round_.mail.address)
        signer = None if shows else shared_signer(round_.desk, SECRET, round_.now)
        letters = due(post, signer or Signer(), round_.now)
        yield from (letter for letter in letters if not round_.is_over(letter))

    return source


def due(post: Post, signer: Signer, now: datetime) -> Iterator[Outgoing]:
    """Yield the letters of what was asked lately; those that have left are not sent again."""
    for asking in post.campaign.askings:
        if asking.state == "asked" and now - datetime.fromisoformat(asking.asked or "") < TRIED_FOR:
            letter = _outgoing(post, asking, signer)
            if letter is not None:
                yield letter


def _outgoing(post: Post, asking: Asking, signer: Signer) -> Outgoing | None:
    """Return the letter of an asking; None where its office is not to be written to any more.

    That is where it is off the list by now, or its focal point is suspended or of another office.
    """
    state = post.campaign.state(asking.about or "")
    if state is None or state.listed.place != "invited":
        return None
    kind = asking.kind or ""
    point = next((p for p in written_to(state, kind) if p.id == asking.focal_point), None)
    if point is None or point.office != asking.office:
        return None

    def write() -> Words:
        link = f"{_base(post)}{CONFIRM}/{confirm_token(signer, asking, point)}"
        titles = _titles(post, asking.records, point)
        text = campaign_letter(kind, _facts(post, state, point, titles, link))
        extras = Extras(files=_attached(post, point)) if kind == "sheet" else Extras()
        return Words(text.subject, text.parts, extras)

    return Outgoing(f"{KIND}-{kind}", point, asking.id, write=write)


def _facts(
    post: Post, state: StateFacts, point: FocalPoint, titles: list[str], link: str
) -> LetterFacts:
    lang = point.lang or "en"
    view = state.view
    office = view.snapshot.index(point.office or "")
    node = state.listed.node if office is None else office
    return LetterFacts(
        office=view.label(node, lang),
        titles=titles,
        missing=list(missing_gaps(state)),
        link=link,
        sign_in=f"{_base(post)}{SIGN_IN}?lang={lang}",
    )


def _titles(post: Post, ids: list[str], point: FocalPoint) -> list[str]:
    view, lang = post.office_view, point.lang or "en"
    known = (view.snapshot.index(id_) for id_ in ids)
    return [view.label(node, lang) for node in known if node is not None]


_FILES: Final = ("offers.xlsx", "demands.xlsx", "practices.xlsx")


def _attached(post: Post, point: FocalPoint) -> tuple[Attachment, ...]:
    lang, office = point.lang or "en", point.office or ""
    made = office_sheets(post.office_view, post.knowledge, post.known(), office, lang)
    return tuple(Attachment(name, content, XLSX) for name, content in made)


def _base(post: Post) -> str:
    return post.address.rstrip("/")
