"""Parameters that questions about what partners reach have in common."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from fastapi import Query

from kg.base.i18n import msg
from kg.questions import CoverageQuestion

PartnerIds = Annotated[
    Sequence[str],
    Query(
        alias="id",
        description=str(msg("A partner; several times. None: the candidates, with best.")),
        max_length=CoverageQuestion.MOST,
    ),
]
Best = Annotated[
    int | None,
    Query(
        description=str(msg("Choose this many, the best first.")), ge=1, le=CoverageQuestion.MOST
    ),
]
