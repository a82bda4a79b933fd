"""Memory does not grow with the file."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from .conftest import activity

PROGRAM = """
import resource, sys
from pathlib import Path
from ingest.iati import iati_sources
from ingest.known import Known
read = sum(1 for source in iati_sources([Path(sys.argv[1])], Known()) for _ in source.items)
print(read, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def peak(path: Path, copies: int) -> int:
    """Return the peak memory (KiB) of reading so many activities of 4 kB in a fresh process."""
    text = f"<description><narrative>{'word ' * 300}</narrative></description>"
    places = "<location><name><narrative>x</narrative></name></location>" * 40
    with path.open("w", encoding="utf-8") as file:
        file.write("<iati-activities>\n")
        file.writelines(activity(text + places, identifier=f"A-{n}") for n in range(copies))
        file.write("</iati-activities>")
    command = [sys.executable, "-c", PROGRAM, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    read, memory = done.stdout.split()
    assert int(read) == copies
    return int(memory)


def test_memory_is_flat(tmp_path: Path) -> None:
    small, large = peak(tmp_path / "small.xml", 500), peak(tmp_path / "large.xml", 8000)
    assert large - small < 8 * 1024, "32 MB of file, 8 MB of memory at most"
