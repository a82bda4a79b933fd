"""An OpenDocument text is read as it stands; what was deleted or hidden is none of it."""

# ruff: noqa: E501 (XML is easier to read as it is)

from __future__ import annotations

import pytest

from ingest.child.frames import Refused
from ingest.child.reports.report_limits import MAX_DEPTH
from tests.fuzz.mutate import zipped
from tests.ingest.child.reports.telling import Telling, tell
from tests.long_reports.long_odt import KIND, packed

URN = "urn:oasis:names:tc:opendocument:xmlns"
SPACES = " ".join(
    f'xmlns:{n}="{URN}:{n}:1.0"' for n in ("office", "text", "table", "style", "draw", "fo", "meta")
)
STYLES = (
    '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/>'
    '<style:style style:name="P2" style:family="paragraph"><style:paragraph-properties fo:break-before="page"/></style:style>'
    '<style:style style:name="P3" style:family="paragraph" style:parent-style-name="Tabla_20_1"/>'
    '<style:style style:name="Tabla_20_1" style:family="paragraph" style:parent-style-name="Caption"/>'
    '<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="H" style:family="text"><style:text-properties text:display="none"/></style:style>'
    '<style:style style:name="W" style:family="text"><style:text-properties fo:color="#ffffff"/></style:style>'
    '<style:style style:name="O" style:family="text"><style:text-properties fo:opacity="0%"/></style:style>'
    '<style:style style:name="N" style:family="text"><style:text-properties style:text-scale="1%"/></style:style>'
    '<style:style style:name="S" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>'
    '<style:style style:name="R" style:family="paragraph" style:parent-style-name="R"/>'
)


def odt(body: str, *, prolog: str = "", meta: str = "") -> bytes:
    content = (
        f"{prolog}<office:document-content {SPACES}><office:automatic-styles>{STYLES}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    return packed(content, meta and f"<office:document-meta {SPACES}>{meta}</office:document-meta>")


def p(text: str, style: str = "") -> str:
    return f'<text:p text:style-name="{style}">{text}</text:p>'


def cell(text: str, span: str = "") -> str:
    return f"<table:table-cell {span}>{p(text)}</table:table-cell>"


def row(*cells: str, times: str = "") -> str:
    return f"<table:table-row {times}>{''.join(cells)}</table:table-row>"


def table(*rows: str, heads: str = "") -> str:
    head = f"<table:table-header-rows>{heads}</table:table-header-rows>" if heads else ""
    return f"<table:table>{head}{''.join(rows)}</table:table>"


def read(body: str) -> Telling:
    return tell(odt(body))


def refused(raw: bytes) -> str:
    with pytest.raises(Refused) as caught:
        tell(raw)
    return caught.value.code


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ('<text:h text:outline-level="3">Resumen</text:h>', ("heading", "Resumen")),
        (p("Informe", "P1"), ("heading", "Informe")),
        (p('<text:span text:style-name="B">Resumen</text:span>'), ("heading", "Resumen")),
        (p("a<text:s text:c='900000000'/>b<text:tab/>c<text:line-break/>d"), ("paragraph", "a b c d")),
        (f"<text:list><text:list-item>{p('uno')}</text:list-item></text:list>", ("item", "uno")),
        (p("1,250<text:span text:style-name='S'>1</text:span> schools"), ("paragraph", "1,250 schools")),
        (p("Seen <text:span text:style-name='H'>not </text:span>so."), ("paragraph", "Seen so.")),
        (p("Seen <text:span text:style-name='W'>not </text:span>so."), ("paragraph", "Seen so.")),
        (p("Round.", "R"), ("paragraph", "Round.")),
        (f"<draw:frame><draw:text-box>{p('In a box.')}</draw:text-box></draw:frame>", ("paragraph", "In a box.")),
        (p("A<draw:frame><svg:title xmlns:svg='s'>not</svg:title></draw:frame>b."), ("paragraph", "Ab.")),
    ],
)  # fmt: skip
def test_what_a_paragraph_is(body: str, said: tuple[str, str]) -> None:
    assert read(body).said == [said]


def test_levels_and_title() -> None:
    found = read(p("Informe", "P1") + '<text:h text:outline-level="2">Uno</text:h>')
    assert [block["level"] for block in found.blocks] == [1, 2]
    assert found.about["title"] == "Informe"


def test_changes_and_comments_are_left_out_and_said() -> None:
    gone = f"<text:tracked-changes><text:changed-region><text:deletion>{p('gone')}</text:deletion></text:changed-region></text:tracked-changes>"
    said = p(f"Kept<office:annotation>{p('a comment')}</office:annotation>.")
    found = read(gone + said)
    assert found.texts == ["Kept."]
    assert found.unread == {"tracked-changes": {"n": 1}, "comments": {"n": 1}}


def test_notes_follow_their_paragraph() -> None:
    note = f"<text:note><text:note-citation>1</text:note-citation><text:note-body>{p('A note.')}</text:note-body></text:note>"
    assert read(p(f"One{note}.") + p("Two.")).said == [
        ("paragraph", "One."), ("note", "A note."), ("paragraph", "Two."),
    ]  # fmt: skip


def test_indexes_are_no_text() -> None:
    contents = f"<text:table-of-content><text:index-body>{p('Uno 3')}</text:index-body></text:table-of-content>"
    assert read(contents + p("Text.")).texts == ["Text."]


def test_hidden_sections() -> None:
    found = read(f'<text:section text:display="none">{p("not seen")}</text:section>' + p("Seen."))
    assert (found.texts, found.unread) == (["Seen."], {"hidden-places": {"n": 1}})


