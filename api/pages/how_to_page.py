"""The two pages for each role, on the web and as a file of its own."""

# ruff: noqa: FAST003 (the language is taken by the reader)

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import APIRouter, Path, Response
from markupsafe import Markup

from api.assets import STATIC
from api.deps import PageReader
from api.pages.how_to import how_to
from api.pages.page_context import Context
from api.pages.rendering import environment, page
from api.public_address import public_address
from kg.model.desk_types import FOCAL_ROLES, FocalRole

router = APIRouter()
_BEGIN: Final = "/-/sign-in"
Role = Annotated[FocalRole, Path()]


@router.get("/{lang:language}/how-to")
def first(reader: PageReader) -> Response:
    """Show how the role that most readers have uses the exchange."""
    return of_role(reader, FOCAL_ROLES[0])


@router.get("/{lang:language}/how-to/{role}")
def of_role(reader: PageReader, role: Role) -> Response:
    """Show how a role uses the exchange."""

    def make(p: Context) -> dict[str, Any]:
        return {
            "how": how_to(role, p.lang),
            "roles": [(name, p.word("focal_role", name)) for name in FOCAL_ROLES],
            "address": public_address(reader.request) + _BEGIN,
        }

    return page(reader, "how_to.html", make)


def how_to_file(role: FocalRole, lang: str, address: str, name: str) -> str:
    """Return the two pages as one file that needs no other; ``address`` is where one begins.

    ``name`` is that of whose pages they are.
    """
    css = "".join((STATIC / name).read_text("utf-8") for name in ("site.css", "how-to.css"))
    template = environment(lang).get_template("how_to_file.html")
    # Files of ours: nothing that somebody wrote stands in them.
    content = {"how": how_to(role, lang), "css": Markup(css), "address": address, "name": name}  # noqa: S704
    return template.render(content)
