"""What is said of a PDF that is not read, or not all of it: in each language, with its fix."""

from __future__ import annotations

from typing import Any

import pytest

from ingest.child.frames import Refused
from ingest.report.report_refusals import refusing_report
from ingest.report.unread_sentences import unread_message
from kg.base.errors import BadFileError
from kg.base.i18n import say

LANGUAGES = ("en", "es", "pt", "fr")
PAGES = {"n": 3, "pages": "2, 5–6"}


@pytest.mark.parametrize(
    "code", ["reports-missing", "no-pages", "no-text", "no-letters", "damaged", "protected"]
)
def test_a_file_that_is_not_read_says_why_and_what_to_do(code: str) -> None:
    with pytest.raises(BadFileError) as caught, refusing_report("report.pdf"):
        raise Refused(code, pages=3)
    assert "report.pdf" in str(caught.value)


def test_the_missing_reader_says_how_to_install_it() -> None:
    with pytest.raises(BadFileError) as caught, refusing_report("report.pdf"):
        raise Refused("reports-missing")
    assert "pip install 'coopgraph[reports]'" in str(caught.value.fix)


@pytest.mark.parametrize(("code", "facts"), [
    ("scanned", PAGES), ("broken-fonts", PAGES), ("unloaded", PAGES), ("recognised", PAGES),
    ("hidden-text", PAGES), ("said-instead", PAGES), ("turned-text", PAGES),
    ("running", {"n": 3}), ("contents", {"n": 3}),
    ("labels", {"n": 3}), ("form", {}), ("scripts", {}), ("cut-off", {}),
    ("attachments", {"n": 1, "names": "budget.xlsx"}),
])  # fmt: skip
def test_what_stayed_unread_is_said_in_each_language(code: str, facts: dict[str, Any]) -> None:
    message = unread_message([code, facts])
    assert message is not None
    said = {str(say(message, lang)) for lang in LANGUAGES}
    assert len(said) == len(LANGUAGES)
    told = facts.get("pages", facts.get("names", facts.get("n", "")))
    assert all(str(told) in text for text in said)


@pytest.mark.parametrize(
    "said", [["scanned", {}], ["unknown", {}], "scanned", ["scanned", 3], None]
)
def test_what_no_child_of_ours_says_is_not_repeated(said: Any) -> None:
    assert unread_message(said) is None


def test_names_of_attachments_steer_nothing() -> None:
    said = unread_message(["attachments", {"n": 1, "names": "a\u202efdp\x1b[2J\n.exe"}])
    assert "afdp[2J .exe" in str(say(said, "en"))
