"""Commands that move all that a store holds: copy, backup, restore."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Annotated

import typer

from coopgraph.asked import Asked, opened
from coopgraph.cli.options import asking, room_option
from coopgraph.terminal.language import help_text
from coopgraph.terminal.output import answer, notices
from kg.base.errors import BadOptionError
from kg.base.i18n import msg
from kg.base.interruption import was_interrupted
from kg.model.audiences import FEWEST
from kg.model.fields import ROOMS, Room

if TYPE_CHECKING:
    from kg.store.protocol import Store
    from kg.store.transfer import Outcome, Progress


def register(app: typer.Typer) -> None:
    """Add the commands of this family."""
    app.command(help=help_text(msg("Bring all that a store holds into another.")))(asking(copy))
    app.command(help=help_text(msg("Write all that the store holds to one file.")))(
        asking(backup, desk=True)
    )
    app.command(help=help_text(msg("Bring a backup into an empty store.")))(
        asking(restore, desk=True)
    )


def copy(
    asked: Asked,
    *,
    source: Annotated[
        str, typer.Option("--from", metavar="URL", help=help_text(msg("The store to copy.")))
    ],
    target: Annotated[
        str,
        typer.Option("--to", metavar="URL", help=help_text(msg("Where to; made if missing."))),
    ],
) -> None:
    """Copy a store with its history; what an interrupted copy left is gone on with.

    For another audience than the board: what it reads now, without history.
    """
    from coopgraph.terminal.progress import moving
    from kg.store.opening import create_store, open_store

    password = asked.settings.password
    # Nothing on a desk is for others than the board: it is copied whole or not at all.
    room: Room | None = None if asked.audience == FEWEST else "knowledge"
    begun = monotonic()
    with (
        closing(_at("--from", lambda: open_store(source, password=password, room=room))) as origin,
        closing(
            _at("--to", lambda: create_store(target, password=password, room=origin.room))
        ) as place,
        going_on(),
        moving() as progress,
    ):
        outcome = _copied(asked, origin, place, progress)
        _answer(asked, origin.url, place.url, outcome, monotonic() - begun)


def _copied(asked: Asked, origin: Store, place: Store, progress: Progress) -> Outcome:
    from kg.store.transfer import Outcome, copy, fingerprint

    if asked.audience == FEWEST:
        return copy(origin, place, progress)
    from kg.export.audience_copy import share
    from kg.graph.cache import cached_snapshot
    from kg.graph.view import View

    snapshot = cached_snapshot(origin, asked.settings.cache_folder, asked.audience)
    view = View(snapshot, asked.day)
    before = place.revision()
    share(origin, view, place, lambda done, total: progress("copy", done, total))
    revision = place.revision()
    return Outcome(revision, revision - before, fingerprint(place, revision))


def backup(
    asked: Asked,
    file: Annotated[Path, typer.Argument(help=help_text(msg("The file to write.")))],
    *,
    force: Annotated[
        bool, typer.Option("--force", help=help_text(msg("Replace an older backup.")))
    ] = False,
    room: Annotated[
        str, room_option(msg("What to write: the knowledge base, or its desk."))
    ] = ROOMS[0],
    with_queue: Annotated[
        bool,
        typer.Option("--with-queue", help=help_text(msg("Of a desk: also the rows that wait."))),
    ] = False,
) -> None:
    """Write the store with its history to a file that both kinds of stores can be made from."""
    from coopgraph.terminal.progress import moving
    from kg.store.transfer import backup as run

    if with_queue and room != "desk":
        raise BadOptionError("--with-queue", room, msg("Rows wait on a desk: add --room desk."))
    begun = monotonic()
    with room_opened(asked, room) as store:
        with moving() as progress:
            outcome = run(store, file, replace=force, with_waiting=with_queue, progress=progress)
        _answer(asked, store.url, str(file), outcome, monotonic() - begun)


def restore(
    asked: Asked,
    file: Annotated[Path, typer.Argument(help=help_text(msg("A file written by backup.")))],
) -> None:
    """Check the whole file, then bring it into the store, which is made where there is none.

    A backup of a desk is brought onto the desk.
    """
    from coopgraph.terminal.progress import moving
    from kg.store.transfer import opened_backup
    from kg.store.transfer import restore as run

    begun = monotonic()
    with opened_backup(file) as kept, going_on(), moving() as progress:
        kept.check(progress)
        with _made(asked, kept.room) as store:
            outcome = run(kept, store, progress)
        _answer(asked, str(file), store.url, outcome, monotonic() - begun)


@contextmanager
def room_opened(asked: Asked, room: str) -> Iterator[Store]:
    """Open the knowledge base that was asked for, or its desk, and close it again.

    Raises:
        BadOptionError: there is no such room.
        StoreError: it cannot be used.
    """
    from coopgraph.desk.desk import desk_asked_for, read_desk

    if room not in ROOMS:
        raise BadOptionError("--room", room, msg("Use knowledge or desk."))
    if room == "desk":
        with read_desk(desk_asked_for(asked), asked.settings) as desk:
            yield desk
    else:
        with opened(asked) as inquiry:
            yield inquiry.store


@contextmanager
def _made(asked: Asked, room: Room) -> Iterator[Store]:
    from coopgraph.desk.desk import desk_asked_for, made_desk
    from kg.store.opening import create_store

    if room == "desk":
        with made_desk(desk_asked_for(asked), asked.settings) as desk:
            yield desk
    else:
        with closing(create_store(asked.settings.store, password=asked.settings.password)) as store:
            yield store


def _at(option: str, opening: Callable[[], Store]) -> Store:
    """Return an opened store; what is wrong with its address is said of the option."""
    try:
        return opening()
    except BadOptionError as error:
        raise BadOptionError(option, error.value, error.fix) from None


@contextmanager
def going_on() -> Iterator[None]:
    """Say to whoever interrupts how to go on; in the language of help texts, known by then."""
    try:
        yield
    except BaseException as error:
        if was_interrupted(error):
            notices().print(help_text(msg("Interrupted. Run the same command again to go on.")))
        raise


def _answer(asked: Asked, source: str, target: str, outcome: Outcome, seconds: float) -> None:
    from coopgraph.terminal.render.transfer_text import moved
    from kg.model.documents import Moved

    document = Moved(
        revision=outcome.revision,
        as_of=asked.day.isoformat(),
        lang=asked.lang,
        from_=source,
        to=target,
        revisions=outcome.revisions,
        **outcome.graph._asdict(),
        waiting=outcome.waiting,
        seconds=round(seconds, 3),
    )
    answer(asked, document, moved)
