"""A file that a test opens and forgets is found, with who opened it."""

from __future__ import annotations

import gc
import sqlite3
from contextlib import closing

from tests.open_stores import forgotten


def test_what_nobody_closes_is_named_with_who_opened_it() -> None:
    sqlite3.connect(":memory:")
    gc.collect()
    (who,) = forgotten()
    assert "test_what_nobody_closes" in who
    assert "tests/house/test_open_stores.py:" in who


def test_what_is_closed_is_not() -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("SELECT 1")
    del connection
    gc.collect()
    assert forgotten() == []
