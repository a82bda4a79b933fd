"""Texts of Word written by hand, part by part, so that each part can be what it should not be."""

# ruff: noqa: E501 (XML is easier to read as it is)

from __future__ import annotations

from collections.abc import Mapping

from tests.fuzz.mutate import zipped
from tests.ingest.child.books import OFFICE, PACKAGE

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"
MAIN = f"{KIND}.document.main+xml"
STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Ttulo1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Apartado"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Based"><w:name w:val="Apartado azul"/><w:basedOn w:val="Own"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Caption"><w:name w:val="caption"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="TDC1"><w:name w:val="toc 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Lista"><w:name w:val="List Bullet"/><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Round"><w:name w:val="r"/><w:basedOn w:val="Round"/></w:style>'
)


def docx(
    body: str,
    *,
    styles: str = STYLES,
    main: str = MAIN,
    relations: str = "",
    parts: Mapping[str, str | bytes] | None = None,
    prolog: str = "",
) -> bytes:
    """The bytes of a .docx with this body."""
    links = (
        f'<Relationship Id="s" Type="{OFFICE}/styles" Target="styles.xml"/>'
        f'<Relationship Id="f" Type="{OFFICE}/footnotes" Target="footnotes.xml"/>{relations}'
    )
    found: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="c" Type="{OFFICE}/core-properties" Target="docProps/core.xml"/>'
        f'<Relationship Id="e" Type="{OFFICE}/extended-properties" Target="docProps/app.xml"/></Relationships>',
        "word/document.xml": f'{prolog}<w:document xmlns:w="{W}" xmlns:mc="mc"><w:body>{body}</w:body></w:document>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{links}</Relationships>',
        "word/styles.xml": f'<w:styles xmlns:w="{W}">{styles}</w:styles>',
        **(parts or {}),
    }
    return zipped([(n, t.encode() if isinstance(t, str) else t) for n, t in found.items()])


def p(
    text: str = "", *, style: str = "", properties: str = "", run: str = "", more: str = ""
) -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    written = (
        f'<w:r><w:rPr>{run}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>' if text else ""
    )
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{written}{more}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid>{''.join(rows)}</w:tbl>"


def tr(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def tc(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def footnotes(*notes: str) -> dict[str, str | bytes]:
    written = "".join(
        f'<w:footnote w:id="{number}"><w:p><w:r><w:footnoteRef/></w:r>{r(" " + note)}</w:p></w:footnote>'
        for number, note in enumerate(notes, 1)
    )
    return {"word/footnotes.xml": f'<w:footnotes xmlns:w="{W}">{written}</w:footnotes>'}


def mark(number: int) -> str:
    return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'