def test_sections_hidden_on_a_condition() -> None:
    hidden = (
        f'<text:section text:display="condition" text:is-hidden="true">{p("not")}</text:section>'
    )
    shown = (
        f'<text:section text:display="condition" text:is-hidden="false">{p("Seen.")}</text:section>'
    )
    found = read(hidden + shown)
    assert (found.texts, found.unread) == (["Seen."], {"hidden-places": {"n": 1}})


@pytest.mark.parametrize("style", ["H", "W", "O", "N"])
def test_hidden_letters(style: str) -> None:
    found = read(p(f'Seen.<text:span text:style-name="{style}"> Not.</text:span>'))
    assert (found.texts, found.unread) == (["Seen."], {"hidden-places": {"n": 1}})


def test_hidden_rows() -> None:
    rows = row(cell("State"), cell("Places")) + row(cell("Haiti"), cell("12"))
    hidden = row(cell("Not"), cell("5")).replace(
        "<table:table-row", '<table:table-row table:visibility="collapse"', 1
    )
    found = read(f"<table:table>{rows}{hidden}</table:table>")
    assert found.cells == [["State", "Places"], ["Haiti", "12"]]
    assert found.unread == {"hidden-places": {"n": 1}}


class TestTables:
    def test_heads_captions_and_spans(self) -> None:
        heads = row(
            cell("State"),
            cell("Amount", 'table:number-columns-spanned="2"'),
            "<table:covered-table-cell/>",
        )
        span = 'table:number-rows-spanned="2"'
        found = read(
            p("Plazas", "P3")
            + table(
                row(cell("Haiti", span), cell("10"), cell("1")),
                row("<table:covered-table-cell/>", cell("20"), cell("2")),
                row(cell("", 'table:number-columns-repeated="2"'), cell("3")),
                heads=heads,
            )
        )  # fmt: skip
        assert found.blocks[0]["columns"] == ["State", "Amount", "Amount"]
        assert found.blocks[0]["caption"] == "Plazas"
        assert found.cells == [["Haiti", "10", "1"], ["Haiti", "20", "2"], ["", "", "3"]]

    def test_rows_that_say_they_stand_there_again(self) -> None:
        again = row(cell("x"), cell("1"), times='table:number-rows-repeated="1048576"')
        assert len(read(table(row(cell("State"), cell("No.")), again)).cells) == 1_001

    def test_cells_that_say_so(self) -> None:
        wide = row(cell("x", 'table:number-columns-repeated="16384"'))
        found = read(table(wide, wide))
        assert all(len(cells) == 40 for cells in found.cells)


class TestPages:
    def test_they_are_where_the_text_was_laid_out(self) -> None:
        found = read(
            p("One.", "P2")
            + p("Two <text:soft-page-break/>and on.")
            + p("Three.")
            + p("Four.", "P2")
        )
        assert (found.pages, found.about["pages"]) == ([1, 1, 2, 3], 3)

    def test_none_where_it_was_not(self) -> None:
        found = read(p("One.") + p("Two.", "P2"))
        assert (found.pages, found.about["pages"]) == ([None, None], None)

    def test_their_number_is_said(self) -> None:
        meta = '<meta:document-statistic meta:page-count="40"/>'
        assert tell(odt(p("One.<text:soft-page-break/>"), meta=meta)).about["pages"] == 40


class TestHostile:
    def test_entities(self) -> None:
        assert refused(odt(p("&a;"), prolog='<!DOCTYPE x [<!ENTITY a "b">]>')) == "damaged"

    def test_depth(self) -> None:
        assert refused(odt("<text:span>" * MAX_DEPTH)) == "damaged"

    def test_no_text(self) -> None:
        found = refused(odt(p("<draw:frame><draw:image/></draw:frame>")))
        assert found == "no-text"

    def test_a_password(self) -> None:
        manifest = (
            f'<m:manifest xmlns:m="{URN}:manifest:1.0"><m:file-entry m:full-path="/" m:media-type="{KIND}"/>'
            '<m:file-entry m:full-path="content.xml"><m:encryption-data/></m:file-entry></m:manifest>'
        )
        raw = zipped(
            [
                ("mimetype", KIND.encode()),
                ("META-INF/manifest.xml", manifest.encode()),
                ("content.xml", b"x"),
            ]
        )
        assert refused(raw) == "protected"

    def test_its_text_is_missing(self) -> None:
        assert refused(zipped([("mimetype", KIND.encode())])) == "damaged"

    @pytest.mark.parametrize(
        ("body", "code"),
        [
            ("<draw:frame><draw:image/></draw:frame>", "pictures"),
            (
                '<draw:frame><draw:object xlink:href="http://x" xmlns:xlink="x"/></draw:frame>',
                "objects",
            ),
            ("<draw:frame><draw:floating-frame/></draw:frame>", "objects"),
        ],
    )
    def test_objects_are_said_and_not_opened(self, body: str, code: str) -> None:
        assert read(p("Text.") + p(body)).unread == {code: {"n": 1}}

    def test_macros_are_said(self) -> None:
        content = f"<office:document-content {SPACES}><office:body>{p('Text.')}</office:body></office:document-content>"
        raw = zipped(
            [
                ("mimetype", KIND.encode()),
                ("content.xml", content.encode()),
                ("Basic/Standard/Module1.xml", b"x"),
            ]
        )
        assert tell(raw).unread == {"macros": {"n": 1}}
