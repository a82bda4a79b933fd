"""A condensed report as a paper: in the order of use, verbatim, counted where it does not fit."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pypdfium2  # type: ignore[import-untyped]
import pytest

from kg.brief.paper import Paper, Quotation, Section, Table
from kg.condense.condensed_paper import condensed_paper
from kg.condense.condensed_sections import HALF_PAGE, WITH_NEWS
from kg.graph.view import View
from kg.knowledge import KnowledgeBase
from kg.model.documents import (
    ChangedExtract,
    Condensed,
    KeyFigure,
    Named,
    Passage,
    Quoted,
    StateInReport,
    StateRow,
)
from viz.papers.paper_forms import FORMS
from viz.papers.paper_input import input_of

HAITI = Named(id="state/hti", label="Haiti")
LONG = "The Agency supported the modernisation of public management in several ministries of Haiti."


@pytest.fixture(scope="module")
def view(starter_url: str) -> Iterator[View]:
    knowledge = KnowledgeBase(starter_url, cache=None)
    yield knowledge.inquiry(date(2026, 11, 23), "states", "en").view
    knowledge.close()


def extract(n: int, text: str = LONG) -> Passage:
    return Passage(text=f"{n}. {text}", page=n, paragraph=1, lang="en")


def row(n: int, table: str = "Scholarships") -> StateRow:
    cells = ["Haiti", f"Course {n}", f"US$ {n},000"]
    return StateRow(
        text=" ".join(cells), page=n, paragraph=1, lang="en", cells=cells,
        columns=["State", "Course", "Amount"], caption=table,
    )  # fmt: skip


def document(many: int = 40, **more: object) -> Condensed:
    haiti = StateInReport(
        **HAITI.model_dump(), rows=[row(n) for n in range(1, many)],
        passages=[extract(n) for n in range(1, many)],
    )  # fmt: skip
    figures = [
        KeyFigure(**extract(n).model_dump(), figure=f"{n},000", counts="officials", unit="count")
        for n in (1, 2)
    ]
    changed = ChangedExtract(**extract(1).model_dump(), was="1 was", now="1 is", was_page=3)
    words = [extract(n, "The Council " + "decided on it " * 7 + "again.") for n in range(1, 9)]
    quoted = [Quoted(**one.model_dump(), score=1, section="") for one in words]
    values: dict[str, object] = {
        "revision": 1, "as_of": "2026-11-23", "lang": "en", "file": "r.pdf", "title": "Report",
        "symbol": "", "language": "en", "pages": 150, "sha256": "0" * 64, "states": [haiti],
        "figures": figures, "new": [extract(n) for n in range(1, many)], "changed": [changed],
        "quotations": quoted, "linked": [], "unread": ["Pages 3 to 5 are pictures."], **more,
    }  # fmt: skip
    return Condensed.model_validate(values)


def titled(paper: Paper, title: str) -> Section:
    return next(one for one in paper.content.sections if one.title == title)


def test_it_says_in_this_order_what_its_reader_looks_for(view: View) -> None:
    paper = condensed_paper(document(), view, "states", HAITI)
    assert [one.title for one in paper.content.sections] == [
        "What concerns Haiti", "Key figures", "New since the last report",
        "Changed since the last report", "In the words of the report",
        "What was left out or could not be read", "The report",
    ]  # fmt: skip


def test_for_one_state_it_has_two_pages(view: View) -> None:
    paper = condensed_paper(document(), view, "states", HAITI)
    found = pypdfium2.PdfDocument(FORMS["pdf"].write(input_of(paper)))
    try:
        assert len(found) == 2
    finally:
        found.close()


def test_what_does_not_fit_is_counted_with_its_pages(view: View) -> None:
    section = titled(condensed_paper(document(), view, "states", HAITI), "What concerns Haiti")
    tables = [one for one in section.blocks if isinstance(one, Table)]
    quotations = [one for one in section.blocks if isinstance(one, Quotation)]
    assert 1 <= sum(len(one.rows) for one in tables) <= WITH_NEWS.rows.most
    assert 1 <= len(quotations) <= WITH_NEWS.passages.most
    said = str(section.blocks)
    assert f"And {39 - sum(len(one.rows) for one in tables)} more, in the original: pages" in said
    assert f"And {39 - len(quotations)} more, in the original: pages" in said


def test_each_state_has_half_a_page_where_it_is_for_none(view: View) -> None:
    paper = condensed_paper(document(), view, "states")
    section = paper.content.sections[-1]
    assert (section.title, section.annex) == ("What concerns Haiti", True)
    (table,) = (one for one in section.blocks if isinstance(one, Table))
    assert len(table.rows) <= HALF_PAGE.rows.most


def test_rows_stand_under_the_columns_of_their_own_table(view: View) -> None:
    rows = [row(1), row(2), row(3, "Missions")]
    haiti = StateInReport(**HAITI.model_dump(), rows=rows, passages=[])
    section = titled(
        condensed_paper(document(states=[haiti]), view, "states", HAITI), "What concerns Haiti"
    )
    tables = [one for one in section.blocks if isinstance(one, Table)]
    assert [(one.caption, len(one.rows)) for one in tables] == [
        ("Scholarships", 2),
        ("Missions", 1),
    ]
    assert [one.label for one in tables[0].columns] == ["State", "Course", "Amount", "Where"]


def test_a_row_without_known_columns_stays_one_text(view: View) -> None:
    wide = StateRow(
        text="Haiti 1 2 3 4 5 6 7 8", page=1, paragraph=1, lang="en",
        cells=["Haiti", *"12345678"], columns=[], caption="",
    )  # fmt: skip
    haiti = StateInReport(**HAITI.model_dump(), rows=[wide], passages=[])
    section = titled(
        condensed_paper(document(states=[haiti]), view, "states", HAITI), "What concerns Haiti"
    )
    (table,) = (one for one in section.blocks if isinstance(one, Table))
    assert [cell.text for cell in table.rows[0]] == ["Haiti 1 2 3 4 5 6 7 8", "page 1, paragraph 1"]


def test_a_state_that_is_not_named_is_told_so(view: View) -> None:
    chile = Named(id="state/chl", label="Chile")
    paper = condensed_paper(document(), view, "states", chile)
    assert "The report does not name Chile." in str(titled(paper, "What concerns Chile").blocks)


def test_few_new_passages_are_shown_and_the_rest_counted(view: View) -> None:
    section = titled(condensed_paper(document(), view, "states"), "New since the last report")
    (table,) = (one for one in section.blocks if isinstance(one, Table))
    assert len(table.rows) <= WITH_NEWS.new.most
    assert f"And {39 - len(table.rows)} more" in str(section.blocks)


def test_words_in_another_language_than_the_report_say_so(view: View) -> None:
    words = Passage(text="Así se decidió.", page=1, paragraph=1, lang="es")
    haiti = StateInReport(**HAITI.model_dump(), rows=[], passages=[words, extract(2)])
    paper = condensed_paper(document(states=[haiti]), view, "states", HAITI)
    other, own = titled(paper, "What concerns Haiti").blocks
    assert isinstance(other, Quotation)
    assert isinstance(own, Quotation)
    assert (other.lang, other.where.startswith("in Spanish: page 1")) == ("es", True)
    assert own.where.startswith("page 2")


def test_what_is_new_of_the_state_stands_before_what_is_new_of_others(view: View) -> None:
    haiti = StateInReport(**HAITI.model_dump(), rows=[], passages=[extract(30)])
    paper = condensed_paper(document(states=[haiti]), view, "states", HAITI)
    (table,) = (
        one for one in titled(paper, "New since the last report").blocks if isinstance(one, Table)
    )
    assert table.rows[0][-1].text == "page 30, paragraph 1"


def test_what_is_counted_only_is_said_too(view: View) -> None:
    haiti = StateInReport(
        **HAITI.model_dump(), rows=[row(1)], passages=[extract(2)], rows_in_all=4, lists=2
    )
    section = titled(
        condensed_paper(document(states=[haiti]), view, "states", HAITI), "What concerns Haiti"
    )
    said = str(section.blocks)
    assert "And 3 more." in said
    assert "It also stands in 2 lists of many states." in said


def test_a_heading_that_names_the_state_is_told_with_the_place(view: View) -> None:
    haiti = StateInReport(
        **HAITI.model_dump(), rows=[row(1).model_copy(update={"under": "Haiti"})],
        passages=[extract(2).model_copy(update={"under": "Haiti and its partners"})],
    )  # fmt: skip
    table, quotation = titled(
        condensed_paper(document(states=[haiti]), view, "states", HAITI), "What concerns Haiti"
    ).blocks
    assert isinstance(table, Table)
    assert isinstance(quotation, Quotation)
    assert table.rows[0][-1].text == "page 1, paragraph 1, under “Haiti”"
    assert quotation.where.endswith("check in the original, under “Haiti and its partners”")


def test_rows_of_tables_alike_stand_under_one_head_and_say_their_headings(view: View) -> None:
    rows = [
        row(n).model_copy(update={"caption": "", "section": section})
        for n, section in ((1, "2.3 Entries"), (2, "4.3 Entries"))
    ]
    haiti = StateInReport(**HAITI.model_dump(), rows=[*rows, row(3)], passages=[])
    section = titled(
        condensed_paper(document(states=[haiti]), view, "states", HAITI), "What concerns Haiti"
    )
    tables = [one for one in section.blocks if isinstance(one, Table)]
    assert [len(one.rows) for one in tables] == [2, 1]
    assert [str(one[-1].text).split("under ")[-1] for one in tables[0].rows] == [
        "“2.3 Entries”",
        "“4.3 Entries”",
    ]
    assert [one.note for one in tables] == ["", "Check in the original."]


def test_a_table_without_a_caption_is_called_as_the_heading_above_it(view: View) -> None:
    one = row(1).model_copy(update={"caption": "", "section": "C. Grants"})
    haiti = StateInReport(**HAITI.model_dump(), rows=[one], passages=[])
    section = titled(
        condensed_paper(document(states=[haiti]), view, "states", HAITI), "What concerns Haiti"
    )
    assert [one.caption for one in section.blocks if isinstance(one, Table)] == ["C. Grants"]


def test_a_row_too_wide_for_columns_says_each_cell_with_its_column(view: View) -> None:
    columns = ["Line", *(f"{year} paid" for year in range(2020, 2027))]
    wide = StateRow(
        text="Wells · 1 · 2", page=1, paragraph=1, lang="en", caption="Payments",
        cells=["Wells", "1", "", "", "", "", "", "2"], columns=columns, under="Haiti",
    )  # fmt: skip
    haiti = StateInReport(**HAITI.model_dump(), rows=[wide], passages=[])
    section = titled(
        condensed_paper(document(states=[haiti]), view, "states", HAITI), "What concerns Haiti"
    )
    (table,) = (one for one in section.blocks if isinstance(one, Table))
    assert table.rows[0][0].text == "Line: Wells · 2020 paid: 1 · 2026 paid: 2"


def test_columns_are_as_wide_as_their_longest_word(view: View) -> None:
    cells = ["CT-101", "Agua segura en las escuelas rurales de los departamentos del sur", "9", "8"]
    one = StateRow(
        text=" ".join(cells), page=19, paragraph=7, lang="es", caption="Cuadro 1", cells=cells,
        columns=["Código", "Proyecto", "Monto aprobado", "Monto ejecutado"], under="HAITÍ",
    )  # fmt: skip
    haiti = StateInReport(**HAITI.model_dump(), rows=[one], passages=[])
    section = titled(
        condensed_paper(document(states=[haiti]), view, "states", HAITI), "What concerns Haiti"
    )
    (table,) = (one for one in section.blocks if isinstance(one, Table))
    shares = [column.share for column in table.columns]
    assert sum(shares) <= 100 + len(shares)
    words = (max(map(len, column.label.split())) for column in table.columns)
    assert all(share > word for share, word in zip(shares, words, strict=True))


def test_a_figure_stands_in_its_sentence_which_is_not_quoted_again(view: View) -> None:
    said = "The costs came to US$ 2 million, of which 36 % was spent on courses."
    figures = [
        KeyFigure(**extract(1, said).model_dump(), figure=figure, counts="of which", unit="money")
        for figure in ("US$ 2 million", "36 %")
    ]
    quoted = [
        Quoted(**extract(1, text).model_dump(), score=1, section="")
        for text in (said, "It rained.")
    ]
    paper = condensed_paper(document(figures=figures, quotations=quoted), view, "states", HAITI)
    (table,) = titled(paper, "Key figures").blocks
    assert isinstance(table, Table)
    assert [[cell.text for cell in one[:2]] for one in table.rows] == [
        ["US$ 2 million · 36 %", figures[0].text]
    ]
    (told,) = titled(paper, "In the words of the report").blocks
    assert isinstance(told, Table)
    assert [one[0].text for one in told.rows] == ["« 1. It rained. »"]


def test_a_row_that_does_not_fit_its_columns_stands_under_none(view: View) -> None:
    fitting = row(1)
    other = row(2).model_copy(update={"cells": ["Haiti", "US$ 2,000"], "text": "Haiti · US$ 2,000"})
    haiti = StateInReport(**HAITI.model_dump(), rows=[fitting, other], passages=[])
    section = titled(
        condensed_paper(document(states=[haiti]), view, "states", HAITI), "What concerns Haiti"
    )
    first, second = (one for one in section.blocks if isinstance(one, Table))
    assert [one.label for one in first.columns] == ["State", "Course", "Amount", "Where"]
    assert [one.label for one in second.columns] == ["Row", "Where"]
    assert second.rows[0][0].text == "Haiti · US$ 2,000"


def test_a_wide_row_says_the_column_of_each_cell(view: View) -> None:
    columns = ["State", *(f"Spent in 202{n} (US$ thousands)" for n in range(7))]
    wide = row(1).model_copy(update={"cells": ["Haiti", *"1234567"], "columns": columns})
    haiti = StateInReport(**HAITI.model_dump(), rows=[wide], passages=[])
    section = titled(
        condensed_paper(document(states=[haiti]), view, "states", HAITI), "What concerns Haiti"
    )
    (table,) = (one for one in section.blocks if isinstance(one, Table))
    assert "Spent in 2024 (US$ thousands): 5 · " in table.rows[0][0].text


def test_a_total_stands_with_its_table_which_may_say_its_scale(view: View) -> None:
    total = KeyFigure(
        **extract(1).model_dump(), figure="900", counts="Amount", unit="money",
        caption="Table 1. Grants (in thousands of US$)",
    )  # fmt: skip
    section = titled(condensed_paper(document(figures=[total]), view, "states"), "Key figures")
    (table,) = (one for one in section.blocks if isinstance(one, Table))
    assert table.rows[0][1].text == "Amount · Table 1. Grants (in thousands of US$)"
