"""Why a report is not read is a sentence with its fix, whatever the child says."""

from __future__ import annotations

from typing import Any

import pytest

from ingest.child.frames import Refused
from ingest.isolated import ChildDiedError, ChildNotStartedError
from ingest.report.report_refusals import refusing_report
from kg.base.errors import BadFileError

KINDS = ("doc", "rtf", "pages", "epub", "mhtml", "xml", "picture", "slides", "workbook", "packed")


def refused(error: Exception) -> BadFileError:
    with pytest.raises(BadFileError) as caught, refusing_report("a.docx"):
        raise error
    return caught.value


@pytest.mark.parametrize(
    ("code", "facts", "words"),
    [
        ("empty", {}, "empty"), ("no-report", {}, "no report"), ("damaged", {}, "damaged"),
        ("protected", {}, "password"), ("too-large", {"most": 60_000_000}, "60 MB"),
        ("no-text", {}, "no text"), ("no-letters", {}, "letters they show"),
        ("target-outside", {}, "outside the file"),
        ("unpacks-too-large", {"most": 10**8}, "100 MB"), ("unpacks-too-far", {"most": 200}, "200"),
        ("too-many-parts", {"most": 2_000}, "2000 parts"),
        *(("other-kind", {"kind": kind}, "it is a") for kind in KINDS),
    ],
)  # fmt: skip
def test_each_code(code: str, facts: dict[str, Any], words: str) -> None:
    error = refused(Refused(code, **facts))
    assert words in error.sentence("en").replace(",", "")
    assert all(error.sentence(lang) for lang in ("es", "pt", "fr"))


@pytest.mark.parametrize(
    "error",
    [Refused("none"), Refused("too-large"), Refused("other-kind", kind="x"), ChildDiedError(),
     Refused("other-kind", kind=["x"])],
)  # fmt: skip
def test_what_no_child_of_ours_says(error: Exception) -> None:
    assert "reading it failed" in refused(error).sentence("en")


def test_no_process() -> None:
    assert "no process" in refused(ChildNotStartedError("x")).sentence("en")
