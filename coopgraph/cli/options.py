"""The options that every command takes, added in one place."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import wraps
from typing import Annotated, Any, Final, get_type_hints

import typer

from coopgraph.asked import Asked
from coopgraph.settings import Settings
from coopgraph.terminal.language import LANGUAGE, help_text
from kg.base.audience import audience_named
from kg.base.dates import parse_day
from kg.base.errors import BadOptionError
from kg.base.i18n import LANGUAGES, Message, msg
from kg.model.audiences import FEWEST
from kg.model.fields import ROOMS, Room
from kg.questions import SPREADING

_JSON = Annotated[bool, typer.Option("--json", help=help_text(msg("Print a JSON document.")))]
_LANG = Annotated[
    str,
    typer.Option("--lang", metavar="es|en|pt|fr", help=help_text(msg("Language."))),
]
_AS_OF = Annotated[
    str,
    typer.Option(
        "--as-of", metavar="YYYY-MM-DD", help=help_text(msg("The date asked about; today if none."))
    ),
]
_STORE = Annotated[
    str, typer.Option("--store", metavar="URL", help=help_text(msg("Address of the store.")))
]
_DESK = Annotated[
    str, typer.Option("--desk", metavar="URL", help=help_text(msg("Address of the desk.")))
]
_AUDIENCE = Annotated[
    str,
    typer.Option(
        "--audience",
        metavar="public|states|board",
        help=help_text(msg("Who will read it.")),
    ),
]
_COMMON: Final[dict[str, tuple[Any, Any]]] = {
    "json": (_JSON, False),
    "lang": (_LANG, ""),
    "as_of": (_AS_OF, ""),
    "store": (_STORE, ""),
    "audience": (_AUDIENCE, "board"),
}
SCHEDULER = Annotated[
    str,
    typer.Option(
        "--scheduler",
        metavar="tcp://HOST:PORT",
        help=help_text(msg("With --engine dask: whose workers compute; this machine’s if none.")),
    ),
]
SPREADING_ENGINE = Annotated[
    str,
    typer.Option(
        "--engine",
        metavar="|".join(SPREADING),
        help=help_text(msg("Where it is computed: here, or spread over processes.")),
    ),
]
_FOR_THE_DESK: Final[dict[str, tuple[Any, Any]]] = {"desk": (_DESK, "")}


def asking(
    command: Callable[..., int | None], *, desk: bool = False, own_audience: bool = False
) -> Callable[..., int | None]:
    """Give a command the common options; it receives them as its first argument, an ``Asked``.

    With ``desk`` it has the option that names the desk too, with ``own_audience`` it has an option
    of its own that says for whom.

    Raises (when run):
        BadOptionError: a language, date or audience that is none.
    """
    options = {**_COMMON, **(_FOR_THE_DESK if desk else {})}
    if own_audience:
        del options["audience"]
    hints = get_type_hints(command, include_extras=True)
    own = [p for p in inspect.signature(command).parameters.values() if p.name in hints][1:]

    @wraps(command)
    def run(**values: Any) -> int | None:
        common = {name: values.pop(name) for name in options}
        return command(_asked(**common), **values)

    common = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, annotation=kind, default=default)
        for name, (kind, default) in options.items()
    ]
    parameters = [
        p.replace(annotation=hints[p.name], kind=inspect.Parameter.KEYWORD_ONLY) for p in own
    ]
    run.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
        [*parameters, *common], return_annotation=int
    )
    run.__annotations__ = {p.name: p.annotation for p in (*parameters, *common)}
    return run


def _asked(
    *, json: bool, lang: str, as_of: str, store: str, audience: str = FEWEST, desk: str = ""
) -> Asked:
    named: dict[str, Any] = {"store": store, "desk": desk}
    settings = replace(Settings(), **{name: url for name, url in named.items() if url})
    return Asked(
        settings=settings,
        lang=_language(lang or settings.lang),
        as_of=_day(as_of),
        audience=audience_named(audience, "--audience"),
        json=json,
        store_named=bool(store),
    )


def _language(text: str) -> str:
    if not text:
        return LANGUAGE
    if text not in LANGUAGES:
        raise BadOptionError("--lang", text, msg("Use es, en, pt or fr."))
    return text


def _day(text: str) -> date | None:
    try:
        return parse_day(text) if text else None
    except ValueError:
        fix = msg("Write a day of the calendar as YYYY-MM-DD, for example 2022-06-22.")
        raise BadOptionError("--as-of", text, fix) from None


def room_option(help_: Message) -> Any:
    """Return the option that names one of the two ledgers."""
    return typer.Option("--room", metavar="|".join(ROOMS), help=help_text(help_))


def room_named(text: str) -> Room:
    """Return the ledger that an option names.

    Raises:
        BadOptionError: it names none.
    """
    for name in ROOMS:
        if text == name:
            return name
    raise BadOptionError("--room", text, msg("Use knowledge or desk."))
