"""Files fetched from a host that is slow, breaks off, changes its mind, or means no good."""

from __future__ import annotations

import gzip
import json
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from ingest.fetching.asking import Client, Patience
from ingest.fetching.download import FetchedFile, fetched
from ingest.fetching.fetch_errors import (
    BadAddressError,
    BlockedAddressError,
    FetchError,
    OddAnswerError,
    RefusedAnswerError,
    StrayedError,
    TooMuchError,
    UnreachableError,
)
from ingest.fetching.part_files import PartFile
from ingest.fetching.public_hosts import Reach
from ingest.fetching.web_address import web_address
from ingest.retrieval import note_of, read_retrieval
from kg.base.errors import BadFileError
from tests.ingest.fetching.host import Asked, Host, cut, ranged, status, whole

BODY = bytes(range(256)) * 2_000
ETAG = '"one"'
OLD = format_datetime(datetime.now(UTC) - timedelta(days=3), usegmt=True)

Fetch = Callable[..., FetchedFile]


@pytest.fixture
def fetch(host: Host, tmp_path: Path) -> Fetch:
    """Fetch a path of the host into ``a.xml``."""

    def _fetch(path: str = "/a.xml", client: Client | None = None) -> FetchedFile:
        client = client or host.client()
        return fetched(client, web_address(host.url + path, client.reach.ports), tmp_path / "a.xml")

    return _fetch


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_and_its_note(host: Host, fetch: Fetch, tmp_path: Path) -> None:
    url = host.on("/a.xml", whole(BODY, ETag=ETAG, Last_Modified=OLD))
    found = fetch()
    assert (found.status, found.path.read_bytes()) == ("fetched", BODY)
    noted = read_retrieval(tmp_path / "a.xml")
    assert noted == found.noted
    today = datetime.now(UTC).date().isoformat()
    assert (noted.url, noted.retrieved, noted.etag) == (url, today, ETAG)
    assert (noted.modified, noted.bytes) == (OLD, len(BODY))
    assert names(tmp_path) == ["a.xml", "a.xml.fetched.json"]
    assert host.header("Accept-Encoding") == ["gzip"]


def test_what_is_here_does_not_come_again(host: Host, fetch: Fetch, tmp_path: Path) -> None:
    host.on("/a.xml", whole(BODY, ETag=ETAG), status(304))
    first, again = fetch(), fetch()
    assert (again.status, again.noted) == ("unchanged", first.noted)
    assert host.header("If-None-Match") == [None, ETAG]
    # A file that somebody has changed is no more what came.
    (tmp_path / "a.xml").write_bytes(b"mine")
    host.on("/a.xml", whole(BODY, ETag=ETAG))
    assert fetch().status == "fetched"
    assert host.header("If-None-Match")[-1] is None


def test_a_host_without_etag_is_asked_by_date(host: Host, fetch: Fetch) -> None:
    host.on("/a.xml", whole(BODY, Last_Modified=OLD), status(304))
    assert [fetch().status, fetch().status] == ["fetched", "unchanged"]
    assert host.header("If-Modified-Since") == [None, OLD]


def test_a_new_version_takes_the_place_of_the_old(host: Host, fetch: Fetch, tmp_path: Path) -> None:
    host.on("/a.xml", whole(BODY, ETag=ETAG), whole(b"new", ETag='"two"'))
    fetch()
    assert fetch().status == "fetched"
    assert (tmp_path / "a.xml").read_bytes() == b"new"


def test_what_breaks_off_is_gone_on_with(host: Host, fetch: Fetch, tmp_path: Path) -> None:
    host.on("/a.xml", cut(BODY, 200_000, ETag=ETAG), ranged(BODY, ETAG))
    found = fetch()
    assert (found.status, found.path.read_bytes()) == ("resumed", BODY)
    assert host.header("If-Range") == [None, ETAG]
    assert host.header("Range") == [None, "bytes=200000-"]
    assert names(tmp_path) == ["a.xml", "a.xml.fetched.json"]


