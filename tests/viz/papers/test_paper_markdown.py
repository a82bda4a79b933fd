from __future__ import annotations

from tests.viz.papers.made_papers import HOSTILE, every_block, paper, picture
from viz.papers.paper_input import input_of
from viz.papers.paper_markdown import escaped, markdown_of


def test_every_block_is_written_and_figures_stand_below() -> None:
    text = markdown_of(input_of(paper(*every_block(), picture())))
    assert text.startswith("State brief · Aaa · as of November 23, 2026 · revision 12 · English")
    assert "**For the states: not for publication**" in text
    assert "# Haiti\n" in text
    assert "1. A text \\[1\\]\n2. A text \\[1\\]" in text
    assert "| A text \\[1\\] | 4 |" in text
    assert "> « A text »" in text
    assert "| 2 | reports: not known | /v1/status?as\\_of=2026-11-23 | 12 |" in text
    assert text.endswith("- Who is in charge.\n")


def test_hostile_texts_stay_texts() -> None:
    text = markdown_of(input_of(paper(*every_block(HOSTILE), title=HOSTILE)))
    assert "<b>" not in text
    assert "[y](javascript" not in text
    lines = [line for line in text.splitlines() if line.startswith("| \\<b")]
    assert lines
    assert all(line.replace("\\|", "").count("|") == 3 for line in lines)


def test_what_means_something_at_the_beginning_is_escaped() -> None:
    assert [escaped(text) for text in ("- a", "1. a", "# a", "> a", "+1", "=1")] == [
        "\\- a", "1\\. a", "\\# a", "\\> a", "+1", "=1",
    ]  # fmt: skip
