"""A paper as HTML: the body of a page of ours, or a file that asks nobody for anything."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.model.brief_models import BriefPicture
from viz.papers.paper_input import PaperInput
from viz.papers.paper_words import runs

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

STYLE: Final = "paper.css"
_VIZ: Final = Path(__file__).parent.parent

Link = Callable[[str], str | None]
"""From an id, or an address of the API, to where it leads; None where that is not known."""


def html_body(paper: PaperInput, node: Link, asked: Link) -> Markup:
    """Return a paper as one ``<article>``: ``node`` gives links to records, ``asked`` to figures.

    It needs the style sheet ``STYLE`` and nothing inline.
    """
    from markupsafe import Markup

    markup = (
        _environment()
        .get_template("paper.html.j2")
        .render(
            paper=paper.paper,
            words=paper.words,
            values=paper.values,
            rests=paper.rests,
            node=node,
            asked=asked,
            drawn=_drawn(paper),
            runs=runs,
        )
    )
    return Markup(markup)  # noqa: S704 (rendered with autoescape)


def html_file(paper: PaperInput) -> str:
    """Return a paper as a whole HTML page with everything in it; its policy admits no script."""
    from markupsafe import Markup

    style = (_VIZ / "static" / STYLE).read_text(encoding="utf-8")
    return (
        _environment()
        .get_template("paper_file.html.j2")
        .render(
            paper=paper.paper,
            fragment=html_body(paper, paper.node, paper.asked),
            style=Markup(style),  # noqa: S704 (our own file; a test holds that it cannot end its element)
            policy=_policy(style),
        )
    )


def _drawn(paper: PaperInput) -> Callable[[BriefPicture], Markup]:
    from markupsafe import Markup

    blocks = [block for section in paper.paper.sections for block in section.blocks]
    pictures = [block for block in blocks if isinstance(block, BriefPicture)]
    svgs = {id(one): svg for one, svg in zip(pictures, paper.pictures, strict=True)}
    return lambda one: Markup(svgs[id(one)])  # noqa: S704 (viz escapes every text it draws)


def _policy(style: str) -> str:
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(_VIZ / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
