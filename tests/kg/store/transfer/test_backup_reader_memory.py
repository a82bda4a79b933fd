"""Memory does not grow with the number of revisions, nor with what a file unpacks to."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import zstandard

from kg.model.changes import NodeStatement
from kg.store.opening import create_store
from kg.store.transfer import backup
from kg.store.transfer.backup_reader import MAX_LINE

PEAK = """
def peak():
    # Not ru_maxrss: a process inherits that from the one that started it.
    lines = open("/proc/self/status").read().splitlines()
    return next(line.split()[1] for line in lines if line.startswith("VmHWM:"))
"""
PROGRAM = """
import sys
from pathlib import Path
from kg.store.transfer import opened_backup
with opened_backup(Path(sys.argv[1])) as file:
    file.check()
    read = sum(len(revision.nodes) for revision in file.revisions())
print(read, peak())
"""
BOMB = """
import sys
from pathlib import Path
from kg.base.errors import BadFileError
from kg.store.transfer import opened_backup
try:
    with opened_backup(Path(sys.argv[1])):
        print("opened")
except BadFileError:
    print(0, peak())
"""
WRITER = """
import sys
from pathlib import Path
from kg.store.opening import create_store, open_store
from kg.store.transfer import backup, copy
from kg.store.sqlite import connection
# What SQLite keeps of each store is bounded as well, but by more than is written here.
connection._SETTINGS += ("PRAGMA cache_size = -1024",)
source, target = open_store(sys.argv[1]), create_store(sys.argv[1] + ".copy")
copy(source, target)
backup(target, Path(sys.argv[2]))
print(target.revision(), peak())
"""
PER_REVISION, FEW, MANY = 100, 10, 80


def made(folder: Path, revisions: int) -> str:
    """Make a store of so many revisions of 400 kB each, and return its address."""
    url = f"sqlite://{folder}/{revisions}.db"
    store = create_store(url)
    for number in range(revisions):
        text = f"{number} " * 1000
        store.apply(
            [NodeStatement("source/a", "source/a", {"publisher": text})]
            + [
                NodeStatement(f"org/{number}-{n}", "source/a", {"website": f"{n} {text}"[:4000]})
                for n in range(PER_REVISION)
            ]
        )
    backup(store, folder / f"{revisions}.zst")
    store.close()
    return url


def peak(program: str, *arguments: str) -> tuple[int, int]:
    """Return what a program in a fresh process counted, and its peak memory (KiB)."""
    command = [sys.executable, "-c", PEAK + program, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=250)
    count, memory = done.stdout.split()
    return int(count), int(memory)


def test_memory_is_flat(tmp_path: Path) -> None:
    urls = {count: made(tmp_path, count) for count in (FEW, MANY)}
    small, large = (peak(PROGRAM, str(tmp_path / f"{n}.zst")) for n in urls)
    assert (small[0], large[0]) == (FEW * (PER_REVISION + 1), MANY * (PER_REVISION + 1))
    assert large[1] - small[1] < 8 * 1024, "28 MB of content, 8 MB of memory at most"
    small, large = (peak(WRITER, url, str(tmp_path / f"{n}.again")) for n, url in urls.items())
    assert (small[0], large[0]) == (FEW, MANY)
    assert large[1] - small[1] < 12 * 1024


def test_a_line_without_end_takes_no_more_than_a_line_may(tmp_path: Path) -> None:
    with (
        (tmp_path / "bomb.zst").open("wb") as file,
        zstandard.ZstdCompressor(level=19).stream_writer(file) as packed,
    ):
        for _ in range(1024):
            packed.write(b"a" * 1024 * 1024)
    _, small = peak(BOMB, str(tmp_path / "none"))
    _, large = peak(BOMB, str(tmp_path / "bomb.zst"))
    assert large - small < 2.5 * MAX_LINE / 1024
