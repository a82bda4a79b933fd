"""Plain text: what its lines, rules, columns and form feeds make of it."""

# ruff: noqa: E501 (markup is easier to read as it is)

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest

from ingest.child.frames import Refused
from ingest.child.reports.plain_lines import Wrapping
from ingest.child.reports.plain_pages import pages_of
from ingest.child.reports.plain_tables import table_in
from tests.ingest.child.reports.telling import Telling, tell

LONG = "The programme went on through the whole of the year and ended in December with"


def read(text: str) -> Telling:
    return tell(text.encode())


def heads(found: Telling) -> list[tuple[str, Any]]:
    return [(one["text"], one["level"]) for one in found.blocks if one["kind"] == "heading"]


class TestHeadings:
    @pytest.mark.parametrize(
        ("text", "found"),
        [
            (
                "Results\n=======\n\nText.\n\nLessons\n-------\n\nText.",
                [("Results", 1), ("Lessons", 2)],
            ),
            ("# Results\n\nText.\n\n## Lessons\n\nText.", [("Results", 1), ("Lessons", 2)]),
            ("3 Results\n\nText.\n\n3.2 Lessons\n\nText.", [("3 Results", 1), ("3.2 Lessons", 2)]),
            ("ANNEX B\n\nText.\n\nLessons\n\nText.", [("ANNEX B", 1), ("Lessons", 3)]),
            ("It is so.\n\nlower\n\n12 May: x,\n\nCIDI/doc.1/25", []),
        ],
    )
    def test_how_they_are_told(self, text: str, found: list[tuple[str, int]]) -> None:
        assert heads(read(text)) == found


class TestParagraphs:
    def test_wrapped_lines_are_one(self) -> None:
        assert read(f"{LONG}\ntwelve workshops.\n\nNext one.").texts == [
            f"{LONG} twelve workshops.", "Next one.",
        ]  # fmt: skip

    def test_lines_without_wrapping_are_each_one(self) -> None:
        first, second = f"{LONG} {LONG} {LONG}.", f"And {LONG} {LONG}."
        assert read(f"{first}\n{second}").texts == [first, second]

    def test_short_last_lines_end_one_where_no_empty_lines_do(self) -> None:
        lines = [LONG, "twelve workshops.", f"And {LONG}"[:78], "nothing more to say."]
        assert len(read("\n".join(lines * 4)).texts) == 8

    @pytest.mark.parametrize(
        ("lines", "text"),
        [
            (["La coopera-", "ción técnica"], "La cooperación técnica"),
            (["La coope\u00ad", "ración"], "La coope ración"),
            (["the Inter-", "American year"], "the Inter- American year"),
            (["a follow-", "up of it"], "a follow-up of it"),
        ],
    )
    def test_words_apart_at_the_end_of_a_line(self, lines: list[str], text: str) -> None:
        wrapping = Wrapping(70, frozenset({"follow-up"}))
        assert wrapping.joined(lines) == text or "\u00ad" in lines[0]

    def test_soft_hyphens_join(self) -> None:
        assert Wrapping(70, frozenset()).joined(["coope\u00ad", "ración"]) == "cooperación"

    def test_over_the_turn_of_a_page(self) -> None:
        found = read(f"{LONG}\n\ftwelve workshops.\n\nNext.")
        assert found.texts == [f"{LONG} twelve workshops.", "Next."]
        assert found.pages == [1, 2]


class TestItems:
    def test_each_begins_anew(self) -> None:
        text = "- one\n  and on\n- two\n\n1. three\n\n(a) four\n\n• five"
        assert read(text).said == [
            ("item", "one and on"), ("item", "two"), ("item", "1. three"), ("item", "(a) four"),
            ("item", "five"),
        ]  # fmt: skip

    def test_a_number_may_begin_a_line_by_chance(self) -> None:
        text = "It is said in section\n7. Nothing is said in section\n(b) of it."
        assert read(text).said == [("paragraph", text.replace("\n", " "))]

    def test_notes(self) -> None:
        assert read("Text. [1]\n\n[1] A note.").said == [
            ("paragraph", "Text. [1]"),
            ("note", "A note."),
        ]

    def test_lines_of_contents_are_none(self) -> None:
        assert read("Results ........ 12\n\nText.").texts == ["Text."]


