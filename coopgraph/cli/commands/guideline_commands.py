"""Commands about the versions of guidelines: list, diff."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from coopgraph.asked import Asked, opened
from coopgraph.cli.options import asking
from coopgraph.terminal.language import help_text
from coopgraph.terminal.output import answer, notices
from coopgraph.terminal.render import changes_text
from kg.base.i18n import msg
from kg.base.store_errors import StoreError
from kg.definitions.shipped_names import APPROACH

if TYPE_CHECKING:
    from kg.model.documents import GuidelineDiff
    from kg.partners.guideline.guideline import Guideline


def add(guideline: typer.Typer) -> None:
    """Add the commands to those about guidelines."""
    guideline.command(
        "list", help=help_text(msg("List the guidelines with their versions and standings."))
    )(asking(list_guidelines))
    guideline.command(
        "diff",
        help=help_text(msg("Compare two guidelines, and whom they judge differently.")),
    )(asking(diff_guidelines))


def list_guidelines(asked: Asked) -> None:
    """Answer with the guidelines that come with the program."""
    from kg.partners.guideline_files import guidelines

    answer(asked, guidelines(asked.day, asked.lang), changes_text.guidelines)


def diff_guidelines(
    asked: Asked,
    before: Annotated[
        str, typer.Argument(metavar="A", help=help_text(msg("Name, name@version or file.")))
    ],
    after: Annotated[
        str, typer.Argument(metavar="B", help=help_text(msg("Name, name@version or file.")))
    ] = APPROACH,
) -> None:
    """Answer with what differs; with a store also with whom the two judge differently."""
    from kg.partners.guideline_files import GUIDELINES

    document = _compared(asked, GUIDELINES.load(before), GUIDELINES.load(after))
    answer(asked, document, changes_text.diff)


def _compared(asked: Asked, before: Guideline, after: Guideline) -> GuidelineDiff:
    from kg.partners.guideline_diff import guideline_diff

    if asked.audience == "board":
        try:
            with opened(asked) as inquiry:
                return guideline_diff(before, after, asked.day, asked.lang, inquiry.view)
        except StoreError:
            told = msg("No store could be opened: whom they judge differently was not looked up.")
            notices().print(told.text(asked.lang))
    return guideline_diff(before, after, asked.day, asked.lang)
