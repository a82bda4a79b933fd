"""Files replace others whole or not at all, and what is for few is never open to others."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.base.audience import Audience
from kg.base.errors import BadFileError
from kg.base.whole_files import replacing, replacing_text

MODES: list[tuple[Audience, int, int]] = [
    ("board", 0o000, 0o600),
    ("states", 0o000, 0o600),
    ("public", 0o000, 0o666),
    ("public", 0o027, 0o640),
]


@pytest.fixture(autouse=True)
def _umask() -> Iterator[None]:
    before = os.umask(0o022)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize(("audience", "umask", "wanted"), MODES)
@pytest.mark.parametrize("older", [None, 0o600, 0o666])
def test_who_may_read_is_settled_when_the_file_is_made(
    tmp_path: Path, audience: Audience, umask: int, wanted: int, older: int | None
) -> None:
    path = tmp_path / "file.csv"
    if older is not None:
        path.touch()
        path.chmod(older)
    os.umask(umask)
    with replacing_text(path, audience) as file:
        (draft,) = [each for each in tmp_path.iterdir() if each != path]
        assert mode(draft) == wanted
        file.write("ñ\n")
    assert mode(path) == wanted
    assert path.read_bytes() == "ñ\n".encode()


def test_an_older_file_stays_until_the_new_one_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text("older")

    def interrupted() -> None:
        with replacing(path, "public") as file:
            file.write(b"newer")
            file.flush()
            assert path.read_text() == "older"
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert path.read_text() == "older"
    assert list(tmp_path.iterdir()) == [path]


def test_the_longest_names_do(tmp_path: Path) -> None:
    path = tmp_path / ("x" * 255)
    with replacing(path, "board") as file:
        file.write(b"x")
    assert path.read_bytes() == b"x"
    with pytest.raises(BadFileError), replacing(tmp_path / ("x" * 256), "board"):
        pass


def test_what_is_no_plain_file_is_not_replaced(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    kept.write_text("kept")
    (tmp_path / "link").symlink_to(kept)
    (tmp_path / "dangling").symlink_to(tmp_path / "none")
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    for name in ("link", "dangling", "folder", "pipe"):
        with pytest.raises(BadFileError, match="plain"), replacing(tmp_path / name, "public"):
            pass
    assert kept.read_text() == "kept"
    assert len(list(tmp_path.iterdir())) == 5
