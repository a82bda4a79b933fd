"""What a worker process of this machine does first (Dask imports it there: ``preload``)."""

from __future__ import annotations

import signal
from typing import Any


def dask_setup(_worker: Any) -> None:
    """Leave Ctrl-C to the process that started this one, which takes the work back and ends it.

    The terminal sends it to all of them, and each would show where it was.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
