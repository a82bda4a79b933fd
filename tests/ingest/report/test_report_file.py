"""Long reports are read whole, in each format: every sentence, row and note that is in them."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from ingest.report.report_file import read_report
from kg.base.errors import BadFileError
from kg.condense.long_report import Report
from tests.long_reports import LongReport, long_report, with_previous, written
from tests.long_reports.long_words import WORDS

PAGES = 40
OFFICE = ("docx", "odt", "html", "txt")


def squeezed(text: str) -> str:
    return " ".join(text.split())


def texts(read: Report, kind: str) -> list[str]:
    return [block.text for block in read.blocks if block.kind == kind]


@pytest.fixture(scope="module", params=[(lang, form) for lang in WORDS for form in OFFICE])
def read(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[LongReport, Report]:
    lang, form = request.param
    report = long_report(lang, PAGES)
    path = written(report, tmp_path_factory.mktemp("reports"), lang, form)
    return report, read_report(path)


class TestLongReports:
    def test_what_they_are(self, read: tuple[LongReport, Report]) -> None:
        report, found = read
        assert (found.title, found.symbol) == (report.title, report.symbol)
        assert found.unread == ()

    def test_their_running_text(self, read: tuple[LongReport, Report]) -> None:
        report, found = read
        for kind in ("paragraph", "item"):
            said = [squeezed(piece.text) for piece in report.pieces if piece.kind == kind]
            told = [one for one in texts(found, kind) if one != report.symbol]
            # Plain text keeps the marks of notes.
            assert [re.sub(r" \[\d+\]$", "", one) for one in told] == said

    def test_their_headings(self, read: tuple[LongReport, Report]) -> None:
        report, found = read
        said = [squeezed(one.text) for one in report.pieces if one.kind == "heading"]
        told = [block for block in found.blocks if block.kind == "heading"]
        assert [block.text for block in told if block.text != report.title] == said
        levels = Counter(block.level for block in told if block.text != report.title)
        assert len(levels) == 3

    def test_their_tables(self, read: tuple[LongReport, Report]) -> None:
        report, found = read
        rows = [block for block in found.blocks if block.kind == "row"]
        assert [block.cells for block in rows] == [
            tuple(map(squeezed, row.cells)) for row in report.rows()
        ]
        tables = [piece.table for piece in report.pieces if piece.table is not None]
        assert {(block.columns, block.caption) for block in rows} == {
            (tuple(map(squeezed, one.columns)), squeezed(one.caption)) for one in tables
        }

    def test_their_notes(self, read: tuple[LongReport, Report]) -> None:
        report, found = read
        assert texts(found, "note") == [squeezed(one.note) for one in report.pieces if one.note]

    def test_nothing_that_runs_over_pages(self, read: tuple[LongReport, Report]) -> None:
        report, found = read
        assert not [block for block in found.blocks if squeezed(report.head) in block.text]

    def test_sections(self, read: tuple[LongReport, Report]) -> None:
        report, found = read
        names = {squeezed(one.text) for one in report.pieces if one.kind == "heading"}
        assert {block.section for block in found.blocks if block.kind == "row"} <= names


def test_pages(tmp_path: Path) -> None:
    report = long_report("en", PAGES)
    for form in ("docx", "odt", "txt"):
        found = read_report(written(report, tmp_path, "r", form))
        assert found.pages is not None
        assert found.pages > 10
        pages = [block.page or 0 for block in found.blocks]
        assert pages == sorted(pages)
        assert pages[-1] <= found.pages
    assert read_report(written(report, tmp_path, "r", "html")).pages is None


def test_the_report_before_differs_as_is_said() -> None:
    report = long_report("es", PAGES)
    before, edits = with_previous(report)
    now, then = ({one.text for one in each.sentences()} for each in (report, before))
    assert now - then == {*edits.new, *(after for after, _ in edits.changed)}
    assert then - now == {*edits.gone, *(former for _, former in edits.changed)}
    rows, former_rows = ({row.key: row.cells for row in each.rows()} for each in (report, before))
    assert rows.keys() - former_rows.keys() == set(edits.new_rows)
    changed = {key for key in former_rows if rows[key] != former_rows[key]}
    assert changed == {key for key, _, _ in edits.changed_rows}
    assert min(len(edits.new), len(edits.gone), len(edits.changed), len(changed)) > 5


def test_the_same_each_time() -> None:
    assert long_report("pt", 20) == long_report("pt", 20)
    assert long_report("pt", 20) != long_report("pt", 20, seed=2)


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(BadFileError, match="cannot be read"):
        read_report(tmp_path / "none.docx")


def test_its_name_is_that_of_who_sent_it(tmp_path: Path) -> None:
    path = tmp_path / "tmp123"
    path.write_text("It was so.\n\nIt is so.", "utf-8")
    found = read_report(path, "informe.txt")
    assert (found.file, found.title, len(found.sha256)) == ("informe.txt", "informe.txt", 64)


@pytest.mark.parametrize(
    ("name", "shown"),
    [("evil\x1b[31m\u202egnp.txt", "evil[31mgnp.txt"), ("../../etc/passwd", "passwd"),
     ("C:\\a\\b.txt", "b.txt"), ("\u200b\x00", "–"), ("x" * 10_000, "x" * 200), ("a\nb", "a b")],
)  # fmt: skip
def test_names_that_steer_or_lie_are_shown_plain(tmp_path: Path, name: str, shown: str) -> None:
    path = tmp_path / "t"
    path.write_text("It was so.\n\nIt is so.", "utf-8")
    found = read_report(path, name)
    assert (found.file, found.title) == (shown, shown)
    path.write_bytes(b"")
    with pytest.raises(BadFileError) as refused:
        read_report(path, name)
    assert refused.value.sentence("en").startswith(f"{shown}: ")
