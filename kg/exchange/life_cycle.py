"""What may happen to the records of the exchange: a table of steps for each of their types.

Pages, documents, the picture of the life cycle and the tests are derived from these tables; no
record moves outside of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from kg.base.i18n import Message, msg
from kg.model.desk_types import ContactRequest, FocalPoint, Moving, Notice, Submission, Upload

Part = Literal["own", "asks", "asked", "other", "secretariat", "clock"]
"""What somebody is to a record: its own office, the side that asks or is asked, of both the one
that has not confirmed yet, the secretariat, or the time that has passed."""
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

    def open_to(self, state: str, parts: Collection[Part]) -> Iterator[Step]:
        """Yield the steps that somebody may take from a state, as the table has them."""
        return (s for s in self.steps if state in s.before and not set(s.by).isdisjoint(parts))

    @property
    def ends(self) -> tuple[str, ...]:
        """The states that nothing leads out of."""
        left = {state for step in self.steps for state in step.before}
        return tuple(state for state in self.states if state not in left)


_FOCAL_POINT: Final = Life(
    FocalPoint,
    {
        "invited": msg("invited"),
        "active": msg("active"),
        "suspended": msg("suspended"),
    },
    (
        Step(
            "invite", (NEW,), "invited", ("secretariat",), msg("Invite"),
            ("mailbox", "role"), ("office", "lang"),
        ),
        Step(
            "verify", ("invited", "active"), "active", ("own", "secretariat"), msg("Verify"),
            (), ("verified",), ("bounced",),
        ),
        Step("suspend", ("invited", "active"), "suspended", ("secretariat",), msg("Suspend")),
        Step("resume", ("suspended",), "invited", ("secretariat",), msg("Invite again")),
        Step(
            "change", ("invited", "active"), "invited", ("secretariat",), msg("Change the mailbox"),
            ("mailbox",), (), ("bounced",),
        ),
        *(
            Step(
                "bounce", (state,), state, ("clock",), msg("A letter came back"), ("bounced",),
                notes=True,
            )
            for state in ("invited", "active", "suspended")
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
            "conclude", ("started",), "concluded", _BOTH, msg("It is concluded"), (), ("ended",),
        ),
        Step(
            "confirm", ("concluded",), "confirmed", ("other",), msg("Confirm"), (), ("activity",),
        ),
        Step("contest", ("concluded",), "started", ("other",), msg("It is not concluded")),
        Step(
            "reopen", ("declined", "fell through", "lapsed", "withdrawn"), "sent", ("asks",),
            msg("Ask again"), ("text",), ("lang",),
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
LIVES: Final[Mapping[type[Moving], Life]] = {
    life.cls: life for life in (_FOCAL_POINT, _SUBMISSION, _CONTACT, _NOTICE, _UPLOAD)
}
"""The life cycle of each type of record."""
