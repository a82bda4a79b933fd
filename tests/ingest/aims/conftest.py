"""What is known before a release is read, as for activities."""

from tests.ingest.iati.conftest import known

__all__ = ["known"]
