"""Nothing that the report does not say: every quotation, row, figure and place, in every form."""

# ruff: noqa: E501 (cases are easier to read on one line)

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.report.report_file import read_report
from kg.condense.condensed_paper import condensed_paper
from kg.condense.condensing import CondenseAsked, condensed, state_named
from kg.condense.long_report import Block, Report
from kg.condense.report_figures import figures_in
from kg.graph.view import View
from kg.knowledge import KnowledgeBase
from kg.model.documents import Condensed
from tests.journeys.condense.held_words import form_unsaid, paper_unsaid, text_of, unsaid
from tests.long_reports import long_report, with_previous, written
from tests.reports_of_blocks import heading, paragraph, report, table
from viz.papers.paper_forms import FORMS
from viz.papers.paper_input import input_of

PAGES = 12
READ_IN = {"es": "fr", "en": "pt", "pt": "en", "fr": "es"}
"""Language of a report → language in which it is read here."""


@pytest.fixture(scope="module")
def view(starter_url: str) -> Iterator[View]:
    knowledge = KnowledgeBase(starter_url, cache=None)
    yield knowledge.inquiry(date(2026, 11, 23), "states", "en").view
    knowledge.close()


def of(view: View, now: Report, before: Report | None = None, lang: str = "en") -> Condensed:
    return condensed(CondenseAsked(now, view, lang, None, before))


@pytest.mark.parametrize(
    ("lang", "form"), [("es", "docx"), ("en", "pdf"), ("pt", "odt"), ("fr", "html")]
)
def test_a_long_report_in_every_form(view: View, tmp_path: Path, lang: str, form: str) -> None:
    made = long_report(lang, PAGES)
    now = read_report(written(made, tmp_path, "now", form))
    before = read_report(written(with_previous(made)[0], tmp_path, "before", form))
    document = of(view, now, before, READ_IN[lang])
    assert document.states
    assert document.figures
    assert document.changed
    assert unsaid(document, now, before) == []
    for state in (None, state_named(view, "state/hti", READ_IN[lang])):
        paper = condensed_paper(document, view, "states", state)
        assert paper_unsaid(paper, now, before) == []
        for name, written_as in FORMS.items():
            assert form_unsaid(paper, text_of(written_as.write(input_of(paper)), name)) == [], name


AMOUNTS = st.builds(
    "{}{}{}{}".format,
    st.sampled_from(["", "US$ ", "US$", "$", "R$ ", "EUR ", "€ ", "CAD ", "B$ ", "-US$ ", "US$ -", "−"]),
    st.sampled_from([
        "1,234,567", "1.234.567,89", "1 234 567", "1\u202f250\u202f000", "3.4", "3,4", "450,000",
        "5", "12", "0.8", "2-3", "3–5", "1'234'567", "1,2341", "2024", "5 mil 300", "2 to 3",
    ]),
    st.sampled_from(["", " million", " millones", "m", "bn", " M", " MM", " mil", " milliards", "k"]),
    st.sampled_from(["", " €", "€", " dollars", " %", "%", " por ciento", " de pesos mexicanos", " FCFA"]),
)  # fmt: skip
"""Amounts as reports write them, and as none should."""
LEADS = (
    "The fund gave",
    "En 2024 se aprobaron",
    "O projeto tem",
    "Le fonds a donné",
    "between 1 and",
)
TAILS = (
    "to 12 schools in Haiti.",
    "para Honduras y 3 países más.",
    "(page 12).",
    "no Brasil, e 5 %.",
    "",
)


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(LEADS), AMOUNTS, st.sampled_from(TAILS))
def test_a_figure_is_cut_nowhere(lead: str, amount: str, tail: str) -> None:
    """What overlaps an amount begins where it begins and holds its scale, its sign, its currency."""
    text = f"{lead} {amount} {tail}".strip()
    start, end = len(lead) + 1, len(lead) + 1 + len(amount)
    for figure in figures_in(text):
        assert text[figure.start : figure.end] == figure.text
        before, after = text[: figure.start], text[figure.end :]
        assert not before.endswith(("$", "€", "−", "-", "R", "US")), (text, figure)
        assert not after.startswith(("m", "bn", "k", "€", "%", "‰")), (text, figure)
        if figure.start < end and start < figure.end and "2024" not in amount:
            rest = text[figure.end : end].strip()
            assert not rest.startswith(("million", "M", "mil", "€", "dollar", "%", "por ciento")), (
                text,
                figure,
            )


