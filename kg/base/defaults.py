"""How much is answered where nobody says how much: questions and what answers them agree here."""

from __future__ import annotations

from typing import Final

MATCHES: Final = 10
PARTNERS: Final = 20
FIRST_PARTNERS: Final = 5
"""How many first partners are asked about when weights move."""
ROUTES: Final = 3
FOUND: Final = 20
"""Records that a search gives."""
STEPS: Final = 1
NEIGHBOURS: Final = 100
"""Records around another, and how many relations away."""
QUERY_SECONDS: Final = 30.0
"""How long a query in Cypher may run."""
