"""The starter knowledge in a server, as for the queries that the program compiles."""

from tests.journeys.cypher.conftest import ask, driver

__all__ = ["ask", "driver"]
