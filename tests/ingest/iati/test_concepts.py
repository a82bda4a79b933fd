"""Codes of sectors: withdrawn, unknown, of another list, oddly written."""

from __future__ import annotations

import pytest

from ingest.iati.concepts import Concepts
from ingest.known import Known


@pytest.mark.parametrize(
    ("code", "sector", "found"),
    [
        ("14030", "14030", None),
        (" 14030", "14030", None), ("14030.0", "14030", None), ("140 30", "14030", None),
        ("14030;", "14030", None), ("110.0", "110", None),
        ("11200", "112", "broader-sector"), ("11500", "110", "broader-sector"),
        ("119", "110", "broader-sector"), ("11999.0", "110", "broader-sector"),
        ("74010", "74020", "withdrawn-sector"), ("92010", "92010", "withdrawn-sector"),
        ("420", "15170", "withdrawn-sector"), ("42010", "15170", "withdrawn-sector"),
        ("99999", None, "unknown-sector"), ("1103", None, "unknown-sector"),
        ("110300", None, "unknown-sector"), ("water", None, "unknown-sector"),
        ("١١٠", None, "unknown-sector"), ("", None, "unknown-sector"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("vocabulary", ["1", "2"])
def test_sectors(
    known: Known, vocabulary: str, code: str, sector: str | None, found: str | None
) -> None:
    meaning = Concepts(known).sector(vocabulary, code)
    assert meaning.id == (sector and f"sector/dac/{sector}")
    assert (meaning.problem and meaning.problem.code) == found
