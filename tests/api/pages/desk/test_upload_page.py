"""An office uploads a sheet: what was read, what is corrected on the page, what is sent."""

from __future__ import annotations

import io
import re
import zipfile
from contextlib import closing
from html import unescape
from typing import Any
from urllib.parse import quote_plus

import pytest
from httpx2 import Response
from openpyxl import Workbook, load_workbook

from api.upload_form import MAX_FILE
from kg.exchange.moving import records_in
from kg.model.desk_types import Submission, Upload
from kg.store.opening import open_store
from tests.api.asking import BASE
from tests.api.pages.desk.conftest import ISLAND
from tests.api.pages.desk.office import Exchange, Person

MAILBOX = "desk@ondavel.example.org"
SHEET = """Título;Sector;Quién puede verlo;Institución oferente
Agua para las islas;14030;estados;
Música en la plaza;99999;estados;
De otros;14030;estados;Haití
"""
FORM = re.compile(r'<form [^>]*id="row-([0-9a-f]{16})">.*?</form>', re.DOTALL)


def records(exchange: Exchange, cls: Any) -> list[Any]:
    with closing(open_store(exchange.desk, room="desk")) as desk:
        return [*records_in(desk.nodes(), cls)]


def path_of(found: Response) -> str:
    return str(found.url).removeprefix(BASE)


def sheet(person: Person, text: str = SHEET, name: str = "ofertas.csv", **more: str) -> Response:
    return person.upload(name, text.encode(), **more)


def correct(person: Person, path: str, **cells: str) -> Response:
    """Send the form of the first row that is to be corrected."""
    form = FORM.search(person.get(path))
    assert form
    return person.send(form[0], path, act="correct", row=form[1], **cells)


def test_from_a_sheet_to_submissions(exchange: Exchange) -> None:
    island = exchange.signed_in(MAILBOX)
    found = sheet(island)
    path, text = path_of(found), unescape(found.text)
    assert re.fullmatch(r"/en/desk/upload/[0-9a-f]{16}", path)
    assert "1 row can be sent" in text
    assert "1 row is to be corrected" in text
    assert "“99999” is not known." in text
    assert "declared by state/hti, not by your office" in text
    assert "De otros" not in {s.row[0] for s in records(exchange, Submission)}
    island.send(found.text, path, act="send")
    states = [s.state for s in records(exchange, Submission)]
    assert sorted(states) == ["draft", "proposed"]
    again = correct(island, path, sector="16066")
    assert "1 row can be sent" in again.text
    assert "to be corrected" not in again.text
    done = island.send(again.text, path, act="send")
    assert {s.state for s in records(exchange, Submission)} == {"proposed"}
    assert "can be sent" in done.text
    secretariat = exchange.signed_in("secretariat@example.org")
    assert "Agua para las islas" in secretariat.get("/en/desk")


def test_a_wrong_correction_is_kept_and_shown_again(exchange: Exchange) -> None:
    island = exchange.signed_in(MAILBOX)
    path = path_of(sheet(island))
    again = correct(island, path, sector="Nothing of the kind")
    assert "Nothing of the kind" in again.text
    assert "1 row is to be corrected" in again.text


def test_the_same_file_leads_to_the_same_sheet(exchange: Exchange) -> None:
    island = exchange.signed_in(MAILBOX)
    assert path_of(sheet(island)) == path_of(sheet(island))
    assert len(records(exchange, Upload)) == 1


def test_what_is_discarded_is_withdrawn_and_taken_up_again(exchange: Exchange) -> None:
    island = exchange.signed_in(MAILBOX)
    found = sheet(island)
    path = path_of(found)
    gone = island.send(found.text, path, act="discard")
    assert {s.state for s in records(exchange, Submission)} == {"withdrawn"}
    island.send(gone.text, path, act="take up")
    assert {s.state for s in records(exchange, Submission)} == {"draft"}


