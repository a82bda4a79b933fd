"""A page of the web is read as its readers see it; nothing of it is run or fetched."""

# ruff: noqa: E501 (markup is easier to read as it is)

from __future__ import annotations

import pytest

from ingest.child.frames import Refused
from tests.ingest.child.reports.telling import Telling, tell


def read(body: str, head: str = "") -> Telling:
    return tell(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode())


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("<h2>Results</h2><p>It <b>went</b>&nbsp;well.</p>", [("heading", "Results"), ("paragraph", "It went well.")]),
        ("<div>Loose <span>text</span><p>Apart.</p>on</div>", [("paragraph", "Loose text"), ("paragraph", "Apart."), ("paragraph", "on")]),
        ("<ul><li>One<ul><li>Two</ul><li>Three</ul>", [("item", "One"), ("item", "Two"), ("item", "Three")]),
        ("<p>One<p>Two<br>three", [("paragraph", "One"), ("paragraph", "Two three")]),
        ("<nav>Menu</nav><p>Text.</p><footer>Foot</footer>", [("paragraph", "Text.")]),
        ("<p>Area of 5 m<sup>2</sup>.</p>", [("paragraph", "Area of 5 m².")]),
        ("<p>Gave 450,000<sup>2</sup> and 7<sup>a</sup> and N<sup>o</sup> 5.</p>", [("paragraph", "Gave 450,000 and 7a and No 5.")]),
        ("<p>Old<del> gone</del>.</p>", [("paragraph", "Old.")]),
        ("<p>Text.<!-- a comment --></p>", [("paragraph", "Text.")]),
        ("<form><p>Text.</p><select><option>No</select><textarea>No</textarea></form>", [("paragraph", "Text.")]),
        ("<dl><dt>Term<dd>Meaning</dl>", [("paragraph", "Term"), ("paragraph", "Meaning")]),
        ("<figure><img alt=x><figcaption>A picture.</figcaption></figure>", [("paragraph", "A picture.")]),
    ],
)  # fmt: skip
def test_blocks(body: str, said: list[tuple[str, str]]) -> None:
    assert read(body).said == said


def test_levels() -> None:
    found = read("".join(f"<h{n}>A</h{n}>" for n in range(1, 7)))
    assert [block["level"] for block in found.blocks] == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize(
    "hidden",
    [
        "<p hidden>Not</p>", '<p style="display: none">Not</p>', '<p style="visibility:hidden">Not</p>',
        '<p class="a b">Not</p>', '<span style="color:#FFF">Not</span>', '<i style="font-size:0">Not</i>',
        '<p style="text-indent:-9999px">Not</p>', '<p style="opacity:0">Not</p>',
    ],
)  # fmt: skip
def test_what_is_hidden_is_left_out_and_said(hidden: str) -> None:
    found = read(f"<p>Seen.</p>{hidden}", "<style>p{margin:0} .b { display:none; }</style>")
    assert (found.texts, found.unread) == (["Seen."], {"hidden-places": {"n": 1}})


@pytest.mark.parametrize(
    "seen",
    ['<p style="background-color:#fff">Seen.</p>', '<p style="color:#ffe0aa">Seen.</p>',
     '<p style="color:white;background:#003">Seen.</p>', '<p style="font-size:0.9em">Seen.</p>'],
)  # fmt: skip
def test_other_styles_hide_nothing(seen: str) -> None:
    assert read(seen).texts == ["Seen."]


class TestNotes:
    def test_of_roles(self) -> None:
        body = (
            '<p>One<sup><a role="doc-noteref" href="#x">1</a></sup>.</p>'
            '<section role="doc-endnotes"><ol><li id="fn1">A note.</li></ol></section><p>Two.</p>'
        )
        assert read(body).said == [
            ("paragraph", "One."),
            ("note", "A note."),
            ("paragraph", "Two."),
        ]

    def test_marks_are_no_text(self) -> None:
        body = '<p>One<sup><a href="#ends">2</a></sup> and <a href="#part">a part</a>.</p>'
        assert read(body).texts == ["One and a part."]

    def test_of_word(self) -> None:
        body = (
            '<p>One<a href="#_ftn1" name="_ftnref1">[1]</a>.</p>'
            '<div id="ftn1"><p><a href="#_ftnref1" name="_ftn1">[1]</a> A note.</p></div>'
        )
        assert read(body).said == [("paragraph", "One."), ("note", "A note.")]


