"""The web application: wiring only."""

from __future__ import annotations

import functools
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Final

from fastapi import APIRouter, Depends, FastAPI
from starlette.routing import BaseRoute

from api import embeds, pages, v1
from api.assets import STATIC, VIZ_STATIC, Assets, build_stamp
from api.authentication.access_settings import AccessSettings
from api.authentication.access_state import Access
from api.csrf import guarded
from api.envelope import Envelope
from api.exports import Exports
from api.gate import Gate
from api.problems import install
from api.request_limits import Limited, Limits
from api.request_log import Journal
from api.service import Service
from api.v1 import health_routes
from kg.exchange.campaign_list import CampaignList, campaign_list
from kg.knowledge import KnowledgeBase
from kg.publisher.emblem import PagesOf
from kg.publisher.emblem import pages_of as shipped_pages

_LIMITS: Final = Limits()


def create_app(
    store_url: str,
    *,
    access: AccessSettings,
    cache: Path | None,
    lang: str = "en",
    password: str | None = None,
    limits: Limits = _LIMITS,
    shared: bool = False,
    examples: bool = True,
    tour: bool = False,
    campaign: CampaignList | None = None,
    pages_of: PagesOf | None = None,
) -> FastAPI:
    """Return the application that serves a store: to the public, or as readers show who they are.

    ``access`` says by what they show it and under which names the service answers; ``cache`` is
    the folder of snapshots, ``lang`` the language of readers who name none, ``password`` goes where
    the address of the store has none. ``limits`` say what this process takes on;
    ``shared``: it is one of several, which read one snapshot from the cache. Without ``examples``
    nothing of them is shown or counted; with ``tour`` a page leads through the exchange as invented
    offices. ``campaign`` is whom the campaign invites and counts, the list that is proposed where
    none is given; ``pages_of`` whose pages these are, likewise.
    """
    whose = pages_of or shipped_pages()
    knowledge = KnowledgeBase(
        store_url,
        cache=cache,
        password=password,
        shared=shared,
        examples=examples,
        publisher=whose.publisher,
    )
    exports, rules = Exports(cache, limits.exports), campaign or campaign_list()
    build = f"{build_stamp()}{whose.digest}"
    service = Service(knowledge, exports, lang, build, rules, tour=tour, emblem=whose.emblem)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        yield
        service.close()
        app.state.access.close()

    app = FastAPI(
        title="coopgraph",
        version=version("coopgraph"),
        description="Who cooperates with whom in the Americas.",
        openapi_url="/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=lifespan,
    )
    app.state.service = service
    app.state.access = Access(access)
    install(app)
    # The last one is met first.
    app.add_middleware(Gate)
    app.add_middleware(Limited, limits=limits)
    app.add_middleware(Envelope)
    app.add_middleware(Journal)
    app.mount("/static/viz", Assets(directory=VIZ_STATIC), "viz-static")
    app.mount("/static", Assets(directory=STATIC), "static")
    app.router.routes.extend(_routes())
    return app


@functools.cache
def _routes() -> Sequence[BaseRoute]:
    """Return all that can be asked for, the same for each application of a process.

    What a route takes is worked out when it is first looked for, which is long for all of them.
    """
    router = APIRouter(
        generate_unique_id_function=lambda route: route.name, dependencies=[Depends(guarded)]
    )
    router.include_router(health_routes.router, include_in_schema=False)
    router.include_router(v1.router)
    router.include_router(embeds.router, include_in_schema=False)
    router.include_router(pages.router, include_in_schema=False)
    return router.routes
