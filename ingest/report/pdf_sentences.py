"""What of a PDF stayed unread: the sentence for each code of its reader."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from kg.base.i18n import Message, msg
from kg.base.text import seen

PDF_SENTENCES: Final[Mapping[str, Callable[[Mapping[str, Any]], Message]]] = {
    "scanned": lambda facts: msg(
        "Pages that are pictures without text were not read: {pages}.", pages=facts["pages"]
    ),
    "broken-fonts": lambda facts: msg(
        "Pages whose fonts do not say which letters they show were not read: {pages}.",
        pages=facts["pages"],
    ),
    "unloaded": lambda facts: msg(
        "Damaged pages were not read: {pages}.", pages=facts["pages"]
    ),
    "recognised": lambda facts: msg(
        "The text of these pages was recognised in pictures and may hold errors: {pages}.",
        pages=facts["pages"],
    ),
    "hidden-text": lambda facts: msg(
        "Words that nobody sees on the page (white, tiny, covered or outside of it), not read:"
        " {n}; pages: {pages}.",
        n=facts["n"], pages=facts["pages"],
    ),
    "said-instead": lambda facts: msg(
        "Words that the file says in place of those that it shows, not read: {n}; pages: {pages}.",
        n=facts["n"], pages=facts["pages"],
    ),
    "turned-text": lambda facts: msg(
        "Words written at an angle, not read: {n}; pages: {pages}.",
        n=facts["n"], pages=facts["pages"],
    ),
    "running": lambda facts: msg(
        "Running heads, feet and page numbers left out: {n}.", n=facts["n"]
    ),
    "contents": lambda facts: msg(
        "Lines of the table of contents left out: {n}.", n=facts["n"]
    ),
    "labels": lambda facts: msg(
        "Lines of figures alone, as charts have them, left out: {n}.", n=facts["n"]
    ),
    "attachments": lambda facts: msg(
        "It holds other files, which were not read: {names} ({n}).",
        names=" ".join(seen(str(facts["names"])).split()) or "–", n=facts["n"],
    ),
    "cut-off": lambda _: msg("Its end is missing: pages may be missing too."),
}  # fmt: skip
"""Each code of what stayed unread in a PDF, and what is said of it."""