class TestTables:
    def test_heads_spans_and_caption(self) -> None:
        found = read(
            "<table><caption>Places</caption><thead><tr><th rowspan=2>State<th colspan=2>Amount</tr>"
            "<tr><th>planned<th>paid</tr></thead>"
            "<tr><td rowspan=2>Haiti<td>10<td rowspan=2>5</tr><tr><td>20</tr><tr><td>Peru<td>1<td>2</tr></table>"
        )
        assert found.blocks[0]["columns"] == ["State", "Amount planned", "Amount paid"]
        assert {block["caption"] for block in found.blocks} == {"Places"}
        assert found.cells == [["Haiti", "10", "5"], ["Haiti", "20", ""], ["Peru", "1", "2"]]

    def test_a_row_over_all_columns_heads_none_of_them(self) -> None:
        body = "<table><tr><th>Project<th>Sum</tr><tr><th colspan=2>HAITI</tr><tr><td>Wells<td>5</tr><tr><th colspan=2>CUBA</tr><tr><td>Milk<td>7</tr></table>"
        rows = read(body).blocks
        assert [row["cells"] for row in rows] == [
            ["HAITI", ""],
            ["Wells", "5"],
            ["CUBA", ""],
            ["Milk", "7"],
        ]
        assert {tuple(row["columns"]) for row in rows} == {("Project", "Sum")}

    @pytest.mark.parametrize("cell", ["td", "th"])
    def test_a_title_in_the_first_row_is_the_caption_and_the_second_heads(self, cell: str) -> None:
        body = f"<table><tr><{cell} colspan=2>Projects in Haiti</tr><tr><{cell}>Project<{cell}>Sum</tr><tr><td>Wells<td>5</tr><tr><td>Milk<td>7</tr></table>"
        rows = [row for row in read(body).blocks if row["columns"]]
        assert [row["cells"] for row in rows] == [["Wells", "5"], ["Milk", "7"]]
        assert {(row["caption"], *row["columns"]) for row in rows} == {
            ("Projects in Haiti", "Project", "Sum")
        }

    def test_a_state_over_rows_without_a_head_is_no_caption(self) -> None:
        body = "<table><tr><td colspan=2>HAITI</tr><tr><td>Wells<td>5</tr><tr><td>Milk<td>7</tr></table>"
        rows = read(body).blocks
        assert [row["cells"] for row in rows] == [["HAITI", ""], ["Wells", "5"], ["Milk", "7"]]
        assert {row["caption"] for row in rows} == {""}

    def test_tables_that_lay_out_a_page(self) -> None:
        found = read(
            "<table><tr><td>Menu</td><td><p>Text.</p><table><tr><th>State<th>Places</tr>"
            "<tr><td>Haiti<td>12</tr></table></td></tr></table>"
        )
        assert found.said == [
            ("paragraph", "Menu"), ("paragraph", "Text."), ("row", "Haiti · 12"),
        ]  # fmt: skip

    def test_spans_without_end(self) -> None:
        found = read("<table><tr><td rowspan=999999999 colspan=99999>x<tr><td>y<td>z</table>")
        assert all(len(cells) <= 40 for cells in found.cells)


class TestEncodings:
    TEXT = "<p>Cooperación técnica – São Tomé</p>"

    @pytest.mark.parametrize(
        ("encoding", "head"),
        [
            ("utf-8", ""), ("utf-8", '<meta charset="latin-1">'), ("cp1252", '<meta charset="iso-8859-1">'),
            ("cp1252", ""), ("mac_roman", ""), ("utf-16", ""), ("utf-8-sig", '<meta charset="cp1250">'),
            ("cp1252", '<meta charset="utf-8">'), ("utf-8", '<meta charset="no-such">'),
            ("utf-8", '<meta charset="utf-16">'), ("utf-8", '<meta charset="zip">'),
            ("cp1252", '<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">'),
        ],
    )  # fmt: skip
    def test_each(self, encoding: str, head: str) -> None:
        raw = f"<html><head>{head}</head><body>{self.TEXT}</body></html>".encode(encoding)
        found = tell(raw).texts
        # What a page says of itself is believed as browsers do; UTF-8 under another name is not mended here.
        says_other = encoding == "utf-8" and "latin-1" in head
        assert (found == ["Cooperación técnica – São Tomé"]) is not says_other


