"""What the command says of papers that it wrote."""

from __future__ import annotations

from collections.abc import Sequence

from kg.brief.paper import Paper
from kg.brief.paper_document import document_of
from kg.model.brief_models import Brief, BriefStated


def brief_document(paper: Paper, files: Sequence[str], pages: int) -> Brief:
    """Return which files hold a paper, how many pages, and the figures in it."""
    said = document_of(paper)
    stated = [BriefStated.model_validate(one.model_dump()) for one in said.figures]
    return Brief(
        revision=said.revision, as_of=said.as_of, lang=said.lang, files=list(files), pages=pages,
        figures=stated, audience=said.audience,
    )  # fmt: skip