ROWS = st.lists(
    st.tuples(st.sampled_from(["Haiti", "Dominica", "Honduras", "", "Total"]), AMOUNTS, AMOUNTS),
    min_size=1,
    max_size=5,
)
HEADS = st.sampled_from([
    ("State", "Planned (thousands of US$)", "Spent"), ("State", "2023", "2024"),
    ("State", "Amount"), (), ("State", "Amount", "Share", "Note"),
])  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_reports_of_all_shapes(view: View, data: st.DataObject) -> None:
    """Tables whose rows do not fit their columns, sentences of amounts, two reports of one pattern."""
    now, before = _drawn(data), _drawn(data)
    document = of(view, now, before)
    assert unsaid(document, now, before) == []
    for state in (None, state_named(view, "state/hti", "en")):
        paper = condensed_paper(document, view, "states", state)
        assert paper_unsaid(paper, now, before) == []
        assert form_unsaid(paper, text_of(FORMS["html"].write(input_of(paper)), "html")) == []
        assert form_unsaid(paper, text_of(FORMS["md"].write(input_of(paper)), "md")) == []


def _drawn(data: st.DataObject) -> Report:
    said = data.draw(st.lists(st.tuples(st.sampled_from(LEADS), AMOUNTS, st.sampled_from(TAILS))))
    blocks: list[Block | list[Block]] = [heading(data.draw(st.sampled_from(["Results", "Haiti"])))]
    blocks += [
        paragraph(" ".join(one), page=data.draw(st.integers(1, 3)), paragraph=n)
        for n, one in enumerate(said, 1)
    ]
    rows, heads = data.draw(ROWS), data.draw(HEADS)
    blocks.append(
        table(heads, rows, caption=data.draw(st.sampled_from(["", "In millions"])), page=9)
    )
    return report(*blocks)


def test_what_is_not_said_is_found(view: View) -> None:
    """The check itself: each thing put otherwise is a fault."""
    now = report(
        paragraph(
            "The fund gave US$ 1,250 million to 12 schools in Haiti for the repair of roofs."
        ),
        table(("State", "Amount"), [("Haiti", "450,000"), ("Total", "900,000")], page=2),
    )
    document = of(view, now)
    assert unsaid(document, now) == []
    (state,), figure = document.states, document.figures[0]
    row, passage = state.rows[0], state.passages[0]
    wrong: list[dict[str, Any]] = [
        {"figures": [figure.model_copy(update={"figure": "US$ 1,25"})]},
        {"figures": [figure.model_copy(update={"figure": "250 million"})]},
        {"figures": [figure.model_copy(update={"page": 2})]},
        {"states": [state.model_copy(update={"rows": [row.model_copy(update={"columns": ["Amount", "State"]})]})]},
        {"states": [state.model_copy(update={"passages": [passage.model_copy(update={"paragraph": 7})]})]},
        {"states": [state.model_copy(update={"passages": [passage.model_copy(update={"text": "The fund gave."})]})]},
    ]  # fmt: skip
    for change in wrong:
        assert unsaid(document.model_copy(update=change), now), change
    paper = condensed_paper(document, view, "states", state_named(view, "state/hti", "en"))
    other = replace(
        now,
        blocks=tuple(replace(one, text=one.text.replace("1,250", "1,251")) for one in now.blocks),
    )
    assert paper_unsaid(paper, other)
    body = text_of(FORMS["md"].write(input_of(paper)), "md")
    assert form_unsaid(paper, body) == []
    assert form_unsaid(paper, body.replace("450,000", "450.000"))
