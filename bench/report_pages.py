"""A report of 200 pages as PDF into blocks: time against other readers, and memory.

The peers are those that are installed of pypdf and pdfminer.six, which give text alone, without
headings, tables or notes; and what pdfium itself takes for the bare text.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import typst

from bench.pairs import Pair, in_turn
from ingest.report.report_file import read_report

PAGES = 200
SECONDS = 10
MEGABYTES = 300
_STATES = ("Antigua and Barbuda", "Belize", "Dominica", "Dominican Republic", "Haiti", "Jamaica",
           "Saint Vincent and the Grenadines", "Trinidad and Tobago")  # fmt: skip
_PEAK = """
import json, os, re, resource, sys
from pathlib import Path
from ingest.report.report_file import read_report
report = read_report(Path(sys.argv[1]))
took = sum(os.times()[:4])
# Of this process as its system counts it anew: what the one before it used is not ours.
own = int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
print(json.dumps([(own + child) / 1000, took, report.pages, len(report.blocks)]))
"""


def measure() -> list[Pair]:
    """Return how long we and each peer take for the same report."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.pdf"
        path.write_bytes(long_report())
        megabytes, seconds, pages, blocks = _peak(path)
        note = (
            f"{pages:.0f} pages, {blocks:.0f} blocks, {seconds:.1f} of at most {SECONDS} CPU s, "
            f"{megabytes:.0f} of at most {MEGABYTES} MB with the child"
        )
        return [
            in_turn(
                f"a report of {PAGES} pages into blocks",
                ("blocks, in the child", lambda: read_report(path)),
                (name, lambda run=run: run(path)),  # type: ignore[misc]
                rounds=3, clock=_with_children, note=note, warm=False,
            )
            for name, run in _peers()
        ]  # fmt: skip


def _with_children() -> float:
    return sum(os.times()[:4])


def _peak(path: Path) -> list[float]:
    """Megabytes of parent and child at their peaks together, their CPU seconds, pages, blocks."""
    command = [sys.executable, "-c", _PEAK, str(path)]
    said: list[float] = json.loads(subprocess.check_output(command))
    return said


def _peers() -> Iterator[tuple[str, Callable[[Path], object]]]:
    yield "bare text by pypdfium2", _by_pdfium
    if find_spec("pypdf"):
        yield "text by pypdf", _by_pypdf
    if find_spec("pdfminer"):
        yield "text by pdfminer.six", _by_pdfminer


def _by_pdfium(path: Path) -> int:
    with pypdfium2.PdfDocument(path) as document:
        return sum(len(page.get_textpage().get_text_range()) for page in document)


def _by_pypdf(path: Path) -> int:
    import pypdf  # type: ignore[import-not-found]

    return sum(len(page.extract_text()) for page in pypdf.PdfReader(path).pages)


def _by_pdfminer(path: Path) -> int:
    from pdfminer.high_level import extract_text  # type: ignore[import-not-found]

    return len(extract_text(path))


def long_report() -> bytes:
    """A report of about ``PAGES`` pages: chapters, notes, lists, tables over pages, two columns."""
    parts = [
        '#set page(paper: "a4", header: [OEA/Ser.W CIDI/doc.287/24], numbering: "1")',
        '#set text(size: 10.5pt, lang: "en", hyphenate: true)',
        "#set par(justify: true)",
        '#set heading(numbering: "1.1")',
        "#text(size: 24pt)[Annual Report of the Agency] #outline()",
        *(_chapter(number) for number in range(1, PAGES // 7 + 1)),
    ]
    return typst.compile("\n\n".join(parts).encode(), format="pdf")


def _chapter(number: int) -> str:
    state = _STATES[number % len(_STATES)]
    sentences = " ".join(
        f"In {2000 + n % 25} the Agency supported {n * number + 7} officials of {state} with a "
        f"programme on the modernisation of public management, which cost US\\$ {n + 3},500."
        for n in range(90)
    )
    rows = ", ".join(
        f"[{_STATES[n % len(_STATES)]}], [Programme {n} on water], [{n},450], [20{n % 25:02}]"
        for n in range(60)
    )
    return f"""
#pagebreak()
= Cooperation with {state}
{sentences}#footnote[Amounts are in dollars of the United States.]
== Results
#columns(2)[{sentences}]
- {state} received {number} scholarships.
- {state} offered {number} missions of experts.
#figure(caption: [Grants of chapter {number}], kind: table, table(columns: 4,
table.header([*State*], [*Programme*], [*Amount*], [*Year*]), {rows}))
"""
