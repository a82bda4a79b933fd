"""Long reports sent to every route that takes them: which there are says the service."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from starlette.testclient import TestClient

from api.upload_form import upload_place
from kg.base.i18n import LANGUAGES
from tests.api.routes import posted_to

FIELD: Final = "report"
_TOKEN: Final = re.compile(r'name="token" value="([^"]+)"')
_FORM: Final = [(b"content-type", b"multipart/form-data; boundary=x")]


def takes_reports(app: object, lang: str = "es") -> list[str]:
    """Return the addresses to which reports are sent, in one language."""
    paths = (path.replace("{lang:language}", lang) for path in posted_to(app))
    return sorted(path for path in paths if _takes_report(path))


def _takes_report(path: str) -> bool:
    place = upload_place({"type": "http", "method": "POST", "path": path, "headers": _FORM})
    return place is not None and FIELD in place.files


def answers(
    client: TestClient, app: object, text: str, states: Sequence[str] = ("",)
) -> Iterator[tuple[tuple[str, str], Any]]:
    """Yield what each route says of a report, for each state, with its address."""
    for path in takes_reports(app):
        for state in states:
            data = {"for": state}
            if path.split("/")[1] in LANGUAGES:
                found = _TOKEN.search(client.get(path).text)
                data["token"] = found[1] if found else ""
            files = {FIELD: ("report.txt", text.encode())}
            headers = {"Sec-Fetch-Site": "same-origin"} if "token" in data else {}
            yield (path, state), client.post(path, data=data, files=files, headers=headers)