def test_what_is_known_already_is_not_sent_again(exchange: Exchange) -> None:
    island = exchange.signed_in(MAILBOX)
    found = sheet(island)
    island.send(found.text, path_of(found), act="send")
    secretariat = exchange.signed_in("secretariat@example.org")
    (sent,) = [s for s in records(exchange, Submission) if s.state == "proposed"]
    entry = f"/en/desk/entries/{sent.id.partition('/')[2]}"
    assert secretariat.send(secretariat.get(entry), entry, act="accept").status_code == 200
    again = sheet(island, SHEET + "\n", "again.csv")
    assert "Known already, as they stand" in again.text
    nothing = island.send(again.text, path_of(again), act="send")
    assert nothing.status_code == 409


def test_who_may_read_is_asked_once_for_all_rows_that_do_not_say(exchange: Exchange) -> None:
    island = exchange.signed_in(MAILBOX)
    text = "title,sector\nWater,14030\n"
    assert "0 rows can be sent" in sheet(island, text).text
    assert "1 row can be sent" in sheet(island, text + "\n", visibility="states").text


def test_what_is_wrong_with_a_row_keeps_it_from_being_sent_by_itself(exchange: Exchange) -> None:
    island = exchange.signed_in(MAILBOX)
    sheet(island, "title,sector\nWater,14030\nMusic,99999\n")
    for draft in records(exchange, Submission):
        entry = f"/en/desk/entries/{draft.id.partition('/')[2]}"
        found = island.send(island.get(entry), entry, act="propose")
        assert found.status_code == 422
        assert "It cannot be sent so" in found.text
    assert {s.state for s in records(exchange, Submission)} == {"draft"}


def test_others_do_not_see_a_sheet_and_the_secretariat_sees_what_was_sent(
    exchange: Exchange,
) -> None:
    island = exchange.signed_in(MAILBOX)
    path = path_of(sheet(island))
    for mailbox in ("desk@lirvanne.example.org", "secretariat@example.org"):
        other = exchange.signed_in(mailbox)
        assert other.client.get(path).status_code == 404
        page = other.get("/en/desk")
        assert other.send(page + f'name="token" value="{token_of(other)}"', path,
                          act="send").status_code == 404  # fmt: skip
    assert exchange.person().client.get(path).status_code == 303


def token_of(person: Person) -> str:
    found = re.search(r'name="token" value="([^"]+)"', person.get("/en/desk/upload"))
    assert found
    return found[1]


def test_the_secretariat_uploads_for_an_office_that_mailed_its_sheet(exchange: Exchange) -> None:
    secretariat = exchange.signed_in("secretariat@example.org")
    without = sheet(secretariat)
    assert without.status_code == 422
    assert "choose it" in without.text
    page = secretariat.get("/en/desk/upload?q=cooperation+between+islands")
    assert f'href="/en/desk/upload?office={quote_plus(ISLAND)}"' in page
    found = sheet(secretariat, office=ISLAND)
    assert found.status_code == 200, found.text[:500]
    assert "entered by the secretariat for the office" in found.text
    secretariat.send(found.text, path_of(found), act="send")
    made = records(exchange, Submission)
    assert {(s.office, s.on_behalf) for s in made} == {(ISLAND, True)}
    assert sorted(str(s.state) for s in made) == ["draft", "proposed"]
    island = exchange.signed_in(MAILBOX)
    assert "Agua para las islas" in island.get("/en/desk")
    (draft,) = [s for s in made if s.state == "draft"]
    entry = f"/en/desk/entries/{draft.id.partition('/')[2]}"
    assert secretariat.client.get(f"{entry}/edit").headers["location"] == path_of(found)
    fixed = correct(secretariat, path_of(found), sector="16066", summary="In the square")
    secretariat.send(fixed.text, path_of(found), act="send")
    assert {s.state for s in records(exchange, Submission)} == {"proposed"}


def test_an_office_uploads_for_itself_alone(exchange: Exchange) -> None:
    island = exchange.signed_in(MAILBOX)
    sheet(island, office="unit/example-lirvanne-desk")
    assert {u.office for u in records(exchange, Upload)} == {ISLAND}


