"""Running the command in this process, as ``main`` does."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest


@dataclass(frozen=True)
class Done:
    """What a command left behind."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one document on stdout."""
        return json.loads(self.out)

    @property
    def problem(self) -> Any:
        """The problem document on stderr: its last line."""
        return json.loads(self.err.strip().splitlines()[-1])


Run = Callable[..., Done]


@pytest.fixture
def run(capsysbinary: pytest.CaptureFixture[bytes], starter_url: str) -> Run:
    """Run ``coopgraph`` on the starter knowledge (or on ``store``)."""
    from coopgraph.cli.edge import run as edge

    def call(*arguments: str, store: str | None = starter_url) -> Done:
        capsysbinary.readouterr()
        where = ["--store", store] if store else []
        status = edge([*arguments, *where])
        captured = capsysbinary.readouterr()
        return Done(status, captured.out.decode(), captured.err.decode())

    return call
