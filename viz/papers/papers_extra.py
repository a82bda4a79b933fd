"""What PDF and Word need beyond the program itself: the extra ``papers``."""

from __future__ import annotations

from importlib.util import find_spec

from kg.base.errors import WrongUseError
from kg.base.i18n import msg


class PapersMissingError(WrongUseError):
    """PDF and Word cannot be written here: the packages that write them are not installed."""

    slug = "papers-missing"
    status = 501
    title = msg("This form of paper cannot be made here")

    def __init__(self) -> None:
        super().__init__(
            msg("What writes papers as PDF and Word is not installed."),
            msg("Install it: pip install 'coopgraph[papers]'. HTML and Markdown work without it."),
        )


def require(*modules: str) -> None:
    """Let go on where the packages are installed.

    Raises:
        PapersMissingError: one of them is not.
    """
    if any(find_spec(module) is None for module in modules):
        raise PapersMissingError
