"""Bad files and bad stores: one clear sentence, an exit status, and a store that stays whole."""

from __future__ import annotations

import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path

import pytest

from tests.journeys.cli.conftest import Run

HEAD = '<?xml version="1.0"?>\n'
ACTIVITY = (
    "<iati-activity><iati-identifier>XX-1-{n}</iati-identifier>"
    '<reporting-org ref="XX-1" type="10"><narrative>R</narrative></reporting-org>'
    "<title><narrative>{title}</narrative></title></iati-activity>"
)
LAUGHS = "".join(
    f'<!ENTITY l{n} "{"".join(f"&l{n - 1};" for _ in range(10)) if n else "ha"}">' for n in range(9)
)
CUT_OFF = f"{HEAD}<iati-activities>{ACTIVITY.format(n=1, title='T')}<iati-act"
BOMB = f"{HEAD}<!DOCTYPE x [{LAUGHS}]><iati-activities>{ACTIVITY.format(n=1, title='&l8;')}"
FOREIGN = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
EXTERNAL = f"{HEAD}{FOREIGN}<iati-activities>{ACTIVITY.format(n=1, title='&e;')}"
BAD_XML = {
    "cut-off": (CUT_OFF, "cut-off", 1),
    "laughs": (f"{BOMB}</iati-activities>", "xml-entities", 0),
    "external": (f"{EXTERNAL}</iati-activities>", "xml-entities", 0),
}


def revision(run: Run, url: str) -> int:
    found: int = run("status", "--json", store=url).json["revision"]
    return found


def whole(url: str) -> bool:
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection:
        found: tuple[str] = connection.execute("PRAGMA integrity_check").fetchone()
    return found == ("ok",)


@pytest.mark.parametrize("case", BAD_XML)
def test_bad_xml_is_one_finding_and_status_1(
    run: Run, starter_copy: str, tmp_path: Path, case: str
) -> None:
    text, code, accepted = BAD_XML[case]
    file = tmp_path / "bad.xml"
    file.write_text(text, "utf-8")
    done = run("ingest", "iati", str(file), "--json", store=starter_copy)
    assert done.status == 1
    findings = done.json["findings"]
    assert [f["code"] for f in findings if f["outcome"] == "rejected"] == [code]
    assert done.json["accepted"] == accepted
    assert done.json["read"] == accepted + done.json["held"] + done.json["rejected"]
    assert "root:" not in run("search", "root", store=starter_copy).out
    assert whole(starter_copy)


def test_a_dry_run_keeps_nothing(run: Run, starter_copy: str, tmp_path: Path) -> None:
    file = tmp_path / "good.xml"
    body = "".join(ACTIVITY.format(n=n, title="T") for n in range(3))
    file.write_text(f'{HEAD}<iati-activities version="2.03">{body}</iati-activities>', "utf-8")
    before = revision(run, starter_copy)
    tried = run("ingest", "iati", str(file), "--dry-run", "--json", store=starter_copy).json
    assert (tried["accepted"], revision(run, starter_copy)) == (3, before)
    kept = run("ingest", "iati", str(file), "--json", store=starter_copy).json
    assert (kept["accepted"], kept["unchanged"]) == (3, 0)
    again = run("ingest", "iati", str(file), "--json", store=starter_copy).json
    assert (again["accepted"], again["unchanged"]) == (3, 3)
    assert revision(run, starter_copy) == kept["revision"] == again["revision"]


def test_a_formula_and_a_person_never_reach_the_store(
    run: Run, starter_copy: str, tmp_path: Path
) -> None:
    file = tmp_path / "ofertas.csv"
    file.write_text(
        "actor;title:es;sector;conditions;confirmed_by\n"
        'state/chl;Agua segura;14030;"=HYPERLINK(""http://x"",""y"")";juana.perez@example.org\n',
        "utf-8",
    )
    done = run("ingest", "sheet", str(file), "--as", "offers", "--json", store=starter_copy)
    assert {f["code"] for f in done.json["findings"]} >= {"formula", "personal-data"}
    everything = run("show", "offer/chl-agua-segura", "--json", store=starter_copy).out
    assert "HYPERLINK" not in everything
    assert "juana.perez" not in everything


def test_a_locked_store_is_named(
    run: Run, starter_copy: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kg.store import sqlite

    impatient = partial(sqlite.open_sqlite, busy_timeout=0.2)
    monkeypatch.setattr(sqlite, "open_sqlite", impatient)
    file = tmp_path / "o.csv"
    file.write_text("actor,title:en,sector\nstate/chl,Water,14030\n", "utf-8")
    path = starter_copy.removeprefix("sqlite:///")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        done = run("ingest", "sheet", str(file), "--as", "offers", "--json", store=starter_copy)
        assert (done.status, done.problem["code"]) == (3, "store-locked")
        assert run("status", store=starter_copy).status == 0, "reading goes on"
        other.execute("ROLLBACK")


@pytest.mark.parametrize("content", [b"no database", b"SQLite format 3\0" + b"\0" * 600])
def test_a_file_that_is_no_store(run: Run, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other.db"
    path.write_bytes(content)
    for command in (["status"], ["init"], ["search", "x"]):
        done = run(*command, store=f"sqlite:///{path}")
        assert done.status == 3, (command, done)
        assert path.read_bytes() == content


@contextmanager
def small_disk(folder: Path, options: str) -> Iterator[Path]:
    """Give a small disk of its own; skips where none may be mounted."""
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)],
        capture_output=True, check=False,
    )  # fmt: skip
    if mounted.returncode:
        pytest.skip("no disk may be mounted here (needs root)")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_loses_only_the_batch(run: Run, starter_path: Path, tmp_path: Path) -> None:
    file = tmp_path / "many.xml"
    body = "".join(ACTIVITY.format(n=n, title="T" * 900) for n in range(9000))
    file.write_text(f'{HEAD}<iati-activities version="2.03">{body}</iati-activities>', "utf-8")
    with small_disk(tmp_path / "full", "size=5m") as disk:
        url = f"sqlite:///{disk}/s.db"
        (disk / "s.db").write_bytes(starter_path.read_bytes())
        before = revision(run, url)
        done = run("ingest", "iati", str(file), "--json", store=url)
        assert (done.status, done.problem["code"]) == (3, "store-full")
        assert revision(run, url) >= before
        assert whole(url)


def test_a_read_only_disk_can_be_read_and_says_so_when_written(
    run: Run, starter_path: Path, tmp_path: Path
) -> None:
    file = tmp_path / "o.csv"
    file.write_text("actor,title:en,sector\nstate/chl,Water,14030\n", "utf-8")
    with small_disk(tmp_path / "ro", "size=20m") as disk:
        url = f"sqlite:///{disk}/s.db"
        (disk / "s.db").write_bytes(starter_path.read_bytes())
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        assert run("show", "org/segib", store=url).status == 0
        done = run("ingest", "sheet", str(file), "--as", "offers", "--json", store=url)
        assert (done.status, done.problem["code"]) == (3, "store-read-only")
