"""``coopgraph upgrade`` as scripts and people see it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.base.i18n import LANGUAGES
from kg.store.sqlite import ddl
from tests.journeys.cli.conftest import Run, run
from tests.kg.store.upgrade.conftest import CLOSED, FIXTURES, url_of
from tests.kg.store.upgrade.rows import format_of

__all__ = ["run"]
DOCUMENT = {"revision", "as_of", "lang", "from", "to", "records", "closed"}


def test_a_check_and_then_the_upgrade(run: Run, old: Path) -> None:
    check = run("upgrade", "--check", "--json", store=url_of(old))
    assert check.status == 0, check.err
    assert set(check.json) == DOCUMENT
    assert (check.json["from"], check.json["to"]) == (1, ddl.VERSION)
    assert check.json["revision"] == 15
    assert check.json["closed"] == sorted(CLOSED)
    assert format_of(old) == 1
    done = run("upgrade", "--json", store=url_of(old))
    assert (done.status, done.json) == (0, check.json)
    assert "store.db.v1-" in done.err
    again = run("upgrade", "--json", store=url_of(old))
    assert (again.status, again.err) == (0, "")
    assert again.json == {**done.json, "from": ddl.VERSION, "closed": []}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_people_read_what_closed(run: Run, old: Path, lang: str) -> None:
    check = run("upgrade", "--check", "--lang", lang, store=url_of(old))
    done = run("upgrade", "--lang", lang, store=url_of(old))
    again = run("upgrade", "--lang", lang, store=url_of(old))
    assert (check.status, done.status, again.status) == (0, 0, 0)
    for id_ in CLOSED:
        assert id_ in check.out
        assert id_ in done.out
        assert id_ not in again.out
    assert len({check.out, done.out, again.out}) == 3


def test_who_may_not_see_a_record_does_not_read_its_id(run: Run, old: Path) -> None:
    for audience, shown in (("public", set[str]()), ("states", {"states"})):
        done = run("upgrade", "--check", "--json", "--audience", audience, store=url_of(old))
        assert done.json["closed"] == [id_ for id_, to in CLOSED.items() if to in shown]


@pytest.mark.parametrize(
    "command",
    [
        ["status"],
        ["search", "water"],
        ["show", "state/hti"],
        ["export", "out.jsonl"],
        ["backup", "out.backup"],
        ["init", "--starter"],
        ["ingest", "sheet", str(FIXTURES / "sheets" / "offers.csv"), "--as", "offers"],
        ["restore", str(FIXTURES / "v1" / "store.backup")],
    ],
)
def test_other_commands_say_how_to_upgrade(
    run: Run, old: Path, command: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(old.parent)
    before = old.read_bytes()
    done = run(*command, store=url_of(old))
    assert (done.status, done.out) == (3, "")
    assert f"coopgraph upgrade --store {url_of(old)}" in done.err
    assert run(*command, "--json", store=url_of(old)).problem["code"] == "store-old"
    assert old.read_bytes() == before
    assert list(old.parent.iterdir()) == [old]


def test_what_is_no_store_of_ours(run: Run, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear Board, ...")
    for name in ("letter.txt", "none.db"):
        done = run("upgrade", "--json", store=url_of(tmp_path / name))
        assert (done.status, done.out) == (3, "")
        assert done.problem["fix"]


def test_each_audience_reads_what_it_may_afterwards(run: Run, old: Path) -> None:
    """A public that came from a sheet counts as not stated; what is no declared record stays."""
    url = url_of(old)
    run("upgrade", store=url)
    seen = {
        "offer/hti-open": "states",
        "offer/bra-board": "board",
        "offer/chl-kept": "board",
        "offer/chl-twin": "board",
        "offer/chl-example": "public",
        "offer/bra-bancos-de-leite-humano": "public",
        "org/closed-foundation": "public",
        "org/only-inside": "states",
        "source/inside": "public",
        "state/hti": "public",
    }
    readers = ("public", "states", "board")
    for id_, first in seen.items():
        for reader in readers:
            done = run("show", id_, "--json", "--audience", reader, store=url)
            may = readers.index(reader) >= readers.index(first)
            assert (done.status == 0) == may, (id_, reader, done.err)
    foundation = run("show", "org/closed-foundation", "--audience", "public", store=url).out
    assert "Fundación Cerrada" in foundation
    assert "internal name" not in foundation
