"""Commands about keys by which scripts read or act, and the secret of links: key new, list, …."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from coopgraph.asked import Asked
from coopgraph.cli.options import asking
from coopgraph.cli.overview import about
from coopgraph.desk.desk import desk_asked_for, made_desk, read_desk
from coopgraph.terminal.language import help_text
from coopgraph.terminal.output import answer
from kg.base.audience import audience_named
from kg.base.dates import parse_day
from kg.base.errors import BadOptionError, UnknownIdError
from kg.base.i18n import msg
from kg.base.store_errors import StoreMissingError
from kg.model.fields import MAX_SHORT

if TYPE_CHECKING:
    from kg.access.keys import Acting, KnownKey
    from kg.base.audience import Audience
    from kg.model.documents import KeyPart
    from kg.store.protocol import Store

_UNBROKEN: Final = str.maketrans("\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}", "  ")
_ONE_OF_BOTH: Final = msg(
    "Say --audience for a key that reads, or --focal-point for one that acts."
)
_ID = Annotated[
    str, typer.Argument(metavar="ID", help=help_text(msg("The id, as key list shows it.")))
]


def register(app: typer.Typer) -> None:
    """Add the commands of this family."""
    group = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
    group.command(help=help_text(msg("Make a key, which is shown this once.")))(
        asking(new, desk=True, own_audience=True)
    )
    group.command("list", help=help_text(msg("All keys, without what would open anything.")))(
        asking(list_, desk=True)
    )
    group.command(help=help_text(msg("End a key, at once.")))(asking(revoke, desk=True))
    group.command("rotate-links", help=help_text(msg("Sign mailed links with another secret.")))(
        asking(rotate_links, desk=True)
    )
    app.add_typer(group, name="key", help=about("key"))


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
    audience: Annotated[
        str,
        typer.Option(metavar="states|board", help=help_text(msg("As whom it lets one read."))),
    ] = "",
    focal_point: Annotated[
        str,
        typer.Option(metavar="ID", help=help_text(msg("The office that it acts as, by its id."))),
    ] = "",
) -> None:
    """Make a key that reads, or that acts as an office; only its SHA-256 is kept."""
    from coopgraph.terminal.render.keys_text import new_key
    from kg.access.clock import utc_now
    from kg.access.keys import make_key
    from kg.model.documents import NewKey

    if bool(audience) == bool(focal_point):
        raise BadOptionError("--audience", audience, _ONE_OF_BOTH)
    if audience and audience_named(audience, "--audience") == "public":
        raise BadOptionError("--audience", "public", msg("Use states or board."))
    now = utc_now()
    facts = _note(note), _last_day(expires, now.date())
    url = desk_asked_for(asked)
    if focal_point:
        # One that acts is of a desk that is there; one that reads may be the first thing on it.
        with read_desk(url, asked.settings, write=True) as desk:
            reads, acting = _acting(desk, focal_point)
            text, known = make_key(desk, reads, *facts, now, acting=acting)
            heading, part = _heading(asked, desk), _part(known, {focal_point: acting.mark})
    else:
        with made_desk(url, asked.settings) as desk:
            text, known = make_key(desk, audience_named(audience, "--audience"), *facts, now)
            heading, part = _heading(asked, desk), _part(known, {})
    answer(asked, NewKey(**heading, key=text, **part.model_dump()), new_key)


def list_(asked: Asked) -> None:
    """List the keys, those too that are over or were revoked."""
    from coopgraph.terminal.render.keys_text import keys
    from kg.model.documents import Keys

    heading, known, marks = _known(asked)
    answer(asked, Keys(**heading, keys=[_part(key, marks) for key in known]), keys)


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
        document = RevokedKey(**_heading(asked, desk), **_part(known, {}).model_dump())
    answer(asked, document, revoked)


def rotate_links(
    asked: Asked,
    *,
    at_once: Annotated[
        bool, typer.Option("--at-once", help=help_text(msg("Links sent before end now.")))
    ] = False,
) -> None:
    """Draw the secret of mailed links anew; those sent before count until they lapse."""
    from coopgraph.terminal.render.keys_text import rotated
    from kg.access.clock import instant, utc_now
    from kg.access.secret import change_secret
    from kg.exchange.mailed_links import LONGEST, SECRET
    from kg.model.documents import RotatedLinks

    lasts = timedelta(0) if at_once else LONGEST
    with read_desk(desk_asked_for(asked), asked.settings, write=True) as desk:
        until = change_secret(desk, SECRET, utc_now(), lasts)
        shown = None if at_once else instant(until)
        document = RotatedLinks(**_heading(asked, desk), former_until=shown)
    answer(asked, document, rotated)


def _acting(desk: Store, id_: str) -> tuple[Audience, Acting]:
    """Return as which audience a focal point reads, and how a key is bound to it.

    Raises:
        UnknownIdError: there is none of this id.
        BadOptionError: it may not act.
    """
    from kg.access.keys import Acting
    from kg.exchange.focal_points import READS_AS, FocalPoints, mailbox_mark

    found = {each.id: each for each in FocalPoints(desk).all()}.get(id_)
    if found is None:
        raise UnknownIdError(id_)
    if found.state != "active" or found.role is None:
        fix = msg("It acts once its mailbox is verified: coopgraph desk focal-points verify {id}.",
                  id=id_)  # fmt: skip
        raise BadOptionError("--focal-point", id_, fix)
    return READS_AS[found.role], Acting(id_, mailbox_mark(found.mailbox or ""))


def _known(asked: Asked) -> tuple[dict[str, Any], list[KnownKey], dict[str, str]]:
    """Return the heading of a document, the keys of the desk, and marks of who may act by id.

    None where there is no desk.
    """
    from kg.access.keys import keys_of
    from kg.exchange.focal_points import FocalPoints, mailbox_mark

    url = desk_asked_for(asked)
    with suppress(StoreMissingError), read_desk(url, asked.settings) as desk:
        acting = [found for found in FocalPoints(desk).all() if found.state == "active"]
        marks = {found.id: mailbox_mark(found.mailbox or "") for found in acting}
        return _heading(asked, desk), keys_of(desk), marks
    return _heading(asked, None), [], {}


def _heading(asked: Asked, desk: Store | None) -> dict[str, Any]:
    revision = 0 if desk is None else desk.revision()
    return {"revision": revision, "as_of": asked.day.isoformat(), "lang": asked.lang}


def _part(known: KnownKey, marks: Mapping[str, str]) -> KeyPart:
    """Return a key as it is shown; ``marks`` are of those who may act."""
    from kg.access.clock import utc_now
    from kg.model.documents import KeyPart

    acts = marks.get(known.focal_point) == known.mark
    return KeyPart(
        id=known.id,
        audience=known.audience,
        note=known.note,
        created=known.created,
        expires=known.expires,
        revoked=known.revoked,
        counts=known.counts(utc_now()) and (not known.focal_point or acts),
        focal_point=known.focal_point or None,
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
