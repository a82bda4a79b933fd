"""Two services that differ in what is hidden give the same bytes: every route, read from the app.

One has records for the board alone and a desk full of what offices and the board have among
themselves (requests for contact apart: their totals are told to states, by intent); the other has
as many revisions with nothing in them. The public, who reads for the states and an office that
signed in are answered the same by both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any, Final
from zipfile import ZipFile

import pytest
from starlette.testclient import TestClient

from coopgraph.cli.edge import run
from kg.access.clock import utc_now
from kg.exchange.acceptance import Ledgers
from kg.exchange.approach_acts import approach_id, decide
from kg.model.changes import Change, NodeStatement
from kg.model.desk_types import Approach
from kg.store.protocol import Store
from tests.api.asking import bearer, client_of, key_for
from tests.api.pages.test_exchange_page import Service, confirmed, service_of
from tests.journeys.api.sent_reports import answers
from tests.journeys.api.test_audiences import requests
from tests.kg.exchange.consulted import drawn_up, opened
from tests.kg.exchange.declared import SOURCE, declared
from tests.kg.exchange.people import BOARD, HIGHLAND, ISLAND, PARTNER
from tests.kg.exchange.test_paper_deliveries import given, reply

ABOUT: Final = ("state/hnd", "sector/dac/140", "org/segib", "activity/hidden")
_ONCE: Final = re.compile(
    r'(?<=name="token" value=")[^"]*|(?<=name="seen" value=")[^"]*|(?<=name="shown" value=")[^"]*'
    r'|(?<=cursor=)\d+\.[\w-]+|(?<=data-speaker=")[^"]*|(?<=data-session-left=")[^"]*'
    r'|(?<=/contacts/)[0-9a-f]{16}|(?<="contact/)[0-9a-f]{16}|(?<="focalpoint/)[0-9a-f]{16}'
    r"|\b\d{1,2}:\d\d\b"
)
"""What forms and lists carry for one session or one service, and times of day."""
_ASIDE: Final = ("etag", "date", "x-request-id", "set-cookie", "last-modified")
_WHEN: Final = "docProps/core.xml"
READERS: Final = ("public", "states", "office")


def secret(knowledge: Store, desk: Store) -> None:
    """What the board and other offices have among themselves, in every room of the desk."""
    knowledge.apply([
        *declared("demand/hidden", "state/hnd", "board"),
        *declared("offer/hidden", "state/col", "board"),
        *declared("practice/hidden", "state/col", "board"),
        *confirmed("activity/hidden", "state/col", "state/hnd"),
        *named_in_reports(),
    ])  # fmt: skip
    drawn_up(desk)
    consulted = opened(desk)
    consulted.say(ISLAND, "rule/near", "supports", "Sí.")
    consulted.say(HIGHLAND, "rule/near", "reserves", "No.", give=False)
    consulted.say(PARTNER, "criterion/run", "reserves", "Hm.")
    decided = Approach(
        id=approach_id("org/oas", "org/segib"), partner="org/segib", body="org/oas",
        day="2026-10-01", decision="Decision 3", lang="en", next_step="Write",
        next_day="2026-10-15", in_charge="unit/oas-sedi",
    )  # fmt: skip
    decide(Ledgers(knowledge, desk), decided, BOARD, utc_now())
    first, *_ = given(desk)
    reply(desk, first.id, ISLAND, "no", "Numbers")


def named_in_reports() -> Iterator[Change]:
    """Yield what only the board reads: records a report may name, and a name of a public one."""
    hidden: dict[str, dict[str, Any]] = {
        "org/hidden": {"name": {"es": "Fondo Austral de Ensayos"}, "acronym": "FADEX"},
        "unit/hidden": {"name": {"es": "Oficina de Ensayos Australes"}},
        "programme/hidden": {"name": {"es": "Programa Austral de Becas"}},
        "agreement/hidden": {"title": {"es": "Convenio Austral para el Agua de las Escuelas"}},
        "org/segib": {"aliases": ["Secretaría Austral de Cooperación"]},
    }
    for id_, props in hidden.items():
        yield NodeStatement(id_, SOURCE, props, visibility="board")


REPORT: Final = """Informe anual de cooperación de 2025

Honduras y el Fondo Austral de Ensayos (FADEX) firmaron en marzo el Convenio Austral para el Agua \
de las Escuelas por USD 450.000. La Oficina de Ensayos Australes dio a Colombia 12 becas del \
Programa Austral de Becas, y la Secretaría Austral de Cooperación lo aprobó en junio de 2025.

