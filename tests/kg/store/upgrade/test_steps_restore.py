"""Backups of older formats: read, judged as strictly as those of today, and brought over."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import zstandard

from kg.base.errors import BadFileError
from kg.model.audiences import level
from kg.model.records import Statement
from kg.store.opening import create_store, open_store
from kg.store.transfer import backup, opened_backup, restore
from kg.store.transfer.fingerprint import fingerprint
from kg.store.upgrade.store_upgrade import upgrade
from tests.kg.store.upgrade.conftest import FIXTURES, FORMATS, Unpack, url_of

OLD = FIXTURES / FORMATS[0] / "store.backup"
Line = dict[str, Any]


@pytest.mark.parametrize("folder", FORMATS)
def test_the_digest_is_that_of_the_upgraded_store(
    unpack: Unpack, folder: str, tmp_path: Path
) -> None:
    upgrade(url_of(unpack(folder)))
    with closing(open_store(url_of(tmp_path / "store.db"))) as store:
        wanted = fingerprint(store, store.revision())
    assert restored(FIXTURES / folder / "store.backup", tmp_path / "new.db") == wanted


def test_a_backup_of_what_was_upgraded_restores(old: Path, tmp_path: Path) -> None:
    """Also a version that reads as the one before it since nothing tells them apart any more."""
    upgrade(url_of(old))
    with closing(open_store(url_of(old))) as store:
        told = list(store.journal())
        wanted = fingerprint(store, store.revision())
        backup(store, tmp_path / "new.backup")
        silent = store.history("offer/ven-silent")
    assert len(silent) == 2
    assert silent[0].statements == silent[1].statements
    assert restored(tmp_path / "new.backup", tmp_path / "again.db") == wanted
    with closing(open_store(url_of(tmp_path / "again.db"))) as again:
        assert list(again.journal()) == told


@pytest.mark.parametrize("word", ["interno", "", 3, None, ["public"], {"public": True}])
def test_a_word_that_is_none_closes(tmp_path: Path, word: Any) -> None:
    def other(line: Line) -> None:
        if line.get("node") == "offer/hti-open":
            line["said"][0][5]["visibility"] = word

    found = offer_after(rewritten(tmp_path, other))
    assert found.visibility == "board"
    assert level("Offer", [found]) == "board"


def test_lines_that_older_programs_did_not_write_are_damage(tmp_path: Path) -> None:
    def broken(line: Line) -> None:
        if "node" in line and line["said"]:
            line["said"][0] += ["everybody", None]

    def nested(line: Line) -> None:
        if "node" in line and line["said"]:
            line["said"][0][5] = ["visibility"]

    for change in (broken, nested):
        with pytest.raises(BadFileError), opened_backup(rewritten(tmp_path, change)) as file:
            file.check()


def test_a_file_of_today_says_beside_the_values_who_may_see_them(tmp_path: Path) -> None:
    def newer(line: Line) -> None:
        if "coopgraph" in line:
            line["format"] = 2

    with pytest.raises(BadFileError), opened_backup(rewritten(tmp_path, newer)) as file:
        file.check()


@pytest.mark.parametrize("format_", [0, -1, True, 1.0, "1", None])
def test_formats_that_never_were(tmp_path: Path, format_: object) -> None:
    def other(line: Line) -> None:
        if "coopgraph" in line:
            line["format"] = format_

    with pytest.raises(BadFileError), opened_backup(rewritten(tmp_path, other)) as file:
        file.check()


def restored(path: Path, target: Path) -> object:
    """Return the fingerprint of what a backup restores."""
    with opened_backup(path) as file, closing(create_store(url_of(target))) as store:
        return restore(file, store).graph


def offer_after(path: Path) -> Statement:
    with opened_backup(path) as file:
        nodes = [node for revision in file.revisions() for node in revision.nodes]
    return [node.statements[0] for node in nodes if node.id == "offer/hti-open"][-1]


def rewritten(folder: Path, change: Callable[[Line], None]) -> Path:
    """Write the old backup with other lines and a sum that fits them."""
    lines = zstandard.ZstdDecompressor().stream_reader(OLD.read_bytes()).read().splitlines()
    *values, end = map(json.loads, lines)
    for line in values:
        change(line)
    content = b"".join(map(_as_line, values))
    end["end"]["sha256"] = hashlib.sha256(content).hexdigest()
    path = folder / "rewritten.backup"
    path.write_bytes(zstandard.compress(content + _as_line(end)))
    return path


def _as_line(values: Line) -> bytes:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
