"""PDF reports into blocks: what is a heading, a paragraph, a note, and what is left out."""

# ruff: noqa: E501 (markup and bytes are easier to read as they are)

from __future__ import annotations

import pytest

from tests.ingest.child.reports.pdf_files import PAGE, TEXT, Told, typeset


@pytest.fixture(scope="module")
def report() -> Told:
    return Told(typeset(f"""
#set page(header: [OEA/Ser.W CIDI/doc.287/24 #h(1fr) Annual report], footer: context align(center, counter(page).display()))
#set heading(numbering: "1.1")
#text(size: 22pt)[Annual Report of the Agency]

= Cooperation with Haiti
{TEXT}#footnote[Amounts are in dollars of the United States.] The amount was US\\$ 450,000#footnote[Without the share of the states.] in all.

== Scholarships
{TEXT}

#strong[Training.] {TEXT}

- Barbados received 12 scholarships.
- Jamaica received 15 scholarships.
#pagebreak()
= Results
{TEXT * 30}
"""))  # fmt: skip


def test_what_it_is(report: Told) -> None:
    assert report.about["pages"] == 3
    assert report.about["title"] == "Annual Report of the Agency"
    assert report.about["symbol"] == "OEA/Ser.W, CIDI/doc.287/24"


def test_headings_have_levels_by_their_size(report: Told) -> None:
    heads = {b["text"]: b["level"] for b in report.blocks if b["kind"] == "heading"}
    assert heads["1 Cooperation with Haiti"] == heads["2 Results"]
    assert heads["1 Cooperation with Haiti"] < heads["1.1 Scholarships"] < heads["Training."]


def test_a_paragraph_is_joined_over_lines_and_pages(report: Told) -> None:
    paragraphs = report.texts("paragraph")
    assert paragraphs[0] == f"{TEXT} The amount was US$ 450,000 in all."
    assert paragraphs[-1] == TEXT * 30
    assert [b["page"] for b in report.blocks if b["text"] == TEXT * 30] == [2]


def test_the_mark_of_a_note_changes_no_number(report: Told) -> None:
    assert not any("450,0002" in text for text in report.texts("paragraph"))
    assert report.texts("note") == [
        "1 Amounts are in dollars of the United States.",
        "2 Without the share of the states.",
    ]


def test_items_stay_items(report: Told) -> None:
    assert report.texts("item") == [
        "• Barbados received 12 scholarships.", "• Jamaica received 15 scholarships."
    ]  # fmt: skip


def test_heads_and_numbers_of_pages_are_left_out_and_counted(report: Told) -> None:
    assert not any("OEA/Ser.W" in block["text"] for block in report.blocks)
    assert report.unread["running"] == {"n": 6}


def test_a_word_that_a_line_broke_is_whole() -> None:
    text = (
        "modernisation of the administration and cooperation Sur-Sur of the Inter-American system"
    )
    narrow = '#set page(width: 5.2cm, height: 40cm, margin: 1cm)\n#set text(size: 11pt, lang: "en", hyphenate: true)\n'
    told = Told(typeset(f"{text} {text} {text}", narrow))
    assert told.texts("paragraph") == [f"{text} {text} {text}"]


def test_columns_are_read_one_after_the_other() -> None:
    sentences = [
        f"Sentence number {n} tells what the council decided in that year." for n in range(80)
    ]
    told = Told(typeset("#show: columns.with(2)\n" + " ".join(sentences)))
    assert " ".join(told.texts("paragraph")) == " ".join(sentences)


def test_a_title_over_columns_comes_first() -> None:
    said = " ".join(f"Sentence number {n} tells what the council decided then." for n in range(80))
    told = Told(typeset(f"#text(size: 20pt)[The report of the council]\n#columns(2)[{said}]"))
    assert told.blocks[0]["kind"] == "heading"
    assert " ".join(told.texts("paragraph")) == said


def test_lines_of_contents_are_no_headings() -> None:
    told = Told(typeset(f"#outline()\n= Haiti\n{TEXT}\n= Belize\n{TEXT}"))
    assert told.texts("heading").count("Haiti") == 1
    assert told.unread["contents"] == {"n": 2}


def test_a_page_on_its_side_is_read() -> None:
    told = Told(typeset(f"#rotate(90deg, reflow: true)[#block(width: 20cm)[{TEXT} {TEXT}]]"))
    assert told.texts("paragraph") == [f"{TEXT} {TEXT}"]


def test_a_picture_has_its_caption_as_a_note() -> None:
    told = Told(typeset(f"{TEXT}\n#figure(rect(width: 5cm), caption: [What was spent])\n{TEXT}"))
    assert told.texts("note") == ["Figure 1: What was spent"]


def test_powers_and_ordinals_stay_with_their_words() -> None:
    told = Told(typeset(f"{TEXT} The 15#super[th] meeting spoke of 120 km#super[2] of forest."))
    assert told.texts("paragraph")[0].endswith("The 15th meeting spoke of 120 km² of forest.")


def test_no_text_of_a_page_is_lost() -> None:
    said = [
        f"Paragraph {n} of the report tells of the work of the year in state {n}."
        for n in range(60)
    ]
    told = Told(typeset("\n\n".join(said), PAGE))
    assert told.texts("paragraph") == said
