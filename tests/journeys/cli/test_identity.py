"""The commands about identity: candidates, same, different, undo, log, settle, and ingest."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journeys.cli.conftest import Run

ACTORS = """id,name,acronym,kind,country
org/wsda,Wajir South Development Association,,ngo,
,WASDA,,ngo,
,Wajir South Development Association (WASDA),,ngo,
,Wajir South Development,,ngo,
"""


@pytest.fixture
def store(run: Run, tmp_path: Path) -> str:
    url = f"sqlite://{tmp_path}/store.db"
    assert run("init", "--starter", store=url).status == 0
    return url


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "actors.csv"
    path.write_text(ACTORS, "utf-8")
    return path


def ingest(run: Run, store: str, sheet: Path, *options: str) -> dict[str, object]:
    found = run("ingest", "sheet", str(sheet), "--as", "actors", *options, "--json", store=store)
    assert found.status == 0, found.err
    document: dict[str, object] = found.json
    return document


def test_ingest_joins_what_is_surely_one_and_says_so(run: Run, store: str, sheet: Path) -> None:
    assert ingest(run, store, sheet)["joined"] == 2
    log = run("identity", "log", "--json", store=store).json["decisions"]
    assert {each["other"] for each in log} | {each["one"] for each in log} >= {"org/wsda"}
    assert all(each["by"] == "rule" and each["evidence"] for each in log)
    assert ingest(run, store, sheet)["joined"] == 0


def test_ingest_may_keep_all_apart(run: Run, store: str, sheet: Path) -> None:
    assert ingest(run, store, sheet, "--keep-apart")["joined"] == 0
    tried = run("identity", "settle", "--dry-run", "--json", store=store).json
    assert len(tried["joined"]) == 2
    assert run("identity", "log", "--json", store=store).json["decisions"] == []
    done = run("identity", "settle", "--json", store=store).json
    assert done["joined"] == tried["joined"]


def test_a_person_decides_and_takes_it_back(run: Run, store: str, sheet: Path) -> None:
    ingest(run, store, sheet)
    pairs = run("identity", "candidates", "org/wsda", "--json", store=store).json["pairs"]
    pair = pairs[0]
    assert {"a", "b", "score", "evidence"} <= pair.keys()
    assert "org/wsda" in (pair["a"], pair["b"])
    assert {"kind", "detail"} == pair["evidence"][0].keys()
    done = run("identity", "same", pair["a"], pair["b"], "--json", store=store).json
    assert list(done["joined"].values()) == ["org/wsda"]
    other = next(iter(done["joined"]))
    assert run("show", other, "--json", store=store).json["node"]["id"] == "org/wsda"
    assert run("identity", "candidates", "org/wsda", "--json", store=store).json["pairs"] == []
    undone = run("identity", "undo", done["decisions"][0], "--json", store=store).json
    assert undone["parted"] == [other]
    log = run("identity", "log", "--json", store=store).json["decisions"]
    assert [each["undone"] for each in log if each["id"] == done["decisions"][0]] == [True]


def test_what_is_different_is_asked_no_more(run: Run, store: str, sheet: Path) -> None:
    ingest(run, store, sheet)
    pair = run("identity", "candidates", "org/wsda", "--json", store=store).json["pairs"][0]
    assert run("identity", "different", pair["a"], pair["b"], store=store).status == 0
    assert run("identity", "candidates", "org/wsda", "--json", store=store).json["pairs"] == []


@pytest.mark.parametrize(("arguments", "code"), [
    (["same", "org/wsda", "org/nobody"], "unknown-id"),
    (["same", "org/wsda", "org/wsda"], "not-two-bodies"),
    (["different", "org/undp", "unit/mercosur-gci"], "not-two-bodies"),
    (["undo", "decision/none"], "no-decision"),
    (["candidates", "org/nobody"], "unknown-id"),
    (["log", "--audience", "states"], "audience"),
    (["settle", "--audience", "public"], "audience"),
])  # fmt: skip
def test_what_cannot_be_is_refused(run: Run, store: str, arguments: list[str], code: str) -> None:
    refused = run("identity", *arguments, "--json", store=store)
    assert (refused.status, refused.out) == (2, "")
    assert refused.problem["code"] == code


@pytest.mark.parametrize(("lang", "word"), [
    ("en", "one body"), ("es", "un solo organismo"), ("pt", "um só organismo"),
    ("fr", "un seul organisme"),
])  # fmt: skip
def test_each_language_reads_the_log(
    run: Run, store: str, sheet: Path, lang: str, word: str
) -> None:
    ingest(run, store, sheet)
    assert word in run("identity", "log", "--lang", lang, store=store).out
    assert "WASDA" in run("identity", "candidates", "--lang", lang, store=store).out.upper()


def test_nobody_but_the_board_sees_a_decision(
    run: Run, store: str, sheet: Path, tmp_path: Path
) -> None:
    ingest(run, store, sheet)
    decision = run("identity", "log", "--json", store=store).json["decisions"][0]["id"]
    for audience in ("public", "states"):
        asked = "--audience", audience
        shown = run("show", decision, *asked, "--json", store=store)
        assert (shown.status, shown.problem["code"]) == (2, "unknown-id")
        hidden = run("show", "source/identity-rules", *asked, "--json", store=store)
        assert hidden.status == 2
        path = tmp_path / f"{audience}.jsonl"
        assert run("export", str(path), *asked, store=store).status == 0
        text = path.read_text("utf-8")
        assert "decision/" not in text
        assert "identity-rules" not in text
        counts = run("status", *asked, "--json", store=store).json["counts"]
        assert not counts.get("Decision")
    assert run("show", decision, "--json", store=store).status == 0
