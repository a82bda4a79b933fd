"""Files, folders and archives: what is read, what is refused, and that nothing unsafe happens."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
import zstandard

from ingest.findings import Item, Outcome
from ingest.iati import document_faults, iati_sources
from ingest.iati import document_files as files
from ingest.known import Known
from kg.base.errors import BadFileError
from kg.model.changes import NodeStatement

from .conftest import DAY, Read, activity, codes, document

XML = document(activity())


def zipped(**members: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            # Without the time: its bytes name a test, and all workers must give it one name.
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "pack"),
    [("a.xml", bytes), ("a.xml.gz", gzip.compress), ("a.gz", gzip.compress),
     ("a.xml.zst", zstandard.compress), ("a.zip", lambda xml: zipped(**{"b/a.xml": xml})),
     ("a.dat", bytes), ("a.xml", gzip.compress)],
    ids=["xml", "xml.gz", "gz", "zst", "zip", "unknown suffix", "gzip called xml"],
)  # fmt: skip
def test_all_kinds_are_read(read: Read, name: str, pack: Callable[[bytes], bytes]) -> None:
    (item,) = read(pack(XML), name)
    assert item.outcome is Outcome.ACCEPTED
    source = item.changes[0]
    assert isinstance(source, NodeStatement)
    assert source.id == f"source/iati/XM-DAC-47079/{'a-dat' if name == 'a.dat' else 'a'}"


def test_several_frames_and_members_are_read_to_the_end(read: Read) -> None:
    half = len(XML) // 2
    parts = XML[:half], XML[half:]
    assert len(read(b"".join(map(zstandard.compress, parts)), "a.zst")) == 1
    assert len(read(b"".join(map(gzip.compress, parts)), "a.gz")) == 1


def test_folders_are_read_in_order_and_strangers_reported(tmp_path: Path, known: Known) -> None:
    (tmp_path / "b").mkdir()
    for name in ("c.xml", "b/z.xml", "a.xml"):
        (tmp_path / name).write_bytes(XML)
    (tmp_path / "notes.txt").write_text("not read")
    (tmp_path / "page.xml").write_text("<html/>")
    (tmp_path / "empty.xml").write_bytes(b"")
    *sources, rest = iati_sources([tmp_path], known, DAY)
    assert [Path(s.name).name for s in sources] == [
        "a.xml", "z.xml", "c.xml", "empty.xml", "page.xml",
    ]  # fmt: skip
    assert [codes(item) for source in sources for item in source.items] == [
        [], [], [], ["empty"], ["not-iati"],
    ]  # fmt: skip
    (note,) = rest.notes
    assert (note.code, note.outcome, list(rest.items)) == ("not-read", Outcome.ACCEPTED, [])
    assert "notes.txt" in note.message.text()


def test_members_of_an_archive_are_sources_of_their_own(tmp_path: Path, known: Known) -> None:
    path = tmp_path / "two.zip"
    path.write_bytes(zipped(**{"b.xml": XML, "a.xml": b"<html/>", "readme.txt": b"hello"}))
    found = {s.name: [codes(i) for i in s.items] for s in iati_sources([path], known, DAY)}
    assert found == {f"{path}:a.xml": [["not-iati"]], f"{path}:b.xml": [[]], str(path): []}


@pytest.mark.parametrize(
    ("name", "content"),
    [("empty.xml", b""), ("blank.xml", b" \n "), ("text.xml", b"hello"), ("a.csv", b"a,b\n1,2\n"),
     ("page.xml", b"<html/>"), ("result.xml", b"<result><ok>True</ok></result>"),
     ("a.pdf", b"%PDF-1.4\n"), ("nothing.zip", zipped()), ("other.zip", zipped(**{"a.csv": b"1"}))],
)  # fmt: skip
def test_a_file_given_by_name_that_is_no_iati_file_is_refused(
    tmp_path: Path, known: Known, name: str, content: bytes
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    good = tmp_path / "good.xml"
    good.write_bytes(XML)
    with pytest.raises(BadFileError) as caught:
        next(iati_sources([good, path], known, DAY))
    assert name in caught.value.sentence()
    assert caught.value.exit_code == 2


def test_paths_that_lead_nowhere_are_refused(tmp_path: Path, known: Known) -> None:
    for path in (tmp_path / "missing.xml", tmp_path):
        with pytest.raises(BadFileError, match=path.name):
            next(iati_sources([path], known, DAY))


def only(found: list[Item]) -> Item:
    (item,) = found
    assert item.outcome is Outcome.REJECTED
    assert list(item.changes) == []
    assert item.findings[0].message.text()
    assert item.findings[0].fix.text()
    return item


LAUGHS = b"".join(
    b'<!ENTITY l%d "%s">' % (i, b"&l%d;" % (i - 1) * 10 if i else b"ha" * 100) for i in range(12)
)


@pytest.mark.parametrize(
    "declarations",
    [LAUGHS, b'<!ENTITY x "harmless">', b"<!ELEMENT a ANY>", b'<!ATTLIST title x CDATA "1">'],
    ids=["billion laughs", "one entity", "an element", "a default attribute"],
)  # fmt: skip
@pytest.mark.parametrize("use", [b"<title>&l11;</title>", b'<title x="&l11;"/>', b""])
def test_files_that_declare_things_are_not_read(
    read: Read, declarations: bytes, use: bytes
) -> None:
    xml = b"<!DOCTYPE iati-activities [" + declarations + b"]>" + XML
    item = only(read(xml.replace(b"<title>", use + b"<title>")))
    assert codes(item) == ["xml-entities"]


@pytest.mark.parametrize("kind", ["", "% "])
def test_no_other_file_is_ever_read(read: Read, tmp_path: Path, kind: str) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("<!ENTITY y 'the secret words'>")
    use = f"%x;]>{XML.decode()}" if kind else f"]>{XML.decode().replace('>T<', '>&x;<')}"
    xml = f'<!DOCTYPE iati-activities [<!ENTITY {kind}x SYSTEM "{secret.as_uri()}">{use}'
    item = only(read(xml.encode()))
    assert codes(item) == ["xml-entities"]
    assert "secret words" not in str(item)


def test_an_external_document_type_is_not_fetched(read: Read, tmp_path: Path) -> None:
    (tmp_path / "x.dtd").write_text('<!ENTITY x "fetched">')
    xml = f'<!DOCTYPE iati-activities SYSTEM "{(tmp_path / "x.dtd").as_uri()}">{XML.decode()}'
    (item,) = read(xml.encode())
    assert item.outcome is Outcome.ACCEPTED
    assert "fetched" not in str(read(xml.replace(">T<", ">&x;<").encode()))


@pytest.mark.parametrize(
    ("tail", "code"),
    [(b"", "cut-off"), (b"<iati-activity><title>", "cut-off"), (b"a & b", "cut-off"),
     (b"&nbsp;", "cut-off"), (b"<a></b>", "cut-off"), (b"<x>caf\xe9 \xe9</x>", "cut-off"),
     (b"\x00", "cut-off"), (b"<x>" + b"a" * 10_100_000 + b"</x>", "xml-too-large"),
     (b"<x>" * 300, "xml-too-large")],
    ids=["nothing", "half an activity", "bare &", "unknown entity", "wrong end tag",
         "wrong encoding", "null byte", "huge text", "too deep"],
)  # fmt: skip
def test_what_comes_before_a_break_is_kept(read: Read, tail: bytes, code: str) -> None:
    whole = (activity(identifier="A-1") + activity(identifier="A-2")).encode()
    xml = b'<?xml version="1.0" encoding="UTF-8"?>\n<iati-activities>\n' + whole + tail
    *kept, broken = read(xml)
    assert [item.outcome for item in kept] == [Outcome.ACCEPTED] * 2
    assert codes(only([broken])) == [code]
    assert broken.where == "line 5"


@pytest.mark.parametrize(
    ("pack", "code"), [(gzip.compress, "archive-broken"), (zstandard.compress, "cut-off")]
)
def test_cut_archives(read: Read, pack: Callable[[bytes], bytes], code: str) -> None:
    body = "".join(activity(identifier=f"A-{sha256(b'%d' % n).hexdigest()}") for n in range(2000))
    *kept, broken = read(pack(document(body))[:-3000], "a.xml.gz")
    assert codes(only([broken])) == [code]
    assert len(kept) > 100
    assert not any(item.findings for item in kept)


def test_an_archive_cut_at_its_start(read: Read) -> None:
    assert codes(only(read(gzip.compress(XML)[:12], "a.gz"))) == ["archive-broken"]
    with pytest.raises(BadFileError, match="cut off"):
        read(zstandard.compress(XML)[:12], "a.zst")


@pytest.mark.parametrize(
    "content",
    [b'<?xml version="1.0" encoding="klingon"?><iati-activities/>', b"<iati-activities", b"<>",
     b"<?xml version='1.0' encoding='UTF-16'?><iati-activities/>"],
)  # fmt: skip
def test_xml_that_is_broken_from_the_start(read: Read, content: bytes) -> None:
    assert codes(only(read(content))) == ["xml-broken"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "iso-8859-1", "windows-1252"])
def test_encodings(read: Read, encoding: str) -> None:
    declared = encoding.removesuffix("-sig")
    text = activity("<description><narrative>Ñandú</narrative></description>")
    xml = f'<?xml version="1.0" encoding="{declared}"?><iati-activities>{text}</iati-activities>'
    (item,) = read(xml.encode(encoding))
    assert "Ñandú" in str(item.changes)


@pytest.mark.parametrize(
    "pack", [gzip.compress, zstandard.compress, lambda x: zipped(**{"a.xml": x})]
)
def test_bombs_stop_at_the_limit(
    read: Read, monkeypatch: pytest.MonkeyPatch, pack: Callable[[bytes], bytes]
) -> None:
    monkeypatch.setattr(files, "FREE_BYTES", 100_000)
    bomb = document(activity() + "<!-- " + "a" * 9_000_000 + " -->")
    first, last = read(pack(bomb), "bomb.zip")
    assert first.outcome is Outcome.ACCEPTED
    assert codes(only([last])) == ["archive-too-large"]


def test_too_many_members(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document_faults, "MAX_MEMBERS", 2)
    many = zipped(**{f"{n}.xml": XML for n in range(3)})
    assert codes(only(read(many, "many.zip"))) == ["archive-too-large"]


@pytest.mark.parametrize("name", ["../a.xml", "/etc/a.xml", "x/../../a.xml", "..\\a.xml"])
def test_member_names_that_lead_out(read: Read, name: str) -> None:
    assert codes(only(read(zipped(**{name: XML}), "a.zip"))) == ["archive-path"]


def test_damaged_and_encrypted_members(read: Read) -> None:
    whole = bytearray(zipped(**{"a.xml": XML * 1}))
    whole[60] ^= 0xFF
    assert codes(read(bytes(whole), "a.zip")[-1]) in (["archive-broken"], ["xml-broken"])
    locked = bytearray(zipped(**{"a.xml": XML}))
    locked[6] |= 1
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    assert codes(only(read(bytes(locked), "b.zip"))) == ["archive-locked"]
    assert codes(only(read(b"PK\x03\x04 not a zip", "c.zip"))) == ["archive-broken"]


def test_members_are_told_by_what_they_hold(tmp_path: Path, known: Known) -> None:
    path = tmp_path / "mixed.zip"
    fork = b"\x00\x05\x16\x07" + bytes(40)
    members = {
        "__MACOSX/._a.xml": fork, "a.XML": XML, "b": XML, "c.bin": gzip.compress(XML),
        "d.xml.zst": zstandard.compress(XML), "e.html": b"<html/>", "f.gz": gzip.compress(b"text"),
    }  # fmt: skip
    path.write_bytes(zipped(**members))
    *read, rest = iati_sources([path], known, DAY)
    found = {s.name: [codes(i) for i in s.items] for s in read}
    assert found == {f"{path}:{name}": [[]] for name in ("a.XML", "b", "c.bin", "d.xml.zst")}
    assert [note.message.text() for note in rest.notes] == [
        "Not read: 2 files that are no IATI: e.html, f.gz."
    ]


def test_a_bomb_inside_an_archive_stops_at_the_limit(
    read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "FREE_BYTES", 100_000)
    bomb = document(activity() + "<!-- " + "a" * 9_000_000 + " -->")
    _first, last = read(zipped(**{"a.xml.gz": gzip.compress(bomb)}), "bomb.zip")
    assert codes(only([last])) == ["archive-too-large"]


def test_a_frame_that_asks_for_too_much_memory(read: Read) -> None:
    wide = zstandard.ZstdCompressionParameters(window_log=30)
    packed = zstandard.ZstdCompressor(compression_params=wide).compressobj().compress(XML)
    stream = zstandard.ZstdCompressor(compression_params=wide).compressobj()
    packed = stream.compress(XML * 2) + stream.flush()
    assert codes(read(packed, "wide.zst")[-1]) == ["archive-broken"]


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "members"), [("31-archives_a-macosx.zip", 1), ("31-archives_b-gz-inside.zip", 2)]
)
def test_the_reported_archives(shared: Path, known: Known, name: str, members: int) -> None:
    sources = list(iati_sources([shared / "cases" / name], known, DAY))
    assert len(sources) == members
    outcomes = {item.outcome for source in sources for item in source.items}
    assert Outcome.REJECTED not in outcomes
