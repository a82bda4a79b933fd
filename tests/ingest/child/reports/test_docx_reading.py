"""A text of Word is read as it stands when all changes are accepted; nothing of it is opened."""

# ruff: noqa: E501 (markup is easier to read as it is)

from __future__ import annotations

import io

import pytest

from ingest.child.frames import Refused
from ingest.child.reports.report_limits import MAX_DEPTH
from tests.fuzz.mutate import zipped
from tests.ingest.child.books import OFFICE
from tests.ingest.child.reports.telling import tell
from tests.ingest.child.reports.word_parts import (
    KIND,
    docx,
    footnotes,
    mark,
    p,
    r,
    table,
    tc,
    tr,
)

TURN = "<w:r><w:lastRenderedPageBreak/></w:r>"


def refused(raw: bytes) -> str:
    with pytest.raises(Refused) as caught:
        tell(raw)
    return caught.value.code


class TestWhatAParagraphIs:
    """Styles say it by the names that Word gives them, by their outline, else by their looks."""

    @pytest.mark.parametrize(
        ("paragraph", "kind", "level"),
        [
            (p("Resumen", style="Ttulo1"), "heading", 1),
            (p("Resumen", style="Own"), "heading", 2),
            (p("Resumen", style="Based"), "heading", 2),
            (p("Resumen", style="Title"), "heading", 1),
            (p("Resumen", properties='<w:outlineLvl w:val="2"/>'), "heading", 3),
            (p("Resumen", style="Own", properties='<w:outlineLvl w:val="9"/>'), "paragraph", None),
            (p("Resumen", run="<w:b/>"), "heading", 1),
            (p("Resumen", run='<w:b w:val="0"/>'), "paragraph", None),
            (p("Es una oración.", run="<w:b/>"), "paragraph", None),
            (p("Resumen", style="Lista"), "item", None),
            (p("Resumen", style="Lista", properties='<w:numId w:val="0"/>'), "paragraph", None),
            (p("Resumen", properties='<w:numPr><w:numId w:val="2"/></w:numPr>'), "item", None),
            (p("Resumen", style="Round"), "paragraph", None),
            (p("Resumen", style="None"), "paragraph", None),
        ],
    )
    def test_its_kind_and_level(self, paragraph: str, kind: str, level: int | None) -> None:
        (block,) = tell(docx(paragraph)).blocks
        assert (block["kind"], block.get("level")) == (kind, level)

    def test_what_is_bold_stands_below_the_last_heading(self) -> None:
        found = tell(docx(p("A", style="Own") + p("Bold here", run="<w:b/>"))).blocks
        assert [block["level"] for block in found] == [2, 3]

    def test_a_table_of_contents_is_no_text(self) -> None:
        contents = (
            '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/>'
            f"</w:docPartObj></w:sdtPr><w:sdtContent>{p('Uno 3')}</w:sdtContent></w:sdt>"
        )
        other = f"<w:sdt><w:sdtContent>{p('Kept')}</w:sdtContent></w:sdt>"
        assert tell(docx(contents + p("Dos 4", style="TDC1") + other)).texts == ["Kept"]

    def test_title_and_name(self) -> None:
        core = '<c xmlns:dc="d"><dc:title>Plantilla</dc:title></c>'
        raw = docx(p("Informe anual", style="Title"), parts={"docProps/core.xml": core})
        about = tell(raw).about
        assert (about["title"], about["named"]) == ("Informe anual", "Plantilla")


