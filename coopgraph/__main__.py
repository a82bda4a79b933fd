"""The command ``coopgraph``: runs it and turns every failure into one sentence and a status."""

from __future__ import annotations

import gc
import os
import sys
from _thread import interrupt_main
from threading import Timer
from typing import TYPE_CHECKING, Final

from coopgraph.cli.edge import run

if TYPE_CHECKING:
    from sys import UnraisableHookArgs

_SOON: Final = 0.05
"""Seconds."""
_LIGHT: Final = {"OPENBLAS_NUM_THREADS": "1", "PYDANTIC_DISABLE_PLUGINS": "1"}
"""What packages do at their start that no command needs: threads for matrices as wide as the
machine (a third of the time that numpy takes), a look through all that is installed for plugins."""
_YOUNG: Final = 100_000
"""New objects before the garbage collector looks: a start makes many, and lets none go."""


def main() -> None:
    """Run the command line; the process ends with its exit status."""
    sys.unraisablehook = _interrupted_again
    gc.set_threshold(_YOUNG)
    for name, value in _LIGHT.items():
        os.environ.setdefault(name, value)
    sys.exit(run(sys.argv[1:]))


def _interrupted_again(lost: UnraisableHookArgs) -> None:
    """Interrupt once more where Python drops a Ctrl-C: while it clears an object away."""
    if lost.exc_type is KeyboardInterrupt:
        # From aside: here it would be dropped as well.
        Timer(_SOON, interrupt_main).start()
    else:
        sys.__unraisablehook__(lost)


if __name__ == "__main__":
    main()
