"""What a board member asks at a terminal of guidelines and partners, in four languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.base.i18n import LANGUAGES
from tests.journeys.cli.conftest import Run

FACT = 'agreement title=A parties="org/oas; org/oei" signed=2020-01-15 status=in_force'
COMMANDS = [
    ["guideline", "list"],
    ["guideline", "diff", "approach-2022@0.1"],
    ["partners", "--pass", "org/segib", "org/mercosur"],
    ["partners", "--rests-on", "agreement/oas-acs"],
    ["together", "--best", "2"],
    ["together", "org/segib", "org/mercosur", "--weight", "states=0.5"],
]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_answer_is_told_and_is_a_document(run: Run, command: list[str], lang: str) -> None:
    told = run(*command, "--lang", lang)
    assert (told.status, told.err) == (0, "")
    assert "{" not in told.out.replace("{partner}", "").replace("{link}", "").replace(
        "{door}", ""
    ).replace("{body}", "")
    document = run(*command, "--lang", lang, "--json").json
    assert document["lang"] == lang


def test_what_if_is_tried_and_not_kept(run: Run, starter_copy: str) -> None:
    before = run("partners", "--json", store=starter_copy).out
    tried = run("partners", "--what-if", FACT, "--json", store=starter_copy)
    assert tried.status == 0
    changes = {one["id"]: one for one in tried.json["partners"]}
    assert changes["org/oei"]["verdict"] == ["conditions", "approach"]
    assert "link-unknown" in run("partners", "--what-if", FACT, store=starter_copy).out
    assert run("partners", "--json", store=starter_copy).out == before
    held = run("partners", "--what-if", "unit name=x part_of=Xyzzy", store=starter_copy)
    assert held.status == 1


def test_an_answer_is_given_again_after_the_store_has_changed(run: Run, starter_copy: str) -> None:
    then = run("partners", "--json", "--as-of", "2026-11-23", store=starter_copy)
    revision = str(then.json["revision"])
    told = run("tell", "membership", "member=state/hti", "organisation=org/mercosur",
               "status=member", "--source", "a letter", store=starter_copy)  # fmt: skip
    assert told.status == 0
    now = run("partners", "--json", "--as-of", "2026-11-23", store=starter_copy)
    assert now.json["results"] != then.json["results"]
    again = run("partners", "--json", "--as-of", "2026-11-23", "--at-revision", revision,
                store=starter_copy)  # fmt: skip
    assert again.out == then.out
    missing = run("partners", "--at-revision", "9999", "--json", store=starter_copy)
    assert (missing.status, missing.problem["code"]) == (2, "unknown-revision")


def test_what_the_board_adopted_is_what_its_name_means(
    run: Run, starter_copy: str, tmp_path: Path
) -> None:
    file = tmp_path / "own.yaml"
    text = run("guideline", "show").out
    file.write_text(text.replace('version: "0.2"', 'version: "1.0"'), "utf-8")
    adopted = run("guideline", "adopt", str(file), "--decision", "CD/12-26", "--day", "2026-06-01",
                  store=starter_copy)  # fmt: skip
    assert adopted.status == 0
    day = ("--as-of", "2026-11-23")
    for name in ("approach-2022", "approach-2022@1.0"):
        shown = run("guideline", "show", name, *day, store=starter_copy)
        assert 'decision: "CD/12-26"' in shown.out
    assert 'version: "0.2"' in run("guideline", "show", "--as-of", "2026-05-31",
                                   store=starter_copy).out  # fmt: skip
    told = run("tell", "membership", "member=state/hti", "organisation=org/mercosur",
               "status=member", "--source", "a letter", "--dry-run", "--json", *day,
               store=starter_copy)  # fmt: skip
    assert told.json["guideline"]["version"] == "1.0"
    for asked in (["--what-if", FACT], ["--rests-on", "agreement/oas-acs"],
                  ["--pass", "org/segib", "org/mercosur"]):  # fmt: skip
        answer = run("partners", *asked, "--json", *day, store=starter_copy).json
        assert answer["guideline"]["version"] == "1.0"
        assert answer["standing"]["status"] == "adopted"


def test_files_and_versions_are_compared_without_a_store(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "own.yaml"
    text = run("guideline", "show", "approach-2022@0.1").out
    other = text.replace("weight: 0.05", "weight: 0.04")
    prior = "measure: prior_cooperation, anchors: [0, 5], weight: 0.1"
    file.write_text(other.replace(f"{prior}0", f"{prior}1"), "utf-8")
    nowhere = f"sqlite:///{tmp_path / 'none.db'}"
    done = run("guideline", "diff", "approach-2022@0.1", str(file), "--json", store=nowhere)
    assert (done.status, done.json["partners"]) == (0, None)
    assert {one["id"] for one in done.json["entries"]} == {"official_link", "prior_cooperation"}
    assert "No store could be opened" in done.err


@pytest.mark.parametrize(
    "options",
    [
        ["--pass", "org/segib", "org/mercosur", "--rests-on", "org/oei"],
        ["--what-if", FACT, "--at-revision", "1"],
        ["--rests-on", "org/oei", "--robustness"],
    ],
)
def test_one_thing_is_asked_at_once(run: Run, options: list[str]) -> None:
    done = run("partners", *options, "--json")
    assert (done.status, done.out) == (2, "")


@pytest.mark.parametrize("audience", ["public", "states"])
@pytest.mark.parametrize("command", COMMANDS[2:], ids=" ".join)
def test_what_is_said_of_partners_is_for_the_board(
    run: Run, command: list[str], audience: str
) -> None:
    done = run(*command, "--audience", audience, "--json")
    assert (done.status, done.out, done.problem["code"]) == (2, "", "audience")
