from __future__ import annotations

import io
import re
import zipfile

import docx
import pytest
from docx.document import Document

from kg.base.i18n import LANGUAGES
from kg.brief.paper import Column, Paper, Sentence, Table
from tests.viz.papers.made_papers import HOSTILE, every_block, paper, picture
from viz.papers.paper_input import input_of
from viz.papers.paper_word import word_of


def made(said: Paper) -> bytes:
    return word_of(input_of(said, "https://papers.example.org"))


def opened(said: Paper) -> Document:
    return docx.Document(io.BytesIO(made(said)))


def xml(body: bytes, name: str = "word/document.xml") -> str:
    with zipfile.ZipFile(io.BytesIO(body)) as packed:
        return packed.read(name).decode()


def test_it_has_real_styles() -> None:
    found = opened(paper(*every_block(), picture()))
    styles = {p.style.name for p in found.paragraphs if p.style is not None}
    assert styles >= {
        "Title", "Heading 1", "Heading 2", "List Bullet", "List Number", "Caption", "Quote",
    }  # fmt: skip


def test_heads_of_tables_are_repeated_and_rows_stay_whole() -> None:
    rows = tuple((Sentence(f"r{n}"), Sentence(str(n))) for n in range(500))
    found = opened(paper(Table("Long", (Column("a"), Column("b", is_number=True)), rows)))
    table = found.tables[0]
    assert len(table.rows) == 501
    assert table._tbl.xml.count("w:tblHeader") == 1
    assert table._tbl.xml.count("w:cantSplit") == 501


def test_pictures_have_their_words() -> None:
    assert 'descr="Offers"' in xml(made(paper(picture())))
    with zipfile.ZipFile(io.BytesIO(made(paper(picture())))) as packed:
        (image,) = [name for name in packed.namelist() if name.startswith("word/media/")]
        assert packed.read(image).startswith(b"\x89PNG")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_is_in_its_language(lang: str) -> None:
    body = made(paper(*every_block(), lang=lang))
    assert f'<w:lang w:val="{lang}-' in xml(body, "word/styles.xml")
    assert "autoHyphenation" in xml(body, "word/settings.xml")
    assert f"<dc:language>{lang}-" in xml(body, "docProps/core.xml")


def test_header_and_footer_say_what_it_is_and_for_whom() -> None:
    said = paper(*every_block(), audience="board", for_board=True)
    section = opened(said).sections[0]
    words = input_of(said).words
    assert section.header.paragraphs[0].text == words["header"]
    assert words["audience"] in section.footer.paragraphs[0].text


def test_the_same_paper_has_the_same_bytes_and_no_clock() -> None:
    body = made(paper(*every_block(), picture()))
    assert body == made(paper(*every_block(), picture()))
    with zipfile.ZipFile(io.BytesIO(body)) as packed:
        assert {info.date_time[0] for info in packed.infolist()} == {1980}
    assert "2026-11-23T00:00:00Z" in xml(body, "docProps/core.xml")


def test_hostile_texts_and_formulas_stay_texts() -> None:
    body = made(paper(*every_block(HOSTILE), picture(HOSTILE), title=HOSTILE))
    text = xml(body)
    assert "=1+1 {{ 7*7 }}" in text
    codes = re.findall(r'w:instr="([^"]*)"', text + xml(body, "word/footer1.xml"))
    assert set(codes) <= {"PAGE", "NUMPAGES"}
    assert "javascript" not in xml(body, "word/_rels/document.xml.rels")


def test_steps_begin_with_one_each_time() -> None:
    body = made(paper(*every_block(), *every_block()))
    numbers = set(re.findall(r'<w:numId w:val="(\d+)"/>', xml(body)))
    assert len(numbers) == 2
    assert xml(body, "word/numbering.xml").count("w:startOverride") >= 2
