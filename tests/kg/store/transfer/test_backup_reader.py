"""Files that are no backup, or one no longer: one sentence, and nothing is written."""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard

from kg.base.errors import EXIT_WRONG_USE, BadFileError
from kg.store.protocol import Store
from kg.store.transfer import backup, opened_backup, restore
from kg.store.transfer.transfer_errors import BrokenBackupError, NewerBackupError, NotABackupError
from tests.kg.store.transfer.conftest import Make, fill
from tests.kg.store.transfer.test_backup_writer import content

Lines = list[bytes]


@pytest.fixture(scope="session")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup that no test writes to."""
    from kg.store.opening import create_store

    folder = tmp_path_factory.mktemp("backup")
    store = create_store(f"sqlite://{folder}/world.db")
    fill(store)
    backup(store, folder / "good.zst")
    store.close()
    return folder / "good.zst"


def refused(path: Path, kind: type[BadFileError] = BrokenBackupError) -> str:
    with pytest.raises(BadFileError) as caught, opened_backup(path) as file:
        file.check()
    assert isinstance(caught.value, kind)
    assert caught.value.exit_code == EXIT_WRONG_USE
    sentence = caught.value.sentence()
    assert sentence.startswith(str(path))
    assert "\n" not in sentence
    return sentence


def pack(path: Path, lines: Lines, *, level: int = 3) -> Path:
    path.write_bytes(zstandard.ZstdCompressor(level=level).compress(b"".join(lines)))
    return path


def sealed(lines: Lines) -> Lines:
    """Return the lines with a last line that fits them, as who means harm would write it."""
    count = {"revisions": 0, "nodes": 0, "relations": 0}
    for line in lines[1:-1]:
        for kind in count:
            count[kind] += line.startswith(f'{{"{kind[:-1]}"'.encode())
    end = {**count, "sha256": hashlib.sha256(b"".join(lines[:-1])).hexdigest()}
    return [*lines[:-1], json.dumps({"end": end}, separators=(",", ":")).encode() + b"\n"]


def test_the_good_one_is_good(good: Path, tmp_path: Path, make: Make) -> None:
    lines = content(good)
    assert sealed(lines) == lines
    with opened_backup(pack(tmp_path / "again.zst", lines)) as file:
        assert restore(file, make("again")).revisions == file.revision


def test_a_file_that_is_cut_off_anywhere_is_refused(good: Path, tmp_path: Path) -> None:
    whole = good.read_bytes()
    # The last four bytes are a checksum of the frame: without them the content is whole.
    for size in range(len(whole) - 4):
        (tmp_path / "cut.zst").write_bytes(whole[:size])
        refused(tmp_path / "cut.zst", BadFileError if size < 4 else BrokenBackupError)


def test_lines_that_are_missing_at_the_end_are_noticed(good: Path, tmp_path: Path) -> None:
    lines = content(good)
    for count in range(1, len(lines)):
        assert "cut off" in refused(pack(tmp_path / "cut.zst", lines[:count]))


def test_a_flipped_bit_anywhere_is_refused(good: Path, tmp_path: Path) -> None:
    whole, chance, unnoticed = good.read_bytes(), random.Random(22), 0
    for place in range(4, len(whole)):
        damaged = bytearray(whole)
        damaged[place] ^= 1 << chance.randrange(8)
        (tmp_path / "flipped.zst").write_bytes(damaged)
        try:
            with opened_backup(tmp_path / "flipped.zst") as file:
                file.check()
        except BadFileError:
            continue
        # A few bits of a frame mean nothing for the content: a larger window, padding.
        assert content(tmp_path / "flipped.zst") == content(good)
        unnoticed += 1
    assert unnoticed < len(whole) / 50


def test_a_changed_value_is_noticed_by_the_digest(good: Path, tmp_path: Path) -> None:
    lines = content(good)
    place = next(n for n, line in enumerate(lines) if b'"row 2"' in line)
    lines[place] = lines[place].replace(b"row 2", b"row 3")
    assert f"line {len(lines)} " in refused(pack(tmp_path / "changed.zst", lines))


OTHERS = {
    "empty": b"",
    "text": b"id,name\n",
    "sqlite": b"SQLite format 3\x00" + bytes(100),
    "zip": b"PK\x03\x04" + bytes(100),
    "packed text": zstandard.compress(b"id,name\n"),
    "packed json": zstandard.compress(b'{"a":1}\n'),
    "packed list": zstandard.compress(b"[1]\n"),
    "another header": zstandard.compress(b'{"coopgraph":"export","format":2,"revision":0}\n'),
    "no revision": zstandard.compress(b'{"coopgraph":"backup","format":2}\n'),
    "an odd revision": zstandard.compress(b'{"coopgraph":"backup","format":2,"revision":-1}\n'),
    "an odd format": zstandard.compress(b'{"coopgraph":"backup","format":"2","revision":1}\n'),
    "not utf-8": zstandard.compress(b'{"coopgraph":"\xff"}\n'),
    "nested": zstandard.compress(b"[" * 1_000_000 + b"\n"),
    "a number without end": zstandard.compress(b'{"coopgraph":' + b"9" * 100_000 + b"}\n"),
}


@pytest.mark.parametrize("what", OTHERS)
def test_another_file_is_no_backup(tmp_path: Path, what: str) -> None:
    (tmp_path / "other").write_bytes(OTHERS[what])
    assert "is not a backup" in refused(tmp_path / "other", NotABackupError)


def test_a_folder_and_nothing_are_no_backup(tmp_path: Path) -> None:
    refused(tmp_path, NotABackupError)
    assert "No such file" in refused(tmp_path / "none", BadFileError)


def test_a_newer_format_names_the_program_that_reads_it(good: Path, tmp_path: Path) -> None:
    header, *lines = content(good)
    values = {**json.loads(header), "format": 6, "program": "7.1", "new": [1]}
    newer = json.dumps(values, separators=(",", ":")).encode() + b"\n"
    assert "7.1" in refused(pack(tmp_path / "newer.zst", [newer, *lines]), NewerBackupError)


def swap(lines: Lines, one: bytes, other: bytes) -> Lines:
    a, b = (next(n for n, x in enumerate(lines) if key in x) for key in (one, other))
    lines[a], lines[b] = lines[b], lines[a]
    return lines


def put(old: bytes, new: bytes) -> Callable[[Lines], Lines]:
    """Return what replaces a text where it first occurs."""

    def change(lines: Lines) -> Lines:
        place = next(n for n, line in enumerate(lines) if old in line)
        return [*lines[:place], lines[place].replace(old, new, 1), *lines[place + 1 :]]

    return change


LOOP = b'{"node":"org/x","in":"org/y","said":[]}\n'
FORGED: dict[str, Callable[[Lines], Lines]] = {
    "an unknown type": put(b'"node":"org/w"', b'"node":"planet/w"'),
    "a broken id": put(b'"node":"org/w"', b'"node":"org/`) DETACH DELETE n //"'),
    "an unknown relation": put(b'["FUNDS"', b'["OWNS"'),
    "a relation of other ends": put(b'["FUNDS","org/w"', b'["FUNDS","sector/w"'),
    "three names": put(b'"org/w","activity/2",""]', b'"org/w","activity/2"]'),
    "a number as a name": put(b'"org/w","activity/2",""]', b'"org/w","activity/2",1]'),
    "no number": put(b'{"revision":2,', b'{"revision":true,'),
    "a revision twice": put(b'{"revision":3,', b'{"revision":2,'),
    "a gap": put(b'{"revision":3,', b'{"revision":4,'),
    "no day": put(b'"note":"second"', b'"note":"second","x":1'),
    "an unknown basis": put(b'"uncertain"', b'"certain"'),
    "a source that is none": put(b'[["source/a",', b'[["a source",'),
    "props that are none": put(b"null,{}]", b"null,[]]"),
    "a moved node that says": put(b'"in":"org/x","said"', b'"to":"org/x","said"'),
    "merged twice": put(b'"in":"org/x",', b'"in":"org/x","to":"org/x",'),
    "merged into itself": put(b'"in":"org/x"', b'"in":"org/y"'),
    "a token of another kind": put(b'"token":"', b'"token":"0'),
    "no token": put(b',"token":"', b',"tokens":"'),
    "merged in a circle": lambda lines: [*lines[:-2], LOOP, *lines[-2:]],
    "merged into a source": put(b'"in":"org/x"', b'"in":"source/a"'),
    "space": put(b'{"revision":2,', b'{ "revision":2,'),
    "a name twice": put(b'{"revision":2,', b'{"revision":2,"revision":2,'),
    "not a number": put(b'"note":""', b'"note":NaN'),
    "infinite": put(b'"2019-01-01",{', b'"2019-01-01",{"a":Infinity,'),
    "half a character": put(b'"note":"second"', b'"note":"\\ud800"'),
    "another spelling": put(b'"note":"second"', b'"note":"\\u0073econd"'),
    "order of nodes": lambda lines: swap(lines, b'"node":"org/w"', b'"node":"org/z"'),
    "order of relations": lambda lines: swap(lines, b'["FUNDS"', b'["SUCCEEDS"'),
    "a node before any revision": lambda lines: [lines[0], lines[2], lines[1], *lines[3:]],
    "an unknown line": lambda lines: [*lines[:-1], b'{"lens":"x"}\n', lines[-1]],
    "an empty line": lambda lines: [*lines[:-1], b"\n", lines[-1]],
    "more than the header says": put(b'"revision":5,"made"', b'"revision":4,"made"'),
    "less than the header says": put(b'"revision":5,"made"', b'"revision":6,"made"'),
}  # fmt: skip


@pytest.mark.parametrize("what", FORGED)
def test_a_forged_content_is_refused(good: Path, tmp_path: Path, what: str) -> None:
    forged = FORGED[what](content(good))
    assert forged != content(good)
    assert "line " in refused(pack(tmp_path / "forged.zst", sealed(forged)))


def test_something_after_the_end_is_refused(good: Path, tmp_path: Path) -> None:
    lines = content(good)
    refused(pack(tmp_path / "more.zst", [*lines, lines[-1]]))
    for tail in (b"x", b"garbage", zstandard.compress(b"x"), good.read_bytes()):
        (tmp_path / "tail.zst").write_bytes(good.read_bytes() + tail)
        refused(tmp_path / "tail.zst")


def test_a_line_without_end_is_not_unpacked(good: Path, tmp_path: Path) -> None:
    bomb = zstandard.ZstdCompressor(level=19)
    with (tmp_path / "bomb.zst").open("wb") as file, bomb.stream_writer(file) as packed:
        packed.write(content(good)[0])
        for _ in range(1024):
            packed.write(b"a" * 1024 * 1024)
    assert (tmp_path / "bomb.zst").stat().st_size < 300_000, "a GiB in few bytes"
    assert "line 2 " in refused(tmp_path / "bomb.zst")


def test_a_window_without_bounds_is_not_given(good: Path, tmp_path: Path) -> None:
    wide = zstandard.ZstdCompressionParameters.from_level(3, window_log=27)
    packer = zstandard.ZstdCompressor(compression_params=wide)
    with (tmp_path / "wide.zst").open("wb") as file, packer.stream_writer(file) as packed:
        packed.write(b"".join(content(good)))
    refused(tmp_path / "wide.zst")


def test_nothing_of_a_broken_file_is_written(good: Path, tmp_path: Path, make: Make) -> None:
    lines = content(good)
    place = max(n for n, line in enumerate(lines) if b"source/" in line)
    lines[place] = lines[place].replace(b"source/", b"sourc3/")
    target: Store = make("target")
    with (
        pytest.raises(BrokenBackupError),
        opened_backup(pack(tmp_path / "late.zst", lines)) as file,
    ):
        restore(file, target)
    assert target.revision() == 0
