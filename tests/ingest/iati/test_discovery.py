"""Every file and every member is read, named in a finding, or known litter."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import stat
import tarfile
import warnings
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

import pytest
import zstandard

from ingest.child import child_limits
from ingest.findings import Outcome
from ingest.iati import document_faults, document_files, iati_sources
from ingest.known import Known
from kg.base.errors import BadFileError

from .conftest import DAY, activity, document

XML = document(activity())
SEVEN_ZIP = b"7z\xbc\xaf\x27\x1c" + bytes(40)
RAR = b"Rar!\x1a\x07\x00" + bytes(40)
FORK = b"\x00\x05\x16\x07" + bytes(40)
OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


class Said(NamedTuple):
    """What a load said: records by the last part of a document's name, refusals, notes."""

    read: dict[str, int]
    refused: dict[str, str]
    notes: dict[str, str]


@pytest.fixture
def said(known: Known) -> Callable[[Path], Said]:
    def _said(path: Path) -> Said:
        found = Said({}, {}, {})
        for source in iati_sources([path], known, DAY):
            name = source.name.removeprefix(str(path)).lstrip(":/") or "."
            for item in source.items:
                if item.outcome is Outcome.REJECTED:
                    (finding,) = item.findings
                    assert finding.fix.text("es") != ""
                    found.refused[name] = finding.code
                else:
                    found.read[name] = found.read.get(name, 0) + 1
            # What its records say is no matter of these tests.
            for note in (each for each in source.notes if each.code != "no-recipient"):
                assert note.outcome is Outcome.ACCEPTED
                found.notes[note.code] = note.message.text()
        return found

    return _said


Say = Callable[[Path], Said]
Member = tuple[str, bytes]


def refusal(path: Path, known: Known) -> str:
    """Return why a path given by name is refused as a whole."""
    with pytest.raises(BadFileError) as caught:
        list(iati_sources([path], known, DAY))
    assert caught.value.exit_code == 2
    return caught.value.sentence()


