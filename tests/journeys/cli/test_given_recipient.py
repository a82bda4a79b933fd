"""``ingest iati --recipient``: a national file that does not say which nation's it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Run

XML = """<iati-activities version="2.03"><iati-activity>
<iati-identifier>XX-1</iati-identifier><title><narrative xml:lang="es">Agua</narrative></title>
</iati-activity></iati-activities>"""


@pytest.mark.parametrize("recipient", ["HND", "hn", "state/hnd"])
def test_activities_without_recipient_get_the_one_given(
    run: Run, starter_copy: str, tmp_path: Path, recipient: str
) -> None:
    file = tmp_path / "national.xml"
    file.write_text(XML, "utf-8")
    done = run("ingest", "iati", str(file), "--recipient", recipient, "--json", store=starter_copy)
    assert [f["code"] for f in done.json["findings"]][-1] == "recipient-given"
    shown = run("show", "activity/XX-1", "--json", store=starter_copy).json
    (received,) = [r for r in shown["relations"] if r["type"] == "RECEIVES"]
    assert received["from"] == "state/hnd"


@pytest.mark.parametrize("recipient", ["Honduras", "XQQ", "org/oas", "region/dac/389", "2"])
def test_what_is_no_country_is_refused(run: Run, starter_copy: str, recipient: str) -> None:
    done = run("ingest", "iati", ".", "--recipient", recipient, "--json", store=starter_copy)
    assert done.status == 2
    assert "--recipient" in done.problem["detail"]
