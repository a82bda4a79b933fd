"""The report before: the same file, one in another language, another one altogether."""

from __future__ import annotations

from dataclasses import replace

from kg.condense.compared_reports import Compared, compared_with
from kg.condense.long_report import Report
from tests.kg.condense.made_reports import report

WORDS = ("schools", "nurses", "bridges", "harbours", "farmers", "maps", "museums", "wells")


def of(what: str, lang: str = "en", sha: str = "1") -> Report:
    lines = [
        f"The {one} of the {place} {what} courses on {one} in {place} for all."
        for one in WORDS
        for place in ("north", "south", "east")
    ]
    return replace(report(lines, lang), sha256=sha * 64)


def test_without_a_report_before_nothing_is_said() -> None:
    assert compared_with(of("gave"), None, "en") == Compared([], [], [])


def test_the_same_file_is_said_to_be_it() -> None:
    found = compared_with(of("gave"), of("gave"), "en")
    assert (found.new, found.changed) == ([], [])
    assert [one.text("en") for one in found.said] == [
        "The last report is the same file: nothing in it is new or changed."
    ]


def test_a_report_in_another_language_is_not_compared() -> None:
    found = compared_with(of("gave"), of("dio", "es", "2"), "fr")
    assert (found.new, found.changed) == ([], [])
    (said,) = found.said
    assert "espagnol" in said.text("fr")


def test_another_report_is_said_to_be_one() -> None:
    other = report(["The council of ministers met twice and took note of what had been said."])
    found = compared_with(of("gave"), replace(other, sha256="3" * 64), "en")
    assert found.new
    assert "it may be another report" in found.said[0].text("en")


def test_a_report_like_the_one_before_says_nothing() -> None:
    found = compared_with(of("gave"), of("gave", sha="2"), "en")
    assert found == Compared([], [], [])
