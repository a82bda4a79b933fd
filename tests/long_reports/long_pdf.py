"""A test report as a PDF, of one column or two, through Typst: heads, feet, notes, ruled tables."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path

import typst

from tests.long_reports.long_pieces import LongReport, Piece, Table

_SET = """\
#set document(title: {title})
#set page(paper: "a4", margin: 22mm, columns: {columns}, header: text(8pt, {head}),
  footer: context align(center, text(8pt, counter(page).display())))
#set text(lang: "{lang}", size: {size}pt, hyphenate: true)
#set par(justify: true)
#set heading(numbering: none)
#show heading.where(level: 1): it => {{ {turn} text(17pt, it.body); parbreak() }}
#show heading.where(level: 2): it => {{ text(13pt, it.body); parbreak() }}
#show heading.where(level: 3): it => {{ text(11pt, it.body); parbreak() }}
#show figure: set block(breakable: true)
#set figure.caption(position: top)
#set table(inset: {inset}pt)
#show table: set text({small}pt)
"""


def as_pdf(report: LongReport, columns: int = 1) -> bytes:
    """Return the report as the bytes of a PDF."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "report.typ"
        source.write_text("\n".join(_lines(report, columns)), "utf-8")
        made = typst.compile(str(source), format="pdf")
    assert isinstance(made, bytes)
    return made


def _lines(report: LongReport, columns: int) -> Iterator[str]:
    yield _SET.format(
        title=_text(report.title), head=_text(report.head), lang=report.lang, columns=columns,
        inset=5 if columns == 1 else 2, small=8 if columns == 1 else 5.5,
        size=10 if columns == 1 else 9, turn="pagebreak(weak: true);" if columns == 1 else "",
    )  # fmt: skip
    yield f"#text(9pt, {_text(report.symbol)})\n\n#text(22pt, {_text(report.title)})\n"
    for piece in report.pieces:
        yield from _piece(piece)


def _piece(piece: Piece) -> Iterator[str]:
    if piece.table is not None:
        yield from _table(piece.table)
    elif piece.kind == "heading":
        yield f"#heading(level: {piece.level}, {_text(piece.text)})\n"
    elif piece.kind == "item":
        yield f"#list({_text(piece.text)})\n"
    else:
        note = f"#footnote({_text(piece.note)})" if piece.note else ""
        yield f"#{_text(piece.text)}{note}\n"


def _table(table: Table) -> Iterator[str]:
    rows = [table.columns, *(row.cells for row in table.rows)]
    widest = (max(map(len, column)) for column in zip(*rows, strict=True))
    widths = ", ".join(f"{min(max(wide, 9), 26)}fr" for wide in widest)
    yield f"#text(9pt, strong({_text(table.caption)}))\n"
    yield f"#table(columns: ({widths}), stroke: 0.4pt,"
    yield f"table.header({', '.join(f'strong({_text(one)})' for one in table.columns)}),"
    above = None
    for place, row in enumerate(table.rows):
        for number, text in enumerate(row.cells):
            if number != table.merged:
                yield f"{_text(text)},"
            elif text != above:
                above = text
                rest = table.rows[place:]
                span = sum(1 for _ in takewhile(lambda one: one.cells[number] == text, rest))  # noqa: B023
                yield f"table.cell(rowspan: {span}, {_text(text)}),"
    yield ")\n"


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
