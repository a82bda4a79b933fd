"""The campaign at a terminal: its list, its lines, a sheet for an office, letters by cron."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from openpyxl import load_workbook

from coopgraph.settings import sqlite_url
from kg.access.clock import utc_now
from kg.exchange.moving import begin, records_of
from kg.exchange.parties import CLOCK, Who
from kg.model.desk_types import Asking, FocalPoint
from kg.store.opening import create_store
from tests.journeys.cli.conftest import Run

OFFICE = "unit/example-ondavel-desk"
LIST = """campaign_list: ours
version: "1"
standing: {status: adopted, date: 2026-01-01, decision: "CD/1"}
body: org/example-bank
states:
  - {state: state/xab, role: not_invited, since: 2026-01-02, decision: "CD/2"}
"""


@pytest.fixture
def list_file(tmp_path: Path) -> str:
    file = tmp_path / "list.yaml"
    file.write_text(LIST, "utf-8")
    return str(file)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    url = sqlite_url(tmp_path / "desk.db")
    monkeypatch.setenv("COOPGRAPH_DESK", url)
    monkeypatch.setenv("COOPGRAPH_OUTBOX", str(tmp_path / "outbox"))
    return url


def test_a_list_is_checked_as_lenses_are(run: Run, list_file: str) -> None:
    assert run("campaign-list", "check", list_file, store=None).status == 0
    Path(list_file).write_text(LIST.replace("not_invited", "guest"), "utf-8")
    done = run("campaign-list", "check", list_file, "--json", store=None)
    assert done.status == 1
    assert [(f["line"], f["code"]) for f in done.json["findings"]] == [(6, "wrong-value")]
    assert "campaign-list-2026" in run("campaign-list", "show", store=None).out


def test_every_total_names_its_list(
    run: Run, list_file: str, desk: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = run("desk", "campaign", "--json").json
    assert told["list"] == {"name": "campaign-list-2026 0.1", "decided": None, "decision": None}
    assert (told["totals"]["on_list"], told["totals"]["board_decides"]) == (32, 3)
    undecided = [one for one in told["states"] if one["invited"] is None]
    assert {one["id"] for one in undecided} == {"state/cub", "state/nic", "state/ven"}
    assert all(one["missing"] == one["ask"] == [] for one in undecided)
    monkeypatch.setenv("COOPGRAPH_CAMPAIGN_LIST", list_file)
    ours = run("desk", "campaign", "--json").json
    assert ours["list"] == {"name": "ours 1", "decided": "2026-01-01", "decision": "CD/1"}
    assert (ours["totals"]["on_list"], ours["totals"]["not_invited"]) == (5, 1)
    shown = run("desk", "campaign", "--lang", "en").out
    assert "ours 1, adopted on January 1, 2026: CD/1." in shown
    assert "Of the 5 on the list" in shown
    monkeypatch.setenv("COOPGRAPH_CAMPAIGN_LIST", "/no/such/list.yaml")
    assert run("desk", "campaign").status == 2
    assert run("desk", "campaign", "--audience", "states").status == 2


def test_a_sheet_for_an_office_holds_its_records_and_reads_back(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "offers.xlsx"
    assert run("template", "offers", str(file), "--for", OFFICE, "--lang", "es").status == 0
    sheet = load_workbook(file)["offers"]
    ids = [sheet.cell(row, 1).value for row in range(4, sheet.max_row + 1)]
    assert "offer/xaa-band-in-schools" in ids
    assert all(str(id_).startswith("offer/xaa-") for id_ in ids)
    done = run("ingest", "sheet", str(file), "--as", "offers", "--dry-run", "--json")
    assert (done.json["read"], done.json["accepted"]) == (len(ids), len(ids))
    for wrong in (("offers", "unit/none"), ("activities", OFFICE)):
        assert run("template", wrong[0], str(file), "--for", wrong[1]).status == 2


def test_what_was_asked_and_did_not_leave_is_sent_by_cron_once(
    run: Run, desk: str, tmp_path: Path, list_file: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody was killed after noting what is asked: a state off the list gets nothing."""
    monkeypatch.setenv("COOPGRAPH_CAMPAIGN_LIST", list_file)
    secretariat, now = Who("secretariat"), utc_now()
    with closing(create_store(desk, room="desk")) as store:
        for name, office, state in (
            ("a", OFFICE, "state/xaa"), ("b", "org/example-terquivia-cooperation", "state/xab"),
        ):  # fmt: skip
            point = FocalPoint(id=f"focalpoint/{name}", office=office, role="authority",
                               mailbox=f"{name}@example.org", lang="pt")  # fmt: skip
            begin(store, point, "invite", secretariat, now)
            asking = Asking(id=f"asking/{name}", office=office, about=state, kind="sheet",
                            focal_point=point.id, role="secretariat", campaign="ours 1",
                            asked=now.isoformat())  # fmt: skip
            begin(store, asking, "ask", secretariat, now)
    outbox = tmp_path / "outbox"
    looked = run("notify", "--dry-run", "--json")
    assert [one["mailbox"] for one in looked.json["letters"]] == ["a@example.org"]
    assert not outbox.exists()
    for _ in range(2):
        assert run("notify").status == 0
    (letter,) = outbox.glob("*.eml")
    text = letter.read_text("utf-8")
    assert "To: a@example.org" in text
    assert text.count("filename=") == 3
    with closing(create_store(desk, room="desk")) as store:
        assert len(records_of(store, Asking, CLOCK)) == 2