def packed(members: Iterable[Member], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", how) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of names that stand twice
        for name, content in members:
            archive.writestr(zipfile.ZipInfo(name), content, how)
    return buffer.getvalue()


def tarred(content: bytes) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        info = tarfile.TarInfo("a.xml")
        info.size = len(content)
        archive.addfile(info, io.BytesIO(content))
    return buffer.getvalue()


def written(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


WORKBOOK = packed([("[Content_Types].xml", b"<Types/>"), ("xl/workbook.xml", b"<workbook/>")])
TEXT = packed([("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", b"<a/>")])

LITTER: list[Member] = [
    ("__MACOSX/._uno.xml", FORK), ("__MACOSX/data/._dos.xml", b"\x00\x05\x16\x00"),
    ("._uno.xml", FORK), ("._empty.xml", b""), (".DS_Store", b"\0\0\0\1Bud1"),
    ("Thumbs.db", OLD_EXCEL),
    ("thumbs.db", b""), ("desktop.ini", b"[.ShellClassInfo]"), ("~$uno.xml", b"\x05user"),
    (".~lock.uno.xml#", b",user,host"), ("data/Desktop.ini", b"\xff\xfe["),
]  # fmt: skip


def test_litter_is_passed_over(tmp_path: Path, said: Say) -> None:
    whole = written(tmp_path, "a.zip", packed([("uno.xml", XML), *LITTER]))
    assert said(whole) == Said({"uno.xml": 1}, {}, {})
    folder = tmp_path / "folder"
    for name, content in [("uno.xml", XML), *LITTER]:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    assert said(folder) == Said({"uno.xml": 1}, {}, {})


def test_what_is_called_litter_and_is_iati_is_read(tmp_path: Path, said: Say) -> None:
    path = written(tmp_path, "a.zip", packed([("._uno.xml", XML), ("Thumbs.db", XML)]))
    assert said(path).read == {"._uno.xml": 1, "Thumbs.db": 1}


@pytest.mark.parametrize(
    ("name", "content"),
    [("b.zip:a.xml", packed([("a.xml", XML)])), ("b.zip:a", packed([("a", XML)])),
     ("b.zip:x/a.xml", packed([("x/a.xml", XML)], zipfile.ZIP_STORED)),
     ("b.zip:a.xml.gz", packed([("a.xml.gz", gzip.compress(XML))])),
     ("b.zip:a.gz", packed([("a.gz", gzip.compress(XML))])),
     ("b.zip:a.xml.zst", packed([("a.xml.zst", zstandard.compress(XML))])),
     ("b:a.xml", packed([("a.xml", XML)])), ("b", XML), ("b", gzip.compress(XML)),
     ("b.txt", XML), ("b.dat", zstandard.compress(XML)), ("b.XML.GZ", gzip.compress(XML))],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
@pytest.mark.parametrize("pack", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2])
def test_members_packed_once_more_are_read(
    tmp_path: Path, said: Say, name: str, content: bytes, pack: int
) -> None:
    path = written(tmp_path, "out.zip", packed([(name.partition(":")[0], content)], pack))
    assert said(path) == Said({name: 1}, {}, {})


def test_an_archive_in_a_packed_file_is_read(tmp_path: Path, said: Say) -> None:
    inner = packed([("a.xml", XML), ("read.me", b"hello")])
    for name, pack in (("a.zip.gz", gzip.compress), ("a.zip.zst", zstandard.compress)):
        found = said(written(tmp_path, name, pack(inner)))
        assert (found.read, found.refused, [*found.notes]) == ({"a.xml": 1}, {}, ["not-read"])


def test_many_members_of_inner_archives_are_read_in_order(tmp_path: Path, said: Say) -> None:
    def inner(letter: str) -> bytes:
        bodies = (document(activity(identifier=f"{letter}-{n}")) for n in range(20))
        return packed([(f"{n:02}.xml", xml) for n, xml in enumerate(bodies)])

    path = written(tmp_path, "a.zip", packed([(f"{c}.zip", inner(c)) for c in "xy"]))
    assert said(path).read == {f"{c}.zip:{n:02}.xml": 1 for c in "xy" for n in range(20)}


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [("a.xml.bz2", bz2.compress(XML), "archive-kind"),
     ("a.xz", lzma.compress(XML), "archive-kind"),
     ("a.7z", SEVEN_ZIP, "archive-kind"), ("a.rar", RAR, "archive-kind"),
     ("a.tar", tarred(XML), "archive-kind"),
     ("a.tar.gz", gzip.compress(tarred(XML)), "archive-kind"),
     ("a.tgz", gzip.compress(tarred(XML)), "archive-kind"),
     ("a.Z", b"\x1f\x9d\x90abc", "archive-kind"), ("bz2.xml", bz2.compress(XML), "archive-kind"),
     ("a.gz", gzip.compress(gzip.compress(XML)), "archive-nested"),
     ("a.zst", zstandard.compress(gzip.compress(XML)), "archive-nested")],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_other_packings_are_refused_with_a_fix(  # noqa: PLR0917
    tmp_path: Path, said: Say, known: Known, name: str, content: bytes, code: str
) -> None:
    inside = written(tmp_path, "a.zip", packed([("good.xml", XML), (name, content)]))
    assert said(inside) == Said({"good.xml": 1}, {name: code}, {})
    folder = tmp_path / "folder"
    folder.mkdir()
    written(folder, "good.xml", XML)
    given = written(folder, name, content)
    assert said(folder) == Said({"good.xml": 1}, {name: code}, {})
    alone = written(tmp_path, "alone.zip", packed([(name, content)]))
    assert said(alone) == Said({}, {name: code}, {})
    if code == "archive-kind":
        assert "Unpack it and give the folder" in refusal(given, known)


@pytest.mark.parametrize("content", [WORKBOOK, TEXT, OLD_EXCEL], ids=["xlsx", "odt", "xls"])
def test_files_of_office_programs(tmp_path: Path, said: Say, known: Known, content: bytes) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    given = written(folder, "book.xlsx", content)
    assert "Excel, Word or LibreOffice" in refusal(given, known)
    assert "ingest sheet" in refusal(given, known)
    written(folder, "good.xml", XML)
    note = {"not-read": "Not read: 1 file that is no IATI: book.xlsx."}
    assert said(folder) == Said({"good.xml": 1}, {}, note)
    whole = written(tmp_path, "a.zip", packed([("good.xml", XML), ("book.xlsx", content)]))
    assert said(whole) == Said({"good.xml": 1}, {}, note)
    assert refusal(written(tmp_path, "book.gz", gzip.compress(content)), known)


def test_archives_within_archives_within_archives(tmp_path: Path, said: Say) -> None:
    deep = packed([("c.zip", packed([("a.xml", XML)])), ("b.xml", XML)])
    path = written(tmp_path, "a.zip", packed([("b.zip", deep), ("c.gz", gzip.compress(deep))]))
    assert said(path) == Said(
        {"b.zip:b.xml": 1}, {"b.zip:c.zip": "archive-nested", "c.gz": "archive-nested"}, {}
    )


def test_files_of_other_kinds_are_named_once(tmp_path: Path, said: Say) -> None:
    others = [("README.txt", b"hello"), ("a.csv", b"a,b\n"), ("b.pdf", b"%PDF-1.4"), ("c.gz", b""),
              ("d.html", b"<html/>"), ("e", b"\0" * 40),
              ("f.gz", gzip.compress(b"text"))]  # fmt: skip
    whole = written(tmp_path, "a.zip", packed([*others, ("good.xml", XML)]))
    names = "README.txt, a.csv, b.pdf, c.gz, d.html, e, f.gz"
    note = {"not-read": f"Not read: 7 files that are no IATI: {names}."}
    assert said(whole) == Said({"good.xml": 1}, {}, note)
    folder = tmp_path / "folder"
    folder.mkdir()
    for name, content in [*others, ("good.xml", XML)]:
        written(folder, name, content)
    assert said(folder) == Said({"good.xml": 1}, {}, note)


def test_a_note_names_some_of_very_many(tmp_path: Path, said: Say) -> None:
    path = written(
        tmp_path, "a.zip", packed([("a.xml", XML), *((f"{n}", b"x") for n in range(900))])
    )
    note = said(path).notes["not-read"]
    assert "900 files" in note
    assert len(note) < 300


@pytest.mark.parametrize(
    "members", [[("a.csv", b"1")], [("a.xml", b"<html/>"), ("b.xml", b"")], [], LITTER]
)
def test_folders_and_archives_without_iati_are_refused(
    tmp_path: Path, known: Known, members: list[Member]
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    for name, content in members:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    for path in (folder, written(tmp_path, "a.zip", packed(members))):
        assert "holds no IATI file" in refusal(path, known)


def test_names_that_stand_twice(tmp_path: Path, said: Say) -> None:
    other = document(activity(identifier="B") + activity(identifier="C"))
    path = written(tmp_path, "a.zip", packed([("a.xml", XML), ("a.xml", other)]))
    assert said(path) == Said({"a.xml": 2}, {"a.xml": "archive-duplicate"}, {})
    same = written(tmp_path, "b.zip", packed([("a.xml", XML), ("a.xml", XML)]))
    note = {"archive-duplicate": "Packed more than once, and read once: a.xml."}
    assert said(same) == Said({"a.xml": 1}, {}, note)


def test_links_are_not_followed(tmp_path: Path, said: Say) -> None:
    link = zipfile.ZipInfo("passwords")
    link.create_system = 3
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.xml", XML)
        archive.writestr(link, "/etc/passwd")
    found = said(written(tmp_path, "a.zip", buffer.getvalue()))
    assert (found.read, found.refused) == ({"a.xml": 1}, {})
    assert found.notes == {"archive-link": "Links in an archive are not followed: passwords."}


def test_links_in_a_folder_that_lead_nowhere_are_named(tmp_path: Path, said: Say) -> None:
    written(tmp_path, "a.xml", XML)
    (tmp_path / "gone.xml").symlink_to(tmp_path / "nothing")
    os.mkfifo(tmp_path / "pipe.xml")
    found = said(tmp_path)
    assert found.read == {"a.xml": 1}
    assert found.notes == {"not-read": "Not read: 2 files that are no IATI: gone.xml, pipe.xml."}


@pytest.mark.parametrize(
    "name", ["../a.xml", "/etc/a.xml", "x/../../a", "..\\a.xml", "C:\\a.xml", "C:/a", "\\\\h\\s\\a"]
)
def test_names_that_lead_out(tmp_path: Path, said: Say, name: str) -> None:
    inner = packed([(name, XML)])
    path = written(tmp_path, "a.zip", packed([(name, XML), ("in.zip", inner), ("b.xml", XML)]))
    found = said(path)
    assert found.read == {"b.xml": 1}
    assert [*found.refused.values()] == ["archive-path"] * 2


@pytest.mark.parametrize(
    ("raw", "flag", "shown"),
    [("año.xml".encode(), 0, "año.xml"), ("año.xml".encode(), 0x800, "año.xml"),
     ("año.xml".encode("cp437"), 0, "año.xml"), (b"\xff\xfe.xml", 0, "\xa0■.xml")],
)  # fmt: skip
def test_names_in_other_encodings(
    tmp_path: Path, said: Say, raw: bytes, flag: int, shown: str
) -> None:
    plain = b"X" * len(raw)
    whole = packed([(plain.decode(), XML)]).replace(plain, raw)
    for at in (whole.index(b"PK\x03\x04") + 6, whole.index(b"PK\x01\x02") + 8):
        whole = whole[:at] + flag.to_bytes(2, "little") + whole[at + 2 :]
    assert said(written(tmp_path, "a.zip", whole)).read == {shown.replace("\xa0", "\ufffd"): 1}


def test_zip64_and_what_stands_before_an_archive(tmp_path: Path, said: Say) -> None:
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(buffer, "w") as archive,
        archive.open("a.xml", "w", force_zip64=True) as file,
    ):
        file.write(XML)
    assert said(written(tmp_path, "64.zip", buffer.getvalue())).read == {"a.xml": 1}
    for before in (b"MZ\x90\0" + bytes(3_000), b"#!/bin/sh\nexit\n", b"\r\n"):
        found = said(written(tmp_path, "self.exe", before + packed([("a.xml", XML)])))
        assert found.read == {"a.xml": 1}


def test_locked_members_are_named(tmp_path: Path, said: Say) -> None:
    whole = bytearray(packed([("a.xml", XML), (".DS_Store", b"x")]))
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := whole.find(sign, at + 1)) >= 0:
            whole[at + offset] |= 1
    path = written(tmp_path, "a.zip", bytes(whole))
    assert said(path) == Said({}, {"a.xml": "archive-locked"}, {})


def test_a_member_packed_in_an_unknown_way_is_named(tmp_path: Path, said: Say) -> None:
    whole = bytearray(packed([("data", XML), ("b.xml", XML)]))
    whole[whole.index(b"PK\x03\x04") + 8] = 9  # deflate64
    whole[whole.index(b"PK\x01\x02") + 10] = 9
    found = said(written(tmp_path, "a.zip", bytes(whole)))
    assert (found.read, found.refused) == ({"b.xml": 1}, {"data": "archive-broken"})


def test_an_inner_archive_that_is_broken_is_named(tmp_path: Path, said: Say) -> None:
    inner = packed([("a.xml", XML)])[:-30]
    path = written(tmp_path, "a.zip", packed([("in.zip", inner), ("b.xml", XML)]))
    assert said(path) == Said({"b.xml": 1}, {"in.zip": "archive-broken"}, {})


def test_all_documents_of_an_archive_share_one_limit(
    tmp_path: Path, said: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(document_files, "FREE_BYTES", 1_000_000)
    wide = document(activity() + " " * 300_000)
    path = written(tmp_path, "a.zip", packed([(f"{n}.xml", wide) for n in range(6)]))
    found = said(path)
    assert found.read["0.xml"] == 1
    assert found.refused["5.xml"] == "archive-too-large"


def test_members_are_counted_over_all_levels(
    tmp_path: Path, said: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(document_faults, "MAX_MEMBERS", 9)
    inner = packed([(f"{n}.xml", XML) for n in range(4)])
    path = written(tmp_path, "a.zip", packed([("x.zip", inner), ("y.zip", inner)]))
    assert said(path) == Said({}, {".": "archive-too-large"}, {})


def test_an_inner_archive_has_a_limit(tmp_path: Path, said: Say) -> None:
    inner = packed([("a.xml", XML)]) + bytes(child_limits.MAX_INNER)
    path = written(tmp_path, "a.zip", packed([("in.zip", inner), ("b.xml", XML)]))
    assert said(path) == Said({"b.xml": 1}, {"in.zip": "archive-too-large"}, {})


def test_a_root_element_that_begins_late(tmp_path: Path, said: Say) -> None:
    late = b"<?xml version='1.0'?>\n<!-- " + b"licence " * 2_000 + b"-->\n" + XML
    path = written(tmp_path, "a.zip", packed([("data", late), ("late.txt", gzip.compress(late))]))
    assert said(path).read == {"data": 1, "late.txt": 1}
