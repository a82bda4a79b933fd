"""The command that proves a store or a backup: verify."""

from __future__ import annotations

import tempfile
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from coopgraph.asked import Asked
from coopgraph.cli.commands.transfer_commands import room_opened
from coopgraph.cli.options import asking, room_option
from coopgraph.terminal.language import help_text
from coopgraph.terminal.output import answer
from kg.base.errors import ForbiddenError
from kg.base.i18n import msg
from kg.base.store_errors import StoreDamagedError, StoreError
from kg.model.audiences import FEWEST
from kg.model.fields import ROOMS
from kg.model.records import Point

if TYPE_CHECKING:
    from kg.store.proof import Progress, Proof
    from kg.store.protocol import Store

FAILED: Final = 1


def register(app: typer.Typer) -> None:
    """Add the commands of this family."""
    app.command(help=help_text(msg("Look whether a store or a backup is what was written.")))(
        asking(verify, desk=True)
    )


def verify(
    asked: Asked,
    file: Annotated[
        Path | None, typer.Argument(help=help_text(msg("A backup; else the store is looked at.")))
    ] = None,
    *,
    deep: Annotated[
        bool, typer.Option("--deep", help=help_text(msg("Look at the whole history too.")))
    ] = False,
    room: Annotated[
        str, room_option(msg("What to look at: the knowledge base, or its desk."))
    ] = ROOMS[0],
) -> int:
    """Say what is not as it was written; full text is written anew where it lacks words."""
    from coopgraph.terminal.progress import proving

    if asked.audience != FEWEST:
        # What is damaged is named by its id, also where few may know it.
        detail = msg("What is wrong with a store is for the board.")
        raise ForbiddenError(detail, msg("Ask with the audience “board” (--audience board)."))
    with proving() as progress:
        if file is not None:
            point, proof = _of_backup(file, progress, deep=deep)
            return _answer(asked, str(file), point, proof)
        try:
            with room_opened(asked, room) as store:
                proof = _of_store(asked, store, progress, deep=deep)
                return _answer(asked, store.url, _point(store), proof)
        except StoreDamagedError as error:
            # It does not even say which store it is.
            return _answer(asked, error.url, Point(), _unreadable(error))


def _of_store(asked: Asked, store: Store, progress: Progress, *, deep: bool) -> Proof:
    try:
        proof = store.prove(progress, deep=deep)
    except StoreError as error:
        return _unreadable(error)
    lost = [fault for fault in proof.faults if fault.what == "words"]
    if lost and len(lost) == len(proof.faults) and _written_anew(asked, store):
        done = msg("They have been written anew.")
        proof.faults[:] = [fault._replace(fix=done) for fault in lost]
    return proof


def _unreadable(error: StoreError) -> Proof:
    """Return what is said where the engine itself can read no further: that too is an answer."""
    from kg.store.proof import Fault, Proof

    return Proof(faults=[Fault("file", None, error.slug, error.detail, error.fix)])


def _written_anew(asked: Asked, store: Store) -> bool:
    from kg.store.opening import open_store

    settings = asked.settings
    secret = settings.password_of_desk if store.room == "desk" else settings.password
    url = settings.desk or store.url if store.room == "desk" else settings.store
    try:
        with closing(open_store(url, write=True, password=secret, room=store.room)) as writer:
            writer.write_words()
    except StoreError:
        return False
    return True


def _of_backup(file: Path, progress: Progress, *, deep: bool) -> tuple[Point, Proof]:
    """Read a backup to its end; ``deep`` brings it into a store that is then proven itself."""
    from kg.store.opening import create_store
    from kg.store.proof import Fault, Proof
    from kg.store.transfer import opened_backup, restore
    from kg.store.transfer.transfer_errors import BrokenBackupError

    with opened_backup(file) as kept:
        try:
            kept.check(lambda _stage, done, _total: progress("revision", done))
        except BrokenBackupError as error:
            fault = Fault("file", None, error.slug, error.detail, error.fix)
            return Point(kept.revision), Proof(faults=[fault])
        if not deep:
            proof = Proof()
            proof.checked["revision"] = kept.revision
            return Point(kept.revision), proof
        with (
            tempfile.TemporaryDirectory(prefix="coopgraph-") as folder,
            closing(create_store(f"sqlite://{folder}/restored.db", room=kept.room)) as store,
        ):
            restore(kept, store)
            return store.point(), store.prove(progress, deep=True)


def _point(store: Store) -> Point:
    try:
        return store.point()
    except StoreError:
        return Point()


def _answer(asked: Asked, name: str, point: Point, proof: Proof) -> int:
    from coopgraph.terminal.render.verify_text import verified
    from kg.model.documents import Finding, Verified

    found = [
        Finding(
            what=fault.what,
            id=fault.id,
            code=fault.code,
            message=fault.message.text(asked.lang),
            fix=fault.fix.text(asked.lang),
        )
        for fault in proof.faults
    ]
    document = Verified(
        revision=point.number,
        as_of=asked.day.isoformat(),
        lang=asked.lang,
        ok=proof.ok,
        token=point.token,
        checked=dict(proof.checked),
        findings=found,
    )
    answer(asked, document, verified(name))
    return 0 if proof.ok else FAILED
