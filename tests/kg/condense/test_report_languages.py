"""Languages of the paragraphs of a report."""

from __future__ import annotations

from kg.condense.report_languages import languages_said
from tests.kg.condense.reports import block, row


def test_the_rest_is_named_with_its_places() -> None:
    blocks = [*(block("x", lang="es", page=n) for n in range(1, 5)), block("y", lang="fr", page=9)]
    assert languages_said(blocks, "en") == "Spanish 4; French 1 (page 9)"
    assert languages_said(blocks, "pt").startswith("espanhol 4; francês 1")


def test_rows_say_none_and_what_is_not_told_says_so() -> None:
    assert languages_said([row("Haiti", "5"), block("12", lang="")], "en") == "Unknown language 1"
    assert languages_said([], "en") == ""
