"""Whom the campaign is about: decided by the board, else full members; nobody is taken for one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kg.exchange.campaign_list import CAMPAIGN_LISTS, CampaignList, campaign_list, listed
from kg.graph.snapshot import Snapshot
from kg.graph.view import View

HEAD = 'campaign_list: a\nversion: "1"\nbody: org/oas\n'
PROPOSED = f"{HEAD}standing: {{status: proposed}}\n"
ADOPTED = f'{HEAD}standing: {{status: adopted, date: 2026-01-01, decision: "CD/1"}}\n'


def entry(state: str, role: str, since: str = "2026-01-01") -> str:
    return f'  - {{state: {state}, role: {role}, since: {since}, decision: "CD/2"}}\n'


def places(snapshot: Snapshot, rules: CampaignList, day: str) -> dict[str, str]:
    view = View(snapshot, date.fromisoformat(day))
    return {view.id(one.node): one.place for one in listed(view, rules)}


def invited(found: dict[str, str]) -> int:
    return list(found.values()).count("invited")


def test_by_default_the_full_members_on_the_date_are_on_it(starter_snapshot: Snapshot) -> None:
    now = places(starter_snapshot, campaign_list(), "2026-11-29")
    assert (len(now), invited(now)) == (35, 32)
    others = {state for state, place in now.items() if place == "board_decides"}
    assert others == {"state/cub", "state/nic", "state/ven"}
    assert "not_invited" not in now.values()
    before = places(starter_snapshot, campaign_list(), "2023-11-18")
    assert before["state/nic"] == "invited"
    assert invited(before) == 33


def test_no_invented_state_is_among_real_ones(starter_snapshot: Snapshot) -> None:
    rules = CAMPAIGN_LISTS.parse(f"{ADOPTED}states:\n{entry('state/xaa', 'invited')}")
    assert "state/xaa" not in places(starter_snapshot, rules, "2026-11-29")
    examples = places(starter_snapshot, campaign_list("campaign-list-examples"), "2026-11-29")
    assert set(examples) == {f"state/xa{letter}" for letter in "abcdef"}


def test_what_the_board_decided_last_counts_from_its_day(starter_snapshot: Snapshot) -> None:
    said = (
        entry("state/cub", "invited", "2026-03-01")
        + entry("state/cub", "not_invited", "2026-09-01")
        + entry("state/hti", "board_decides", "2026-02-01")
    )
    rules = CAMPAIGN_LISTS.parse(f"{ADOPTED}states:\n{said}")
    for day, cuba, haiti in (
        ("2026-01-31", "board_decides", "invited"),
        ("2026-02-28", "board_decides", "board_decides"),
        ("2026-03-01", "invited", "board_decides"),
        ("2026-09-01", "not_invited", "board_decides"),
    ):
        found = places(starter_snapshot, rules, day)
        assert (found["state/cub"], found["state/hti"]) == (cuba, haiti)


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("lens: x\n", "missing", 1),
        (f"{PROPOSED}states:\n{entry('state/cub', 'invited')}", "not-adopted", 6),
        (f"{PROPOSED}states:\n{entry('state/hti', 'not_invited')}", "not-adopted", 6),
        (f"{ADOPTED}states:\n{entry('org/segib', 'invited')}", "no-state", 6),
        (f"{ADOPTED}states:\n{entry('state/cub', 'guest')}", "wrong-value", 6),
        (f"{ADOPTED}states:\n{entry('state/cub', 'invited') * 2}", "twice", 7),
        (f"{ADOPTED.replace('org/oas', 'state/hti')}", "no-body", 3),
        (f"{ADOPTED}again_after: 0\n", "wrong-value", 5),
        (f"{ADOPTED}states:\n  - {{state: state/cub, role: invited, since: 2026-01-01}}\n",
         "missing", 6),
    ],
)  # fmt: skip
def test_mistakes_are_told_with_their_line(text: str, code: str, line: int) -> None:
    found = CAMPAIGN_LISTS.check(text)
    assert (code, line) in [(mistake.code, mistake.line) for mistake in found]


def test_a_proposed_list_may_leave_a_state_to_the_board(starter_snapshot: Snapshot) -> None:
    rules = CAMPAIGN_LISTS.parse(f"{PROPOSED}states:\n{entry('state/hti', 'board_decides')}")
    assert places(starter_snapshot, rules, "2026-11-29")["state/hti"] == "board_decides"


def test_a_list_comes_from_a_file_too(tmp_path: Path) -> None:
    file = tmp_path / "list.yaml"
    file.write_text(ADOPTED, "utf-8")
    assert campaign_list(str(file)).name == "a 1"
    assert campaign_list(str(file)).standing.decision == "CD/1"
