"""Commands that move all that a store holds: copy, backup, restore."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Annotated

import typer

from coopgraph.asked import Asked, opened
from coopgraph.cli.options import asking, room_named, room_option
from coopgraph.cli.overview import about
from coopgraph.terminal.language import help_text
from coopgraph.terminal.output import answer, notices
from kg.base.errors import BadOptionError
from kg.base.i18n import msg
from kg.base.interruption import was_interrupted
from kg.model.audiences import FEWEST
from kg.model.fields import Room

if TYPE_CHECKING:
    from kg.model.documents import Moved
    from kg.store.protocol import Store
    from kg.store.transfer import BackupFile, Outcome, Progress

Names = tuple[str, str]
"""From where, and to where."""


def register(app: typer.Typer) -> None:
    """Add the commands of this family."""
    app.command(help=about("copy"))(asking(copy))
    app.command(help=about("backup"))(asking(backup, desk=True))
    app.command(help=about("restore"))(asking(restore, desk=True))


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
        _answer(asked, (origin.url, place.url), outcome, monotonic() - begun)


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
        str, room_option(msg("Only the knowledge base, or only its desk; else both."))
    ] = "",
    with_queue: Annotated[
        bool,
        typer.Option("--with-queue", help=help_text(msg("Of a desk: also the rows that wait."))),
    ] = False,
) -> None:
    """Write the store with its history to a file that both kinds of stores can be made from.

    Its desk goes with it, where there is one.
    """
    from coopgraph.desk.desk import desk_if_any, desk_url
    from coopgraph.terminal.progress import moving
    from kg.store.transfer import Pair, backup_pair

    begun = monotonic()
    if room:
        with room_opened(asked, room) as store:
            _back_up(asked, store, file, force=force, with_queue=with_queue)
        return
    with (
        opened(asked) as inquiry,
        desk_if_any(desk_url(inquiry.store, asked.settings), asked.settings) as desk,
    ):
        if desk is None:
            _back_up(asked, inquiry.store, file, force=force, with_queue=with_queue)
            return
        both = Pair(inquiry.store, desk)
        with moving() as progress:
            told = backup_pair(
                both, file, replace=force, with_waiting=with_queue, progress=progress
            )
        names = (both.knowledge.url, str(file)), (both.desk.url, str(file))
        _answer_pair(asked, names, told, monotonic() - begun)


def _back_up(asked: Asked, store: Store, file: Path, *, force: bool, with_queue: bool) -> None:
    from coopgraph.terminal.progress import moving
    from kg.store.transfer import backup as run

    if with_queue and store.room != "desk":
        fix = msg("Rows wait on a desk, and there is none.")
        raise BadOptionError("--with-queue", store.room, fix)
    begun = monotonic()
    with moving() as progress:
        outcome = run(store, file, replace=force, with_waiting=with_queue, progress=progress)
    _answer(asked, (store.url, str(file)), outcome, monotonic() - begun)


def restore(
    asked: Asked,
    file: Annotated[Path, typer.Argument(help=help_text(msg("A file written by backup.")))],
    *,
    room: Annotated[
        str, room_option(msg("Only the knowledge base, or only its desk; else all of the file."))
    ] = "",
) -> None:
    """Check the whole file, then bring it into the store, which is made where there is none.

    A backup of a desk is brought onto the desk, one of both into both.
    """
    from coopgraph.terminal.progress import moving
    from kg.store.transfer import opened_backup, restore_pair
    from kg.store.transfer import restore as run

    begun = monotonic()
    with opened_backup(file) as kept, going_on(), moving() as progress:
        kept.check(progress)
        if kept.is_pair and not room:
            with _made_pair(asked) as (knowledge, desk):
                told = restore_pair(kept, knowledge, desk, progress)
            names = (str(file), knowledge.url), (str(file), desk.url)
            _answer_pair(asked, names, told, monotonic() - begun)
            return
        part = _part_of(kept, room)
        with _made(asked, part.room) as store:
            outcome = run(part, store, progress)
        _answer(asked, (str(file), store.url), outcome, monotonic() - begun)


def _part_of(kept: BackupFile, room: str) -> BackupFile:
    """Return the part of a backup that is asked for, the whole of it where it is of one room."""
    part = kept.desk() if kept.is_pair and room and room_named(room) == "desk" else kept
    if room and part.room != room_named(room):
        fix = msg("The file holds: {room}. Leave --room out.", room=part.room)
        raise BadOptionError("--room", room, fix)
    return part


@contextmanager
def room_opened(asked: Asked, room: str) -> Iterator[Store]:
    """Open the knowledge base that was asked for, or its desk, and close it again.

    Raises:
        BadOptionError: there is no such room.
        StoreError: it cannot be used.
    """
    from coopgraph.desk.desk import desk_asked_for, read_desk

    if room_named(room) == "desk":
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


@contextmanager
def _made_pair(asked: Asked) -> Iterator[tuple[Store, Store]]:
    from coopgraph.desk.desk import desk_url, made_desk

    with (
        _made(asked, "knowledge") as knowledge,
        made_desk(desk_url(knowledge, asked.settings), asked.settings) as desk,
    ):
        yield knowledge, desk


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


def _answer(asked: Asked, names: Names, outcome: Outcome, seconds: float) -> None:
    from coopgraph.terminal.render.transfer_text import moved

    answer(asked, _moved(asked, names, outcome, seconds), moved)


def _answer_pair(
    asked: Asked, names: tuple[Names, Names], told: tuple[Outcome, Outcome], seconds: float
) -> None:
    from coopgraph.terminal.render.transfer_text import moved
    from kg.model.documents import MovedDesk

    desk = MovedDesk(
        from_=names[1][0],
        to=names[1][1],
        revision=told[1].revision,
        revisions=told[1].revisions,
        nodes=told[1].graph.nodes,
        digest=told[1].graph.digest,
        waiting=told[1].waiting,
    )
    document = _moved(asked, names[0], told[0], seconds)
    answer(asked, document.model_copy(update={"desk": desk}), moved)


def _moved(asked: Asked, names: Names, outcome: Outcome, seconds: float) -> Moved:
    from kg.model.documents import Moved

    return Moved(
        revision=outcome.revision,
        as_of=asked.day.isoformat(),
        lang=asked.lang,
        from_=names[0],
        to=names[1],
        revisions=outcome.revisions,
        **outcome.graph._asdict(),
        waiting=outcome.waiting,
        seconds=round(seconds, 3),
    )