def test_the_empty_sheet_filled_in_comes_back(exchange: Exchange) -> None:
    island = exchange.signed_in(MAILBOX)
    empty = island.client.get("/es/desk/sheet/offers.xlsx")
    assert empty.status_code == 200
    book = load_workbook(io.BytesIO(empty.content))
    page = book.active
    assert page is not None
    header = [cell.value for cell in page[1]]
    said = {"Título (es)": "Agua", "Sector": "14030", "Visibilidad": "estados"}
    row = [next((v for h, v in said.items() if str(name).startswith(h)), None) for name in header]
    page.append(row)
    out = io.BytesIO()
    book.save(out)
    found = island.upload("../../lleno.xlsx", out.getvalue(), visibility="states")
    assert found.status_code == 200, found.text[:300]
    assert "1 row can be sent" in found.text
    assert "Leave them out" not in found.text
    assert "lleno.xlsx" in found.text
    assert "../" not in records(exchange, Upload)[0].file


def workbook(cells: list[list[Any]]) -> bytes:
    book, out = Workbook(), io.BytesIO()
    page = book.active
    assert page is not None
    for row in cells:
        page.append(row)
    book.save(out)
    return out.getvalue()


def bomb() -> bytes:
    """A workbook of which one part unpacks to 300 MB of nothing."""
    inner = io.BytesIO(workbook([["title", "sector"], ["x", "14030"]]))
    out = io.BytesIO()
    with zipfile.ZipFile(inner) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            big = name == "xl/worksheets/sheet1.xml"
            new.writestr(name, b" " * 300_000_000 if big else old.read(name))
    return out.getvalue()


def nested() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("a.zip", bomb())
    return out.getvalue()


def entities() -> bytes:
    """A workbook whose sheet wants a file of the machine and a billion laughs."""
    inner = io.BytesIO(workbook([["title", "sector"], ["x", "14030"]]))
    out = io.BytesIO()
    laughs = (
        b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">'
        b'<!ENTITY f SYSTEM "file:///etc/passwd">]><worksheet xmlns="http://schemas.openxmlformats'
        b'.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&f;&b;'
        b"</t></is></c></row></sheetData></worksheet>"
    )
    with zipfile.ZipFile(inner) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, laughs if name == "xl/worksheets/sheet1.xml" else old.read(name))
    return out.getvalue()


@pytest.mark.parametrize(
    "content",
    [b"", b"%PDF-1.7 x", b"\0\1\2\3" * 100, b"a", b"PK\3\4broken", b"title,sector\n", b"\xff\xfe",
     b'title,sector\n"open,14030\n', b"<html>", b"a,b\n1,2\n"],
)  # fmt: skip
def test_what_is_no_sheet_is_said_and_nothing_is_kept(exchange: Exchange, content: bytes) -> None:
    island = exchange.signed_in(MAILBOX)
    found = island.upload("x.xlsx", content)
    assert found.status_code == 422, found.text[:500]
    assert 'role="alert"' in found.text
    assert records(exchange, Upload) == records(exchange, Submission) == []


@pytest.mark.parametrize("make", [bomb, nested, entities])
def test_workbooks_that_attack_are_refused(exchange: Exchange, make: Any) -> None:
    island = exchange.signed_in(MAILBOX)
    found = island.upload("x.xlsx", make())
    assert found.status_code == 422
    assert "root:" not in found.text
    assert records(exchange, Submission) == []


def test_a_formula_is_never_taken_for_what_it_would_say(exchange: Exchange) -> None:
    island = exchange.signed_in(MAILBOX)
    rows = [["title", "sector", "visibility"], ["=HYPERLINK(1)", "14030", "states"]]
    assert "0 rows can be sent" in island.upload("x.xlsx", workbook(rows)).text
    found = sheet(island, 'title,sector,visibility\n"=cmd|calc!A1",14030,states\n')
    assert "0 rows can be sent" in found.text
    assert "looks like a formula" in found.text


def test_what_a_sender_calls_a_file_is_only_shown(exchange: Exchange) -> None:
    island = exchange.signed_in(MAILBOX)
    found = sheet(island, name="..\\..\\<b onmouseover=x>ó\u202e.csv")
    assert found.status_code == 200
    assert "<b onmouseover" not in found.text
    assert "\u202e" not in found.text
    assert records(exchange, Upload)[0].file == "<b onmouseover=x>ó?.csv"