def test_the_next_call_goes_on_with_it_too(host: Host, fetch: Fetch, tmp_path: Path) -> None:
    host.on("/a.xml", cut(BODY, 300_000, ETag=ETAG), status(500))
    with pytest.raises(RefusedAnswerError):
        fetch()
    assert names(tmp_path) == ["a.xml.part", "a.xml.part.json"]
    host.on("/a.xml", ranged(BODY, ETAG))
    assert (fetch().status, (tmp_path / "a.xml").read_bytes()) == ("resumed", BODY)


def test_interrupted_it_leaves_what_came(host: Host, tmp_path: Path) -> None:
    host.on("/a.xml", ranged(BODY, ETAG))
    client, target = host.client(), tmp_path / "a.xml"
    address = web_address(f"{host.url}/a.xml", client.reach.ports)

    def stop(_name: str, received: int, total: int | None) -> None:
        assert total == len(BODY)
        if received > 100_000:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fetched(client, address, target, stop)
    assert not target.exists()
    kept = PartFile(target).size
    assert 100_000 < kept < len(BODY)
    assert fetched(client, address, target).status == "resumed"
    assert host.header("Range") == [None, f"bytes={kept}-"]
    assert target.read_bytes() == BODY


def test_a_file_that_has_changed_meanwhile_begins_anew(host: Host, fetch: Fetch) -> None:
    other = bytes(reversed(BODY))
    host.on("/a.xml", cut(BODY, 200_000, ETag=ETAG), ranged(other, '"two"'))
    found = fetch()
    assert (found.status, found.path.read_bytes()) == ("fetched", other)


@pytest.mark.parametrize(
    "headers",
    [{"ETag": 'W/"one"'}, {}, {"ETag": ETAG, "Accept_Ranges": "none"},
     {"Last_Modified": format_datetime(datetime.now(UTC) + timedelta(hours=1), usegmt=True)},
     {"Last_Modified": "yesterday"}],
    ids=["weak", "none", "no ranges", "just changed", "no date"],
)  # fmt: skip
def test_what_cannot_be_told_to_be_the_same_begins_anew(
    host: Host, fetch: Fetch, headers: dict[str, str]
) -> None:
    host.on("/a.xml", cut(BODY, 200_000, **headers), whole(BODY))
    assert (fetch().status, host.header("Range")) == ("fetched", [None, None])


def test_a_date_is_enough_to_go_on(host: Host, fetch: Fetch) -> None:
    host.on("/a.xml", cut(BODY, 200_000, Last_Modified=OLD), ranged(BODY, OLD))
    assert (fetch().status, host.header("If-Range")) == ("resumed", [None, OLD])


@pytest.mark.parametrize(
    "odd",
    [status(416, Content_Range=f"bytes */{len(BODY)}"),
     lambda asked: asked.answer(206, BODY[:5], Content_Range="bytes 0-4/5", ETag=ETAG),
     lambda asked: asked.answer(206, BODY[:5], Content_Range="words", ETag=ETAG),
     lambda asked: asked.answer(206, BODY[:5], ETag=ETAG)],
    ids=["416", "other part", "no range", "no header"],
)  # fmt: skip
def test_parts_that_do_not_fit_are_given_up(
    host: Host, fetch: Fetch, odd: Callable[[Asked], None]
) -> None:
    host.on("/a.xml", cut(BODY, 200_000, ETag=ETAG), odd, whole(BODY))
    found = fetch()
    assert (found.status, found.path.read_bytes()) == ("fetched", BODY)


def test_a_part_of_another_address_is_not_gone_on_with(
    host: Host, fetch: Fetch, tmp_path: Path
) -> None:
    host.on("/b.xml", cut(BODY, 200_000, ETag=ETAG), status(404))
    with pytest.raises(FetchError):
        fetch("/b.xml")
    host.on("/a.xml", whole(b"short", ETag=ETAG))
    assert (fetch().status, (tmp_path / "a.xml").read_bytes()) == ("fetched", b"short")


def test_a_busy_host_is_asked_again_when_it_says(host: Host, fetch: Fetch) -> None:
    host.on("/a.xml", status(429, Retry_After="7"), status(503), status(500), whole(b"x"))
    assert fetch().noted.bytes == 1
    assert host.slept == [7.0, 2.0, 4.0]