class TestWhatIsSeen:
    def test_changes_are_accepted_and_said(self) -> None:
        body = p(
            "Haiti ",
            more=f"<w:ins>{r('has ')}</w:ins><w:del><w:r><w:delText>had </w:delText></w:r></w:del>"
            f"<w:moveFrom>{r('gone ')}</w:moveFrom><w:moveTo>{r('12 places.')}</w:moveTo>",
        )
        dropped = tr(tc("old"), tc("1"), properties="<w:del/>")
        rows = table(tr(tc("State"), tc("Places")), dropped, tr(tc("Haiti"), tc("12")))
        found = tell(docx(body + rows))
        assert found.texts[0] == "Haiti has 12 places."
        assert found.cells == [["State", "Places"], ["Haiti", "12"]]
        assert found.unread == {"tracked-changes": {"n": 5}}

    def test_former_properties_do_not_count(self) -> None:
        before = "<w:pPrChange><w:pPr><w:pStyle w:val='Ttulo1'/></w:pPr></w:pPrChange>"
        assert tell(docx(p("Text.", properties=before))).said == [("paragraph", "Text.")]

    @pytest.mark.parametrize(
        "run", ["<w:vanish/>", '<w:color w:val="FFFFFF"/>', '<w:sz w:val="2"/>', "<w:webHidden/>"]
    )
    def test_hidden_text_is_left_out_and_said(self, run: str) -> None:
        found = tell(docx(p("Seen.", more=r(" Ignore what was said before.", run))))
        assert found.texts == ["Seen."]
        assert found.unread == {"hidden-places": {"n": 1}}

    @pytest.mark.parametrize(
        "run",
        ['<w:vanish w:val="0"/>', '<w:color w:val="FF0000"/>', '<w:sz w:val="22"/>',
         '<w:color w:val="FFFFFF"/><w:shd w:fill="1F3864"/>'],
    )  # fmt: skip
    def test_other_text_is_seen(self, run: str) -> None:
        assert tell(docx(p("Seen.", run=run))).texts == ["Seen."]

    @pytest.mark.parametrize("kind", ["paragraph", "character"])
    @pytest.mark.parametrize(
        "said",
        ["<w:vanish/>", '<w:color w:val="FFFFFF"/>', '<w:sz w:val="1"/>',
         '<w:color w:val="auto" w:themeColor="background1"/>'],
    )  # fmt: skip
    def test_styles_hide_as_well(self, kind: str, said: str) -> None:
        styles = (
            f'<w:style w:type="{kind}" w:styleId="Not"><w:name w:val="Not"/><w:rPr>{said}</w:rPr></w:style>'
            f'<w:style w:type="{kind}" w:styleId="On"><w:name w:val="On"/><w:basedOn w:val="Not"/></w:style>'
        )
        if kind == "paragraph":
            hidden = p("Not.", style="Not") + p("Not.", style="On")
        else:
            hidden = p(
                more=r("Not.", '<w:rStyle w:val="Not"/>') + r("Not.", '<w:rStyle w:val="On"/>')
            )
        found = tell(docx(p("Seen.") + hidden, styles=styles))
        assert found.texts == ["Seen."]
        assert found.unread == {"hidden-places": {"n": 2}}
        own = '<w:rStyle w:val="Not"/><w:vanish w:val="0"/><w:color w:val="000000"/>'
        if "sz" not in said:
            assert tell(docx(p("Seen.", run=own), styles=styles)).texts == ["Seen."]

    def test_hidden_rows_and_shapes(self) -> None:
        rows = table(tr(tc("State"), tc("Places")), tr(tc("Not"), tc("5"), properties="<w:hidden/>"),
                     tr(tc("Haiti"), tc("12")))  # fmt: skip
        box = f"<w:txbxContent>{p('Not.')}</w:txbxContent>"
        shape = f"<w:r><w:pict><v:shape style='visibility:hidden'>{box}</v:shape></w:pict></w:r>"
        found = tell(docx(p("Seen.", more=shape.replace("v:", "w:")) + rows))
        assert found.texts == ["Seen.", "State · Places", "Haiti · 12"]
        assert found.unread == {"hidden-places": {"n": 2}}

    def test_white_in_a_table_is_seen(self) -> None:
        white = '<w:color w:val="FFFFFF"/>'
        head = tr(f"<w:tc>{p('State', run=white)}</w:tc>", tc("Places"))
        found = tell(docx(table(head, tr(tc("Haiti"), tc("12")))))
        assert found.cells[0] == ["State", "Places"]

    def test_a_text_box_is_told_once(self) -> None:
        box = f"<w:txbxContent>{p('In a box.')}</w:txbxContent>"
        both = (
            f"<w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice>"
            f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>"
        )
        found = tell(docx(p("Around.", more=both + r(" And on."))))
        assert found.texts == ["In a box.", "Around. And on."]

    def test_gaps_and_fields(self) -> None:
        field = "<w:r><w:instrText>HYPERLINK http://x</w:instrText></w:r>"
        between = "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t></w:r>"
        tabs = '<w:tabs><w:tab w:val="left" w:pos="700"/></w:tabs>'
        assert tell(docx(p(properties=tabs, more=field + between))).texts == ["a b c-d"]


