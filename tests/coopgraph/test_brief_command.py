"""``coopgraph brief`` as its user runs it."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from tests.journeys.cli.conftest import Run

STATE = "state/xaa"


@pytest.mark.parametrize("ending", ["pdf", "docx", "html", "md"])
def test_a_paper_is_written_as_it_is_named(run: Run, tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"mine.{ending}"
    done = run("brief", "state", STATE, "-o", str(file), "--json", "--as-of", "2026-11-23")
    assert done.status == 0
    found = done.json
    assert found["files"] == [str(file)]
    assert (found["pages"] > 0) == (ending == "pdf")
    assert found["audience"] == "states"
    assert set(found["figures"][0]) == {"n", "value", "unit", "address", "revision"}
    assert all("as_of=2026-11-23" in figure["address"] for figure in found["figures"])
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_the_same_question_has_the_same_bytes(run: Run, tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("a.pdf", "b.pdf")]
    for file in files:
        assert run("brief", "state", STATE, "-o", str(file), "--as-of", "2026-11-23").status == 0
    assert files[0].read_bytes() == files[1].read_bytes()


def test_an_audience_may_be_lowered_and_is_raised_only_aloud(run: Run, tmp_path: Path) -> None:
    file = str(tmp_path / "x.md")
    lower = run("brief", "state", STATE, "-o", file, "--audience", "public", "--json")
    assert lower.json["audience"] == "public"
    assert "For everybody" in Path(file).read_text("utf-8")
    refused = run("brief", "state", STATE, "-o", file, "--audience", "board", "--json")
    assert refused.status == 2
    assert "--for-board" in refused.problem["fix"]
    raised = run("brief", "state", STATE, "-o", file, "--for-board", "--json")
    assert raised.json["audience"] == "board"
    assert "holds more than this kind of paper says" in Path(file).read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("brief", "letter", "-o", "x.pdf"), "bad-option"),
        (("brief", "state", "-o", "x.pdf"), "bad-option"),
        (("brief", "state", "org/segib", "-o", "x.pdf"), "bad-option"),
        (("brief", "state", "state/zzz", "-o", "x.pdf"), "unknown-id"),
        (("brief", "state", STATE, "-o", "x.odt"), "bad-file"),
        (("brief", "state", STATE), "wrong-use"),
        (("brief", "-o", "x.pdf"), "wrong-use"),
        (("brief", "--all", "bodies", "-o", "x"), "bad-option"),
        (("brief", "sector", "--all", "states", "-o", "x"), "bad-option"),
        (("brief", "state", STATE, "-o", "x.pdf", "--since", "soon"), "bad-option"),
        (("brief", "verify", "none.pdf"), "bad-file"),
    ],
)
def test_what_cannot_be_meant_is_said_in_one_sentence(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], code: str
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run(*arguments, "--json")
    assert done.status == 2
    assert done.problem["code"] == code
    assert list(tmp_path.iterdir()) == []


def test_a_failed_paper_leaves_the_older_one(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "x.pdf"
    file.write_bytes(b"older")
    assert run("brief", "state", "state/zzz", "-o", str(file)).status == 2
    assert file.read_bytes() == b"older"
    assert [one.name for one in tmp_path.iterdir()] == ["x.pdf"]
