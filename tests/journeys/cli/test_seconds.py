"""How long a load says it took: from when the command began, reading and look-ups included."""

from __future__ import annotations

import time

import pytest

from coopgraph.asked import Asked
from coopgraph.loads import Loaded, report
from coopgraph.settings import Settings
from ingest.findings import Report


def test_a_load_takes_as_long_as_its_command(capsys: pytest.CaptureFixture[str]) -> None:
    found = Report(seconds=0.01)
    report(Asked(Settings(), json=True, begun=time.monotonic() - 100), Loaded(found))
    assert found.seconds >= 100
    assert '"seconds": 100' in capsys.readouterr().out