def test_a_time_to_come_back_may_be_a_date(host: Host, fetch: Fetch) -> None:
    soon = format_datetime(datetime.now(UTC) + timedelta(seconds=60), usegmt=True)
    host.on("/a.xml", status(503, Retry_After=soon), whole(b"x"))
    fetch()
    assert 50 < host.slept[0] <= 60


@pytest.mark.parametrize("said", ["100000", "9" * 50])
def test_nobody_waits_for_hours(host: Host, fetch: Fetch, said: str) -> None:
    host.on("/a.xml", status(503, Retry_After=said))
    with pytest.raises(RefusedAnswerError, match="503"):
        fetch()
    assert host.slept == []


def test_tries_have_an_end(host: Host, fetch: Fetch) -> None:
    host.on("/a.xml", status(502))
    with pytest.raises(RefusedAnswerError, match="502 Bad Gateway"):
        fetch()
    assert (len(host.asked), host.slept) == (5, [1.0, 2.0, 4.0, 8.0])


def test_tries_count_anew_while_more_comes(host: Host, fetch: Fetch) -> None:
    def some(asked: Asked) -> None:
        start = int(asked.headers.get("Range", "bytes=0-")[6:-1])
        code, size = (206, len(BODY) - start) if start else (200, len(BODY))
        part = f"bytes {start}-{len(BODY) - 1}/{len(BODY)}"
        piece = BODY[start : start + 50_000]
        asked.answer(code, piece, Content_Length=str(size), ETag=ETAG, Content_Range=part)

    host.on("/a.xml", some)
    found = fetch()
    assert (found.status, found.path.read_bytes(), len(host.asked)) == ("resumed", BODY, 11)
    assert host.slept == [1.0] * 10


@pytest.mark.parametrize("code", [400, 401, 403, 404, 405, 410, 418, 451, 501, 204, 304, 300, 999])
def test_other_answers_are_final(host: Host, fetch: Fetch, tmp_path: Path, code: int) -> None:
    host.on("/a.xml", status(code))
    with pytest.raises(RefusedAnswerError, match=str(code)) as caught:
        fetch()
    assert caught.value.exit_code == 2
    for lang in ("en", "es", "pt", "fr"):
        assert "localhost" in caught.value.sentence(lang)
    assert (len(host.asked), names(tmp_path)) == (1, [])


def test_redirects_are_followed(host: Host, fetch: Fetch) -> None:
    for number, code in enumerate((301, 302, 303, 307, 308)):
        host.on(f"/{number}" if number else "/a.xml", status(code, Location=f"/{number + 1}"))
    host.on("/5", whole(b"end", ETag=ETAG), status(304))
    assert fetch().noted.url == f"{host.url}/a.xml"
    assert fetch().status == "unchanged"


def test_redirects_have_an_end(host: Host, fetch: Fetch) -> None:
    host.on("/a.xml", status(302, Location="/a.xml"))
    with pytest.raises(StrayedError):
        fetch()
    assert len(host.asked) == 6


@pytest.mark.parametrize(
    ("location", "error"),
    [("http://inside.example:{port}/", BlockedAddressError),
     ("http://localhost:22/", BadAddressError),
     ("file:///etc/passwd", BadAddressError), ("http://u:p@localhost:{port}/", BadAddressError)],
)  # fmt: skip
def test_redirects_are_checked_like_the_first_address(
    host: Host, tmp_path: Path, location: str, error: type[FetchError]
) -> None:
    host.on("/a.xml", status(302, Location=location.format(port=host.port)))
    places = {"localhost": "127.0.0.1", "inside.example": "10.0.0.1"}
    reach = Reach(
        frozenset({host.port}),
        lambda address: address.is_loopback,
        lambda name, _port: [places[name]],
    )
    with pytest.raises(error):
        fetched(Client(reach), web_address(f"{host.url}/a.xml", reach.ports), tmp_path / "a.xml")
    assert names(tmp_path) == []


