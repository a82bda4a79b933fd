"""A consultation on an invented guideline, as these tests play it; nobody in it is real."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from kg.exchange.consultations import close, draw_up, open_consultation
from kg.exchange.desk_documents import DeskInquiry
from kg.exchange.moving import Seen, new_id, seen_record
from kg.exchange.parties import Who
from kg.exchange.positions import ItemPositions, positions_in
from kg.exchange.responses import Said, keep, wrong_in
from kg.model.desk_types import Consultation, Response
from kg.store.protocol import Store
from tests.kg.exchange.people import BOARD, HIGHLAND, ISLAND, NOW, PARTNER

GUIDELINE: Final = """\
# Invented: of bodies that nobody knows.
guideline: invented
version: "0.1"
standing: {status: proposed}
body: org/xbody
candidates: {kinds: [bank]}
rules:
  - id: near
    when: {link: [in_force]}
    verdict: approach
    basis: agreement/x
    text: "{partner} is near."
  # A remark of the file, which is of no item.
  - {id: far, when: {link: [ended]}, verdict: not_now, basis: agreement/x, text: "{partner}"}
otherwise: {verdict: conditions, basis: agreement/x, text: "none", condition: "ask"}
criteria:
  - {name: reach, measure: states_reached, anchors: [0, 8], weight: 0.7}
  - {name: link, measure: official_link, anchors: [0, 1], weight: 0.2}
  - {name: run, measure: instruments, anchors: [0, 3], weight: 0.1}
"""
NEAR: Final = (
    "id: near\nwhen: {link: [in_force]}\nverdict: conditions\nbasis: agreement/x\n"
    'text: "{partner} is near enough."'
)
"""The first rule as somebody would have it."""
UNTIL: Final = (NOW + timedelta(days=30)).date().isoformat()


@dataclass
class Consulted:
    """A consultation on a desk that asks two states and invites a body."""

    desk: Store
    id: str
    now: datetime = NOW

    def seen(self, who: Who = BOARD) -> Seen[Consultation]:
        return seen_record(self.desk, Consultation, self.id, who)

    @property
    def record(self) -> Consultation:
        return self.seen().record

    def say(
        self, who: Who, item: str, position: str, text: str = "", *, change: str = "",
        lang: str = "es", give: bool = True, token: str = "",
    ) -> Response:  # fmt: skip
        said = Said(item, position, text, lang, change)
        wrong = wrong_in(self.record, said)
        assert not wrong, wrong
        return keep(self.desk, self.seen(who), said, token, who, self.now, give=give)

    def close(self) -> Consultation:
        return close(self.desk, self.seen(), BOARD, self.now)

    def positions(self, who: Who) -> dict[str, ItemPositions]:
        inquiry = DeskInquiry(self.desk, who, self.now.date(), "en")
        return positions_in(inquiry, self.record)


def drawn_up(desk: Store, text: str = GUIDELINE, **more: object) -> Consulted:
    """Draw a consultation up; nobody but the board sees it yet."""
    new = Consultation.model_validate({
        "id": new_id(Consultation), "guideline": "invented", "version": "0.1", "text": text,
        "digest": "0" * 64, "states": ["state/xaa", "state/xab"], "bodies": ["org/xyz"],
        "offices": [ISLAND.office, HIGHLAND.office], "invited": [PARTNER.office], **more,
    })  # fmt: skip
    draw_up(desk, new, BOARD, NOW)
    return Consulted(desk, new.id)


def opened(desk: Store, text: str = GUIDELINE, **more: object) -> Consulted:
    """Open a consultation for a month."""
    found = drawn_up(desk, text, **more)
    open_consultation(desk, found.seen(), UNTIL, BOARD, NOW)
    return found
