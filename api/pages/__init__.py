"""The pages, in four languages; they work without JavaScript."""

from __future__ import annotations

from fastapi import APIRouter

from api.pages import (
    about_page as about,
)
from api.pages import (
    declared_page as declared,
)
from api.pages import (
    diagram_view as diagram,
)
from api.pages import (
    enter_page as enter,
)
from api.pages import (
    home_page as home,
)
from api.pages import (
    initiatives_page as initiatives,
)
from api.pages import (
    match_page as match,
)
from api.pages import (
    node_page as node,
)
from api.pages import (
    partners_page as partners,
)
from api.pages import (
    paths_page as paths,
)
from api.pages import (
    search_page as search,
)

router = APIRouter()
for part in (
    home, search, node, match, declared, partners, paths, diagram, initiatives, about, enter,
):  # fmt: skip
    router.include_router(part.router)
