from __future__ import annotations

import json

import pypdfium2  # type: ignore[import-untyped]
import pytest

from kg.base.i18n import LANGUAGES
from kg.brief.paper import Column, Paper, Paragraph, Sentence, Table
from tests.viz.papers.made_papers import HOSTILE, every_block, paper, picture
from viz.papers.paper_input import input_of
from viz.papers.paper_pdf import pdf_of
from viz.papers.paper_proof import attached
from viz.papers.paper_words import words_of


def made(said: Paper, home: str = "") -> bytes:
    return pdf_of(input_of(said, home))


def pages(body: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(body)
    return [page.get_textpage().get_text_bounded() for page in document]


def flat(text: str) -> str:
    return "".join(text.split()).replace("\ufffe", "").replace("-", "")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_page_says_what_it_is_and_for_whom(lang: str) -> None:
    rows = tuple((Sentence(f"row {n}"), Sentence(str(n))) for n in range(100))
    table = Table("Long", (Column("What"), Column("n", is_number=True)), rows)
    said = paper(*every_block(), picture(), table, lang=lang)
    words = words_of(input_of(said).paper)
    found = pages(made(said))
    assert len(found) > 3
    for n, page in enumerate(found, 1):
        assert flat(words["audience"]) in flat(page)
        assert flat(words["header"]) in flat(page)
        told = words["of_pages"].replace("%1", str(n)).replace("%2", str(len(found)))
        assert flat(told) in flat(page)


def test_what_holds_more_than_its_kind_says_so_on_each_page() -> None:
    said = paper(*every_block(), audience="board", for_board=True)
    mark = flat("Made for the Board: holds more than this kind of paper says to others")
    found = pages(made(said))
    assert len(found) >= 2
    assert all(mark in flat(page) for page in found)


def test_the_same_paper_has_the_same_bytes() -> None:
    said = paper(*every_block(), picture())
    assert made(said) == made(said)


def test_an_annex_begins_on_a_page_of_its_own() -> None:
    found = pages(made(paper(*every_block())))
    assert "More" not in found[0]
    assert "More" in found[1]


def test_the_head_of_a_table_stands_on_each_page_and_500_rows_are_written() -> None:
    rows = tuple((Sentence(f"r{n}e"), Sentence("x")) for n in range(500))
    found = pages(made(paper(Table("", (Column("Headword"), Column("B")), rows))))
    holding = [page for page in found if "r1" in page or "r4" in page]
    assert sum("Headword" in page for page in holding) == len(holding)
    assert all(any(f"r{n}e" in page for page in found) for n in (0, 250, 499))


def test_hostile_texts_stay_texts_and_never_abort() -> None:
    said = paper(*every_block(HOSTILE), picture(HOSTILE), title=HOSTILE)
    text = flat("".join(pages(made(said, "https://papers.example.org"))))
    assert flat("#panic() [y](javascript:alert) $z$ `r` =1+1 {{ 7*7 }}") in text
    assert "□" in text
    assert "\u202e" not in text


def test_no_link_leads_where_a_label_says() -> None:
    said = paper(*every_block("https://evil.example/x javascript:alert(1)"))
    body = made(said, "https://papers.example.org")
    assert b"evil.example" not in body
    assert b"javascript:" not in body
    assert b"https://papers.example.org/en/node/state/aaa" in body


def test_a_word_of_any_length_stays_on_its_page() -> None:
    column = Column("x", share=1)
    said = paper(Table("", (column,) * 6, ((Sentence("w" * 200), *[Sentence("a@b.example")] * 5),)))
    document = pypdfium2.PdfDocument(made(said))
    width, _ = document[0].get_size()
    page = document[0].get_textpage()
    boxes = [page.get_charbox(n) for n in range(page.count_chars())]
    assert max(right for _, _, right, _ in boxes) < width - 60


def test_what_goes_into_the_file_is_the_paper_and_nothing_else() -> None:
    said = paper(*every_block(), picture(), lang="fr")
    data = attached(made(said))
    assert data is not None
    found = json.loads(data)
    assert found["paper"] == input_of(said).paper.model_dump(mode="json")
    assert set(found) == {"by", "home", "paper", "pictures", "rests", "values", "words"}


def test_mailboxes_are_copied_as_they_are() -> None:
    box = "north.provinces@ostrelva.example.org"
    said = paper(Table("", (Column("a", share=1), Column("b", share=6)), ((Sentence(box),) * 2,)))
    assert "\u200b" not in "".join(pages(made(said)))
    assert flat(box) in flat("".join(pages(made(said))))


def test_a_paper_is_small() -> None:
    assert len(made(paper(*every_block(), picture()))) < 150_000


def test_the_caption_of_a_table_stays_with_its_first_rows() -> None:
    table = Table("Apart", (Column("What"),), ((Sentence("its first row"),), (Sentence("more"),)))
    for lines in range(20, 60):
        said = (Paragraph((Sentence("A line."),)),) * lines
        for page in pages(made(paper(*said, table))):
            assert ("Apart" in page) == ("its first row" in page), lines
