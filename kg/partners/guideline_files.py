"""Where guidelines come from: those that come with the program, and files."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Final

from kg.base.i18n import msg
from kg.definitions.definition_files import AT, Definitions, Mistake
from kg.definitions.reader import WrongValue, read
from kg.graph.view import View
from kg.model.documents import Guidelines, GuidelineVersion, KeptGuideline, head
from kg.partners.guideline.guideline import Guideline
from kg.partners.guideline_checks import nonsense, unfounded

_SEE: Final = msg("See docs/guidelines.md, or compare with “coopgraph guideline show”.")
_OTHER: Final = Mistake(1, "not-a-guideline", msg("This is no guideline."), _SEE)

GUIDELINES: Final[Definitions[Guideline]] = Definitions(
    Path(__file__).parent / "guideline" / "shipped",
    "guideline",
    partial(read, model=Guideline, checks=nonsense, other=_OTHER),
)
"""Guidelines by name or file."""


def guidelines(day: date, lang: str) -> Guidelines:
    """Return the guidelines that come with the program, with versions and standings."""
    kept = [_kept(name) for name in GUIDELINES.names()]
    return Guidelines(**head(0, day, lang), guidelines=kept)


def _kept(name: str) -> KeptGuideline:
    versions = [f"{name}{AT}{version}" for version in GUIDELINES.versions(name)]
    all_ = {one: GUIDELINES.named(one) for one in versions}
    return KeptGuideline(
        name=name,
        body=GUIDELINES.named(name).body,
        versions=[
            GuidelineVersion(version=guideline.version, name=one, standing=guideline.standing)
            for one, guideline in all_.items()
        ],
    )


def check(text: str, view: View | None = None) -> list[Mistake]:
    """Return what is wrong in the text of a guideline, by line; nothing when it can be used.

    With a view also on which of its rules nothing can rest: what nobody knows, or has read yet.
    """

    def checks(guideline: Guideline) -> Iterator[WrongValue]:
        yield from nonsense(guideline)
        if view is not None:
            yield from unfounded(guideline, view)

    return read(text, Guideline, checks, _OTHER)[1]
