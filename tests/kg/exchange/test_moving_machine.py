"""Whoever does whatever to whichever record, through two handles: only the tables decide."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)

from coopgraph.settings import sqlite_url
from kg.base.errors import ConflictError, CoopgraphError, UnknownIdError
from kg.exchange.life_cycle import LIVES, NEW
from kg.exchange.moving import Seen, begin, move, new_id, seen_record
from kg.exchange.parties import CLOCK, Who, sees
from kg.model.desk_types import (
    Asking,
    BoardAnswer,
    Consultation,
    ContactRequest,
    Delivery,
    FocalPoint,
    Moving,
    Response,
    Submission,
    Translation,
    Upload,
    Watch,
)
from kg.store.opening import create_store
from kg.store.protocol import Store
from tests.kg.exchange.people import HIGHLAND, ISLAND, NOW, PEOPLE, SECRETARIAT
from tests.neo4j_server import driver_of, fresh

ACTS = sorted({step.act for life in LIVES.values() for step in life.steps})
SAID: dict[str, Any] = {
    "mailbox": "a@b.example", "role": "authority", "kind": "offer", "row": ["[]"],
    "remark": "x", "led_to": "t", "about": ["demand/a"], "text": "x", "reason": "y",
    "initiative": "initiative/a", "position": "no_comment", "successor": "org/new",
    "passed_on": "2026-11-29", "title": "x", "original": "o",
    "bounced": "2026-11-29", "digest": "month", "known": "1:a",
    "guideline": "a", "version": "1", "opened": "2026-11-29",
    "until": "2026-12-31", "decided": "2026-11-29", "decision": "d", "reasons": "r",
    "useful": "yes",
    "consultation": "consultation/a", "outcome": "partly",
}  # fmt: skip
BEGINNINGS: tuple[tuple[Callable[[], Moving], str, Who], ...] = (
    (
        lambda: FocalPoint(id=ISLAND.focal_point or "", office=ISLAND.office, mailbox="a@b.example",
                           role="authority"),
        "invite", SECRETARIAT,
    ),
    (
        lambda: Submission(id=new_id(Submission), office=ISLAND.office, kind="offer", row=["[]"]),
        "draft", ISLAND,
    ),
    (
        lambda: ContactRequest(id=new_id(ContactRequest), asks=ISLAND.office, asked=HIGHLAND.office,
                               about=["demand/a"], text="x"),
        "ask", ISLAND,
    ),
    (
        lambda: Upload(id=new_id(Upload), office=ISLAND.office, kind="offers", file="a.csv",
                       checksum="0" * 64),
        "upload", ISLAND,
    ),
    (
        lambda: Submission(id=new_id(Submission), office=ISLAND.office, kind="offer", row=["[]"],
                           on_behalf=True),
        "draft", SECRETARIAT,
    ),
    (
        lambda: Response(id=new_id(Response), office=ISLAND.office, initiative="initiative/a",
                         position="supports"),
        "draft", ISLAND,
    ),
    (
        lambda: Translation(id=new_id(Translation), office=ISLAND.office, record="offer/a",
                            lang="fr", title="x", original="o"),
        "propose", SECRETARIAT,
    ),
    (
        lambda: Asking(id=new_id(Asking), office=ISLAND.office, about="state/xaa", kind="sheet",
                       focal_point=ISLAND.focal_point, role="secretariat", campaign="a",
                       asked="2026-11-29"),
        "ask", SECRETARIAT,
    ),
    (
        lambda: Consultation(id=new_id(Consultation), guideline="a", version="1", text="a",
                             digest="0" * 64, offices=[ISLAND.office or ""]),
        "draw up", SECRETARIAT,
    ),
    (
        lambda: BoardAnswer(id=new_id(BoardAnswer), consultation="consultation/a", text="x",
                            outcome="partly", readers=[ISLAND.office or ""]),
        "write", SECRETARIAT,
    ),
    (
        lambda: Delivery(id=new_id(Delivery), office=ISLAND.office, kind="state", about="state/xaa",
                         focal_point=ISLAND.focal_point, title="a", batch="a",
                         delivered="2026-11-29"),
        "deliver", SECRETARIAT,
    ),
    (
        lambda: Watch(id=new_id(Watch), office=ISLAND.office, kind="offers", known="1:a"),
        "watch", ISLAND,
    ),
)  # fmt: skip


class ExchangeMachine(RuleBasedStateMachine):
    """Two handles on one desk, beside what each record must be."""

    records = Bundle("records")

    def __init__(self) -> None:
        super().__init__()
        self.url = self.fresh()
        self.handles: list[Store] = [create_store(self.url, room="desk") for _ in range(2)]
        self.now = NOW
        self.model: dict[str, Moving] = {}
        self.old: dict[str, Seen[Any]] = {}

    def fresh(self) -> str:
        self.folder = tempfile.TemporaryDirectory()
        return sqlite_url(Path(self.folder.name) / "desk.db")

    def cleared(self) -> None:
        self.folder.cleanup()

    @rule(target=records, which=st.integers(0, len(BEGINNINGS) - 1), handle=st.integers(0, 1))
    def begin(self, which: int, handle: int) -> Any:
        make, act, who = BEGINNINGS[which]
        record = make()
        if record.id in self.model:
            with pytest.raises(ConflictError):
                begin(self.handles[handle], record, act, who, self.now)
            return multiple()
        self.model[record.id] = begin(self.handles[handle], record, act, who, self.now)
        return record.id

    @rule(
        id_=records, act=st.sampled_from(ACTS), who=st.sampled_from([*PEOPLE, CLOCK]),
        handle=st.integers(0, 1), late=st.booleans(),
    )  # fmt: skip
    def act(self, id_: str, act: str, who: Who, handle: int, late: bool) -> None:
        before, desk = self.model[id_], self.handles[handle]
        own = isinstance(before, Submission | Response | Upload | Watch)
        owner = ISLAND if own else SECRETARIAT
        seen: Seen[Any] = seen_record(desk, type(before), id_, owner)
        assert seen.record == before
        used = self.old.get(id_, seen) if late else seen
        step = LIVES[type(before)].step(act, before.state or NEW)
        try:
            after = move(desk, used, act, who, self.now, **SAID)
        except ConflictError:
            assert used.token != seen.token
            return
        except CoopgraphError:
            assert used is not seen or step is None or not self._may(step.by, who, before)
            return
        assert used.token == seen.token
        assert step is not None
        assert self._may(step.by, who, before)
        assert after.state == step.after
        self.model[id_], self.old[id_] = after, seen

    def _may(self, by: tuple[str, ...], who: Who, record: Moving) -> bool:
        """Say it once more, in other words than the house does."""
        sides = {"clock": who is CLOCK, "secretariat": who.role == "secretariat"}
        if isinstance(record, ContactRequest):
            side = who.office in {record.asks, record.asked} and who.office is not None
            sides |= {"asks": who.office == record.asks, "asked": who.office == record.asked}
            sides |= {"other": side and who.office not in record.confirmed}
        elif isinstance(record, FocalPoint):
            sides |= {"own": who.focal_point == record.id}
        elif isinstance(record, (Submission, Translation, Asking, Watch, Delivery)):
            behalf = isinstance(record, Submission) and bool(record.on_behalf)
            behalf = behalf and who.role == "secretariat"
            sides |= {"own": who.office == record.office or behalf}
            draft = isinstance(record, Submission) and record.state == "draft"
            private = draft or isinstance(record, Watch)
            sides["secretariat"] = sides["secretariat"] and not private
        elif isinstance(record, Response):
            sides |= {"own": who.office == record.office}
            given = record.state in {"given", "published"}
            sides["secretariat"] = sides["secretariat"] and given
            sides["board"] = who.role in {"board", "secretariat"} and given
        elif isinstance(record, Consultation | BoardAnswer):
            sides["board"] = who.role in {"board", "secretariat"}
        elif isinstance(record, Upload):
            sides |= {"own": who.office == record.office, "secretariat": False}
        return any(sides.get(part, False) for part in by)

    @rule(days=st.integers(1, 60))
    def wait(self, days: int) -> None:
        self.now += timedelta(days=days)

    @rule(id_=records, who=st.sampled_from(PEOPLE))
    def look(self, id_: str, who: Who) -> None:
        record = self.model[id_]
        if sees(who, record):
            assert seen_record(self.handles[0], type(record), id_, who).record == record
            return
        with pytest.raises(UnknownIdError):
            seen_record(self.handles[0], type(record), id_, who)

    @invariant()
    def both_confirmed(self) -> None:
        for record in self.model.values():
            if isinstance(record, ContactRequest):
                wanted = {"concluded": 1, "confirmed": 2}.get(record.state or "", 0)
                assert len(record.confirmed) == wanted

    def teardown(self) -> None:
        for handle in self.handles:
            handle.close()
        with suppress(OSError):
            self.cleared()


QUICK = settings(
    max_examples=15, stateful_step_count=25, deadline=None,
    suppress_health_check=list(HealthCheck),
)  # fmt: skip


def test_any_order_of_acts_on_sqlite() -> None:
    run_state_machine_as_test(ExchangeMachine, settings=QUICK)


class OnNeo4j(ExchangeMachine):
    """The same on a server, which has one database: emptied before each run."""

    address: ClassVar[str]

    def fresh(self) -> str:
        with driver_of(self.address) as driver:
            fresh(driver, "desk")
        return self.address

    def cleared(self) -> None:
        """Leave the database as it is: the next one empties it."""


@pytest.mark.neo4j
@pytest.mark.slow  # each act is a commit that is really on a disk
def test_any_order_of_acts_on_neo4j(neo4j_url: str) -> None:
    OnNeo4j.address = neo4j_url
    few = settings(QUICK, max_examples=4, stateful_step_count=15)
    run_state_machine_as_test(OnNeo4j, settings=few)
