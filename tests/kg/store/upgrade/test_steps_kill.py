"""Killed at any moment, an upgrade of a file leaves the store as it was, or as it should be."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kg.store.sqlite import ddl
from kg.store.upgrade.store_upgrade import upgrade
from tests.kg.store.upgrade.conftest import url_of
from tests.kg.store.upgrade.rows import content, format_of, require_sound

pytestmark = pytest.mark.slow  # a process is started for each moment
PROGRAM = """
import sys
from kg.store.sqlite import safety_copy as keep
from kg.store.upgrade import sqlite_upgrade as engine
from kg.store.upgrade.store_upgrade import upgrade

def waits(module, name, when):
    real = getattr(module, name)
    def wait(*args, **options):
        if when == "after":
            real(*args, **options)
        print("here", flush=True)
        sys.stdin.read()
    setattr(module, name, wait)

place, name, when = sys.argv[1:4]
waits({"keep": keep, "engine": engine, "upgrade": engine._Upgrade}[place], name, when)
upgrade(sys.argv[4])
"""
MOMENTS = {
    "before the copy": ("engine", "keep", "before", 1),
    "with half a copy": ("keep", "sync", "before", 1),
    "after the copy": ("engine", "keep", "after", 1),
    "before the first record": ("upgrade", "_renew", "before", 1),
    "after the first record": ("upgrade", "_write", "after", 1),
    "before it is on the disk": ("upgrade", "_renew", "after", 1),
    "when it is on the disk": ("engine", "replace", "before", ddl.VERSION),
}


@pytest.mark.parametrize("moment", MOMENTS)
def test_it_is_old_or_new(old: Path, tmp_path: Path, moment: str) -> None:
    *place, format_ = MOMENTS[moment]
    whole = tmp_path / "whole"
    whole.mkdir()
    new = whole / "store.db"
    new.write_bytes(old.read_bytes())
    upgrade(url_of(new))
    wanted = {1: content(old), ddl.VERSION: content(new)}
    arguments = [sys.executable, "-c", PROGRAM, *map(str, place), url_of(old)]
    with subprocess.Popen(
        arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "here\n"
        process.send_signal(signal.SIGKILL)
    assert format_of(old) == format_
    assert content(old) == wanted[format_]
    require_sound(old)
    for copy in old.parent.glob("store.db.v1-*.db"):
        assert content(copy) == wanted[1]
        require_sound(copy)
    upgrade(url_of(old))
    assert content(old) == wanted[ddl.VERSION]