def test_packed_answers_are_unpacked(host: Host, fetch: Fetch) -> None:
    twice = gzip.compress(BODY[:1000]) + gzip.compress(BODY[1000:])
    host.on("/a.xml", whole(twice, Content_Encoding="gzip", ETag=ETAG))
    found = fetch()
    assert (found.path.read_bytes(), found.noted.bytes) == (BODY, len(BODY))


def test_packed_answers_that_break_off_begin_anew(host: Host, fetch: Fetch) -> None:
    packed = gzip.compress(BODY)
    host.on("/a.xml", cut(packed, 400, Content_Encoding="gzip", ETag=ETAG), whole(BODY))
    assert (fetch().status, host.header("Range")) == ("fetched", [None, None])


@pytest.mark.parametrize(
    ("body", "encoding"),
    [(b"not packed", "gzip"), (gzip.compress(BODY)[:-9], "gzip"), (BODY, "br"),
     (BODY, "gzip, gzip"), (b"", "gzip")],
    ids=["no gzip", "cut", "unknown", "twice", "nothing"],
)  # fmt: skip
def test_packed_answers_that_are_damaged(
    host: Host, fetch: Fetch, tmp_path: Path, body: bytes, encoding: str
) -> None:
    host.on("/a.xml", whole(body, Content_Encoding=encoding))
    with pytest.raises(OddAnswerError, match="unpacked"):
        fetch()
    assert not (tmp_path / "a.xml").exists()


def endless(asked: Asked) -> None:
    asked.handler.send_response(200)
    asked.handler.send_header("Transfer-Encoding", "chunked")
    asked.handler.end_headers()
    while True:
        asked.raw(b"10000\r\n" + bytes(65_536) + b"\r\n")


@pytest.mark.parametrize(
    "reply",
    [whole(b"x" * 2_000_000), whole(b"", Content_Length="900000000000"), endless,
     whole(gzip.compress(bytes(20_000_000)), Content_Encoding="gzip"),
     whole(gzip.compress(b"") * 100_000, Content_Encoding="gzip")],
    ids=["large", "promised", "endless", "bomb", "empty parts"],
)  # fmt: skip
def test_more_than_is_taken(
    host: Host, fetch: Fetch, tmp_path: Path, reply: Callable[[Asked], None]
) -> None:
    host.on("/a.xml", reply)
    with pytest.raises(TooMuchError, match="localhost sends more than 1 MB"):
        fetch(client=host.client(most=1_000_000))
    assert names(tmp_path) == []


def slowly(asked: Asked) -> None:
    asked.handler.send_response(200)
    asked.handler.end_headers()
    for _ in range(100):
        asked.raw(b"x")
        time.sleep(0.02)


def test_waiting_has_an_end(host: Host, fetch: Fetch, tmp_path: Path) -> None:
    def silent(_asked: Asked) -> None:
        time.sleep(1)

    host.on("/a.xml", silent)
    with pytest.raises(UnreachableError, match="timed out"):
        fetch(client=host.client(read=0.05, tries=2))
    assert names(tmp_path) == []


def test_all_of_it_has_an_end(host: Host, tmp_path: Path) -> None:
    ticks = iter(range(10_000))
    waits = Patience(whole=20.0, now=lambda: float(next(ticks)), sleep=host.slept.append)
    client = Client(host.client().reach, waits)
    host.on("/a.xml", slowly)
    with pytest.raises(UnreachableError, match="takes too long"):
        fetched(client, web_address(f"{host.url}/a.xml", client.reach.ports), tmp_path / "a.xml")


@pytest.mark.parametrize(
    "raw",
    [b"", b"hello\r\n", b"HTTP/1.1 abc OK\r\n\r\n", b"HTTP/1.1 200 OK\r\nA: " + b"x" * 70_000,
     b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 5_000 + b"\r\n",
     b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
     b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabc",
     b"HTTP/1.1 100 Continue\r\n\r\n" * 50, b"\x16\x03\x01\x02\0" * 50, bytes(5_000)],
    ids=["nothing", "words", "no status", "long header", "many headers", "no size", "short chunk",
         "only continue", "tls", "zeros"],
)  # fmt: skip
def test_answers_that_are_no_http(host: Host, fetch: Fetch, tmp_path: Path, raw: bytes) -> None:
    host.on("/a.xml", lambda asked: asked.raw(raw))
    with pytest.raises(UnreachableError, match="localhost"):
        fetch(client=host.client(tries=2))
    assert not (tmp_path / "a.xml").exists()


