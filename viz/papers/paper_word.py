"""A paper as Word, to be edited: real styles, captions, alternative texts, repeated head rows."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from kg.model.brief_models import BriefSentence
from viz.papers.paper_input import PaperInput
from viz.papers.papers_extra import require

if TYPE_CHECKING:
    from docx.document import Document

    from viz.papers.word_blocks import WordPaper

_BODY: Final = "Cambria"
_HEADS: Final = "Calibri"
_ACCENT: Final = "003F72"
"""Faces that offices have; others take their place where they are missing."""


def word_of(paper: PaperInput) -> bytes:
    """Return a paper as a file of Word, the same bytes each time.

    Raises:
        PapersMissingError: what writes it is not installed.
    """
    require("docx", "typst")
    from viz.papers.word_blocks import WordPaper
    from viz.papers.word_marks import same_each_time

    document = _empty(paper)
    _write(WordPaper(document, paper), paper)
    packed = io.BytesIO()
    document.save(packed)
    return same_each_time(packed.getvalue())


def _empty(paper: PaperInput) -> Document:
    import docx
    from docx.shared import Cm

    document = docx.Document()
    _describe(document, paper)
    _style(document, paper.paper.lang)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin = section.bottom_margin = Cm(2.3)
    section.header.paragraphs[0].text = paper.words["header"]
    _foot(document, paper)
    return document


def _describe(document: Document, paper: PaperInput) -> None:
    from viz.papers.word_marks import LOCALES

    said, properties = paper.paper, document.core_properties
    day = dt.datetime.fromisoformat(said.as_of)
    properties.title, properties.author = said.title[:_LONGEST], said.published.name[:_LONGEST]
    properties.subject = paper.words["header"][:_LONGEST]
    properties.language = LOCALES.get(said.lang, said.lang)
    properties.comments = paper.words["audience"][:_LONGEST]
    properties.keywords = f"{said.kind} {said.audience}"
    properties.created = properties.modified = day
    properties.last_modified_by, properties.revision = said.published.name[:_LONGEST], 1


_LONGEST: Final = 255
"""Characters that a property of a file of Word may have."""


def _style(document: Document, lang: str) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    from viz.papers.word_marks import LOCALES, element

    for name, face, size in (
        ("Normal", _BODY, 10), ("Title", _HEADS, 22), ("Heading 1", _HEADS, 14),
        ("Heading 2", _HEADS, 11), ("Caption", _HEADS, 9), ("Header", _HEADS, 8),
        ("Footer", _HEADS, 8), ("List Bullet", _BODY, 10), ("List Number", _BODY, 10),
    ):  # fmt: skip
        font = document.styles[name].font
        font.name, font.size = face, Pt(size)
        fonts = font.element.get_or_add_rPr().get_or_add_rFonts()
        for which in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{which}"), None)
        if name in ("Title", "Heading 1", "Heading 2", "Caption"):
            font.color.rgb = RGBColor.from_string(_ACCENT)
    defaults = document.styles.element.find(f"{qn('w:docDefaults')}//{qn('w:lang')}")
    defaults.set(qn("w:val"), LOCALES.get(lang, lang))
    document.settings.element.append(element("autoHyphenation"))


def _foot(document: Document, paper: PaperInput) -> None:
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.shared import Cm

    from viz.papers.word_marks import add_field

    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.paragraph_format.tab_stops.clear_all()
    paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(16), WD_TAB_ALIGNMENT.RIGHT)
    paragraph.add_run(paper.words["foot"]).bold = True
    before, _, rest = paper.words["of_pages"].partition("%1")
    between, _, after = rest.partition("%2")
    paragraph.add_run(f"\t{before}")
    add_field(paragraph, "PAGE")
    paragraph.add_run(between)
    add_field(paragraph, "NUMPAGES")
    paragraph.add_run(after)


def _write(word: WordPaper, paper: PaperInput) -> None:
    said, words = paper.paper, paper.words
    word.title(said.title)
    for standing in said.standings:
        word.remark(standing)
    if said.points:
        word.heading(words["points"])
        word.points(said.points, ordered=False)
    for section in said.sections:
        word.section(section)
    word.heading(words["sources"])
    if said.figures:
        word.paragraph([_plain(words["how"])])
        heads = [words[name] for name in ("n", "value", "address", "revision", "rests")]
        word.table("", heads, (0, 3), list(_figures(paper)), (1, 3, 7, 2, 4))
    word.heading(words["missing"], level=2)
    word.points(
        [_plain(text) for text in said.missing or [words["nothing_missing"]]], ordered=False
    )
    if words["imprint"]:
        word.paragraph([_plain(words["imprint"])])


def _figures(paper: PaperInput) -> Iterator[Sequence[BriefSentence]]:
    for figure, shown in zip(paper.paper.figures, paper.values, strict=True):
        rests = paper.rests[figure.rests]
        cells = (str(figure.n), shown, figure.address, str(figure.revision), rests)
        yield [_plain(cell) for cell in cells]


def _plain(text: str) -> BriefSentence:
    return BriefSentence(text=text, figures=[], id=None, lang=None)
