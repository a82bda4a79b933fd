"""Rows that wait, in a backup: where they were asked for, whole, and only as we write them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from kg.model.changes import state_node
from kg.model.desk_types import Key
from kg.model.nodes import Source
from kg.store.opening import create_store
from kg.store.protocol import Store
from kg.store.transfer import backup, opened_backup, restore
from kg.store.waiting_rows import MAX_BODY, WaitingRow
from tests.kg.store.transfer.test_backup_reader import Lines, pack, refused
from tests.kg.store.transfer.test_backup_writer import content

NOW = datetime.now(UTC)
ROWS = [
    WaitingRow("held/b", NOW, NOW + timedelta(days=90), '{"ñ":"\\u0000😀"}'),
    WaitingRow("held/a", NOW + timedelta(microseconds=1), NOW + timedelta(days=1), "x" * MAX_BODY),
]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Store]:
    with closing(create_store(f"sqlite://{tmp_path}/desk.db", room="desk")) as store:
        source = state_node(Source(id="source/desk/keys", title={"en": "Keys"}), "source/desk/keys")
        key = Key(id="key/a", note="n", audience="board", sha256="0" * 64, created="2026-11-28")
        store.apply([source, state_node(key, "source/desk/keys")])
        store.keep_waiting(ROWS)
        yield store


@pytest.fixture
def whole(desk: Store, tmp_path: Path) -> Path:
    assert backup(desk, tmp_path / "whole.zst", with_waiting=True).waiting == 2
    return tmp_path / "whole.zst"


def test_they_wait_again(whole: Path, tmp_path: Path) -> None:
    with (
        opened_backup(whole) as file,
        closing(create_store(f"sqlite://{tmp_path}/again.db", room="desk")) as again,
    ):
        assert restore(file, again).waiting == 2
        assert list(again.waiting()) == ROWS
        assert again.revision() == 1
        assert restore(file, again).waiting == 2, "twice is fine"


def test_what_has_lapsed_does_not_come_back(desk: Store, tmp_path: Path) -> None:
    lapsing = WaitingRow("held/c", NOW, NOW - timedelta(days=1), "{}")
    desk.keep_waiting([lapsing], now=NOW - timedelta(days=2))
    assert backup(desk, tmp_path / "b.zst", with_waiting=True).waiting == 2


def test_without_them_it_is_as_before(desk: Store, tmp_path: Path) -> None:
    backup(desk, tmp_path / "plain.zst")
    header = json.loads(content(tmp_path / "plain.zst")[0])
    assert header["format"] == 3
    assert not any(b"waiting" in line for line in content(tmp_path / "plain.zst"))


def edited(**values: Any) -> Callable[[Lines], Lines]:
    def edit(lines: Lines) -> Lines:
        place = next(n for n, line in enumerate(lines) if line.startswith(b'{"waiting":"held/b"'))
        said = {**json.loads(lines[place]), **values}
        lines[place] = json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
        return lines

    return edit


def first(lines: Lines) -> Lines:
    """The rows before all revisions."""
    return [lines[0], *lines[-3:-1], *lines[1:-3], lines[-1]]


def swapped(lines: Lines) -> Lines:
    return [*lines[:-3], lines[-2], lines[-3], lines[-1]]


def doubled(lines: Lines) -> Lines:
    return [*lines[:-2], lines[-2], lines[-2], lines[-1]]


def of_before(lines: Lines) -> Lines:
    return [lines[0].replace(b'"format":4', b'"format":3'), *lines[1:]]


def of_knowledge(lines: Lines) -> Lines:
    return [lines[0].replace(b'"room":"desk"', b'"room":"knowledge"'), *lines[1:]]


@pytest.mark.parametrize(
    "edit",
    [
        first, swapped, doubled, of_before, of_knowledge,
        edited(body=1), edited(body="x" * (MAX_BODY + 1)), edited(until="tomorrow"),
        edited(received="2026-11-28T12:00:00"), edited(received="2026-11-28"), edited(more=1),
        edited(waiting="x" * 2_000),
    ],
)  # fmt: skip
def test_what_we_do_not_write_is_refused(
    whole: Path, tmp_path: Path, edit: Callable[[Lines], Lines]
) -> None:
    from hashlib import sha256

    lines = edit(content(whole))
    end = {**json.loads(lines[-1])["end"], "sha256": sha256(b"".join(lines[:-1])).hexdigest()}
    end["waiting"] = sum(line.startswith(b'{"waiting"') for line in lines)
    lines[-1] = json.dumps({"end": end}, separators=(",", ":")).encode() + b"\n"
    refused(pack(tmp_path / "other.zst", lines))
