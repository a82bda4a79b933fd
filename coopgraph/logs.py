"""The log of a running service: lines of JSON on stderr, or for a person at a terminal readable."""

from __future__ import annotations

import logging
import sys
from typing import Any

import structlog


def write_log() -> None:
    """Let everything that is logged, here and in libraries, leave on stderr in one form."""
    readable = sys.stderr.isatty()
    shared: list[Any] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    if not readable:
        shared.append(structlog.processors.format_exc_info)
    last: Any = structlog.dev.ConsoleRenderer() if readable else structlog.processors.JSONRenderer()
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, last],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("coopgraph").setLevel(logging.INFO)
