"""Uploading a sheet: read in the isolated child, its rows kept as drafts, looked through, sent."""

# ruff: noqa: FAST003 (the language is taken by the reader)

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path as FilePath
from threading import BoundedSemaphore
from typing import Annotated, Any, Final

from fastapi import APIRouter, Path, Query, Response

from api.csrf import file_of, form_of
from api.pages.desk.at_desk import AtDesk, Desk, NoOfficeError
from api.pages.desk.office_choice import office_choice
from api.pages.desk.upload_preview import decided, preview_page
from api.pages.page_context import Context
from api.retry_errors import LaterError
from api.upload_form import MAX_FILE, UploadedFile
from ingest.entries import Office, office_of
from ingest.sent_sheets import MAX_ROWS, SentBy, SentSheet, as_upload, read_sheet
from ingest.sheet.headers.sheet_kinds import DECLARED, RECORDS
from ingest.sheet.kept_mappings import mappings_of
from ingest.sheet.opened_sheet import MissingColumnError
from ingest.sheet.template import write_template
from kg.base.audience import AUDIENCES
from kg.base.errors import BadFileError, BadOptionError, CoopgraphError
from kg.base.i18n import Message, msg
from kg.exchange.moving import Seen, begun, records_of, write_all
from kg.exchange.parties import decides
from kg.model.desk_types import Upload
from kg.model.fields import VISIBLE

router = APIRouter()
Number = Annotated[str, Path(pattern="^[0-9a-f]{16}$")]
Kind = Annotated[str, Path(pattern=f"^({'|'.join(DECLARED)})$")]
Words = Annotated[str, Query(max_length=400)]
_AT_ONCE: Final = BoundedSemaphore(2)
"""Sheets that one process reads at a time: each has a child process of its own."""
_MOST_OPEN: Final = 20
_WORKBOOK: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class ReadingBusyError(LaterError):
    """As many sheets are being read as the service takes on."""

    slug = "busy"
    status = 503
    title = msg("The service is busy")
    after = 5

    def __init__(self) -> None:
        super().__init__(
            msg("Other sheets are being read just now."), msg("Ask again in a moment.")
        )


class _NoFileError(BadFileError):
    def __init__(self) -> None:
        super().__init__("—", msg("no file was chosen."), msg("Choose a file, then send the form."))


class _ManyOpenError(BadFileError):
    def __init__(self, file: str) -> None:
        why = msg("{n} sheets are open already.", n=_MOST_OPEN)
        super().__init__(file, why, msg("Send or discard some of them first."))


@router.get("/{lang:language}/desk/upload")
def upload_form(here: Desk, q: Words = "", office: Words = "") -> Response:
    """Show the form that takes a sheet, and the sheets that are still to be looked through."""
    _require_entering(here)
    return _form(here, {"q": q, "office": office})


@router.post("/{lang:language}/desk/upload")
def upload(here: Desk) -> Response:
    """Take a sheet: what can be read of it lies on the desk from now on, each row as a draft."""
    _require_entering(here)
    form, file = form_of(here.reader.request), file_of(here.reader.request, "file")
    try:
        return here.to("upload", _taken(here, form, file).partition("/")[2])
    except (BadFileError, BadOptionError) as error:
        return _form(here, form, error)


@router.get("/{lang:language}/desk/upload/{number}")
def uploaded(here: Desk, number: Number, page: Annotated[int, Query(ge=1, le=100)] = 1) -> Response:
    """Show a sheet: its columns, the rows that can be sent, those that are to be corrected."""
    return preview_page(here, here.seen(Upload, number), page)


@router.post("/{lang:language}/desk/upload/{number}")
def act_on_upload(here: Desk, number: Number) -> Response:
    """Correct a row, send what can be sent, discard the sheet, take it up again."""
    return decided(here, here.seen(Upload, number), form_of(here.reader.request))


@router.get("/{lang:language}/desk/sheet/{kind}.xlsx")
def empty_sheet(here: Desk, kind: Kind) -> Response:
    """Give the empty sheet of a kind, with help and lists to choose from."""
    _require_entering(here)
    known = here.reader.service.known.of(here.reader.inquiry.store)
    with tempfile.TemporaryDirectory(prefix="coopgraph-") as folder:
        path = FilePath(folder) / f"{kind}.xlsx"
        write_template(path, kind, here.reader.lang, known)
        body = path.read_bytes()
    headers = {
        "Content-Disposition": f'attachment; filename="{kind}.xlsx"', "Cache-Control": "no-store",
    }  # fmt: skip
    return Response(body, 200, headers, _WORKBOOK)


