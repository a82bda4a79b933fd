"""The child dies, and this process lives: the file gets one finding."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import IO

import pytest

from ingest import isolated
from ingest.child.child_limits import MEMORY
from ingest.iati import iati_sources
from ingest.known import Known
from ingest.sheet.grids.grids import read_grids
from kg.base.errors import BadFileError
from tests.ingest.child.books import HEAD, ROW, write, xlsx

LIMITED = sys.platform.startswith("linux")
"""macOS knows a limit of memory by name only: see decision 0013."""
_PATHS = "import sys, json; sys.path[:0] = json.loads(sys.argv[2]); "
_CONFINED = _PATHS + "from ingest.child.confine import confine, grant; confine(); "
_SAY = (
    _PATHS + "from ingest.child.frames import put_value, put, END;"
    " import os, resource; from ingest.child.confine import confine; confine();"
    " put_value(sys.stdout.buffer, [{}]); put(sys.stdout.buffer, END); sys.stdout.buffer.flush()"
)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return write(tmp_path / "book.xlsx", xlsx())


@pytest.fixture
def child(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Let the child run another program than ours."""
    return lambda program: monkeypatch.setattr(isolated, "_BOOT", program)


@pytest.mark.parametrize(
    "program",
    [
        "import os; os.abort()",
        "import sys; sys.exit(0)",
        "import sys; sys.exit(3)",
        "raise MemoryError",
        "import os; os.write(1, b'x' * 100)",
        "import os; os.write(1, b'j\\x00\\x00\\x00\\x02{{')",
        "import os; os.write(1, b'j\\xff\\xff\\xff\\xff')",
        "import os; os.write(1, b'j\\x00\\x00\\x00\\x01')",
        "import os; os.write(1, b'j\\x00\\x00\\x00\\x012')",
        "import os; os.write(1, b'r\\x00\\x00\\x00\\x04null')",
        'import os; os.write(1, b\'r\\x00\\x00\\x00\\x0e{"code": "odd"}\')',
        "import os; os.write(1, b'j\\x00\\x00\\x00\\x0b[[[\"nope\"]]]')",
        "import os; os.write(1, b'j\\x00\\x00\\x9c\\x40' + b'[' * 40_000)",
        'import os; os.write(1, b\'r\\x00\\x00\\x00\\x19{"code": "odd", "self":1}\')',
        'import os; os.write(1, b\'r\\x00\\x00\\x00\\x16{"code": "too-large" }\')',
        'import os; os.write(1, b\'r\\x00\\x00\\x00\\x22{"code": "too-large", "most":null}\')',
        'import os; os.write(1, b\'r\\x00\\x00\\x00\\x19{"code": "too-many-rows"}\')',
    ],
)
def test_a_child_that_dies_or_lies(book: Path, child: Callable[[str], None], program: str) -> None:
    child(program)
    with pytest.raises(BadFileError) as caught:
        read_grids(book)
    assert caught.value.sentence().startswith("book.xlsx: ")
    assert caught.value.exit_code == 2


@pytest.mark.skipif(not LIMITED, reason="only Linux enforces a limit of memory")
def test_memory_is_limited(book: Path, child: Callable[[str], None]) -> None:
    child(_CONFINED + f"bytearray({MEMORY}); import os; os.write(1, b'e\\0\\0\\0\\0')")
    with pytest.raises(BadFileError, match="MB of memory"):
        read_grids(book)


def test_processor_time_is_limited(book: Path, child: Callable[[str], None]) -> None:
    child(_CONFINED + "grant(1)\nwhile True: pass")
    with pytest.raises(BadFileError, match="seconds"):
        read_grids(book)


def test_nothing_is_written_to_disk(
    book: Path, child: Callable[[str], None], tmp_path: Path
) -> None:
    target = tmp_path / "written"
    child(_CONFINED + f"open({str(target)!r}, 'w').write('x' * 99999)")
    with pytest.raises(BadFileError):
        read_grids(book)
    assert not target.exists() or target.stat().st_size == 0


def said(book: Path, child: Callable[[str], None], what: str) -> object:
    child(_SAY.format(what))
    with book.open("rb") as file:
        (answer,) = isolated.workbook(file)
    return answer[0]


def test_the_child_knows_nothing(
    book: Path, child: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COOPGRAPH_STORE_PASSWORD", "secret")
    monkeypatch.setenv("PYTHONSTARTUP", "x")
    known = said(book, child, "sorted(os.environ)")
    assert isinstance(known, list)
    assert set(known) <= {*isolated._KEPT, "LC_CTYPE", "__CF_USER_TEXT_ENCODING"}


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="descriptors are listed in /proc")
def test_the_child_inherits_no_descriptor(book: Path, child: Callable[[str], None]) -> None:
    reader, writer = os.pipe()
    os.set_inheritable(reader, True)
    try:
        found = said(book, child, "sorted(map(int, os.listdir('/proc/self/fd')))")
    finally:
        os.close(reader)
        os.close(writer)
    assert isinstance(found, list)
    assert [number for number in found if number > 3] == []  # 3 lists the folder itself


OTHERS = ("api", "coopgraph", "kg", "lxml", "numpy", "viz")


def test_the_child_imports_no_other_room(book: Path, child: Callable[[str], None]) -> None:
    what = f"sorted({{name.split('.')[0] for name in sys.modules}} & {set(OTHERS)})"
    child(
        _PATHS + "import ingest.child.workbook, ingest.child.archive, ingest.child.child_main;"
        " from ingest.child.frames import put_value, put, END;"
        f" put_value(sys.stdout.buffer, [{what}]); put(sys.stdout.buffer, END)"
    )
    with book.open("rb") as file:
        assert list(isolated.workbook(file)) == [[[]]]


def test_many_threads_read_at_once(book: Path) -> None:
    with ThreadPoolExecutor(6) as pool:
        found = list(pool.map(lambda _: read_grids(book), range(12)))
    assert all([list(row) for row in grid.rows] == [list(HEAD), list(ROW)] for (grid,) in found)


def test_no_child_is_left_behind(
    book: Path, child: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    started, start = [], isolated._start

    def noted(task: str, stdin: IO[bytes]) -> subprocess.Popen[bytes]:
        started.append(start(task, stdin))
        return started[-1]

    monkeypatch.setattr(isolated, "_start", noted)
    child("import time; print('waiting', flush=True); time.sleep(600)")
    with pytest.raises(BadFileError):  # what it prints is no frame
        read_grids(book)
    (process,) = started
    with pytest.raises(ChildProcessError):  # other tests may have children of their own
        os.waitpid(process.pid, os.WNOHANG)


def test_an_interpreter_that_does_not_start(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", str(book))
    with pytest.raises(BadFileError, match="no process"):
        read_grids(book)


def test_documents_after_one_that_kills_the_child(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import gzip

    xml = b"<iati-activities version='2.03'/>"
    for name in ("a.gz", "b.gz"):
        (tmp_path / name).write_bytes(gzip.compress(xml))
    whole = isolated._BOOT
    monkeypatch.setattr(isolated, "_BOOT", "import os; os.abort()")
    first, second = iati_sources([tmp_path], Known())
    (item,) = first.items
    assert [finding.code for finding in item.findings] == ["archive-overrun"]
    monkeypatch.setattr(isolated, "_BOOT", whole)
    assert list(second.items) == []


def test_answers_are_bounded(
    book: Path, child: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(isolated, "MAX_ANSWER", 1_000)
    child(_SAY.format(json.dumps("x" * 2_000)))
    with pytest.raises(BadFileError):
        read_grids(book)
