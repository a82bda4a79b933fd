"""Tables: each cell under its column, and nothing paired that the page does not pair."""

# ruff: noqa: E501 (markup and bytes are easier to read as they are)

from __future__ import annotations

from tests.ingest.child.reports.pdf_files import TEXT, Told, typeset

HEAD = ["State", "Programme", "Amount (US$)"]


def told(
    cells: list[list[str]],
    stroke: str = "0.5pt",
    more: str = "",
    columns: str = "(4cm, 6cm, 3cm)",
    justify: str = "false",
) -> Told:
    inner = ", ".join(f"[{cell}]" for row in cells for cell in row)
    head = "table.header([*State*], [*Programme*], [*Amount (US\\$)*]), "
    return Told(typeset(
        f"{TEXT}\n#show table: set par(justify: {justify})\n#figure(caption: [Grants of the year], kind: table, table(columns: {columns}, stroke: {stroke}, align: left, {more}{head}{inner}))\n{TEXT}"
    ))  # fmt: skip


ROWS = [["Haiti", "Schools", "1,250"], ["Dominican Republic", "Experts of the modernisation of public management and its laws", "450,000"],
        ["Belize", "Health", "98,000"], ["Peru", "Roads", "5,300"]]  # fmt: skip


def test_a_ruled_table() -> None:
    found = told(ROWS)
    assert found.rows() == ROWS
    rows = [b for b in found.blocks if b["kind"] == "row"]
    assert all(row["columns"] == HEAD for row in rows)
    assert {row["caption"] for row in rows} == {"Table 1: Grants of the year"}
    assert not found.texts("note")


def test_a_table_without_lines() -> None:
    found = told(ROWS, stroke="none")
    assert found.rows() == ROWS
    assert all(b["columns"] == HEAD for b in found.blocks if b["kind"] == "row")


def test_a_table_with_level_lines_alone() -> None:
    assert told(ROWS, stroke="(x: none, y: 0.5pt)").rows() == ROWS


def test_a_row_whose_columns_are_not_told_apart_is_one_cell() -> None:
    """Spaces as wide as those between columns stand in its text."""
    rows = told(ROWS, stroke="none", justify="true").rows()
    assert [row for row in rows if len(row) == 1] == [
        [
            "Dominican Republic Experts of the modernisation of 450,000 public management and its laws"
        ]
    ]
    assert [row for row in rows if len(row) > 1] == [ROWS[0], ROWS[2], ROWS[3]] or all(
        row[-1] in ("1,250", "98,000", "5,300") for row in rows if len(row) > 1
    )


def test_a_table_over_pages_is_one() -> None:
    many = [[f"State {n}", f"Programme {n}", f"{n},{n + 100}"] for n in range(1, 120)]
    inner = ", ".join(f"[{cell}]" for row in many for cell in row)
    markup = (
        f"#table(columns: (4cm, 6cm, 3cm), table.header([State], [Programme], [Amount]), {inner})"
    )
    found = Told(typeset(markup))
    assert found.rows() == many
    rows = [b for b in found.blocks if b["kind"] == "row"]
    assert {row["table"] for row in rows} == {1}
    assert len({row["page"] for row in rows}) > 2
    assert all(row["columns"] == ["State", "Programme", "Amount"] for row in rows)


def test_a_state_beside_several_rows_goes_with_each() -> None:
    markup = (
        "#table(columns: 3, [State], [Programme], [Amount], table.cell(rowspan: 2)[Haiti], [Schools],"
        " [1,250], [Roads], [7,500], [Belize], [Health], [98,000])"
    )
    assert Told(typeset(markup)).rows() == [
        ["Haiti", "Schools", "1,250"], ["Haiti", "Roads", "7,500"], ["Belize", "Health", "98,000"]
    ]  # fmt: skip


def test_an_amount_beside_several_rows_is_paired_with_none() -> None:
    markup = (
        "#table(columns: 3, [State], [Programme], [Amount], [Haiti], [Schools],"
        " table.cell(rowspan: 2)[1,250], [Jamaica], [Roads], [Belize], [Health], [98,000])"
    )
    assert Told(typeset(markup)).rows() == [
        ["Haiti · Schools · 1,250 · Jamaica · Roads"], ["Belize", "Health", "98,000"]
    ]  # fmt: skip


