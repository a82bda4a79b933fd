"""A link that was mailed is written down nowhere, also not where something breaks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from coopgraph.settings import sqlite_url
from kg.access.clock import utc_now
from kg.exchange.moving import begin, new_id
from kg.model.desk_types import FocalPoint
from kg.store.opening import create_store
from tests.coopgraph.test_serve import Served, serving, token_in, wait_for
from tests.kg.exchange.people import SECRETARIAT

pytestmark = pytest.mark.slow  # a service is started, as somebody runs it
MAILBOX = "desk@ondavel.example.org"


@pytest.fixture(params=[False, True], ids=["pipes", "terminal"])
def served(request: pytest.FixtureRequest, starter_copy: str, tmp_path: Path) -> Iterator[Served]:
    desk = sqlite_url(tmp_path / "desk.db")
    with closing(create_store(desk, room="desk")) as store:
        new = FocalPoint(
            id=new_id(FocalPoint), role="authority", office="unit/example-ondavel-desk",
            mailbox=MAILBOX,
        )  # fmt: skip
        begin(store, new, "invite", SECRETARIAT, utc_now())
    settings = {"COOPGRAPH_DESK": desk, "COOPGRAPH_OUTBOX": str(tmp_path / "outbox")}
    arguments = ("serve", "--store", starter_copy)
    with serving(*arguments, at_terminal=request.param, **settings) as one:
        yield one


def asked(served: Served, folder: Path) -> str:
    """Ask for a link and return its path, from the letter."""
    ours = {"Origin": f"http://127.0.0.1:{served.port}", "Sec-Fetch-Site": "same-origin"}
    page = served.ask("GET", "/-/sign-in?lang=en")[1]
    before = set(folder.glob("*.eml"))
    fields = {"token": token_in(page), "mailbox": MAILBOX}
    assert served.ask("POST", "/-/sign-in?lang=en", ours, **fields)[0] == 200
    wait_for(served, lambda: bool(set(folder.glob("*.eml")) - before))
    (letter,) = set(folder.glob("*.eml")) - before
    text = message_from_bytes(letter.read_bytes(), policy=default).get_content()
    found = re.search(r"(/-/sign-in/\S+)", text)
    assert found
    return found[1]


def test_no_line_of_the_log_holds_a_link_a_mailbox_or_a_session(
    served: Served, tmp_path: Path
) -> None:
    ours = {"Origin": f"http://127.0.0.1:{served.port}", "Sec-Fetch-Site": "same-origin"}
    path = asked(served, tmp_path / "outbox")
    spent = asked(served, tmp_path / "outbox")
    served.ask("HEAD", path)
    page = served.ask("GET", path)[1]
    assert served.ask("POST", path, ours, token=token_in(page))[0] == 303
    assert served.ask("GET", "/en/desk")[0] == 200
    held = [value for name, value in served.cookies.items() if "session" in name]
    served.ask("GET", path)
    served.ask("POST", path, token="x")
    served.ask("PUT", path)
    served.ask("GET", f"{path}/more")
    served.raw(f"GET {path} HTTP/1.1\r\nHost: evil.example\r\n\r\n")
    served.raw(f"GET {path} nonsense\r\n\r\n")
    # The desk is away: what could not be answered is an error in the log.
    (tmp_path / "desk.db").write_bytes(b"no desk" * 1_000)
    for suffix in ("-wal", "-shm"):
        (tmp_path / f"desk.db{suffix}").unlink(missing_ok=True)
    served.cookies = {}
    assert served.ask("GET", spent)[0] in {500, 503}
    assert served.end() == 0
    assert "/-/sign-in/" in served.printed, "what could not be answered is told"
    assert held
    for secret in (path, spent, *held):
        token = secret.rpartition("/")[2]
        for part in (token, *token.split(".")):
            assert part not in served.printed
    assert MAILBOX not in served.printed
