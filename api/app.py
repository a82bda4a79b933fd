"""The web application: wiring only."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version
from pathlib import Path

from fastapi import FastAPI

from api import pages, v1
from api.assets import STATIC, VIZ_STATIC, Assets, build_stamp
from api.envelope import Envelope
from api.problems import install
from api.state import Service
from api.v1 import health
from kg.schema.fields import Audience


def create_app(
    store_url: str,
    *,
    audience: Audience,
    cache: Path | None,
    lang: str = "en",
    password: str | None = None,
) -> FastAPI:
    """Return the application that serves a store to an audience.

    ``cache`` is the folder of snapshots, ``lang`` the language of readers who name none. An
    ``audience`` parameter of a request may lower what the audience sees and never raise it;
    ``password`` goes where the address of the store has none.
    """
    service = Service(
        store_url,
        audience=audience,
        cache=cache,
        lang=lang,
        build=build_stamp(),
        password=password,
    )

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        yield
        service.close()

    app = FastAPI(
        title="coopgraph",
        version=version("coopgraph"),
        description="Who cooperates with whom in the Americas.",
        openapi_url="/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=lifespan,
        generate_unique_id_function=lambda route: route.name,
    )
    app.state.service = service
    install(app)
    app.add_middleware(Envelope)
    app.mount("/static/viz", Assets(directory=VIZ_STATIC), "viz-static")
    app.mount("/static", Assets(directory=STATIC), "static")
    app.include_router(health.router, include_in_schema=False)
    app.include_router(v1.router)
    app.include_router(pages.router, include_in_schema=False)
    return app