def test_more_than_five_megabytes_are_too_many(exchange: Exchange) -> None:
    island = exchange.signed_in(MAILBOX)
    for size in (MAX_FILE + 1, MAX_FILE + 200_000):
        found = island.upload("x.csv", b"x" * size)
        assert found.status_code == 413
    rows = b"title,sector,visibility\nWater,14030,states\n"
    exactly = rows + b"\n" * (MAX_FILE - len(rows))
    # It is read, and has more rows than are taken.
    assert island.upload("x.csv", exactly).status_code == 422


def post(person: Person, body: bytes, boundary: str = "b", **headers: str) -> Response:
    kind = f"multipart/form-data; boundary={boundary}"
    return person.client.post(
        "/en/desk/upload", content=body, headers={"Content-Type": kind, **headers}
    )


def part(name: str, text: str, more: str = "") -> str:
    return f'--b\r\nContent-Disposition: form-data; name="{name}"{more}\r\n\r\n{text}\r\n'


def test_forms_that_attack_are_refused(exchange: Exchange) -> None:
    island = exchange.signed_in(MAILBOX)
    token = part("token", token_of(island))
    file = part("file", SHEET, '; filename="a.csv"')
    kind, end = part("kind", "offers"), "--b--\r\n"
    wrong = {
        "no token": (kind + file + end, 403),
        "another token": (part("token", "x") + kind + file + end, 403),
        "the token after the file": (kind + file + token + end, 403),
        "no file and no token": (kind + end, 403),
        "ten thousand parts": (token + kind * 10_000 + end, 422),
        "many parts": (token + "".join(part(f"f{n}", "") for n in range(10_000)) + end, 422),
        "two files": (token + kind + file + file + end, 422),
        "a field twice": (token + kind + kind + end, 422),
        "no end": (token + kind + file, 422),
        "broken off": (token + kind + file[:-30], 422),
        "no name": (token + "--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n" + end, 422),
        "no disposition": (token + "--b\r\nX: y\r\n\r\nx\r\n" + end, 422),
        "long header": (token + f"--b\r\nX: {'y' * 5000}\r\n\r\nx\r\n" + end, 422),
        "many headers": (token + "--b\r\n" + "X: y\r\n" * 50 + "\r\nx\r\n" + end, 422),
        "nothing": ("", 422),
        "no boundary": ("token=x", 422),
    }  # fmt: skip
    for name, (body, status) in wrong.items():
        assert post(island, body.encode()).status_code == status, name
    assert post(island, (token + kind + part("x", "y" * 70_000) + end).encode()).status_code == 413
    raw = (token + kind).encode() + part("x", "y").encode().replace(b"y", b"\xff") + end.encode()
    assert post(island, raw).status_code == 422
    for boundary in ("", "x" * 300, '"', "a b"):
        found = post(island, (token + kind + file + end).encode(), boundary)
        assert found.status_code in {415, 422}, boundary
    assert records(exchange, Upload) == []
    good = token + kind + file + end
    assert post(island, good.encode()).status_code == 303


@pytest.mark.parametrize(
    "headers",
    [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "http://evil.example"}, {"Origin": "null"}],
    ids=str,
)
def test_a_file_from_elsewhere_is_refused(exchange: Exchange, headers: dict[str, str]) -> None:
    island = exchange.signed_in(MAILBOX)
    body = part("token", token_of(island)) + part("kind", "offers") + "--b--\r\n"
    assert post(island, body.encode(), **headers).status_code == 403


def test_nobody_uploads_without_signing_in_or_anywhere_else(exchange: Exchange) -> None:
    nobody = exchange.person()
    body = (part("token", "x") + part("file", "x", '; filename="a"') + "--b--\r\n").encode()
    assert post(nobody, body).status_code == 403
    island = exchange.signed_in(MAILBOX)
    kind = {"Content-Type": "multipart/form-data; boundary=b"}
    for path in ("/en/desk/new/offers", "/-/leave", "/en/desk/upload/0123456789abcdef"):
        found = island.client.post(path, content=body, headers=kind)
        assert found.status_code in {403, 415}, path
    large = b"x" * 70_000
    assert island.client.post("/en/desk/new/offers", content=large, headers=kind).status_code == 413


def test_a_board_has_nothing_to_upload(exchange: Exchange) -> None:
    exchange.invite("board@example.org", "board")
    board = exchange.signed_in("board@example.org")
    assert board.client.get("/en/desk/upload").status_code == 403
