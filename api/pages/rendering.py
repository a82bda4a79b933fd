"""Templates into pages: one Jinja environment per language, autoescaped, strict about names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from fastapi import Response
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from api.deps import Reader
from api.kept_answers import Made, made
from api.pages.chrome import Chrome
from api.pages.page_context import Context
from api.representations import answer
from kg.base.i18n import translations

HTML: Final = "text/html; charset=utf-8"
TEMPLATES: Final = Path(__file__).parent / "templates"


@cache
def environment(lang: str) -> Environment:
    """Return the templates, speaking one language."""
    found = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    catalogue = translations(lang)
    found.install_gettext_callables(  # type: ignore[attr-defined]  # added by the extension
        catalogue.gettext, catalogue.ngettext, newstyle=True
    )
    return found


def page(reader: Reader, template: str, make: Callable[[Context], Mapping[str, Any]]) -> Response:
    """Return a page with its ETag, or 304 where the reader has it; ``make`` gives its content."""

    def html() -> Made:
        context = Context(reader)
        body = render(context, template, make(context))
        return made(body, HTML, {}, public=reader.view.audience == "public")

    return answer(reader, html)


def fresh_page(frame: Chrome, template: str, content: Mapping[str, Any]) -> Response:
    """Return a page that shows how things stand just now, so that nobody keeps it."""
    headers = {"Cache-Control": "no-store", "Content-Language": frame.lang}
    return HTMLResponse(render(frame, template, content), 200, headers)


def render(frame: Chrome, template: str, content: Mapping[str, Any]) -> str:
    """Return a template filled with its content, inside a frame."""
    return environment(frame.lang).get_template(template).render(p=frame, **content)
