"""A form with a file is read the same however it is cut, and never further than it may be."""

from __future__ import annotations

from pathlib import Path

import pytest

from api.authentication.access_errors import (
    BadUploadError,
    LargeFileError,
    LargeFormError,
    StaleFormError,
)
from api.upload_form import MAX_FILE, UploadForm, shown_file_name, upload_place

KIND = "multipart/form-data; boundary=b"
FILE = "título;€\r\n--b\n\r\n-\r\n--".encode() * 50
BODY = (
    b'--b\r\nContent-Disposition: form-data; name="token"\r\n\r\nours\r\n'
    b'--b\r\nContent-Disposition: form-data; name="kind"\r\n\r\noffers\r\n'
    b'--b\r\nContent-Disposition: form-data; name="file"; filename="a/b\xc3\xb3.csv"\r\n'
    b"Content-Type: text/csv\r\n\r\n" + FILE + b"\r\n--b--\r\n"
)


def form_at(path: Path) -> UploadForm:
    return UploadForm(KIND, path, "ours".__eq__)


@pytest.mark.parametrize("size", [1, 2, 3, 7, 64, 1000, 10**6])
def test_however_it_is_cut_it_says_the_same(tmp_path: Path, size: int) -> None:
    form = form_at(tmp_path)
    for start in range(0, len(BODY), size):
        form.write(BODY[start : start + size])
    form.finish()
    assert form.fields == {"token": "ours", "kind": "offers"}
    file = form.files["file"]
    assert (file.name, file.path) == ("bó.csv", tmp_path / "file")
    assert (tmp_path / "file").read_bytes() == FILE


def test_nothing_of_a_file_is_written_without_the_token_before_it(tmp_path: Path) -> None:
    form = form_at(tmp_path)
    with pytest.raises(StaleFormError):
        form.write(BODY.replace(b"ours", b"else"))
    form.close()
    assert not (tmp_path / "file").exists()


def test_a_file_is_cut_off_where_it_is_too_large(tmp_path: Path) -> None:
    form = form_at(tmp_path)
    head = BODY.partition(FILE)[0]
    form.write(head + b"x" * MAX_FILE)
    with pytest.raises(LargeFileError):
        form.write(b"x" * 100)
    form.close()
    assert (tmp_path / "file").stat().st_size <= MAX_FILE


def test_all_that_is_no_file_is_counted_together(tmp_path: Path) -> None:
    form = form_at(tmp_path)
    part = b'--b\r\nContent-Disposition: form-data; name="%d"\r\n\r\n' + b"x" * 5_000 + b"\r\n"
    body = b"".join(part % n for n in range(19))
    with pytest.raises(LargeFormError):
        form.write(body)


@pytest.mark.parametrize(
    "kind", ["", "text/plain", "multipart/form-data", "multipart/mixed; boundary=b",
             f"multipart/form-data; boundary={'x' * 300}"],
)  # fmt: skip
def test_what_is_no_such_form_is_refused_at_once(tmp_path: Path, kind: str) -> None:
    with pytest.raises(BadUploadError):
        UploadForm(kind, tmp_path, "ours".__eq__)


@pytest.mark.parametrize(
    ("name", "shown"),
    [("", ""), ("..", ".."), ("a\0b\r\n.csv", "a?b??.csv"), ("x" * 500, "x" * 200),
     ("C:\\a\\ofertas.xlsx", "ofertas.xlsx"), ("/etc/", "")],
)  # fmt: skip
def test_a_name_is_what_may_be_shown(name: str, shown: str) -> None:
    assert shown_file_name(name) == shown


@pytest.mark.parametrize(
    ("method", "path", "kinds", "takes"),
    [
        ("POST", "/es/desk/upload", [b"multipart/form-data; boundary=x"], True),
        ("POST", "/es/desk/upload", [b"MULTIPART/Form-Data;boundary=x"], True),
        ("POST", "/es/desk/upload", [b"multipart/form-data", b"multipart/form-data"], False),
        ("POST", "/es/desk/upload", [b"application/x-www-form-urlencoded"], False),
        ("POST", "/es/desk/upload", [], False),
        ("GET", "/es/desk/upload", [b"multipart/form-data"], False),
        ("POST", "/es/desk/upload/", [b"multipart/form-data"], False),
        ("POST", "/x/es/desk/upload", [b"multipart/form-data"], False),
        ("POST", "/es/desk/upload\n", [b"multipart/form-data"], False),
    ],
)
def test_files_come_to_one_page_alone(
    method: str, path: str, kinds: list[bytes], *, takes: bool
) -> None:
    headers = [(b"content-type", kind) for kind in kinds]
    place = upload_place({"method": method, "path": path, "headers": headers})
    assert (place is not None) == takes
