"""The command line, as for the journeys."""

from tests.journeys.cli.conftest import run

__all__ = ["run"]
