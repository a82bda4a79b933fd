"""Errors as RFC 9457 problem documents, or as pages for those who read pages."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from typing import Any, Final

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from api.authentication.access_errors import BadKeyError, SignInNeededError, StaleFormError
from api.authentication.everybody import is_embed
from api.deps import language_of, raw_path
from api.request_log import HEADER, id_of
from api.retry_errors import LaterError
from api.security_headers import add_safety
from kg.base.errors import BadOptionError, CoopgraphError, WrongUseError
from kg.base.i18n import Message, msg
from kg.base.store_errors import StoreError

PROBLEM: Final = "application/problem+json"
_SHOWN: Final = 200
_IN_OUR_PATHS: Final = 3
"""Parts of a path below ``/-/`` before what somebody was mailed."""
_AWAY: Final = msg("The knowledge base cannot answer just now.")
_LATER: Final = msg("Try again in a minute; if it lasts, tell whoever runs the service.")
"""Of a store that cannot be used: where it is and why is in the log, not in the answer."""
_LOG: Final = logging.getLogger("coopgraph.api")
_METHOD: Final = 405
_LATER_STATUS: Final = (429, 503)
_RETRY_SECONDS: Final = 10
"""After how long to ask again where a store cannot be used."""
_READ: Final = "GET, HEAD"
_FORMS: Final = {"/-/enter": "GET, HEAD, POST", "/-/kept": "POST", "/-/leave": "POST"}
"""Where people send forms, and which methods are answered there."""


class NoSuchPageError(WrongUseError):
    """Nothing answers at this address."""

    slug = "no-such-page"
    status = 404
    title = msg("There is nothing here")

    def __init__(self, path: str) -> None:
        fix = msg("The addresses are listed in /v1/openapi.json; begin at / to read pages.")
        super().__init__(msg("Nothing answers at {path}.", path=path[:_SHOWN]), fix)


class MethodError(WrongUseError):
    """The address can only be read, or it only takes forms."""

    slug = "read-only"
    status = _METHOD
    title = msg("This service is only read")

    def __init__(self, method: str, path: str, routed: str = "") -> None:
        taken = _FORMS.get(path) or ("" if "GET" in routed else routed)
        self.allowed = taken or _READ
        fix = msg("Use GET or HEAD; knowledge is written with the command line.")
        if taken:
            fix = msg("Here one uses: {methods}.", methods=self.allowed)
        super().__init__(msg("{method} is not answered here.", method=method[:_SHOWN]), fix)


class TooLongError(WrongUseError):
    """The address is longer than any question needs."""

    slug = "address-too-long"
    status = 414
    title = msg("The address is too long")

    def __init__(self, limit: int) -> None:
        detail = msg("The address is longer than {limit} bytes.", limit=limit)
        super().__init__(detail, msg("Ask for less at a time."))


class MissingError(WrongUseError):
    """A parameter that the question cannot do without is missing."""

    slug = "missing"
    status = 422
    title = msg("A parameter is missing")

    def __init__(self, name: str) -> None:
        detail = msg("The parameter “{name}” is missing.", name=name)
        super().__init__(detail, msg("Add ?{name}=…", name=name))


class BrokenError(CoopgraphError):
    """A mistake of ours: the details are in the log, not in the answer."""

    slug = "internal"
    title = msg("Something went wrong")

    def __init__(self) -> None:
        super().__init__(
            msg("The service failed on this question."),
            msg("Try again later; if it fails again, tell the secretariat which address it was."),
        )


def install(app: FastAPI) -> None:
    """Let every error of an application leave as a problem document or an error page."""
    app.add_exception_handler(CoopgraphError, answer_failure)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(Exception, _broken)


def answer_error(request: Request, error: CoopgraphError) -> Response:
    """Return an error in the reader's language: a page below ``/{lang}/``, else a document."""
    if isinstance(error, SignInNeededError | StaleFormError):
        from api.pages.desk.kept_form import interrupted, is_interrupted

        if is_interrupted(request):
            return interrupted(request)
    if is_data(request):
        return problem_response(error, language_of(request), raw_path(request))
    if is_embed(request.scope):
        from api.embeds.embed_notice import embed_notice

        return embed_notice(request, error, headers_of(error))
    from api.pages.error_page import error_page

    return error_page(request, error, headers_of(error))


