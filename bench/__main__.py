"""``make bench``: every claim as a row: ours, the peer, the median ratio and its spread."""

from __future__ import annotations

import argparse
import importlib
import os
import platform

MODULES = (
    "ingest",
    "lens",
    "cluster",
    "living",
    "one_question",
    "experience",
    "term_lens",
    "store",
    "neo4j",
    "service",
    "exchange",
    "picture",
    "pyvis_page",
    "embeds",
    "layouts",
    "partners",
    "portfolio",
    "papers",
    "report_pages",
    "growth",
)


def main() -> None:
    """Run the modules named (all, where none is) and print one Markdown table."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("modules", nargs="*", choices=[*MODULES, []], help="what to measure")
    chosen = parser.parse_args().modules or MODULES
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    print("Ratio: peer's CPU seconds over ours, median of rounds run in turn (least to most).\n")
    print("| what | ours | peer | ratio | |\n|---|---|---|---|---|")
    for name in chosen:
        for pair in importlib.import_module(f"bench.{name}").measure():
            print(pair.line(), flush=True)


if __name__ == "__main__":
    main()
