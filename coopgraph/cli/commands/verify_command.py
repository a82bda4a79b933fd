"""The command that proves a store or a backup: verify."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from coopgraph.asked import Asked
from coopgraph.cli.commands.transfer_commands import room_opened
from coopgraph.cli.options import asking, room_option
from coopgraph.cli.overview import about
from coopgraph.terminal.language import help_text
from coopgraph.terminal.output import answer
from kg.base.errors import ForbiddenError
from kg.base.i18n import msg
from kg.base.store_errors import StoreDamagedError, StoreError, StoreMissingError
from kg.model.audiences import FEWEST
from kg.model.fields import ROOMS
from kg.model.records import Point

if TYPE_CHECKING:
    from kg.exchange.acceptance import Ledgers
    from kg.store.proof import Progress, Proof
    from kg.store.protocol import Store
    from kg.store.transfer import BackupFile

FAILED: Final = 1
_APART: Final = msg("The desk says of it what no revision of the knowledge base holds.")
_SET_BACK: Final = msg("Set it back: coopgraph desk repair; or restore both from one backup.")


def register(app: typer.Typer) -> None:
    """Add the commands of this family."""
    app.command(help=about("verify"))(asking(verify, desk=True))


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
                with _beside(asked, store, proof) as both:
                    _look_at_pair(both, proof)
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


@contextmanager
def _beside(asked: Asked, store: Store, proof: Proof) -> Iterator[Ledgers | None]:
    """Open the other ledger of a pair; None where there is none, which is no fault."""
    from coopgraph.desk.desk import desk_url, read_desk
    from kg.exchange.acceptance import Ledgers
    from kg.store.opening import open_store

    settings = asked.settings
    with ExitStack() as held:
        both: Ledgers | None = None
        try:
            if store.room == "desk":
                other = open_store(settings.store, password=settings.password)
                both = Ledgers(held.enter_context(closing(other)), store)
            else:
                desk = held.enter_context(read_desk(desk_url(store, settings), settings))
                both = Ledgers(store, desk)
        except StoreMissingError:
            pass
        except StoreError as error:
            proof.faults += _unreadable(error).faults
        yield both


def _look_at_pair(both: Ledgers | None, proof: Proof) -> None:
    """Look whether the knowledge base holds what its desk says of it."""
    from kg.exchange.repair import apart
    from kg.store.proof import Fault

    if both is None:
        return
    try:
        for found in apart(both):
            proof.faults.append(Fault("desk", found.record.id, "apart", _APART, _SET_BACK))
    except StoreError as error:
        proof.faults += _unreadable(error).faults


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
    from kg.exchange.acceptance import Ledgers
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
            if kept.is_pair:
                with closing(create_store(f"sqlite://{folder}/desk.db", room="desk")) as desk:
                    return _of_pair(kept, Ledgers(store, desk), progress)
            restore(kept, store)
            return store.point(), store.prove(progress, deep=True)


def _of_pair(kept: BackupFile, both: Ledgers, progress: Progress) -> tuple[Point, Proof]:
    """Bring both parts of a backup into stores; look at each, and at what one says of the other."""
    from kg.store.transfer import restore_pair

    restore_pair(kept, *both)
    proof, other = (store.prove(progress, deep=True) for store in both)
    proof.checked.update(other.checked)
    proof.faults += other.faults
    _look_at_pair(both, proof)
    return both.knowledge.point(), proof


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
