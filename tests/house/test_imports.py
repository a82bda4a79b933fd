"""What the house promises about imports."""

from __future__ import annotations

import subprocess
import sys

HEAVY = ("fastapi", "networkx", "numba", "pyvis", "uvicorn", "lxml", "openpyxl", "numpy")


def test_help_imports_nothing_heavy() -> None:
    script = (
        "import sys; from coopgraph.cli.edge import run; run(['--help']);"
        f"print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stderr.strip() == "[]"
    assert "coopgraph" in done.stdout
