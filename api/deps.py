"""What every request is read into: language, date, audience, and the view they lead to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Final, TypeVar
from urllib.parse import unquote

from fastapi import Depends, Path, Query, Request

from api.authentication.asker import audience_of, lowered
from api.languages import accepted
from api.service import Service, today
from kg.base.audience import AUDIENCES
from kg.base.dates import parse_day
from kg.base.errors import BadOptionError, WrongUseError
from kg.base.i18n import LANGUAGES, msg
from kg.graph.view import View
from kg.knowledge import Inquiry
from kg.questions import Question

D = TypeVar("D")

_PREFIX_SEGMENTS: Final = 3
_SHOWN: Final = 100

Lang = Annotated[
    str | None,
    Query(
        description=str(msg("Language of the answer; without it Accept-Language decides.")),
        json_schema_extra={"enum": list(LANGUAGES)},
    ),
]
AsOf = Annotated[
    str | None,
    Query(
        description=str(msg("The day the question is asked of; without it today.")),
        json_schema_extra={"format": "date", "example": "2022-06-22"},
    ),
]
For = Annotated[
    str | None,
    Query(
        description=str(
            msg(
                "Answer as for this audience: it may lower what this service shows, never raise it."
            )
        ),
        json_schema_extra={"enum": list(AUDIENCES)},
    ),
]


class UnknownParameterError(WrongUseError):
    """The address has a parameter that nothing answers to."""

    slug = "unknown-parameter"
    status = 422
    title = msg("Unknown parameter")

    def __init__(self, name: str, known: list[str]) -> None:
        detail = msg("There is no parameter “{name}” here.", name=name[:_SHOWN])
        super().__init__(detail, msg("This address knows: {names}.", names=known))


@dataclass(frozen=True)
class Reader:
    """Who asks, from where: a request and its inquiry; ``given`` was said explicitly."""

    request: Request
    service: Service
    inquiry: Inquiry
    given: Mapping[str, str]

    @property
    def view(self) -> View:
        """What the reader sees."""
        return self.inquiry.view

    def view_of_office(self) -> View:
        """Return what an office reads, whoever asks: what is the board's is in no answer to it."""
        audience = lowered("states", self.view.audience)
        return self.service.knowledge.view(self.view.as_of, audience)

    @property
    def lang(self) -> str:
        """The language of the answer."""
        return self.inquiry.lang

    def answer(self, question: Question[D]) -> D:
        """Return the document that answers a question."""
        return self.inquiry.answer(question)

    def id(self, before: int = _PREFIX_SEGMENTS) -> str:
        """Return the id at the end of the address, as it is written there.

        ``before`` is how many slashes stand before it.

        An id may hold percent-encoded bytes and is taken bytewise; where no record has that id,
        the address is read as one more layer of encoding.
        """
        raw = raw_path(self.request).split("/", before)[-1]
        return raw if self._knows(raw) else unquote(raw)

    def _knows(self, id_: str) -> bool:
        return self.view.snapshot.index(id_) is not None


def raw_path(request: Request) -> str:
    """Return the path of a request with its percent-encoding, below the place we are mounted at."""
    raw = request.scope.get("raw_path") or request.scope["path"].encode()
    path: str = raw.partition(b"?")[0].decode("latin-1")
    return path.removeprefix(root_of(request))


def root_of(request: Request) -> str:
    """Return the path below which the service is mounted, empty where it is not."""
    scope = request.scope
    root: str = scope.get("app_root_path", scope.get("root_path", ""))
    return root


def service_of(request: Request) -> Service:
    """Return the running service."""
    service: Service = request.app.state.service
    return service


def language_of(request: Request) -> str:
    """Return the language to answer a request in, whatever else is wrong with it."""
    first = raw_path(request).split("/")[1:2]
    for name in (*first, request.query_params.get("lang")):
        if name in LANGUAGES:
            return name
    return accepted(request.headers.get("accept-language", ""), service_of(request).lang)


def data_reader(
    request: Request, lang: Lang = None, as_of: AsOf = None, audience: For = None
) -> Reader:
    """Read what every question to ``/v1`` may carry."""
    if lang is not None:
        _check("lang", lang, LANGUAGES)
    return _reader(request, language_of(request), as_of, audience)


def page_reader(request: Request, lang: str, as_of: AsOf = None, audience: For = None) -> Reader:
    """Read what every page may carry; its language is in the address."""
    return _reader(request, lang, as_of or None, audience or None)


def public_reader(request: Request, lang: str, as_of: str | None = None) -> Reader:
    """Return whoever asks as the public, in a language, on a day.

    Raises:
        BadOptionError: the day is none.
    """
    service = service_of(request)
    inquiry = service.knowledge.inquiry(_day(as_of) if as_of else today(), "public", lang)
    return Reader(request, service, inquiry, {"as_of": as_of} if as_of else {})


def _reader(request: Request, lang: str, as_of: str | None, audience: str | None) -> Reader:
    service = service_of(request)
    if audience is not None:
        _check("audience", audience, AUDIENCES)
    day = _day(as_of) if as_of else today()
    inquiry = service.knowledge.inquiry(day, audience_of(request), lang)
    # All that a request shows is of the revision that was there when it came.
    _ = inquiry.view
    given = {"as_of": as_of, "audience": audience}
    said = {name: value for name, value in given.items() if value is not None}
    return Reader(request, service, inquiry, said)


def _day(text: str) -> date:
    try:
        return parse_day(text)
    except ValueError:
        fix = msg("Write a day as year-month-day, for instance {day}.", day="2022-06-22")
        raise BadOptionError("as_of", text, fix) from None


def _check(option: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise BadOptionError(option, value, msg("Use one of: {names}.", names=list(allowed)))


def known_parameters(request: Request) -> None:
    """Refuse a parameter that the route does not know: a slip of the pen must not pass in silence.

    Raises:
        UnknownParameterError: names the parameters that the route knows.
    """
    known = _names(request.scope["route"].dependant)
    for name in request.query_params:
        if name not in known:
            raise UnknownParameterError(name, sorted(known))


def _names(dependant: object) -> set[str]:
    from fastapi.dependencies.models import Dependant

    assert isinstance(dependant, Dependant)
    own = {parameter.alias for parameter in dependant.query_params}
    return own.union(*(_names(inner) for inner in dependant.dependencies))


DataReader = Annotated[Reader, Depends(data_reader)]


def path_id(
    reader: DataReader,
    id: Annotated[  # noqa: A002, ARG001 (named as in the address; its raw form is what counts)
        str,
        Path(
            description=str(msg("An id, slashes and all.")),
            json_schema_extra={"example": "state/hti"},
        ),
    ],
) -> str:
    """Return the id at the end of an address."""
    return reader.id()


PathId = Annotated[str, Depends(path_id)]
PageReader = Annotated[Reader, Depends(page_reader)]
