"""Which reader reads a file is told by its bytes; what is no report is refused by its kind."""

from __future__ import annotations

import gzip
import struct
from pathlib import Path

import pytest

from ingest.child.frames import Refused
from ingest.child.ole import MAGIC
from ingest.child.reports.report_kinds import is_pdf, report_kind
from ingest.report.report_file import read_report
from kg.base.errors import BadFileError
from tests.fuzz.mutate import zipped
from tests.ingest.child import xls_books
from tests.ingest.child.books import ods, write, xlsx
from tests.ingest.child.reports.telling import tell
from tests.ingest.child.reports.word_parts import docx, p
from tests.long_reports import FORMS, long_report


def ole(stream: str) -> bytes:
    """A compound file with one stream of this name."""
    name = stream.encode("utf-16-le")

    def entry(name: bytes, kind: int) -> bytes:
        written = name.ljust(64, b"\0") + struct.pack("<H", len(name) + 2)
        return (written + bytes([kind]) + b"\0").ljust(116, b"\0") + struct.pack(
            "<III", 0xFFFFFFFE, 0, 0
        )

    head = MAGIC.ljust(24, b"\0") + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    head = head.ljust(44, b"\0") + struct.pack(
        "<IIIIIIIII", 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0
    )
    head += b"\xff" * (512 - len(head))
    table = struct.pack("<II", 0xFFFFFFFD, 0xFFFFFFFE).ljust(512, b"\xff")
    folder = entry("Root Entry".encode("utf-16-le"), 5) + entry(name, 2)
    return head + table + folder.ljust(512, b"\0")


def kind_refused(raw: bytes) -> tuple[str, str | None]:
    with pytest.raises(Refused) as caught:
        tell(raw)
    return caught.value.code, caught.value.facts.get("kind")


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (ole("WordDocument"), "doc"),
        (ole("Workbook"), "workbook"),
        (ole("PowerPoint Document"), "slides"),
        (xls_books.xls([["a", "b"]]), "workbook"),
        (b"{\\rtf1\\ansi Informe}", "rtf"),
        (b"\x89PNG\r\n\x1a\n....", "picture"),
        (b"\xff\xd8\xff\xe0....", "picture"),
        (b"From: x\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n", "mhtml"),
        (b'<?xml version="1.0"?><iati-activities/>', "xml"),
        (gzip.compress(b"text", mtime=0), "packed"),
        (zipped([("report.txt", b"text")]), "packed"),
        (zipped([("mimetype", b"application/epub+zip"), ("x", b"")]), "epub"),
        (zipped([("mimetype", b"application/vnd.oasis.opendocument.presentation")]), "slides"),
        (zipped([("Index/Document.iwa", b"x")]), "pages"),
    ],
)  # fmt: skip
def test_other_kinds(raw: bytes, kind: str) -> None:
    assert kind_refused(raw) == ("other-kind", kind)


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "empty"),
        (b" \n ", "empty"),
        (b"\xff\xfe", "empty"),
        (ole("EncryptedPackage"), "protected"),
        (ole("Contents"), "no-report"),
        (MAGIC + b"x" * 30, "damaged"),
        (b"PK\x03\x04 and nothing more", "damaged"),
        (zipped([("mimetype", b"application/vnd.oasis.opendocument.graphics")]), "no-report"),
        (b"\0\1\2\3" * 300, "no-report"),
    ],
)  # fmt: skip
def test_what_cannot_be_read(raw: bytes, code: str) -> None:
    assert kind_refused(raw)[0] == code


def test_workbooks(tmp_path: Path) -> None:
    for parts in (xlsx(), ods("")):
        raw = write(tmp_path / "b", parts).read_bytes()
        assert kind_refused(raw) == ("other-kind", "workbook")


@pytest.mark.parametrize("form", ["docx", "odt", "html", "txt", "pdf"])
def test_the_name_decides_nothing(tmp_path: Path, form: str) -> None:
    report = long_report("en", 8)
    path = tmp_path / "report.exe"
    path.write_bytes(FORMS[form](report))
    assert read_report(path).title == report.title


@pytest.mark.parametrize(
    ("raw", "is_one"),
    [(b"%PDF-1.7", True), (b"junk\n%PDF-1.4", True), (b"1 0 obj\n<<>>\nendobj", True),
     (b"The word %PDF- is here", True), (b"1 0 obj", False), (b" " * 2_000 + b"%PDF-", False)],
)  # fmt: skip
def test_pdfs(raw: bytes, is_one: bool) -> None:
    assert is_pdf(raw) is is_one


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (b"<p>Text</p>", "html"), (b"\xef\xbb\xbf  <!DOCTYPE HTML>", "html"),
        ("<html>".encode("utf-16"), "html"), (b'<?xml version="1.0"?><html xmlns="x">', "html"),
        (b"<!-- x --><table >", "html"), (b"<Haiti> and others", "txt"), (b"Text.", "txt"),
    ],
)  # fmt: skip
def test_kinds(raw: bytes, kind: str) -> None:
    assert report_kind(raw) == kind


def test_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.child.reports.report_reading.MAX_REPORT", 10)
    assert kind_refused(b"x" * 11)[0] == "too-large"


def test_said_to_people(tmp_path: Path) -> None:
    path = tmp_path / "informe.docx"
    path.write_bytes(ole("EncryptedPackage"))
    with pytest.raises(BadFileError) as caught:
        read_report(path)
    assert "password" in caught.value.sentence("en")
    path.write_bytes(docx(p("x"))[:300])
    with pytest.raises(BadFileError, match="damaged"):
        read_report(path)
