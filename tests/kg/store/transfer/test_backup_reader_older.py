"""Backups of one room that earlier versions wrote: they come back as they were, to the token."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from kg.model.fields import Room
from kg.store.opening import create_store
from kg.store.transfer import opened_backup, restore

FIXTURES = Path(__file__).parent / "fixtures"
"""Written by the last revision that knew of no pairs (``e3b6807``); never made again."""


@pytest.mark.parametrize(
    ("format_", "room", "waiting", "token"),
    [
        (3, "knowledge", 0, "1b2d1a3415e2816d593df4f9c56df28930fb4ce36279a76698e3411963bade19"),
        (4, "desk", 1, "7710b45ee24e5598051ebf41d4db99bde42a82890f2f0879926a76109cc682ed"),
    ],
)
def test_a_backup_of_one_room_comes_back(
    tmp_path: Path, format_: int, room: Room, waiting: int, token: str
) -> None:
    with (
        opened_backup(FIXTURES / f"format-{format_}.zst") as file,
        closing(create_store(f"sqlite://{tmp_path}/again.db", room=room)) as store,
    ):
        assert (file.room, file.is_pair) == (room, False)
        assert restore(file, store).waiting == waiting
        assert store.point().token == token
