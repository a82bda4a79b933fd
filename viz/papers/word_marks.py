"""What python-docx leaves to its users: languages, fields, shading, repeated rows, links."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any, Final

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table, _Cell
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

LOCALES: Final = {"en": "en-US", "es": "es-ES", "pt": "pt-BR", "fr": "fr-FR"}
"""As Word names the languages in which it checks spelling."""
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)


def element(name: str, **attributes: str) -> Any:
    """Return an element of the main vocabulary of Word with its attributes."""
    found = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        found.set(qn(f"w:{key}"), value)
    return found


def say_language(run: Run, lang: str) -> None:
    """Say in which language a run is."""
    run._element.get_or_add_rPr().append(element("lang", val=LOCALES.get(lang, lang)))  # noqa: SLF001


def add_field(paragraph: Paragraph, code: str) -> None:
    """Add what Word fills in itself, such as the number of the page."""
    field = element("fldSimple", instr=code)
    run = element("r")
    text = element("t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)  # noqa: SLF001


def shade(cell: _Cell, colour: str) -> None:
    """Fill a cell with a colour, as six hexadecimal digits."""
    shading = element("shd", val="clear", color="auto", fill=colour)
    cell._tc.get_or_add_tcPr().append(shading)  # noqa: SLF001


def repeat_first_row(table: Table) -> None:
    """Let the first row stand on each page, and no row break between two."""
    for n, row in enumerate(table.rows):
        properties = row._tr.get_or_add_trPr()  # noqa: SLF001
        properties.append(element("cantSplit"))
        if n == 0:
            properties.append(element("tblHeader"))


def underline_paragraph(paragraph: Paragraph) -> None:
    """Draw a line below a paragraph, to write on."""
    borders = element("pBdr")
    borders.append(element("bottom", val="single", sz="4", space="1", color="595959"))
    paragraph._p.get_or_add_pPr().append(borders)  # noqa: SLF001


def box(paragraph: Paragraph, fill: str, edge: str) -> None:
    """Shade a paragraph, with a thick line before it."""
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001
    borders = element("pBdr")
    borders.append(element("left", val="single", sz="24", space="6", color=edge))
    properties.append(borders)
    properties.append(element("shd", val="clear", color="auto", fill=fill))


def restart_numbers(document: Document, paragraphs: list[Paragraph]) -> None:
    """Let the steps of a list begin with 1, whatever list came before it."""
    numbering = document.part.numbering_part.element
    style = document.styles["List Number"].element
    old = style.find(f".//{qn('w:numId')}").get(qn("w:val"))
    abstract = next(
        num.find(qn("w:abstractNumId")).get(qn("w:val"))
        for num in numbering.findall(qn("w:num"))
        if num.get(qn("w:numId")) == old
    )
    num = numbering.add_num(int(abstract))
    num.add_lvlOverride(ilvl=0).add_startOverride(1)
    for paragraph in paragraphs:
        properties: Any = paragraph._p.get_or_add_pPr()  # noqa: SLF001
        numbers = properties.get_or_add_numPr()
        numbers.get_or_add_numId().val = num.numId
        numbers.get_or_add_ilvl().val = 0


def link(paragraph: Paragraph, address: str, run: Run) -> None:
    """Let a run that stands last in a paragraph lead to an address."""
    relation = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    found = OxmlElement("w:hyperlink")
    found.set(qn("r:id"), relation)
    found.append(run._element)  # noqa: SLF001
    paragraph._p.append(found)  # noqa: SLF001


def same_each_time(body: bytes) -> bytes:
    """Return a file of Word without the times at which its parts were packed."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(body)) as old, zipfile.ZipFile(packed, "w") as new:
        for name in sorted(old.namelist(), key=lambda one: (one != "[Content_Types].xml", one)):
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            new.writestr(info, old.read(name))
    return packed.getvalue()
