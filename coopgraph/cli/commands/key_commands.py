"""Commands about the keys by which scripts read more than the public: key new, list, revoke."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from coopgraph.asked import Asked
from coopgraph.cli.options import asking
from coopgraph.desk.desk import desk_asked_for, made_desk, read_desk
from coopgraph.terminal.language import help_text
from coopgraph.terminal.output import answer
from kg.base.dates import parse_day
from kg.base.errors import BadOptionError
from kg.base.i18n import msg
from kg.base.store_errors import StoreMissingError
from kg.model.fields import MAX_SHORT

if TYPE_CHECKING:
    from kg.access.keys import KnownKey
    from kg.model.documents import KeyPart
    from kg.store.protocol import Store

_UNBROKEN: Final = str.maketrans("\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}", "  ")
_ID = Annotated[
    str, typer.Argument(metavar="ID", help=help_text(msg("The id, as key list shows it.")))
]


def register(app: typer.Typer) -> None:
    """Add the commands of this family."""
    group = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
    group.command(help=help_text(msg("Make a key, which is shown this once.")))(
        asking(new, desk=True, audience_needed=True)
    )
    group.command("list", help=help_text(msg("All keys, without what would open anything.")))(
        asking(list_, desk=True)
    )
    group.command(help=help_text(msg("End a key, at once.")))(asking(revoke, desk=True))
    app.add_typer(group, name="key", help=help_text(msg("Keys by which scripts read.")))


def new(
    asked: Asked,
    *,
    note: Annotated[str, typer.Option(help=help_text(msg("Whose key it is, and what for.")))],
    expires: Annotated[
        str | None,
        typer.Option(
            metavar="YYYY-MM-DD", help=help_text(msg("The last day (UTC) on which it counts."))
        ),
    ] = None,
) -> None:
    """Make a key that reads as --audience; only its SHA-256 is kept."""
    from coopgraph.terminal.render.keys_text import new_key
    from kg.access.clock import utc_now
    from kg.access.keys import make_key
    from kg.model.documents import NewKey

    if asked.audience == "public":
        raise BadOptionError("--audience", "public", msg("Use states or board."))
    now = utc_now()
    facts = _note(note), _last_day(expires, now.date())
    with made_desk(desk_asked_for(asked), asked.settings) as desk:
        text, known = make_key(desk, asked.audience, *facts, now)
        document = NewKey(**_heading(asked, desk), key=text, **_part(known).model_dump())
    answer(asked, document, new_key)


def list_(asked: Asked) -> None:
    """List the keys, those too that are over or were revoked."""
    from coopgraph.terminal.render.keys_text import keys
    from kg.model.documents import Keys

    heading, known = _known(asked)
    answer(asked, Keys(**heading, keys=[_part(key) for key in known]), keys)


def revoke(asked: Asked, id_: _ID) -> None:
    """End a key for every service with this desk."""
    from coopgraph.terminal.render.keys_text import revoked
    from kg.access.clock import utc_now
    from kg.access.keys import require_key
    from kg.access.keys import revoke as end
    from kg.model.documents import RevokedKey

    # Before the desk is written to, or made.
    require_key(_known(asked)[1], id_)
    with made_desk(desk_asked_for(asked), asked.settings) as desk:
        known = end(desk, id_, utc_now())
        document = RevokedKey(**_heading(asked, desk), **_part(known).model_dump())
    answer(asked, document, revoked)


def _known(asked: Asked) -> tuple[dict[str, Any], list[KnownKey]]:
    """Return the heading of a document and the keys of the desk; none where there is no desk."""
    from kg.access.keys import keys_of

    url = desk_asked_for(asked)
    with suppress(StoreMissingError), read_desk(url, asked.settings) as desk:
        return _heading(asked, desk), keys_of(desk)
    return _heading(asked, None), []


def _heading(asked: Asked, desk: Store | None) -> dict[str, Any]:
    revision = 0 if desk is None else desk.revision()
    return {"revision": revision, "as_of": asked.day.isoformat(), "lang": asked.lang}


def _part(known: KnownKey) -> KeyPart:
    from kg.access.clock import utc_now
    from kg.model.documents import KeyPart

    return KeyPart(
        id=known.id,
        audience=known.audience,
        note=known.note,
        created=known.created,
        expires=known.expires,
        revoked=known.revoked,
        counts=known.counts(utc_now()),
    )


def _note(text: str) -> str:
    # Some keyboards write them before colons and within quotation marks.
    found = text.translate(_UNBROKEN).strip()
    if not found.isprintable() or not 0 < len(found) <= MAX_SHORT:
        fix = msg("Write a line of at most {limit} characters.", limit=MAX_SHORT)
        raise BadOptionError("--note", ascii(text[:80]), fix)
    return found


def _last_day(text: str | None, today: date) -> str | None:
    # An empty text is a slip, of a script say: it must not make a key without an end.
    if text is None:
        return None
    try:
        day = parse_day(text)
    except ValueError:
        fix = msg("Write a day of the calendar as YYYY-MM-DD, for example 2022-06-22.")
        raise BadOptionError("--expires", text, fix) from None
    if day < today:
        raise BadOptionError("--expires", text, msg("Name a day that is not over."))
    return day.isoformat()
