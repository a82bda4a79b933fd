"""Ctrl-C while a query runs: the command ends, and the server does too."""

from __future__ import annotations

import signal
import subprocess
import time
from typing import Final

import pytest
from neo4j import Driver

from tests import paced

pytestmark = [pytest.mark.neo4j, pytest.mark.slow]  # a command of its own
WAITING: Final = "UNWIND range(1, 999999999) AS waiting RETURN max(waiting % 7)"
THERE: Final = "SHOW TRANSACTIONS YIELD currentQuery AS q WHERE q = $q RETURN count(*)"


def test_a_query_that_is_interrupted_is_left_at_once(fresh_neo4j: str, driver: Driver) -> None:
    asked = ["cypher", WAITING, "--timeout", "250", "--store", fresh_neo4j]
    with (
        subprocess.Popen(paced.command(asked), stderr=subprocess.PIPE) as process,
        driver.session() as session,
    ):

        def runs() -> bool:
            return bool(session.run(THERE, q=WAITING).single(strict=True).value())

        while not runs():
            assert process.poll() is None
            time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=100)
        assert process.returncode == 130
        assert b"Traceback" not in err
        while runs():
            time.sleep(0.1)