def problem_response(error: CoopgraphError, lang: str, instance: str) -> Response:
    """Return the problem document of an error."""
    document = error.problem(lang, instance[:_SHOWN])
    headers = {"Cache-Control": "no-store", "Content-Language": lang, **headers_of(error)}
    body = json.dumps(document, ensure_ascii=False)
    return Response(body, error.status, headers, PROBLEM)


def is_data(request: Request) -> bool:
    """Say whether a program asks: below ``/v1``, ``/-/``, ``/static``, ``/oembed``.

    But forms are for people.
    """
    if raw_path(request) in _FORMS:
        return "text/html" not in request.headers.get("accept", "")
    return raw_path(request).split("/")[1:2] in (["v1"], ["-"], ["static"], ["oembed"])


def headers_of(error: CoopgraphError) -> Mapping[str, str]:
    """Return the headers that belong to an error."""
    if isinstance(error, MethodError):
        return {"Allow": error.allowed}
    if isinstance(error, BadKeyError):
        return {"WWW-Authenticate": error.challenge}
    if isinstance(error, SignInNeededError):
        return {"Location": error.address}
    if error.status in _LATER_STATUS:
        after = error.after if isinstance(error, LaterError) else _RETRY_SECONDS
        return {"Retry-After": str(after)}
    return {}


def answer_failure(request: Request, error: Exception) -> Response:
    """Return an error of ours; where a store is and what ails it goes to the log alone."""
    assert isinstance(error, CoopgraphError)
    if isinstance(error, StoreError):
        _LOG.error("%s: %s", _for_the_log(raw_path(request)), error.sentence())
        error.detail, error.fix = _AWAY, _LATER
    return answer_error(request, error)


def _for_the_log(path: str) -> str:
    """Return a path as it may be written down: what a mailed link carries opens something.

    >>> _for_the_log("/-/sign-in/eyJ3aG8i.x"), _for_the_log("/en/node/state/hti")
    ("'/-/sign-in/…'", "'/en/node/state/hti'")
    """
    own = path.split("/", _IN_OUR_PATHS)
    if own[1:2] == ["-"] and len(own) > _IN_OUR_PATHS:
        return f"'{ascii('/'.join(own[:_IN_OUR_PATHS]))[1:-1]}/…'"
    return ascii(path[:_SHOWN])


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.status_code == _METHOD:
        routed = (error.headers or {}).get("Allow", "")
        return answer_error(request, MethodError(request.method, raw_path(request), routed))
    return answer_error(request, NoSuchPageError(raw_path(request)))


def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    return answer_error(request, _first(error.errors()[0]))


def _first(fault: Mapping[str, Any]) -> CoopgraphError:
    name = str(fault["loc"][-1])
    if fault["type"] == "missing":
        return MissingError(name)
    return BadOptionError(name, str(fault.get("input"))[:_SHOWN], _allowed(fault))


def _allowed(fault: Mapping[str, Any]) -> Message:
    facts = fault.get("ctx", {})
    if fault["type"] == "greater_than_equal":
        return msg("Use {limit} or more.", limit=facts["ge"])
    if fault["type"] == "less_than_equal":
        return msg("Use {limit} or less.", limit=facts["le"])
    if fault["type"] == "int_parsing":
        return msg("Use a whole number.")
    if fault["type"] in ("string_too_long", "too_long"):
        return msg("Use at most {limit}.", limit=facts["max_length"])
    if fault["type"] in ("string_too_short", "too_short"):
        return msg("Use at least {limit}.", limit=facts["min_length"])
    return msg("See /v1/openapi.json for what is allowed.")


def _broken(request: Request, _error: Exception) -> Response:
    response = answer_error(request, BrokenError())
    # This answer leaves outside the layer that adds them.
    add_safety(response.headers, request.scope)
    response.headers[HEADER] = id_of(request.scope)
    return response
