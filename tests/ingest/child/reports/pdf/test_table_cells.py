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
