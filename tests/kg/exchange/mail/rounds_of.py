"""A round over a desk and the starter knowledge, with invented offices that act in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, Final

from kg.exchange.mail.due_letters import send_due
from kg.exchange.mail.rounds import Round
from kg.exchange.moving import begin, move, new_id, seen_record
from kg.exchange.parties import Who
from kg.model.desk_types import ContactRequest, FocalPoint, Moving, Notice, Submission
from tests.kg.exchange.mail.sent import active

ONDAVEL: Final = "desk@ondavel.example.org"
LIRVANNE: Final = "desk@lirvanne.example.org"
SECRETARIAT_BOX: Final = "secretariat@example.org"
OFFICES: Final = {
    ONDAVEL: "unit/example-ondavel-desk",
    LIRVANNE: "unit/example-lirvanne-desk",
}
OFFER: Final = "offer/xad-brigades-de-quartier"
SECRETARIAT: Final = Who("secretariat")


@dataclass
class Played:
    """Offices that do things on a desk, as time goes by, and the letters that follow."""

    round: Round
    people: dict[str, FocalPoint] = field(default_factory=dict)

    def __post_init__(self) -> None:
        desk = self.round.desk
        for mailbox, lang in ((ONDAVEL, "es"), (LIRVANNE, "fr")):
            office = OFFICES[mailbox]
            self.people[mailbox] = active(desk, mailbox, office=office, lang=lang)
        fields = {"role": "secretariat", "office": None, "lang": "en"}
        self.people[SECRETARIAT_BOX] = active(desk, SECRETARIAT_BOX, **fields)

    @property
    def now(self) -> datetime:
        return self.round.now

    def wait(self, **time: float) -> None:
        self.round = replace(self.round, now=self.now + timedelta(**time))

    def who(self, mailbox: str) -> Who:
        found = self.people[mailbox]
        return Who(found.role, found.office, found.id)

    def ask(self, **fields: Any) -> ContactRequest:
        new = ContactRequest.model_validate({
            "id": new_id(ContactRequest), "asks": OFFICES[ONDAVEL], "asked": OFFICES[LIRVANNE],
            "about": ["demand/xaa-cocoa-grading", OFFER],
            "text": "SECRET WORDS", "lang": "es", **fields,
        })  # fmt: skip
        return begin(self.round.desk, new, "ask", self.who(ONDAVEL), self.now)

    def enter(self, title: str = "Agua", **fields: Any) -> Submission:
        new = Submission(
            id=new_id(Submission), office=OFFICES[ONDAVEL], kind="demands", lang="es",
            row=[f'["title","{title}"]'], **fields,
        )  # fmt: skip
        return begin(self.round.desk, new, "draft", self.who(ONDAVEL), self.now)

    def act(self, record: Moving, act: str, mailbox: str, **said: Any) -> None:
        who = self.who(mailbox)
        seen: Any = seen_record(self.round.desk, type(record), record.id, who)
        move(self.round.desk, seen, act, who, self.now, **said)

    def notify(self, *sources: Callable[..., Any]) -> list[Notice]:
        """Send what is due: of these sources, or all."""
        self.round = replace(self.round)
        return list(send_due(self.round, sources) if sources else send_due(self.round))