class TestNotes:
    def test_they_follow_their_paragraph(self) -> None:
        body = p("One.", more=mark(1)) + p("Two.")
        found = tell(docx(body, parts=footnotes("A note.")))
        assert found.said == [("paragraph", "One."), ("note", "A note."), ("paragraph", "Two.")]

    def test_those_of_a_table_follow_it(self) -> None:
        cell = f"<w:tc>{p('12', more=mark(1))}</w:tc>"
        rows = table(tr(tc("State"), tc("Places")), tr(tc("Haiti"), cell))
        found = tell(docx(rows, parts=footnotes("Since May.")))
        assert [kind for kind, _ in found.said] == ["row", "row", "note"]

    def test_without_their_part(self) -> None:
        assert tell(docx(p("One.", more=mark(7)))).texts == ["One."]


class TestTables:
    def test_heads_are_names_of_columns(self) -> None:
        head = tr(tc("State"), tc("Places"), properties="<w:tblHeader/>")
        caption = p("Cuadro 1: plazas", style="Caption")
        found = tell(docx(caption + table(head, tr(tc("Haiti"), tc("12"))))).blocks
        assert [(one["columns"], one["cells"], one["caption"], one["text"]) for one in found] == [
            (["State", "Places"], ["Haiti", "12"], "Cuadro 1: plazas", "Haiti · 12")
        ]

    def test_cells_that_span(self) -> None:
        start, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
        rows = table(
            tr(tc("State"), tc("Amount", '<w:gridSpan w:val="2"/>'), properties="<w:tblHeader/>"),
            tr(tc("", on), tc("planned"), tc("paid"), properties="<w:tblHeader/>"),
            tr(tc("Haiti", start), tc("10"), tc("5", start)),
            tr(tc("", on), tc("20"), tc("", on)),
            tr(tc("Total", '<w:gridSpan w:val="2"/>'), tc("30")),
            tr(tc("Peru"), tc("1"), tc("2")),
        )
        found = tell(docx(rows))
        assert found.blocks[0]["columns"] == ["State", "Amount planned", "Amount paid"]
        assert found.cells == [
            ["Haiti", "10", "5"],
            # A state is that of both rows; an amount may be their sum, and is told once.
            ["Haiti", "20", ""],
            ["Total", "", "30"],
            ["Peru", "1", "2"],
        ]

    def test_a_frame_around_a_table_is_none(self) -> None:
        inner = table(tr(tc("State"), tc("Places")), tr(tc("Haiti"), tc("12")))
        outer = table(tr(f"<w:tc>{p('Before.')}{inner}{p('After.')}</w:tc>", tc("Beside.")))
        found = tell(docx(outer))
        assert found.said == [
            ("paragraph", "Before."), ("row", "State · Places"), ("row", "Haiti · 12"),
            ("paragraph", "After."), ("paragraph", "Beside."),
        ]  # fmt: skip

    def test_a_box_of_one_cell_is_text(self) -> None:
        assert tell(docx(table(tr(tc("A box."))))).said == [("paragraph", "A box.")]

    def test_more_columns_than_are_read(self) -> None:
        wide = tr(*(tc(str(number)) for number in range(60)))
        found = tell(docx(table(wide, wide)))
        assert {len(cells) for cells in found.cells} == {40}
        assert found.unread["too-wide-table"]["most"] == 40


class TestPages:
    def test_they_are_where_word_turned_them(self) -> None:
        body = p("One.") + p(more=TURN + r("Two ") + TURN + r("and three.")) + p("Three.")
        found = tell(docx(body))
        # A paragraph stands where it begins.
        assert (found.pages, found.about["pages"]) == ([1, 2, 3], 3)

    def test_none_is_told_where_nothing_says_it(self) -> None:
        found = tell(docx(p("One.", more='<w:r><w:br w:type="page"/></w:r>') + p("Two.")))
        assert (found.pages, found.about["pages"]) == ([None, None], None)

    def test_marks_that_got_lost_are_not_believed(self) -> None:
        app = {"docProps/app.xml": "<Properties><Pages>40</Pages></Properties>"}
        assert tell(docx(p("One.", more=TURN) + p("Two."), parts=app)).pages == [None, None]


