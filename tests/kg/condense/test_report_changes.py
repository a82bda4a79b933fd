"""What is new or changed in a report, what matters most first."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.condense.long_report import Block, Report
from kg.condense.report_changes import changes
from tests.kg.condense.made_reports import report, row

BEFORE: list[str | Block] = [
    "The programme of the Agency reached the farmers of the lowlands with courses.",
    "The fund of the island states holds US$ 250,000 for the studies of nurses.",
    row("Haiti", "3", "1,500", caption="Grants", paragraph=3),
]
NEW = [
    "The old museum of the northern province has lent maps to several schools.",
    "Some 45 per cent of the sensors were bought by the coast guard itself.",
    "Ministers adopted a charter on the rights of seasonal workers abroad.",
    "Delegates approved US$ 900,000 for the bridge over the border river.",
]


def test_decisions_with_amounts_come_first_then_decisions_then_amounts() -> None:
    found = changes(report([*BEFORE, *NEW]), report(BEFORE))
    assert [one.text for one in found.new] == [NEW[3], NEW[2], NEW[1], NEW[0]]
    assert found.changed == []


def test_what_changed_says_what_was_and_where() -> None:
    now: list[str | Block] = [
        BEFORE[0],
        "The fund of the island states holds US$ 300,000 for the studies of nurses.",
        row("Haiti", "3", "1,900", caption="Grants", paragraph=3),
    ]
    found = changes(report(now), report(BEFORE))
    assert found.new == []
    assert [(one.text, one.now, one.was, one.was_page) for one in found.changed] == [
        (now[1], now[1], BEFORE[1], 1),
        ("Haiti 3 1,900", "Haiti 3 1,900", "Haiti 3 1,500", 1),
    ]


LINES = st.lists(
    st.sampled_from([*NEW, *map(str, BEFORE[:2]), "# Head", "| Haiti | 12", "A b c d e f."])
)


@settings(deadline=None, max_examples=50)
@given(LINES, LINES)
def test_all_is_said_verbatim_and_a_report_against_itself_has_no_news(
    now: list[str], before: list[str]
) -> None:
    of: Report = report(now)
    found = changes(of, report(before))
    texts = {block.paragraph: block.text for block in of.blocks}
    assert all(one.text in texts[one.paragraph] for one in [*found.new, *found.changed])
    assert changes(of, of) == ([], [])


def test_a_caption_that_another_format_tells_as_text_is_nothing_new() -> None:
    text = "Grants and loans of the fund to states"
    before = report([*BEFORE, row("Peru", "9", caption=text, paragraph=4)])
    assert changes(report([*BEFORE, text]), before).new == []


def test_other_decimals_are_a_change() -> None:
    said = "The fund gave US$ {} million to twelve schools of the island in the year."
    (one,) = changes(report([said.format("12.5")]), report([said.format("1.25")])).changed
    assert (one.was, one.now) == (said.format("1.25"), said.format("12.5"))