class TestTables:
    def test_of_spaces(self) -> None:
        text = "Places by state\n\nState           Places   Amount\n-----           ------   ------\nHaiti           12       4,000\nSaint Lucia              1,500"
        found = read(text).blocks
        assert [one["cells"] for one in found] == [
            ["Haiti", "12", "4,000"],
            ["Saint Lucia", "", "1,500"],
        ]
        assert found[0]["columns"] == ["State", "Places", "Amount"]
        assert found[0]["caption"] == "Places by state"

    @pytest.mark.parametrize(
        "text",
        [
            "State\tPlaces\nHaiti\t12\nPeru\t3",
            "| State | Places |\n|---|---|\n| Haiti | 12 |\n| Peru | 3 |",
        ],
    )
    def test_of_marks(self, text: str) -> None:
        assert read(text).cells[-2:] == [["Haiti", "12"], ["Peru", "3"]]

    def test_it_goes_on_over_pages(self) -> None:
        rows = ["Haiti           12       4,000", "Saint Lucia     7        1,500"]
        text = "\n".join(
            ["State           Places   Amount", "-----           ------   ------", *rows]
        )
        found = read(f"{text}\n\f{rows[1]}\n{rows[0]}\n").blocks
        assert [one["page"] for one in found] == [1, 1, 2, 2]
        assert {one["table"] for one in found} == {1}

    @pytest.mark.parametrize(
        "lines",
        [["One line  with a gap", "Another one without"], ["Haiti   12"], ["It was so.", "It is so."],
         ["Left words   right words", "more words   and others"]],
    )  # fmt: skip
    def test_text_is_none(self, lines: list[str]) -> None:
        assert table_in(lines) is None


class TestPages:
    def test_heads_and_feet_that_run_over_them_are_left_out(self) -> None:
        pages = [f"Annual report 2025\n\nText {n}.\n\nPage {n}" for n in range(1, 6)]
        found = read("\f".join(pages))
        assert found.texts == [f"Text {n}." for n in range(1, 6)]
        assert (found.pages, found.about["pages"]) == ([1, 2, 3, 4, 5], 5)

    def test_two_pages_may_begin_alike(self) -> None:
        assert pages_of("Report\n\nA.\fReport\n\nB.", 9)[0] == ["Report\n\nA.", "Report\n\nB."]

    def test_an_empty_last_one_is_none(self) -> None:
        assert pages_of("A.\n\fB.\n\f\n", 9)[1] == 2

    def test_without_form_feeds_there_are_none(self) -> None:
        assert read("Text.").about["pages"] is None

    def test_too_many(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("ingest.child.reports.plain_text.MAX_PAGES", 2)
        found = read("A.\fB.\fC.")
        assert found.texts == ["A.", "B."]
        assert found.unread == {"too-many-pages": {"most": 2, "pages": 3}}


class TestEncodings:
    TEXT = "Cooperación técnica y educación: 12 años de São Tomé à Bogotá."

    @pytest.mark.parametrize(
        "encoding",
        [
            "utf-8",
            "utf-8-sig",
            "utf-16",
            "utf-16-le",
            "utf-16-be",
            "utf-32",
            "cp1252",
            "mac_roman",
            "cp850",
        ],
    )
    def test_each(self, encoding: str) -> None:
        assert tell(self.TEXT.encode(encoding)).texts == [self.TEXT]

    def test_lines_of_two(self) -> None:
        raw = f"{self.TEXT}\n\n".encode() + self.TEXT.encode("cp1252")
        assert tell(raw).texts == [self.TEXT, self.TEXT]

    def test_what_is_no_text(self) -> None:
        with pytest.raises(Refused, match="no-report"):
            tell(bytes(range(256)) * 40)


class TestHostile:
    @pytest.mark.parametrize(
        "text",
        [" " * 2_000_000 + "x", "\n" * 2_000_000 + "x", "a" * 3_000_000, "a-\n" * 200_000, "- \n" * 200_000,
         "1." * 500_000, "| |\n" * 100_000, ".  " * 400_000, "\f" * 500_000 + "x", "=\n" * 200_000,
         "x\n\n" * 200_000, "\t" * 1_000_000 + "x"],
        ids=lambda text: repr(text[:4]),
    )  # fmt: skip
    def test_it_ends(self, text: str) -> None:
        from time import process_time

        begun = process_time()
        with suppress(Refused):
            read(text)
        # A bound on what grows without end, not a measure: most take a tenth of it.
        assert process_time() - begun < 20
