"""What git is told about files: lines end alike everywhere, what programs write is marked."""

from __future__ import annotations

import os
import subprocess
from typing import Final

import pytest

from tests.conftest import ROOT
from tools.docs import pages

PLAIN: Final = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
KINDS: Final = ("i/lf", "i/none", "i/-text")
"""What may lie in git: text with LF, nothing, what is no text."""


def git(*arguments: str, given: str = "") -> list[str]:
    """The fields that git prints, each ended by a zero byte; skips where it knows nothing."""
    try:
        done = subprocess.run(
            ["git", *arguments],
            cwd=ROOT, capture_output=True, text=True, check=False, env=PLAIN, input=given,
        )  # fmt: skip
    except FileNotFoundError:
        pytest.skip("there is no git here")
    if done.returncode:
        pytest.skip("git knows nothing of this folder")
    return [field for field in done.stdout.split("\0") if field]


def attribute(name: str, files: list[str]) -> dict[str, str]:
    """What an attribute says of each file."""
    asked = "".join(f"{file}\0" for file in files)
    fields = git("check-attr", "-z", "--stdin", name, given=asked)
    return dict(zip(fields[::3], fields[2::3], strict=True))


def test_lines_end_in_lf_and_what_is_no_text_is_never_changed() -> None:
    ends = [line.partition("\t") for line in git("ls-files", "-z", "--eol")]
    kinds = {name: about.split()[0] for about, _, name in ends}
    assert [name for name, kind in kinds.items() if kind not in KINDS] == []
    binary = [name for name, kind in kinds.items() if kind == "i/-text"]
    assert set(attribute("text", binary).values()) == {"unset"}


def test_what_programs_write_is_marked() -> None:
    names = [f"docs/{name}" for name in pages()]
    golden = [name for name in git("ls-files", "-z") if "/golden/" in name or "/expected/" in name]
    said = attribute("linguist-generated", [*names, *golden, "uv.lock"])
    assert golden
    assert [name for name, value in said.items() if value != "set"] == []
