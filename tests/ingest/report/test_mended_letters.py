"""Letters that were decoded wrongly are mended where that is sure, and it is said."""

from __future__ import annotations

import pytest

from ingest.report.mended_letters import with_mended_letters
from kg.base.i18n import say
from kg.condense.long_report import Block


def test_they_are_mended_in_text_and_cells() -> None:
    block = Block(
        "row", "HaitÃ­ · EducaciÃ³n", 1, 1, cells=("HaitÃ­", "EducaciÃ³n"), columns=("PaÃ­s",)
    )
    (found,), (said,) = with_mended_letters([block])
    assert (found.text, found.cells, found.columns) == (
        "Haití · Educación", ("Haití", "Educación"), ("País",),
    )  # fmt: skip
    assert "HaitÃ­ is Haití" in str(say(said, "en"))


@pytest.mark.parametrize(
    "text", ["¿Qué?", "Educaci?n", "À São Tomé: 5 m² – 3 %", "plain", "l’État"]
)
def test_what_is_right_or_doubtful_stays(text: str) -> None:
    block = Block("paragraph", text, 1, 1)
    assert with_mended_letters([block]) == ([block], [])
