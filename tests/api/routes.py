"""What a service can be asked, read from the service: nobody keeps a list of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeGuard

from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import iter_route_contexts
from pydantic import BaseModel


def routes_of(app: object) -> dict[str, frozenset[str]]:
    """Return the path of every route that is read, with the names of its parameters."""
    assert isinstance(app, FastAPI)
    return {
        str(route.path): frozenset(_names(getattr(route, "dependant", None)))
        for route in _all(app)
        if "GET" in (getattr(route, "methods", None) or ())
    }


def posted_to(app: object) -> list[str]:
    """Return the path of every route that something is sent to."""
    assert isinstance(app, FastAPI)
    return [str(one.path) for one in _all(app) if "POST" in (getattr(one, "methods", None) or ())]


def _all(app: FastAPI) -> Iterator[Any]:
    yield from iter_route_contexts(app.routes)


def models_of(app: object) -> dict[str, type[BaseModel]]:
    """Return the document that each route answers with, by the name of the route."""
    assert isinstance(app, FastAPI)
    found = ((str(route.name), getattr(route, "response_model", None)) for route in _all(app))
    return {name: model for name, model in found if _is_document(model)}


def _is_document(model: Any) -> TypeGuard[type[BaseModel]]:
    return isinstance(model, type) and issubclass(model, BaseModel)


def _names(dependant: Dependant | None) -> set[str]:
    if dependant is None:
        return set()
    own = {parameter.alias for parameter in dependant.query_params}
    return own.union(*(_names(inner) for inner in dependant.dependencies))
