"""What a service can be asked, read from the service: nobody keeps a list of it."""

from __future__ import annotations

from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import iter_route_contexts


def routes_of(app: object) -> dict[str, frozenset[str]]:
    """Return the path of every route that is read, with the names of its parameters."""
    assert isinstance(app, FastAPI)
    return {
        str(route.path): frozenset(_names(getattr(route, "dependant", None)))
        for route in iter_route_contexts(app.routes)
        if "GET" in (getattr(route, "methods", None) or ())
    }


def _names(dependant: Dependant | None) -> set[str]:
    if dependant is None:
        return set()
    own = {parameter.alias for parameter in dependant.query_params}
    return own.union(*(_names(inner) for inner in dependant.dependencies))
