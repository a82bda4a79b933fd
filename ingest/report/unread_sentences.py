"""What of a report stayed unread: the sentence for each code of the child."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from ingest.report.pdf_sentences import PDF_SENTENCES
from kg.base.i18n import Message, msg

_Say = Callable[[Mapping[str, Any]], Message]

_BOUNDS: Final[Mapping[str, _Say]] = {
    "too-many-pages": lambda facts: msg(
        "Only the first {most} of {pages} pages were read.",
        most=facts["most"], pages=facts["pages"],
    ),
    "too-much-text": lambda facts: msg(
        "It holds more text than is read: {blocks} paragraphs were.", blocks=facts["blocks"]
    ),
    "too-long-block": lambda facts: msg(
        "A paragraph on page {page} is so long that only its beginning was read.",
        page=facts["page"] or "–",
    ),
    "too-wide-table": lambda facts: msg(
        "A table has {columns} columns; only the first {most} were read.",
        columns=facts["columns"], most=facts["most"],
    ),
}  # fmt: skip
_BESIDE_TEXT: Final[Mapping[str, _Say]] = {
    "pictures": lambda facts: msg(
        "Pictures ({n}) were not read, nor any text in them.", n=int(facts["n"])
    ),
    "objects": lambda facts: msg(
        "Embedded objects ({n}), such as charts, sheets or films, were not opened.",
        n=int(facts["n"]),
    ),
    "comments": lambda facts: msg("Comments ({n}) were left out.", n=int(facts["n"])),
    "tracked-changes": lambda facts: msg(
        "It holds changes that nobody has accepted yet ({n}): it was read as if they were.",
        n=int(facts["n"]),
    ),
    "hidden-places": lambda facts: msg(
        "Text that its readers do not see was left out (places: {n}).", n=int(facts["n"])
    ),
    "macros": lambda _: msg("It holds macros; they were neither opened nor run."),
    "scripts": lambda _: msg("It holds scripts; they were neither opened nor run."),
    "form": lambda _: msg("It holds a form; what is typed into it was not read."),
    "outside": lambda facts: msg(
        "It refers to parts outside of it ({n}); they were not fetched.", n=int(facts["n"])
    ),
}
SENTENCES: Final[Mapping[str, _Say]] = {**_BOUNDS, **_BESIDE_TEXT, **PDF_SENTENCES}
"""Each code of what stayed unread, and what is said of it."""


def unread_message(said: Any) -> Message | None:
    """Return the sentence for what a child could not read; None where no child of ours says it."""
    match said:
        case [str(code), dict(facts)] if code in SENTENCES:
            try:
                return SENTENCES[code](facts)
            except (KeyError, TypeError, ValueError):
                return None
    return None
