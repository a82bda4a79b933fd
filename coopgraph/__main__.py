"""The command ``coopgraph``: runs it and turns every failure into one sentence and a status."""

from __future__ import annotations

import sys

from coopgraph.cli.edge import run


def main() -> None:
    """Run the command line; the process ends with its exit status."""
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
