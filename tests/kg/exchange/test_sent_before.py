"""What an office sent before it came back, whatever happened to it since."""

from __future__ import annotations

from typing import Any

from kg.exchange.moving import begin, move, new_id, seen_record
from kg.exchange.parties import Who
from kg.exchange.sent_before import sent_before
from kg.model.desk_types import Submission
from kg.store.protocol import Store
from tests.kg.exchange.people import ISLAND, NOW, SECRETARIAT


def test_it_is_what_was_sent_last(desk: Store) -> None:
    id_, rows = new_id(Submission), [['["title","A"]'], ['["title","B"]']]

    def act(what: str, who: Who = ISLAND, **said: Any) -> None:
        move(desk, seen_record(desk, Submission, id_, who), what, who, NOW, **said)

    new = Submission(id=id_, office=ISLAND.office, kind="offers", row=rows[0])
    begin(desk, new, "draft", ISLAND, NOW)
    act("propose")
    assert sent_before(desk, id_) is None
    act("return", SECRETARIAT, remark="?")
    assert sent_before(desk, id_) == rows[0]
    act("draft", kind="offers", row=rows[1])
    assert sent_before(desk, id_) == rows[0]
    act("propose")
    act("return", SECRETARIAT, remark="?")
    assert sent_before(desk, id_) == rows[1]