class TestHostile:
    @pytest.mark.parametrize(
        ("body", "code"),
        [
            ("<script>alert(1)</script>", "scripts"),
            ("<form><input name=a></form>", "form"),
            ('<iframe src="http://example.org"></iframe>', "objects"),
            ('<img src="http://example.org/x.png" onerror="alert(1)">', "pictures"),
            ('<object data="x"></object>', "objects"),
        ],
    )
    def test_it_is_said(self, body: str, code: str) -> None:
        found = read(f"<p>Text.</p>{body}")
        assert (found.texts, found.unread) == (["Text."], {code: {"n": 1}})

    def test_a_document_type_with_entities(self) -> None:
        raw = b'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><body><p>A &x; b</p>'
        assert "root" not in " ".join(tell(raw).texts)

    def test_depth(self) -> None:
        with pytest.raises(Refused, match="damaged"):
            read("<div>" * 5_000 + "x")

    @pytest.mark.parametrize(
        "large",
        ["<img src='data:%s'>" % ("x" * 11_000_000), "<!--%s-->" % ("x" * 11_000_000),
         "<script>%s</script>" % ("x" * 11_000_000)],
        ids=["attribute", "comment", "script"],
    )  # fmt: skip
    def test_nothing_is_lost_behind_what_is_large(self, large: str) -> None:
        assert read(f"<p>Before.</p>{large}<p>After.</p>").texts == ["Before.", "After."]

    def test_a_stray_null(self) -> None:
        assert read("<p>A report of some length with a null\0 in it.</p>").texts == [
            "A report of some length with a null in it."
        ]

    def test_no_text(self) -> None:
        with pytest.raises(Refused, match="no-text"):
            read("<script>document.write('x')</script>")

    def test_too_large(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("ingest.child.reports.html_text.MAX_HTML", 10)
        with pytest.raises(Refused, match="too-large"):
            read("<p>Text.</p>")

    def test_more_blocks_than_are_taken(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("ingest.child.reports.block_frames.MAX_BLOCKS", 3)
        found = read("<p>Text.</p>" * 9)
        assert (len(found.blocks), found.unread) == (3, {"too-much-text": {"blocks": 3}})

    def test_frames(self) -> None:
        with pytest.raises(Refused, match="no-text"):
            tell(b"<html><frameset><frame src='http://x'></frameset></html>")


class TestWhatFiguresAre:
    """A line between the name of a table and its rows says the scale: it goes with each row."""

    ROWS = "<table><tr><th>State<th>Amount</tr><tr><td>Haiti<td>1,250</tr><tr><td>Peru<td>4</tr></table>"

    @pytest.mark.parametrize(
        ("above", "caption"),
        [
            (
                ("Table 3. Grants", "(In thousands of US dollars)"),
                "Table 3. Grants (In thousands of US dollars)",
            ),
            (("Cuadro III.2", "Haití: montos", "(En millones)"), "Cuadro III.2 Haití: montos (En millones)"),
            (("Table 3", "Grants of the year"), "Table 3 Grants of the year"),
            (("In thousands of US$",), "In thousands of US$"),
        ],
    )  # fmt: skip
    def test_they_are_in_its_caption(self, above: tuple[str, ...], caption: str) -> None:
        found = read("".join(f"<p>{one}</p>" for one in above) + self.ROWS)
        assert {one["caption"] for one in found.blocks} == {caption}

    def test_without_a_table_nothing_is_lost(self) -> None:
        said = ["Table 3. Grants", "(In thousands of US dollars)", "The Agency gave grants."]
        found = read("".join(f"<p>{one}</p>" for one in said))
        assert found.texts == said
