"""What may happen to the records of the exchange: a table of steps for each of their types.

Pages, documents, the picture of the life cycle and the tests are derived from these tables; no
record moves outside of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final, Literal

from kg.base.i18n import Message, msg
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

Part = Literal["own", "asks", "asked", "other", "secretariat", "board", "clock", "house"]
"""What somebody is to a record: its own office, the side that asks or is asked, of both the one
that has not confirmed yet, the secretariat, the board or who keeps its records, the time that has
passed, or the program itself."""
NEW: Final = ""
"""The state of what is not there yet."""
_BOTH: Final[tuple[Part, ...]] = ("asks", "asked")


@dataclass(frozen=True, slots=True)
class Step:
    """An act, from which states it leads where, and who may do it.

    ``needs`` are the fields that it takes, ``takes`` those that it may take as well, ``clears``
    those that are empty after it. What only ``notes`` something leaves the time running since when
    the record is in its state.
    """

    act: str
    before: tuple[str, ...]
    after: str
    by: tuple[Part, ...]
    label: Message
    needs: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()
    clears: tuple[str, ...] = ()
    notes: bool = False


@dataclass(frozen=True, slots=True)
class Life:
    """The life cycle of one type: its states as readers see them, and its steps."""

    cls: type[Moving]
    states: Mapping[str, Message]
    steps: tuple[Step, ...]

    def step(self, act: str, state: str) -> Step | None:
        """Return the step that an act takes from a state, None where there is none."""
        return next((s for s in self.steps if s.act == act and state in s.before), None)

    @property
    def first(self) -> Step:
        """The step that makes a record of this type."""
        return next(step for step in self.steps if NEW in step.before)

    def has(self, act: str) -> bool:
        """Say whether there is such an act at all."""
        return any(step.act == act for step in self.steps)

    def open_to(self, state: str, parts: Collection[Part]) -> Iterator[Step]:
        """Yield the steps that somebody may take from a state, as the table has them."""
        return (s for s in self.steps if state in s.before and not set(s.by).isdisjoint(parts))

    @property
    def ends(self) -> tuple[str, ...]:
        """The states that nothing leads out of; what only follows an office stays where it is."""
        left = {state for step in self.steps for state in step.before if step.after != state}
        return tuple(state for state in self.states if state not in left)


_FOCAL_POINT: Final = Life(
    FocalPoint,
    {
        "invited": msg("invited"),
        "active": msg("active"),
        "suspended": msg("suspended"),
        "handed over": msg("handed over"),
    },
    (
        Step(
            "invite", (NEW,), "invited", ("secretariat",), msg("Invite"),
            ("mailbox", "role"), ("office", "lang"),
        ),
        Step(
            "verify", ("invited", "active"), "active", ("own", "secretariat"), msg("Verify"),
            (), ("verified", "visit", "visit_before"), ("bounced",),
        ),
        Step("suspend", ("invited", "active"), "suspended", ("secretariat",), msg("Suspend")),
        Step("resume", ("suspended",), "invited", ("secretariat",), msg("Invite again")),
        Step(
            "change", ("invited", "active"), "invited", ("secretariat",), msg("Change the mailbox"),
            ("mailbox",), (), ("bounced",),
        ),
        Step(
            "hand over", ("active",), "active", ("own",), msg("Hand the desk over"),
            ("successor",), notes=True,
        ),
        Step(
            "keep", ("active",), "active", ("own", "secretariat"), msg("Keep the desk"),
            (), (), ("successor",), notes=True,
        ),
        Step(
            "confirm", ("invited", "active"), "handed over", ("secretariat",),
            msg("Confirm that the desk is handed over"), ("successor",),
        ),
        *(
            Step(
                "bounce", (state,), state, ("clock",), msg("A letter came back"), ("bounced",),
                notes=True,
            )
            for state in ("invited", "active", "suspended")
        ),
        *(
            Step(
                "pace", (state,), state, ("own",), msg("Choose how often letters come"),
                ("digest",), notes=True,
            )
            for state in ("invited", "active")
        ),
    ),
)  # fmt: skip
_SUBMISSION: Final = Life(
    Submission,
    {
        "draft": msg("draft"),
        "proposed": msg("proposed"),
        "returned": msg("returned with a remark"),
        "accepted": msg("accepted"),
        "withdrawn": msg("withdrawn"),
        "lapsed": msg("lapsed"),
    },
    (
        Step(
            "draft", (NEW, "draft", "returned"), "draft", ("own",), msg("Save as draft"),
            ("kind", "row"), ("lang", "record", "based_on"),
        ),
        Step("propose", ("draft", "returned"), "proposed", ("own",), msg("Send")),
        Step(
            "return", ("proposed",), "returned", ("secretariat",), msg("Return with a remark"),
            ("remark",),
        ),
        Step(
            "accept", ("proposed",), "accepted", ("secretariat",), msg("Accept"),
            ("led_to",), ("record", "edits", "remark"),
        ),
        Step("undo", ("accepted",), "proposed", ("secretariat",), msg("Undo the acceptance")),
        Step(
            "withdraw", ("draft", "proposed", "returned"), "withdrawn", ("own",), msg("Withdraw"),
        ),
        Step("take up", ("withdrawn", "lapsed"), "draft", ("own",), msg("Take up again")),
        Step("lapse", ("draft", "returned"), "lapsed", ("clock",), msg("Lapse")),
        Step(
            "set back", ("accepted",), "proposed", ("house",), msg("Set back"),
            ("set_back",), (), ("led_to",),
        ),
    ),
)  # fmt: skip
_CONTACT: Final = Life(
    ContactRequest,
    {
        "sent": msg("sent"),
        "accepted": msg("accepted"),
        "declined": msg("declined"),
        "started": msg("started"),
        "fell through": msg("fell through"),
        "concluded": msg("concluded, to be confirmed by the other side"),
        "confirmed": msg("confirmed by both sides"),
        "withdrawn": msg("withdrawn"),
        "lapsed": msg("lapsed"),
    },
    (
        Step(
            "ask", (NEW,), "sent", ("asks",), msg("Ask for contact"), ("about", "text"), ("lang",),
        ),
        Step("accept", ("sent",), "accepted", ("asked",), msg("Accept")),
        Step(
            "decline", ("sent",), "declined", ("asked",), msg("Decline"),
            (), ("reason", "reason_shown"),
        ),
        Step("withdraw", ("sent",), "withdrawn", ("asks",), msg("Withdraw")),
        Step("lapse", ("sent",), "lapsed", ("clock",), msg("Lapse")),
        Step(
            "start", ("accepted",), "started", _BOTH, msg("It has started"), (), ("started",),
        ),
        Step(
            "fall through", ("accepted", "started"), "fell through", _BOTH,
            msg("It fell through"), (), ("reason", "reason_shown"),
        ),
        Step(
            "conclude", ("started",), "concluded", _BOTH, msg("It is concluded"),
            (), ("ended", "shares"),
        ),
        Step(
            "confirm", ("concluded",), "confirmed", ("other",), msg("Confirm"),
            (), ("activity", "shares"),
        ),
        Step("contest", ("concluded",), "started", ("other",), msg("It is not concluded")),
        Step(
            "reopen", ("declined", "fell through", "lapsed", "withdrawn"), "sent", ("asks",),
            msg("Ask again"), ("text",), ("lang",),
        ),
        *(
            Step(
                "pass on", (state,), state, ("secretariat",), msg("Pass on"),
                ("passed_on",), ("asks", "asked"),
            )
            for state in ("sent", "accepted", "started", "concluded")
        ),
        Step(
            "set back", ("confirmed",), "concluded", ("house",), msg("Set back"),
            ("confirmed", "set_back"), (), ("activity",),
        ),
    ),
)  # fmt: skip
_RESPONSE: Final = Life(
    Response,
    {
        "draft": msg("draft"),
        "given": msg("given"),
        "published": msg("open to those who were asked"),
        "lapsed": msg("lapsed"),
    },
    (
        Step(
            "draft", (NEW, "draft"), "draft", ("own",), msg("Save as draft"),
            ("initiative", "position"), ("item", "text", "lang", "until", "side", "change"),
        ),
        Step(
            "give", ("draft",), "given", ("own",), msg("Give the response"), (), ("given",),
        ),
        Step("take back", ("given",), "draft", ("own",), msg("Take back"), (), (), ("given",)),
        Step(
            "publish", ("given",), "published", ("board", "clock"),
            msg("Open to those who were asked"), (), ("readers",),
        ),
        Step(
            "take down", ("published",), "given", ("board",), msg("Open to others no longer"),
            (), (), ("readers",),
        ),
        Step("lapse", ("draft",), "lapsed", ("clock",), msg("Lapse")),
        Step("take up", ("lapsed",), "draft", ("own",), msg("Take up again"), (), ("until",)),
        *(
            Step(
                "move end", (state,), state, ("clock",), msg("Move the end"), ("until",),
                notes=True,
            )
            for state in ("draft", "given")
        ),
    ),
)  # fmt: skip
_ASKED: Final = ("states", "bodies", "offices", "invited")
_CONSULTATION: Final = Life(
    Consultation,
    {
        "drawn up": msg("drawn up, not open yet"),
        "open": msg("open"),
        "closed": msg("closed, the board decides"),
        "decided": msg("decided"),
        "withdrawn": msg("withdrawn"),
    },
    (
        Step(
            "draw up", (NEW, "drawn up"), "drawn up", ("board",), msg("Draw up"),
            ("guideline", "version", "text", "digest"),
            ("intro", "lang", *_ASKED, "until", "bodies_see"),
        ),
        Step(
            "open", ("drawn up",), "open", ("board",), msg("Open the consultation"),
            ("opened", "until"), _ASKED,
        ),
        Step("ask", ("open",), "open", ("board",), msg("Ask more"), (), _ASKED, notes=True),
        Step("extend", ("open",), "open", ("board",), msg("Extend the end"), ("until",)),
        Step(
            "close", ("open",), "closed", ("board", "clock"), msg("Close the consultation"), (),
            ("until",),
        ),
        Step("withdraw", ("drawn up", "open"), "withdrawn", ("board",), msg("Withdraw")),
        Step("take up", ("withdrawn",), "drawn up", ("board",), msg("Take up again")),
        Step(
            "decide", ("closed",), "decided", ("board",), msg("Write down the decision"),
            ("decided", "decision", "reasons"), ("adopted", "adopted_version", "led_to"),
        ),
        Step(
            "undo", ("decided",), "closed", ("board",), msg("Undo the decision"), (), (),
            ("decided", "decision", "reasons", "adopted", "adopted_version", "led_to"),
        ),
        Step(
            "set back", ("decided",), "closed", ("house",), msg("Set back"), ("set_back",), (),
            ("decided", "decision", "reasons", "adopted", "adopted_version", "led_to"),
        ),
    ),
)  # fmt: skip
_BOARD_ANSWER: Final = Life(
    BoardAnswer,
    {"written": msg("written, not told yet"), "told": msg("told to those who were asked")},
    (
        Step(
            "write", (NEW, "written"), "written", ("board",), msg("Write the answer"),
            ("consultation", "outcome", "text"), ("item", "lang", "change"),
        ),
        Step("tell", ("written",), "told", ("board",), msg("Tell those who were asked"), (),
             ("readers",)),
        Step("take back", ("told",), "written", ("board",), msg("Take back"), (), (),
             ("readers",)),
    ),
)  # fmt: skip
_TRANSLATION: Final = Life(
    Translation,
    {
        "proposed": msg("proposed, to be approved by the office"),
        "approved": msg("approved by the office"),
        "refused": msg("refused by the office"),
        "withdrawn": msg("withdrawn"),
    },
    (
        Step(
            "propose", (NEW, "refused", "withdrawn"), "proposed", ("secretariat",), msg("Propose"),
            ("title", "original"), ("summary",),
        ),
        Step("approve", ("proposed",), "approved", ("own",), msg("Approve"), (), ("led_to",)),
        Step("refuse", ("proposed",), "refused", ("own",), msg("Refuse"), (), ("remark",)),
        Step(
            "withdraw", ("proposed",), "withdrawn", ("secretariat",), msg("Withdraw"),
        ),
        Step("take back", ("approved",), "withdrawn", ("own", "secretariat"), msg("Take back")),
        Step(
            "set back", ("approved",), "proposed", ("house",), msg("Set back"),
            ("set_back",), (), ("led_to",),
        ),
    ),
)  # fmt: skip
_NOTICE: Final = Life(
    Notice,
    {
        "queued": msg("waits to be sent"),
        "sent": msg("sent"),
        "bounced": msg("came back"),
        "given up": msg("given up"),
    },
    (
        Step(
            "queue", (NEW,), "queued", ("clock",), msg("Take to send"),
            ("kind", "focal_point", "tried", "attempt"),
            ("office", "record", "token", "period", "told", "known"),
        ),
        Step(
            "put off", ("queued",), "queued", ("clock",), msg("Try again later"),
            ("again", "answer"), notes=True,
        ),
        Step(
            "retry", ("queued",), "queued", ("clock",), msg("Take to send again"),
            ("tried", "attempt"), ("told", "known"), ("again",), notes=True,
        ),
        Step("send", ("queued",), "sent", ("clock",), msg("Sent"), (), (), ("again",)),
        Step(
            "bounce", ("queued", "sent"), "bounced", ("clock",), msg("It came back"),
            ("answer",), (), ("again",),
        ),
        Step(
            "give up", ("queued",), "given up", ("clock",), msg("Give up"),
            ("why",), ("answer",), ("again",),
        ),
    ),
)  # fmt: skip
_ASKING: Final = Life(
    Asking,
    {
        "asked": msg("asked"),
        "answered": msg("answered"),
    },
    (
        Step(
            "ask", (NEW,), "asked", ("secretariat",), msg("Ask an office"),
            ("office", "about", "focal_point", "kind", "role", "campaign", "asked"),
            ("lang", "records", "marks"),
        ),
        Step("answer", ("asked",), "answered", ("own",), msg("Answer")),
    ),
)  # fmt: skip
_SUGGESTION: Final = Life(
    Suggestion,
    {
        "sent": msg("sent"),
        "taken up": msg("taken up"),
        "declined": msg("declined"),
        "withdrawn": msg("withdrawn"),
        "lapsed": msg("lapsed"),
    },
    (
        Step(
            "suggest", (NEW,), "sent", ("asks",), msg("Suggest"), ("asked", "record", "kind"),
            ("row", "text", "lang", "based_on"),
        ),
        Step(
            "take up", ("sent",), "taken up", ("asked",), msg("Take it up in a draft of your own"),
            ("submission",),
        ),
        Step("decline", ("sent",), "declined", ("asked",), msg("Decline")),
        Step("withdraw", ("sent",), "withdrawn", ("asks",), msg("Withdraw")),
        Step("lapse", ("sent",), "lapsed", ("clock",), msg("Lapse")),
        Step("reopen", ("declined", "lapsed", "withdrawn"), "sent", ("asks",), msg("Send again")),
    ),
)  # fmt: skip
_WATCH: Final = Life(
    Watch,
    {"kept": msg("kept"), "stopped": msg("stopped")},
    (
        Step(
            "watch", (NEW,), "kept", ("own",), msg("Tell me when something new fits"),
            ("known",), ("record", "kind", "sector", "state_of", "language", "region"),
        ),
        Step(
            "alter", ("kept",), "kept", ("own",), msg("Change"),
            ("known",), ("kind", "sector", "state_of", "language", "region"),
        ),
        Step("stop", ("kept",), "stopped", ("own",), msg("Stop")),
        Step("resume", ("stopped",), "kept", ("own",), msg("Take up again"), ("known",)),
    ),
)  # fmt: skip
_UPLOAD: Final = Life(
    Upload,
    {
        "open": msg("to be looked through"),
        "sent": msg("sent"),
        "discarded": msg("discarded"),
        "lapsed": msg("lapsed"),
    },
    (
        Step(
            "upload", (NEW,), "open", ("own",), msg("Upload"),
            ("kind", "file", "checksum"), ("lang", "columns", "notes", "entries"),
        ),
        Step(
            "send", ("open", "sent"), "sent", ("own",), msg("Send the rows that can be sent"),
        ),
        Step("discard", ("open",), "discarded", ("own",), msg("Discard the sheet")),
        Step("take up", ("discarded", "lapsed"), "open", ("own",), msg("Take up again")),
        Step("lapse", ("open",), "lapsed", ("clock",), msg("Lapse")),
    ),
)  # fmt: skip
_DELIVERY: Final = Life(
    Delivery,
    {"delivered": msg("delivered"), "answered": msg("answered")},
    (
        Step(
            "deliver", (NEW,), "delivered", ("secretariat",), msg("Deliver a paper"),
            ("office", "focal_point", "kind", "title", "batch", "delivered"),
            ("about", "lang", "known"),
        ),
        Step(
            "reply", ("delivered", "answered"), "answered", ("own",),
            msg("Say whether it was useful"), ("useful",), ("missing",),
        ),
    ),
)  # fmt: skip
_HOUSE: Final[tuple[Part, ...]] = ("board", "secretariat")
NOTED: Final = ("text", "lang", "next_step", "next_day", "in_charge", "document")
"""What each step of an approach or transfer may say beside its day."""
_UNDER_WAY: Final = ("decided", "contacted", "answered", "met", "in negotiation")
_APPROACH: Final = Life(
    Approach,
    {
        "decided": msg("decided"),
        "contacted": msg("contacted"),
        "answered": msg("answered"),
        "met": msg("meeting held"),
        "in negotiation": msg("text in negotiation"),
        "signed": msg("signed"),
        "closed": msg("closed"),
    },
    (
        Step(
            "decide", (NEW,), "decided", _HOUSE, msg("The board decided to approach it"),
            ("partner", "body", "day", "decision"), (*NOTED, "verdict", "guideline"),
        ),
        Step(
            "contact", ("decided", "contacted"), "contacted", _HOUSE, msg("It was contacted"),
            ("day", "channel"), (*NOTED, "addressed"),
        ),
        Step(
            "answer", ("contacted", "answered"), "answered", _HOUSE, msg("It answered"),
            ("day",), (*NOTED, "addressed", "channel"),
        ),
        Step(
            "meet", ("contacted", "answered", "met"), "met", _HOUSE, msg("A meeting was held"),
            ("day",), (*NOTED, "addressed", "channel"),
        ),
        Step(
            "meet", ("in negotiation",), "in negotiation", _HOUSE, msg("A meeting was held"),
            ("day",), (*NOTED, "addressed", "channel"),
        ),
        Step(
            "negotiate", ("answered", "met", "in negotiation"), "in negotiation", _HOUSE,
            msg("A text is in negotiation"), ("day",), (*NOTED, "addressed", "channel"),
        ),
        Step(
            "sign", ("met", "in negotiation"), "signed", _HOUSE, msg("An agreement was signed"),
            ("day", "document", "title", "agreement"),
            (*NOTED, "decision", "kind", "ends", "seen_by"),
        ),
        Step(
            "take back", ("signed",), "in negotiation", _HOUSE, msg("Undo the signing"),
            (), (), ("agreement",),
        ),
        Step(
            "close", _UNDER_WAY, "closed", _HOUSE, msg("It is closed"),
            ("day", "reason", "decision"), NOTED,
        ),
        Step(
            "reopen", ("closed",), "decided", _HOUSE, msg("It is taken up again"),
            ("day", "decision"), NOTED, ("reason",),
        ),
        Step(
            "set back", ("signed",), "in negotiation", ("house",), msg("Set back"),
            ("set_back",), (), ("agreement",),
        ),
    ),
)  # fmt: skip
_TRANSFER: Final = Life(
    Transfer,
    {
        "proposed": msg("proposed"),
        "agreed": msg("agreed"),
        "adapted": msg("adapted"),
        "in use": msg("in use"),
        "closed": msg("closed"),
    },
    (
        Step(
            "propose", (NEW,), "proposed", _HOUSE, msg("Propose"),
            ("practice", "gives", "takes", "day"), NOTED,
        ),
        Step("agree", ("proposed",), "agreed", _HOUSE, msg("Both agreed on it"), ("day",), NOTED),
        Step(
            "adapt", ("agreed", "adapted"), "adapted", _HOUSE, msg("It was adapted"),
            ("day", "changed"), NOTED,
        ),
        Step(
            "use", ("adapted", "in use"), "in use", _HOUSE, msg("It is in use"),
            ("day", "document"), NOTED,
        ),
        Step(
            "adapt", ("in use",), "in use", _HOUSE, msg("It was adapted"), ("day", "changed"),
            NOTED,
        ),
        Step(
            "close", ("proposed", "agreed", "adapted", "in use"), "closed", _HOUSE,
            msg("It is closed"), ("day", "reason"), NOTED,
        ),
        Step(
            "reopen", ("closed",), "proposed", _HOUSE, msg("It is taken up again"), ("day",), NOTED,
            ("reason",),
        ),
    ),
)  # fmt: skip
FOLLOW: Final = "follow"
"""The act by which a record follows its office to another one."""
_STAYS: Final = (FocalPoint, Notice, Asking, Delivery)
"""What tells of one office and its mailbox: it is of no other one later."""


_OFFICES: Final = (
    "office", "asks", "asked", "confirmed", "reason_by", "shares", "offices", "invited", "readers",
)  # fmt: skip


def office_fields(cls: type[Moving]) -> tuple[str, ...]:
    """Return the fields of a type that name the office whose record it is; none where it stays."""
    if cls in _STAYS:
        return ()
    return tuple(name for name in _OFFICES if name in cls.model_fields)


def _followed(life: Life) -> Life:
    """Return a life cycle in which records follow an office that hands its desk over."""
    fields = office_fields(life.cls)
    label = msg("Follow the office to another one")
    steps = tuple(
        Step(FOLLOW, (state,), state, ("clock",), label, (), fields, notes=True)
        for state in life.states
        if fields
    )
    return replace(life, steps=(*life.steps, *steps))


LIVES: Final[Mapping[type[Moving], Life]] = {
    life.cls: _followed(life)
    for life in (
        _FOCAL_POINT,
        _SUBMISSION,
        _CONTACT,
        _TRANSLATION,
        _NOTICE,
        _ASKING,
        _SUGGESTION,
        _WATCH,
        _RESPONSE,
        _UPLOAD,
        _CONSULTATION,
        _BOARD_ANSWER,
        _DELIVERY,
        _APPROACH,
        _TRANSFER,
    )
}
"""The life cycle of each type of record."""