def _require_entering(here: AtDesk) -> None:
    if here.focal_point.office is None and not decides(here.who):
        raise NoOfficeError


def _taken(here: AtDesk, form: dict[str, str], file: UploadedFile | None) -> str:
    """Put a sheet on the desk; return its id, or that of the same one that is open already."""
    office, kind = _office(here, form), form.get("kind", "")
    if kind not in DECLARED:
        fix = msg("Use one of: {names}.", names=list(DECLARED))
        raise BadOptionError("kind", kind, fix)
    if file is None:
        raise _NoFileError
    on_behalf = here.focal_point.office is None
    with here.desk() as desk:
        opened = [u for u in records_of(desk, Upload, here.who) if u.state == "open"]
        kept = mappings_of(desk)
    store = here.reader.inquiry.store
    by = SentBy(office, here.reader.service.known.of(store), store, here.reader.lang)
    with _reading():
        sheet = _with_visibility(
            read_sheet(file.path, file.name, kind, by, kept), form.get(VISIBLE, "")
        )
    made, drafts = as_upload(sheet, office, on_behalf=on_behalf)
    alike = (made.checksum, made.kind, made.office)
    same = next((u for u in opened if (u.checksum, u.kind, u.office) == alike), None)
    if same is not None:
        return same.id
    if len(opened) >= _MOST_OPEN:
        raise _ManyOpenError(file.name)
    now = here.now
    rows = [begun(draft, "draft", here.who, now) for draft in drafts]
    upload = begun(made, "upload", here.who, now)
    upload = upload.model_copy(update={"read": upload.moved})
    with here.desk(write=True) as desk:
        write_all(desk, [Seen(record, "") for record in (upload, *rows)], "upload")
    return made.id


def _with_visibility(sheet: SentSheet, chosen: str) -> SentSheet:
    """Let rows that do not say who may read them say what was chosen for all."""
    if chosen in AUDIENCES:
        for row in sheet.rows:
            if not row.cells.get(VISIBLE):
                row.cells[VISIBLE] = chosen
    return sheet


def _office(here: AtDesk, form: dict[str, str]) -> Office:
    """Return the office whose sheet it is: one's own, for the secretariat the one it names."""
    if here.focal_point.office is not None:
        return here.office
    id_ = form.get("office", "")
    if office_choice(here, "", id_).chosen is None:
        raise BadOptionError("office", id_, msg("Search for the office, and choose it."))
    return office_of(here.reader.inquiry.store, id_)


@contextmanager
def _reading() -> Iterator[None]:
    if not _AT_ONCE.acquire(blocking=False):
        raise ReadingBusyError
    try:
        yield
    finally:
        _AT_ONCE.release()


def _form(here: AtDesk, said: dict[str, str], error: CoopgraphError | None = None) -> Response:
    frame = Context(here.reader)
    with here.desk() as desk:
        opened = [u for u in records_of(desk, Upload, here.who) if u.state == "open"]
    on_behalf = here.focal_point.office is None
    choice = office_choice(here, said.get("q", ""), said.get("office", "")) if on_behalf else None
    content: dict[str, Any] = {
        "kinds": [(kind, frame.say(RECORDS[kind].node.plural)) for kind in DECLARED],
        "kind": said.get("kind", ""),
        "visibility": said.get(VISIBLE, ""),
        "choice": choice,
        "ready": choice is None or choice.chosen is not None,
        "megabytes": MAX_FILE // 10**6,
        "rows": MAX_ROWS,
        "problem": None if error is None else (error.detail, _fix(error)),
        "action": frame.path("desk", "upload"),
        "opened": [(u.file, u.number, frame.label(u.office or ""), u.moved or "") for u in opened],
    }
    return here.page("desk/upload.html", content, wrong=error is not None)


def _fix(error: CoopgraphError) -> Message:
    """Return what to do about a file: on a page nobody types options."""
    if isinstance(error, MissingColumnError):
        return msg(
            "The headers found are: {headers}. Call the columns as the empty sheet below does.",
            headers=error.headers,
        )
    return error.fix
