"""When catalogues are compiled: where they are missing, and where their .po is another."""

from __future__ import annotations

import gettext
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tools.catalogues import refresh, sources, stale

PO = """
msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\\n"

msgid "Yes"
msgstr "{yes}"
"""


@pytest.fixture
def po(tmp_path: Path) -> Path:
    """The one catalogue of a checkout, never compiled."""
    path = tmp_path / "kg" / "locale" / "es" / "LC_MESSAGES" / "coopgraph.po"
    path.parent.mkdir(parents=True)
    path.write_text(PO.format(yes="Sí"), "utf-8")
    return path


def said(po: Path) -> str:
    with po.with_suffix(".mo").open("rb") as stream:
        return gettext.GNUTranslations(stream).gettext("Yes")


def test_what_is_missing_is_compiled_once(po: Path, tmp_path: Path) -> None:
    assert list(sources(tmp_path)) == refresh(tmp_path) == [po]
    assert said(po) == "Sí"
    assert refresh(tmp_path) == []
    assert refresh(tmp_path, everything=True) == [po]


@pytest.mark.parametrize("seconds", [-3600, 3600], ids=["an older file", "a newer one"])
def test_another_catalogue_is_compiled_anew(po: Path, tmp_path: Path, seconds: int) -> None:
    refresh(tmp_path)
    before = po.stat().st_mtime
    po.write_text(PO.format(yes="Claro"), "utf-8")
    os.utime(po, (before + seconds, before + seconds))
    assert refresh(tmp_path) == [po]
    assert said(po) == "Claro"


def test_what_cannot_be_compiled_leaves_nothing_behind(po: Path, tmp_path: Path) -> None:
    refresh(tmp_path)
    po.write_bytes(b'msgid "Yes"\nmsgstr "\xff"\n')
    with pytest.raises(UnicodeDecodeError):
        refresh(tmp_path, everything=True)
    assert sorted(path.name for path in po.parent.iterdir()) == ["coopgraph.mo", "coopgraph.po"]
    assert said(po) == "Sí"


def test_several_at_once_do_not_meet(po: Path, tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from tools.catalogues import refresh;"
        "[refresh(Path(sys.argv[1]), everything=True) for _ in range(20)]"
    )
    command = [sys.executable, "-c", script, str(tmp_path)]
    running = [subprocess.Popen(command, cwd=ROOT) for _ in range(4)]
    assert [process.wait(timeout=120) for process in running] == [0, 0, 0, 0]
    assert said(po) == "Sí"
    assert not stale(po)
    assert len(list(po.parent.iterdir())) == 2


def test_a_fresh_checkout_has_them_before_the_tests() -> None:
    assert [po for po in sources() if stale(po)] == []
