"""Commands about the versions of guidelines: list, diff."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Annotated, Final

import typer

from coopgraph.asked import Asked, opened
from coopgraph.cli.options import asking
from coopgraph.terminal.language import help_text
from coopgraph.terminal.output import answer, notices
from coopgraph.terminal.render import changes_text
from kg.base.i18n import Message, msg
from kg.base.store_errors import StoreError
from kg.definitions.shipped_names import APPROACH

if TYPE_CHECKING:
    from kg.graph.view import View
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
    """Answer with the guidelines that come with the program, and with a store those adopted."""
    from kg.partners.guideline_text import guidelines

    with _view(asked, _NOT_LISTED) as view:
        document = guidelines(asked.day, asked.lang, view)
    answer(asked, document, changes_text.guidelines)


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
    from kg.partners.guideline_diff import guideline_diff

    with _view(asked, _NOT_COMPARED) as view:
        both = [_guideline(view, name) for name in (before, after)]
        document = guideline_diff(both[0], both[1], asked.day, asked.lang, view)
    answer(asked, document, changes_text.diff)


_NOT_LISTED: Final = msg("No store could be opened: what the board adopted is not in the list.")
_NOT_COMPARED: Final = msg("No store could be opened: whom they judge differently is not known.")


@contextmanager
def _view(asked: Asked, notice: Message) -> Iterator[View | None]:
    """Give what the board reads of the store; None, and a notice, where it cannot be used."""
    if asked.audience != "board":
        yield None
        return
    with ExitStack() as stack:
        view = None
        try:
            view = stack.enter_context(opened(asked)).view
        except StoreError:
            notices().print(notice.text(asked.lang))
        yield view


def _guideline(view: View | None, name: str) -> Guideline:
    from kg.partners.adopted_guidelines import guideline_of
    from kg.partners.guideline_files import GUIDELINES

    return GUIDELINES.load(name) if view is None else guideline_of(view, name)