def test_a_head_over_several_columns_goes_with_each() -> None:
    markup = (
        "#table(columns: 3, table.header(table.cell(rowspan: 2)[*State*], table.cell(colspan: 2)[*Amount*],"
        " [*2023*], [*2024*]), [Haiti], [1,250], [1,300], [Belize], [7], [9])"
    )
    found = Told(typeset(markup))
    assert [b["columns"] for b in found.blocks] == [["State", "Amount 2023", "Amount 2024"]] * 2
    assert found.rows() == [["Haiti", "1,250", "1,300"], ["Belize", "7", "9"]]


def test_rows_piled_in_a_ruled_cell_are_told_apart() -> None:
    markup = "#table(columns: (4cm, 3cm), [State], [Amount], [Haiti \\ Belize \\ Peru], [1,250 \\ 98,000 \\ 5])"
    assert Told(typeset(markup)).rows() == [["Haiti", "1,250"], ["Belize", "98,000"], ["Peru", "5"]]


def test_an_empty_cell_moves_nothing() -> None:
    rows = [
        ["Haiti", "", "1,250"],
        ["", "Experts", "450"],
        ["Belize", "Health", ""],
        ["Peru", "Roads", "1"],
    ]
    assert told(rows).rows() == rows


def test_a_state_over_rows_is_no_part_of_the_head() -> None:
    markup = (
        "#table(columns: (6cm, 3cm), [*Project*], [*Amount*], table.cell(colspan: 2)[*HAITI*],"
        " [Wells], [1,250], table.cell(colspan: 2)[*CUBA*], [Milk], [98,000])"
    )
    rows = Told(typeset(markup)).blocks
    assert [row["cells"] for row in rows] == [
        ["HAITI", ""], ["Wells", "1,250"], ["CUBA", ""], ["Milk", "98,000"],
    ]  # fmt: skip
    assert {tuple(row["columns"]) for row in rows} == {("Project", "Amount")}


def test_a_title_in_the_first_row_is_the_caption() -> None:
    markup = (
        "#table(columns: (6cm, 3cm), table.cell(colspan: 2)[*Projects in Haiti*], [*Project*],"
        " [*Amount*], [Wells], [1,250], [Milk], [98,000])"
    )
    rows = Told(typeset(markup)).blocks
    assert [row["cells"] for row in rows] == [["Wells", "1,250"], ["Milk", "98,000"]]
    assert {(row["caption"], *row["columns"]) for row in rows} == {
        ("Projects in Haiti", "Project", "Amount")
    }


def test_lines_that_stand_between_those_of_another_cell_are_one_row() -> None:
    markup = (
        "#table(columns: (2cm, 5cm, 3cm), stroke: none, align: horizon, [*Ref.*], [*Project*],"
        " [*Amount*], [A1], [Mobile clinics of the northern regions and of the centre], [1,250],"
        " [A2], [Civil registry], [300], [A3], [Meals in all the schools of the two provinces], [9])"
    )
    assert Told(typeset(markup)).rows() == [
        ["A1", "Mobile clinics of the northern regions and of the centre", "1,250"],
        ["A2", "Civil registry", "300"],
        ["A3", "Meals in all the schools of the two provinces", "9"],
    ]


def test_a_figure_that_a_line_broke_is_one_and_two_below_each_other_are_two() -> None:
    markup = (
        "#table(columns: (5cm, 1.6cm, 3cm), stroke: none, align: horizon, [*Project*], [*Sum*],"
        " [*Men, women*], [Schools], [1 250 000], [12 \\ 300], [Civil registry], [300 000], [7],"
        " [Roads], [640 000], [9], [Wells], [5 000], [4])"
    )
    rows = Told(typeset(markup)).rows()
    assert rows[0] == ["Schools", "1 250 000", "12 · 300"]
    assert rows[1] == ["Civil registry", "300 000", "7"]


def test_a_name_between_two_rows_stands_beside_both() -> None:
    inner = "[A1], [Schools], [10], [A2], [Roads], [20], table.cell(rowspan: 2)[Belize], [A3], [Reefs], [30], [A4], [Ports], [40]"
    for stroke in ("none", "(x, y) => (bottom: 0.5pt)"):
        markup = (
            f"#table(columns: (3cm, 2cm, 5cm, 3cm), stroke: {stroke}, align: horizon, [*State*],"
            f" [*Ref.*], [*Project*], [*Amount*], table.cell(rowspan: 2)[Haiti], {inner})"
        )
        assert Told(typeset(markup)).rows() == [
            ["Haiti", "A1", "Schools", "10"],
            ["Haiti", "A2", "Roads", "20"],
            ["Belize", "A3", "Reefs", "30"],
            ["Belize", "A4", "Ports", "40"],
        ], stroke


