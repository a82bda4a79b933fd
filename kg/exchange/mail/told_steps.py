"""Nothing moves silently: which step of which record tells whom, by which letter.

The steps that tell nobody are named too, with the reason; a test holds that every step of every
life cycle is in one of the two tables.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Final

from kg.base.i18n import Message, msg, nmsg
from kg.exchange.awaited import is_since
from kg.exchange.consultations import named
from kg.exchange.life_cycle import FOLLOW, LIVES, Part
from kg.exchange.mail.rounds import Addressee, Round, quoted, title_of
from kg.exchange.mail.sending import Outgoing, Words
from kg.exchange.parties import parts_of
from kg.exchange.repair import RESTS, SET_BACK
from kg.model.desk_types import (
    Approach,
    Asking,
    BoardAnswer,
    Consultation,
    ContactRequest,
    Delivery,
    FocalPoint,
    Moving,
    Notice,
    Response,
    Submission,
    Suggestion,
    Transfer,
    Translation,
    Upload,
    Watch,
)

FRESH: Final = timedelta(days=14)
"""Steps that were taken longer ago are told by the digest alone."""
_BOTH: Final[tuple[Part, ...]] = ("asks", "asked")
Sentence = Callable[[str | Message], Message]
"""Of the office that took the step."""


@dataclass(frozen=True, slots=True)
class Telling:
    """What a step tells: to whom, under which subject (of the title), in which words.

    Whoever took the step is not told. ``shows`` is a text of the record that goes along, where the
    reader may read it.
    """

    cls: type[Moving]
    act: str
    to: tuple[Part, ...]
    subject: Sentence
    says: Sentence
    shows: str = ""


def _sub(act: str, subject: Sentence, says: Message, shows: str = "") -> Telling:
    return Telling(Submission, act, ("own",), subject, lambda _office: says, shows)


TOLD: Final[tuple[Telling, ...]] = (
    _sub(
        "return", lambda title: msg("Returned with a remark: {title}", title=title),
        msg("The secretariat has returned what you entered, with a remark:"), "remark",
    ),
    _sub(
        "accept", lambda title: msg("Accepted: {title}", title=title),
        msg("What you entered is accepted, and on record from now on."),
    ),
    _sub(
        "undo", lambda title: msg("Looked at again: {title}", title=title),
        msg("The acceptance of what you entered is undone; the secretariat looks at it again."),
    ),
    _sub(
        "lapse", lambda title: msg("Lapsed: {title}", title=title),
        msg("What you entered has lapsed: it was not sent in time. You can take it up again."),
    ),
    Telling(
        ContactRequest, "ask", ("asked",),
        lambda title: msg("Request for contact: {title}", title=title),
        lambda office: msg("{office} asks you for contact.", office=office),
    ),
    Telling(
        ContactRequest, "reopen", ("asked",),
        lambda title: msg("Request for contact: {title}", title=title),
        lambda office: msg("{office} asks you for contact once more.", office=office),
    ),
    Telling(
        ContactRequest, "accept", ("asks",),
        lambda title: msg("Contact accepted: {title}", title=title),
        lambda office: msg(
            "{office} has accepted your request for contact. The page says whom to write to.",
            office=office,
        ),
    ),
    Telling(
        ContactRequest, "decline", ("asks",),
        lambda title: msg("Contact declined: {title}", title=title),
        lambda office: msg("{office} has declined your request for contact.", office=office),
        "reason",
    ),
    Telling(
        ContactRequest, "withdraw", ("asked",),
        lambda title: msg("Request for contact withdrawn: {title}", title=title),
        lambda office: msg("{office} has withdrawn its request for contact.", office=office),
    ),
    Telling(
        ContactRequest, "lapse", _BOTH,
        lambda title: msg("Request for contact lapsed: {title}", title=title),
        lambda _office: msg(
            "The request for contact was not answered in time and has lapsed. Who asked can ask"
            " again."
        ),
    ),
    Telling(
        ContactRequest, "start", _BOTH, lambda title: msg("Started: {title}", title=title),
        lambda office: msg("{office} says that it has started.", office=office),
    ),
    Telling(
        ContactRequest, "fall through", _BOTH,
        lambda title: msg("Fell through: {title}", title=title),
        lambda office: msg("{office} says that it fell through.", office=office), "reason",
    ),
    Telling(
        ContactRequest, "conclude", _BOTH,
        lambda title: msg("Please confirm: {title}", title=title),
        lambda office: msg(
            "{office} says that it is concluded. Confirm it, or say that it is not.", office=office
        ),
    ),
    Telling(
        ContactRequest, "confirm", _BOTH,
        lambda title: msg("Confirmed by both sides: {title}", title=title),
        lambda office: msg(
            "{office} has confirmed it too. It is on record now as an activity of both.",
            office=office,
        ),
    ),
    Telling(
        ContactRequest, "contest", _BOTH,
        lambda title: msg("Not concluded yet: {title}", title=title),
        lambda office: msg("{office} says that it is not concluded.", office=office),
    ),
    Telling(
        ContactRequest, "pass on", _BOTH,
        lambda title: msg("Passed on: {title}", title=title),
        lambda _office: msg("The secretariat has passed this request for contact on."),
    ),
    Telling(
        Translation, "propose", ("own",),
        lambda title: msg("Courtesy translation to approve: {title}", title=title),
        lambda _office: msg(
            "The secretariat proposes a courtesy translation. It is shown to nobody before you"
            " approve it."
        ),
    ),
    Telling(
        Translation, "refuse", ("secretariat",),
        lambda title: msg("Courtesy translation refused: {title}", title=title),
        lambda office: msg("{office} has refused the courtesy translation.", office=office),
        "remark",
    ),
    Telling(
        Translation, "take back", ("own", "secretariat"),
        lambda title: msg("Courtesy translation taken back: {title}", title=title),
        lambda _office: msg("The courtesy translation is shown no more."),
    ),
    Telling(
        Suggestion, "suggest", ("asked",),
        lambda title: msg("Suggestion about: {title}", title=title),
        lambda office: msg("{office} suggests something about a record of yours.", office=office),
    ),
    Telling(
        Suggestion, "reopen", ("asked",),
        lambda title: msg("Suggestion about: {title}", title=title),
        lambda office: msg(
            "{office} suggests something about a record of yours once more.", office=office
        ),
    ),
    Telling(
        Suggestion, "take up", ("asks",),
        lambda title: msg("Suggestion taken up: {title}", title=title),
        lambda office: msg("{office} has taken up what you suggested.", office=office),
    ),
    Telling(
        Suggestion, "decline", ("asks",),
        lambda title: msg("Suggestion declined: {title}", title=title),
        lambda office: msg("{office} has declined what you suggested.", office=office),
    ),
    Telling(
        Suggestion, "lapse", ("asks",),
        lambda title: msg("Suggestion lapsed: {title}", title=title),
        lambda _office: msg("What you suggested was not answered in time and has lapsed."),
    ),
    Telling(
        Consultation, "extend", ("asked",),
        lambda title: msg("A later end: consultation on {title}", title=title),
        lambda _office: msg(
            "The consultation ends later than was said. Until then you can answer, and change what"
            " you have given."
        ),
    ),
    Telling(
        Consultation, "close", ("asked",),
        lambda title: msg("Closed: consultation on {title}", title=title),
        lambda _office: msg(
            "The consultation has ended. The board decides about what was said, and answers it."
        ),
    ),
    Telling(
        Consultation, "withdraw", ("asked",),
        lambda title: msg("Withdrawn: consultation on {title}", title=title),
        lambda _office: msg("The consultation is withdrawn; nothing has to be answered."),
    ),
    Telling(
        Consultation, "decide", ("asked",),
        lambda title: msg("Decided: consultation on {title}", title=title),
        lambda _office: msg(
            "The board has decided. What it answers to each item stands on the page, with its"
            " reasons."
        ),
    ),
    Telling(
        Consultation, "undo", ("asked",),
        lambda title: msg("Looked at again: consultation on {title}", title=title),
        lambda _office: msg("The board looks again at what it decided."),
    ),
)  # fmt: skip
"""In the order of the tables of steps."""
SILENT: Final[Mapping[tuple[type[Moving], str], str]] = {
    (Submission, "draft"): "its own office alone sees it",
    (Submission, "propose"): "the secretariat is told once a day (queue_letter.py)",
    (Submission, "withdraw"): "it leaves the queue, nobody waits for it",
    (Submission, "take up"): "its own office alone sees it",
    (FocalPoint, "invite"): "the secretariat writes to whom it invites",
    (
        FocalPoint,
        "verify",
    ): "it is the focal point itself who does it, or is told by the secretariat",
    (FocalPoint, "suspend"): "the secretariat writes itself; no letters go there any more",
    (FocalPoint, "resume"): "the secretariat writes to whom it invites",
    (FocalPoint, "change"): "the secretariat writes to whom it invites",
    (FocalPoint, "pace"): "it is the focal point itself who chooses",
    **{
        (cls, SET_BACK): "what it was told of it stays true; whoever decides finds it on the desk"
        for cls in RESTS
    },
    **{(Watch, step.act): "it is the office's own" for step in LIVES[Watch].steps},
    (FocalPoint, "bounce"): "no letter arrives there; the secretariat sees it",
    (Translation, "approve"): "it is shown from then on, and leaves the list of the secretariat",
    (Translation, "withdraw"): "nobody but its office saw it, and that need not decide any more",
    (FocalPoint, "hand over"): "the secretariat is told once a day (queue_letter.py)",
    (FocalPoint, "keep"): "the desk stays where it is",
    (FocalPoint, "confirm"): "the secretariat writes itself; the office has no desk any more",
    (Suggestion, "withdraw"): "it leaves the desk of the other office, nobody waits for it",
    **{(Response, step.act): "the consultation tells of it" for step in LIVES[Response].steps},
    **{
        (cls, FOLLOW): "the office that hands its desk over told it"
        for cls, life in LIVES.items()
        if life.has(FOLLOW)
    },
    **{
        (Upload, step.act): "its office alone sees it; its rows are submissions"
        for step in LIVES[Upload].steps
    },
    **{
        (cls, step.act): "board and secretariat note it themselves; their desk shows what is next"
        for cls in (Approach, Transfer)
        for step in LIVES[cls].steps
    },
    (Asking, "ask"): "its own letter leaves (ingest/campaign_post.py)",
    (Asking, "answer"): "the campaign shows it",
    (Consultation, "draw up"): "nobody but the board sees it yet",
    (Consultation, "open"): "its own letter leaves, also to who is asked later"
    " (consultation_letters.py)",
    (Consultation, "ask"): "whoever is asked gets the letter of the opening",
    (Consultation, "take up"): "nobody but the board sees it yet",
    **{
        (BoardAnswer, step.act): "the decision about the consultation tells of it"
        for step in LIVES[BoardAnswer].steps
    },
    (Delivery, "deliver"): "one letter tells of all that came with it (paper_letters.py)",
    (Delivery, "reply"): "the secretariat reads what was missing on its page",
    **{(Notice, step.act): "it is a letter itself" for step in LIVES[Notice].steps},
}
"""Steps that tell nobody by a letter of their own, and why."""
_TOLD_BY: Final = {(each.cls, each.act): each for each in TOLD}
_FOLDERS: Final[Mapping[type[Moving], str]] = {
    Submission: "entries", ContactRequest: "contacts", Translation: "translations",
    Suggestion: "suggestions", Consultation: "consultations",
}  # fmt: skip
"""Where the pages of records lie on the desk, by type."""


def step_letters(round_: Round) -> Iterator[Outgoing]:
    """Yield a letter for each step that was taken lately and of which somebody is to be told."""
    since = round_.now - FRESH
    for cls in dict.fromkeys(each.cls for each in TOLD):
        for record in round_.records(cls):
            telling = _TOLD_BY.get((cls, record.act or ""))
            if telling and is_since(record, since):
                yield from _letters(round_, record, telling)


def kind_of(telling: Telling) -> str:
    """Return the kind of the letters of a step: type and act."""
    return f"{telling.cls.prefix}.{telling.act}"


def kind_of_step(kind: str) -> Message | None:
    """Return what the step is called of which letters of a kind tell; None: they tell of none."""
    prefix, _, act = kind.partition(".")
    lives = (life for cls, life in LIVES.items() if cls.prefix == prefix)
    return next((s.label for life in lives for s in life.steps if s.act == act), None)


def _letters(round_: Round, record: Moving, telling: Telling) -> Iterator[Outgoing]:
    for focal_point in round_.focal_points:
        reader = round_.reader(focal_point)
        is_told = not parts_of(reader.who, record).isdisjoint(telling.to)
        if not is_told or record.by == (focal_point.office or focal_point.role):
            continue
        write = partial(_words, reader, record, telling)
        letter = Outgoing(kind_of(telling), focal_point, record.id, record.moved, write=write)
        if not round_.is_over(letter) and not _was_told(round_, record, letter):
            yield letter


def _was_told(round_: Round, record: Moving, letter: Outgoing) -> bool:
    """Say whether the letter would repeat what was told before a record was set back.

    The desk was put right then (``kg.exchange.repair``): whoever decides does the same once more,
    and nobody is written to again. Another decision is news.
    """
    if record.set_back is None:
        return False
    about = [
        notice
        for notice in round_.notices.values()
        if (notice.record, notice.focal_point) == (record.id, letter.to.id) and notice.token
    ]
    about.sort(key=lambda notice: notice.token or "")
    return (
        bool(about)
        and about[-1].kind == letter.kind
        and ((about[-1].token or "") < record.set_back)
    )


def _words(reader: Addressee, record: Moving, telling: Telling) -> Words:
    parts: list[Message | str] = [telling.says(reader.office(record.by))]
    shown = _shown(record, telling)
    if shown:
        parts.append(quoted(shown))
    if isinstance(record, Submission) and record.act == "accept" and record.edits:
        parts.append(
            nmsg(
                "The secretariat put other words in {count} field; your own are kept beside them.",
                "The secretariat put other words in {count} fields; your own are kept beside them.",
                len(record.edits),
            )
        )
    parts.append(msg("Open it here, signed in with the mailbox of your office:"))
    return Words(telling.subject(subject_of(reader, record)), [*parts, page_of(reader, record)])


def subject_of(reader: Addressee, record: Moving) -> str | Message:
    """Return what a record is called to a reader: never more than it may read."""
    if isinstance(record, Submission):
        return title_of(record)
    if isinstance(record, ContactRequest):
        return reader.titles(record.about)
    if isinstance(record, Translation | Suggestion):
        return reader.titles([record.record or ""])
    if isinstance(record, Consultation):
        return named(record)
    return record.title_of_type


def page_of(reader: Addressee, record: Moving) -> str:
    """Return the address of the page of a record on the desk."""
    if isinstance(record, Response):
        return reader.page("consultations", (record.initiative or "").partition("/")[2])
    folder = _FOLDERS.get(type(record))
    return reader.page(folder, record.number) if folder else reader.page()


def _shown(record: Moving, telling: Telling) -> str | None:
    text: str | None = getattr(record, telling.shows) if telling.shows else None
    if telling.shows == "reason" and not getattr(record, "reason_shown", False):
        return None
    return text
