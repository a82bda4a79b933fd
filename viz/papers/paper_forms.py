"""The forms in which a paper is written, and how its files are called."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from kg.base.errors import BadOptionError
from kg.base.i18n import msg
from kg.brief.paper import Paper
from viz.papers.paper_input import PaperInput

_COUNT: Final = re.compile(rb"/Type ?/Pages ?/Count (\d+)")


@dataclass(frozen=True, slots=True)
class Form:
    """A form of paper: the ending of its files, its media type, what writes it."""

    name: str
    media: str
    write: Callable[[PaperInput], bytes]

    def pages(self, body: bytes) -> int:
        """Return how many pages a paper has, 0 in a form that has none until it is printed."""
        return max(map(int, _COUNT.findall(body)), default=0) if self.name == "pdf" else 0


def _pdf(paper: PaperInput) -> bytes:
    from viz.papers.paper_pdf import pdf_of

    return pdf_of(paper)


def _word(paper: PaperInput) -> bytes:
    from viz.papers.paper_word import word_of

    return word_of(paper)


def _html(paper: PaperInput) -> bytes:
    from viz.papers.paper_html import html_file

    return html_file(paper).encode()


def _markdown(paper: PaperInput) -> bytes:
    from viz.papers.paper_markdown import markdown_of

    return markdown_of(paper).encode()


FORMS: Final[Mapping[str, Form]] = {
    form.name: form
    for form in (
        Form("pdf", "application/pdf", _pdf),
        Form(
            "docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            _word,
        ),
        Form("html", "text/html; charset=utf-8", _html),
        Form("md", "text/markdown; charset=utf-8", _markdown),
    )
}
"""The forms by the ending of their files."""


def form_named(name: str, option: str = "format") -> Form:
    """Return the form of this name.

    Raises:
        BadOptionError: there is none.
    """
    if name not in FORMS:
        raise BadOptionError(option, name, msg("Use one of: {names}.", names=list(FORMS)))
    return FORMS[name]


def file_name(paper: Paper, form: str) -> str:
    """Return the name of a file that we choose: kind, subject, audience, language, day.

    >>> from kg.brief.paper import Content
    >>> said = Content("", (), ())
    >>> file_name(Paper("quarterly", "", None, "es", "states", False, "2026-01-31", 1, said), "pdf")
    'quarterly-for-states-es-2026-01-31.pdf'
    """
    subject = "" if paper.subject is None else paper.subject.id.partition("/")[2]
    parts = [
        paper.kind,
        _plain(subject),
        "made-for-board" if paper.for_board else f"for-{paper.audience}",
        paper.lang,
        paper.as_of,
    ]
    return f"{'-'.join(part for part in parts if part)}.{form}"


def _plain(id_: str) -> str:
    found = "".join(c if c.isalnum() or c in "-._" else "-" for c in id_)
    return found[:_LONGEST].strip("-.")


_LONGEST: Final = 80