FADEX informó a la Secretaría General Iberoamericana que Wells: offer/hidden y Hidden terminaron.
"""


class Ledger:
    """As many revisions as another has, with nothing in them that anybody counts."""

    def __init__(self, *most: int) -> None:
        self._most = most

    def fill(self, *ledgers: Store) -> None:
        for store, most in zip(ledgers, self._most, strict=True):
            while store.revision() < most:
                id_ = f"source/desk/{store.revision()}"
                store.apply([NodeStatement(id_, id_, {"title": {"en": "x"}})])


@pytest.fixture(scope="module")
def both(
    starter_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Service, Service]]:
    place = tmp_path_factory.mktemp("twins")
    counts: list[int] = []

    def whole(knowledge: Store, desk: Store) -> None:
        secret(knowledge, desk)
        counts.extend((knowledge.revision(), desk.revision()))

    def twin(knowledge: Store, desk: Store) -> None:
        Ledger(*counts).fill(knowledge, desk)

    made = [
        service_of(starter_url, place / f"{more.__name__}.db", place / "cache", more)
        for more in (whole, twin)
    ]
    yield made[0], made[1]
    for one in made:
        one.close()


def reader(service: Service, who: str) -> TestClient:
    if who == "office":
        return service.office.client
    if who == "states":
        key, _ = key_for(service.exchange.desk, "states")
        return client_of(service.exchange.app, headers=bearer(key))
    return service.public


@pytest.mark.slow  # all routes twice, with all that they take
@pytest.mark.timeout(900)
@pytest.mark.parametrize("who", READERS)
def test_what_is_hidden_moves_no_byte(both: tuple[Service, Service], who: str) -> None:
    first, second = (reader(one, who) for one in both)
    told, differ = 0, []
    for address, query in requests(both[0].exchange.app, languages=("es",), ids=ABOUT):
        whole, twin = (one.get(address, params=query) for one in (first, second))
        if plain(whole) != plain(twin):
            differ.append((address, query))
        told += whole.status_code == 200
    assert differ == []
    assert told > 100


@pytest.mark.parametrize("who", READERS)
def test_what_is_hidden_moves_no_byte_of_a_condensed_report(
    both: tuple[Service, Service], who: str
) -> None:
    states = ("", "state/hnd", "state/col", "state/brb")
    whole, twin = (
        dict(answers(reader(one, who), one.exchange.app, REPORT, states)) for one in both
    )
    assert [at for at in whole if plain(whole[at]) != plain(twin[at])] == []
    read = [at for at, answer in whole.items() if answer.status_code == 200]
    paths = {"public": set[str](), "states": {"/v1/condense"}, "office": {"/es/desk/report"}}
    assert {path for path, _ in read} == paths[who]
    assert all("Honduras" in whole[at].text for at in read if at[1] == "state/hnd")


@pytest.mark.parametrize("audience", ["public", "states"])
@pytest.mark.parametrize("more", [(), ("--for", "state/hnd"), ("--json",), ("--for", "org/hidden")])
def test_what_is_hidden_moves_no_byte_of_what_the_command_says(
    both: tuple[Service, Service], audience: str, more: tuple[str, ...], tmp_path: Path,
    capsysbinary: pytest.CaptureFixture[bytes],
) -> None:  # fmt: skip
    report = tmp_path / "report.txt"
    report.write_text(REPORT, "utf-8")
    asked = ["condense", str(report), "--audience", audience, *more, "--store"]
    whole, twin = ((run([*asked, one.exchange.url]), capsysbinary.readouterr()) for one in both)
    assert whole == twin
    assert (whole[0] == 0) == ("org/hidden" not in more)


def test_the_board_finds_in_a_report_what_is_hidden(both: tuple[Service, Service]) -> None:
    key, _ = key_for(both[0].exchange.desk, "board")
    found = dict(
        answers(client_of(both[0].exchange.app, headers=bearer(key)), both[0].exchange.app, REPORT)
    )
    linked = {one["id"] for one in found["/v1/condense", ""].json()["linked"]}
    assert {"org/hidden", "unit/hidden", "programme/hidden", "agreement/hidden"} <= linked


def plain(answer: Any) -> tuple[int, dict[str, str], bytes]:
    headers = {name: text for name, text in answer.headers.items() if name not in _ASIDE}
    text = answer.content
    if headers.get("content-type", "").startswith(("text/", "application/json")):
        text = _ONCE.sub("", answer.text).encode()
        headers.pop("content-length", None)
    if "spreadsheet" in headers.get("content-type", ""):
        # A sheet says when it was made.
        headers.pop("content-length", None)
        with ZipFile(BytesIO(text)) as book:
            text = b"".join(book.read(name) for name in book.namelist() if name != _WHEN)
    return answer.status_code, headers, text


def test_the_board_is_told_apart(both: tuple[Service, Service]) -> None:
    """What the twins differ in is there at all: the test above would find it."""
    keys = [key_for(one.exchange.desk, "board")[0] for one in both]
    for address in ("/v1/nodes/org/segib", "/v1/nodes/activity/hidden", "/v1/briefs/consultation"):
        first, second = (
            client_of(one.exchange.app, headers=bearer(key)).get(address)
            for one, key in zip(both, keys, strict=True)
        )
        assert plain(first) != plain(second)
