"""``coopgraph condense`` as its user runs it."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from kg.base.i18n import LANGUAGES
from tests.journeys.cli.conftest import Run
from tests.kg.condense.reports import TEXT

STATES = 35


@pytest.fixture
def report(tmp_path: Path) -> str:
    path = tmp_path / "report.txt"
    path.write_text(TEXT, "utf-8")
    return str(path)


@pytest.mark.parametrize("ending", ["pdf", "docx", "html", "md"])
def test_a_paper_is_written_as_it_is_named(
    run: Run, report: str, tmp_path: Path, ending: str
) -> None:
    file = tmp_path / f"short.{ending}"
    done = run("condense", report, "--for", "state/hti", "-o", str(file), "--json")
    assert done.status == 0, done.err
    assert done.json["files"] == [str(file)]
    assert [one["id"] for one in done.json["states"]] == ["state/hti"]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.parametrize("lang", LANGUAGES)
def test_headings_are_in_the_readers_language_and_words_in_the_reports(
    run: Run, report: str, tmp_path: Path, lang: str
) -> None:
    file = tmp_path / "short.md"
    done = run("condense", report, "--for", "state/hti", "-o", str(file), "--lang", lang, "--json")
    said = file.read_text("utf-8")
    assert ("Key figures" in said) == (lang == "en")
    assert "The Permanent Council decided that the Secretariat shall report by 30 June 2026" in said
    assert done.json["language"] == "en"


def test_every_state_gets_its_paper(run: Run, report: str, tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    done = run("condense", report, "--all", "-o", str(folder), "--form", "md", "--json")
    assert done.status == 0, done.err
    names = sorted(path.name for path in folder.iterdir())
    assert len(names) == STATES
    assert [Path(one).name for one in done.json["files"]] == names
    (silent,) = folder.glob("*-chl-*")
    assert "The report does not name Chile." in silent.read_text("utf-8")
    (named,) = folder.glob("*-brb-*")
    assert "Barbados received 12 scholarships" in named.read_text("utf-8")


def test_what_is_new_is_told_against_the_report_before(
    run: Run, report: str, tmp_path: Path
) -> None:
    before = tmp_path / "before.txt"
    before.write_text(
        TEXT.replace("450,000", "300,000").replace("Barbados received", "It"), "utf-8"
    )
    done = run("condense", report, "--previous", str(before), "--json")
    (changed,) = [one for one in done.json["changed"] if "450,000" in one["is"]]
    assert "300,000" in changed["was"]
    same = run("condense", report, "--previous", report, "--json").json
    assert (same["new"], same["changed"]) == ([], [])


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--for", "state/xyz"], "state/xyz"),
        (["--for", "org/caricom"], "state/hti"),
        (["--all"], "--all -o FOLDER"),
        (["--all", "--for", "state/hti", "-o", "x"], "--all -o FOLDER"),
        (["-o", "x.png"], "x.png"),
        (["--previous", "none.txt"], "none.txt"),
    ],
)
def test_what_is_wrong_is_named(run: Run, report: str, more: list[str], said: str) -> None:
    done = run("condense", report, *more, "--json")
    assert done.status == 2
    assert said in done.err
    assert done.problem["fix"]


def test_a_report_that_is_not_there_or_empty_is_named(run: Run, tmp_path: Path) -> None:
    empty = tmp_path / "empty.pdf"
    empty.touch()
    for path in (str(empty), str(tmp_path / "none.pdf"), str(tmp_path)):
        done = run("condense", path, "--json")
        assert done.status == 2
        assert Path(path).name in done.err


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--visibility", "public"], "--propose"),
        (["--visibility", "all"], "--visibility"),
        (["--form", "rtf"], "--form"),
        (["--form", "docx", "-o", "x.md"], "--form"),
        (["--all", "-o", "papers", "--form", "rtf"], "rtf"),
        (["-o", "x.rtf"], ".rtf"),
    ],
)
def test_no_option_is_passed_over_nor_found_wrong_only_after_the_reading(
    run: Run, tmp_path: Path, more: list[str], said: str
) -> None:
    done = run("condense", str(tmp_path / "not-there.pdf"), *more, "--json")
    assert done.status == 2
    assert said in done.err
    assert "not-there.pdf" not in done.err


def test_a_paper_for_a_state_is_marked_for_the_states(
    run: Run, report: str, tmp_path: Path
) -> None:
    file = tmp_path / "short.md"
    run("condense", report, "--for", "state/hti", "-o", str(file))
    assert "For the Board" not in file.read_text("utf-8")
    folder = tmp_path / "papers"
    run("condense", report, "--all", "-o", str(folder), "--form", "md")
    assert all("-for-states-" in path.name for path in folder.iterdir())


def test_a_state_that_is_not_named_is_said_not_to_be(run: Run, report: str) -> None:
    done = run("condense", report, "--for", "state/chl")
    assert "The report does not name Chile." in done.out
    (state,) = run("condense", report, "--for", "state/chl", "--json").json["states"]
    assert (state["id"], state["rows"], state["passages"]) == ("state/chl", [], [])


def test_what_changed_is_told_with_what_it_was(run: Run, report: str, tmp_path: Path) -> None:
    before = tmp_path / "before.txt"
    before.write_text(TEXT.replace("450,000", "300,000"), "utf-8")
    said = " ".join(run("condense", report, "--previous", str(before)).out.split())
    assert "300,000" in said.partition("Changed since the last report")[2]


@pytest.mark.parametrize("width", ["40", "80", "120"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_line_is_wider_than_the_terminal(
    run: Run, report: str, monkeypatch: pytest.MonkeyPatch, width: str, lang: str
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    done = run("condense", report, "--lang", lang)
    assert max(map(len, done.out.splitlines())) <= int(width)