def test_nobody_listens(host: Host, tmp_path: Path) -> None:
    client = host.client(tries=2)
    reach = Reach(frozenset({1}), client.reach.allows, client.reach.resolve)
    address = web_address("http://localhost:1/a", reach.ports)
    with pytest.raises(UnreachableError, match="refused"):
        fetched(Client(reach, client.patience), address, tmp_path / "a.xml")


def test_only_plain_files_are_replaced(host: Host, fetch: Fetch, tmp_path: Path) -> None:
    host.on("/a.xml", whole(BODY))
    (tmp_path / "elsewhere").write_bytes(b"precious")
    link = tmp_path / "a.xml"
    link.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(BadFileError, match="plain file"):
        fetch()
    link.unlink()
    link.mkdir()
    with pytest.raises(BadFileError, match="plain file"):
        fetch()
    assert host.asked == []
    link.rmdir()
    (tmp_path / "a.xml.part").symlink_to(tmp_path / "elsewhere")
    assert fetch().path.read_bytes() == BODY
    assert (tmp_path / "elsewhere").read_bytes() == b"precious"


def test_a_folder_that_cannot_be_made(host: Host, tmp_path: Path) -> None:
    host.on("/a.xml", whole(BODY))
    (tmp_path / "file").write_bytes(b"")
    client = host.client()
    address = web_address(f"{host.url}/a.xml", client.reach.ports)
    with pytest.raises(BadFileError):
        fetched(client, address, tmp_path / "file" / "a.xml")


def test_two_do_not_write_one_file(host: Host, fetch: Fetch, tmp_path: Path) -> None:
    pytest.importorskip("fcntl")
    host.on("/a.xml", whole(BODY, ETag=ETAG))
    part = PartFile(tmp_path / "a.xml")
    part.begin(f"{host.url}/a.xml", ETAG)
    with part.appending() as write:
        write(b"x")
        host.on("/a.xml", ranged(BODY, ETAG))
        with pytest.raises(BadFileError, match="somebody else"):
            fetch()


@pytest.mark.parametrize("note", [b"", b"{", b"[]", b"\xff", b'{"url": 1}', b"x" * 100_000])
def test_notes_that_cannot_be_read_are_as_none(
    host: Host, fetch: Fetch, tmp_path: Path, note: bytes
) -> None:
    host.on("/a.xml", whole(BODY, ETag=ETAG))
    (tmp_path / "a.xml").write_bytes(b"old")
    (tmp_path / "a.xml.part").write_bytes(b"old")
    for path in (note_of(tmp_path / "a.xml"), tmp_path / "a.xml.part.json"):
        path.write_bytes(note)
    assert (fetch().status, (tmp_path / "a.xml").read_bytes()) == ("fetched", BODY)
    assert json.loads(note_of(tmp_path / "a.xml").read_bytes())["etag"] == ETAG
    assert names(tmp_path) == ["a.xml", "a.xml.fetched.json"]


@pytest.mark.parametrize("said", ["\u2192", "a\r\nHost: evil.example", "\x00"])
def test_notes_that_somebody_has_changed_say_nothing_to_hosts(
    host: Host, fetch: Fetch, tmp_path: Path, said: str
) -> None:
    url = host.on("/a.xml", whole(BODY, ETag=ETAG))
    fetch()
    note = note_of(tmp_path / "a.xml")
    note.write_text(json.dumps({**json.loads(note.read_bytes()), "etag": said, "modified": said}))
    assert fetch().status == "fetched"
    (tmp_path / "a.xml.part").write_bytes(b"x")
    (tmp_path / "a.xml.part.json").write_text(json.dumps({"url": url, "validator": said}))
    assert fetch().path.read_bytes() == BODY
    assert host.header("If-None-Match") == [None, None, ETAG]
    assert host.header("Range") == [None] * 3
