"""What the house promises about imports: a start pays for nothing that is not needed.

Names rather than seconds, which depend on the machine.
"""

from __future__ import annotations

import subprocess
import sys
from typing import Final

import pytest

UNASKED: Final = (
    "fastapi", "jinja2", "lxml", "neo4j", "networkx", "numba", "openpyxl", "pydantic_settings",
    "pyvis", "scipy", "sklearn", "starlette", "structlog", "uvicorn",
    "kg.model.documents.bridge_models", "kg.model.documents.portfolio_models",
)  # fmt: skip
"""Modules that no record and no match among few needs."""
HEAVY: Final = (*UNASKED, "babel", "kg.model", "numpy", "pydantic", "rich", "sqlite3", "yaml")
"""What the help of the whole does without: it builds no command."""
DEMAND: Final = "demand/xac-hotel-solar-heat"


def loaded(names: tuple[str, ...], *arguments: str) -> tuple[list[str], str]:
    """Return which of some packages a command loads, and what it prints."""
    script = (
        f"import sys; from coopgraph.cli.edge import run; done = run({list(arguments)!r});"
        f"print([name for name in {names!r} if name in sys.modules], file=sys.stderr);"
        "sys.exit(done)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    return eval(done.stderr), done.stdout


def test_help_imports_nothing_heavy() -> None:
    found, said = loaded(HEAVY, "--help")
    assert found == []
    assert "coopgraph" in said


@pytest.mark.parametrize("command", [["show", "org/oas"], ["match", DEMAND]])
def test_a_record_and_a_match_import_only_what_they_need(
    command: list[str], starter_url: str
) -> None:
    found, said = loaded(UNASKED, *command, "--store", starter_url)
    assert found == []
    assert said