def test_a_cell_over_rows_in_the_middle_joins_nothing_beside_it() -> None:
    inner = "[A1], table.cell(rowspan: 2)[Haiti], [Schools], [10], [A2], [Roads], [20], [A3], table.cell(rowspan: 2)[Belize], [Reefs], [30], [A4], [Ports], [40]"
    markup = (
        "#table(columns: (3cm, 2cm, 5cm, 3cm), stroke: (x, y) => (bottom: 0.5pt), align: horizon,"
        f" [*Ref.*], [*State*], [*Project*], [*Amount*], {inner})"
    )
    assert Told(typeset(markup)).rows() == [
        ["A1", "Haiti", "Schools", "10"],
        ["A2", "Haiti", "Roads", "20"],
        ["A3", "Belize", "Reefs", "30"],
        ["A4", "Belize", "Ports", "40"],
    ]


def test_a_table_of_level_lines_reaches_over_the_columns_of_text_above_it() -> None:
    rows = "".join(f"[A{n}], [Wells and schools], [{n},250]," for n in range(1, 8))
    markup = (
        f"#columns(2)[{TEXT * 6} #colbreak() {TEXT * 6}]\n= Projects\n#table(columns: (1fr, 1fr, 1fr),"
        f" stroke: (bottom: 0.5pt), [*Ref.*], [*Project*], [*Amount*], {rows})"
    )
    found = Told(typeset(markup))
    assert found.rows() == [[f"A{n}", "Wells and schools", f"{n},250"] for n in range(1, 8)]
    kinds = [block["kind"] for block in found.blocks]
    assert kinds.index("heading") > max(at for at, kind in enumerate(kinds) if kind == "paragraph")


def test_a_caption_that_says_so_goes_on_with_the_table_before() -> None:
    def part(word: str, widths: str, row: str) -> str:
        return (
            f"Table 1. Projects {word}\n\n#table(columns: {widths}, [*State*], [*Project*],"
            f" [*Amount*], {row})"
        )

    found = Told(typeset(
        part("", "(3cm, 6cm, 3cm)", "[Haiti], [Wells], [1,250], [], [Roads], [7]")
        + "\n#pagebreak()\n"
        + part("(continued)", "(4cm, 4cm, 3cm)", "[], [Ports], [30], [Belize], [Reefs], [4]")
    ))  # fmt: skip
    rows = [block for block in found.blocks if block["kind"] == "row"]
    assert [row["cells"][1] for row in rows] == ["Wells", "Roads", "Ports", "Reefs"]
    assert {(row["table"], row["caption"]) for row in rows} == {(1, "Table 1. Projects")}


def test_a_head_without_rows_below_it_is_no_heading() -> None:
    markup = "#table(columns: 3, column-gutter: 2cm, stroke: none, [*State*], [*Project*], [*Sum*])"
    found = Told(typeset(f"= Results\n{TEXT}\n{markup}"))
    assert [b["text"] for b in found.blocks if b["kind"] == "heading"] == ["Results"]


def test_a_frame_around_text_is_no_table() -> None:
    found = Told(typeset(f"#rect[{TEXT}]\n{TEXT}"))
    assert not found.rows()
    assert len(found.texts("paragraph")) == 2


def test_columns_of_text_are_no_table() -> None:
    said = " ".join(f"Sentence number {n} tells what the council decided then." for n in range(60))
    assert not Told(typeset(f"#columns(3)[{said}]")).rows()


def test_what_its_figures_are_stands_between_its_name_and_its_rows() -> None:
    rows = ", ".join(f"[{cell}]" for row in ROWS for cell in row)
    table = f"#table(columns: (4cm, 6cm, 3cm), table.header([*State*], [*Programme*], [*Amount*]), {rows})"
    for above in (
        ["Table 3. Grants of the year", "(In thousands of US dollars)"],
        ["(In thousands of US dollars)"],
    ):
        lines = "\n".join(f"#align(center)[{one}]\n#v(1mm)" for one in above)
        found = Told(typeset(f"{TEXT}\n\n{lines}\n{table}\n\n{TEXT}"))
        assert {b["caption"] for b in found.blocks if b["kind"] == "row"} == {" ".join(above)}