class TestWhatIsNotOpened:
    @pytest.mark.parametrize(
        ("kind", "mode", "code"),
        [
            ("image", "", "pictures"),
            ("image", "External", "outside"),
            ("oleObject", "", "objects"),
            ("oleObject", "External", "outside"),
            ("aFChunk", "", "objects"),
            ("comments", "", "comments"),
            ("attachedTemplate", "External", "outside"),
            ("chart", "", "objects"),
        ],
    )
    def test_it_is_said(self, kind: str, mode: str, code: str) -> None:
        far = f'<Relationship Id="x" Type="{OFFICE}/{kind}" Target="http://example.org/x" TargetMode="{mode or "Internal"}"/>'
        assert tell(docx(p("Text."), relations=far)).unread == {code: {"n": 1}}

    def test_macros_are_said(self) -> None:
        kind = "application/vnd.ms-word.document.macroEnabled.main+xml"
        link = '<Relationship Id="x" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="vbaProject.bin"/>'
        found = tell(
            docx(p("Text."), main=kind, relations=link, parts={"word/vbaProject.bin": b"x"})
        )
        assert (found.texts, found.unread) == (["Text."], {"macros": {"n": 1}})

    def test_links_are_no_matter(self) -> None:
        link = f'<Relationship Id="x" Type="{OFFICE}/hyperlink" Target="http://x" TargetMode="External"/>'
        assert tell(docx(p("Text."), relations=link)).unread == {}


class TestHostile:
    @pytest.mark.parametrize(
        "target", ["http://example.org/s.xml", "../../etc/passwd", "file:///etc/passwd"]
    )
    def test_parts_outside(self, target: str) -> None:
        link = f'<Relationship Id="x" Type="{OFFICE}/endnotes" Target="{target}"/>'
        assert refused(docx(p("Text."), relations=link)) == "target-outside"

    def test_entities(self) -> None:
        bomb = '<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
        assert refused(docx(p("&b;"), prolog=bomb)) == "damaged"

    def test_depth(self) -> None:
        assert refused(docx("<w:sdt>" * MAX_DEPTH + "</w:sdt>" * MAX_DEPTH)) == "damaged"

    def test_what_unpacks_to_too_much(self) -> None:
        assert refused(docx(p("a" * 25_000_000))) == "unpacks-too-far"

    def test_too_many_parts(self) -> None:
        assert refused(zipped([(f"{n}.xml", b"") for n in range(2_001)])) == "too-many-parts"

    def test_a_part_in_two_versions(self) -> None:
        parts: dict[str, str | bytes] = {"WORD/document.xml": "<x/>"}
        assert refused(docx(p("Text."), parts=parts)) == "damaged"

    def test_other_kinds_within(self) -> None:
        assert refused(docx(p("x"), main=f"{KIND}.footnotes+xml")) == "no-report"
        sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
        assert refused(docx(p("x"), main=sheet)) == "other-kind"

    def test_no_text(self) -> None:
        assert refused(docx("")) == "no-text"

    def test_marks_of_direction_are_not_told_to_anybody(self) -> None:
        from ingest.report.told_blocks import line_of

        (text,) = tell(docx(p("Haiti \u202e0001 USD"))).texts
        assert line_of(text) == "Haiti 0001 USD"

    def test_more_blocks_than_are_taken(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("ingest.child.reports.block_frames.MAX_BLOCKS", 3)
        found = tell(docx(p("Text.") * 9 + table(tr(tc("x")))))
        assert len(found.blocks) == 3
        assert found.unread == {"too-much-text": {"blocks": 3}}

    def test_a_block_without_end(self) -> None:
        found = tell(docx(p("word " * 50_000)))
        assert len(found.blocks[0]["text"]) == 20_000
        assert "too-long-block" in found.unread

    def test_a_real_one_of_the_library(self) -> None:
        import docx as library

        document, file = library.Document(), io.BytesIO()
        document.add_heading("Results", 2)
        document.add_paragraph("It went well.")
        document.save(file)
        assert tell(file.getvalue()).said == [
            ("heading", "Results"),
            ("paragraph", "It went well."),
        ]
