"""Ctrl-C is not lost where Python would drop it."""

from __future__ import annotations

import subprocess
import sys
from typing import Final

PROGRAM: Final = """
import os, signal, time
import coopgraph.cli.main
from coopgraph.__main__ import main
signal.signal(signal.SIGINT, signal.default_int_handler)

class Held:
    def __del__(self):
        os.kill(os.getpid(), signal.SIGINT)
        time.sleep(0)

def app(*_args, **_options):
    held = Held()
    del held
    for _ in range(1000):
        time.sleep(0.1)

coopgraph.cli.main.app = app
main()
"""


def test_an_interruption_while_something_is_cleared_away_still_counts() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (130, b"")
