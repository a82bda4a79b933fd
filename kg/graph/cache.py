"""Snapshots on disk, so that a process starts fast: one folder per store, audience and revision.

A folder is named after the token of the revision. One file in it holds all columns, another one
where each of them lies, and check sums of both: what is damaged, cut off, of another store or of
another audience is built anew.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from kg.base.audience import AUDIENCES, Audience
from kg.graph.build import snapshot_of
from kg.graph.snapshot import Edges, Snapshot, Strings
from kg.graph.update import updated
from kg.model.records import Point
from kg.store.protocol import Store

FORMAT: Final = 7
"""Raised whenever a column is added or means something else: older folders are then ignored."""
_DAMAGED: Final = (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError)
"""What comes of a folder that is damaged, or of another format."""
_WITHOUT_EXAMPLES: Final = "-without-examples"
_OWNER_ONLY: Final = 0o600
_HEADER: Final = "snapshot.json"
_COLUMNS: Final = "columns.bin"
_ALIGNED: Final = 64
"""Bytes at whose multiples a column begins."""
_SUM: Final[Callable[[], Any]] = lambda: hashlib.blake2b(digest_size=16)  # noqa: E731
_NODE_COLUMNS: Final = ("starts", "ends", "nature", "specificity", "to_confirm", "stated_by")
_EDGE_COLUMNS: Final = (
    "start", "end", "since", "until", "status", "stated_by", "to_confirm", "basis",
    "out_ptr", "in_ptr",
    "in_order",
)  # fmt: skip


def cached_snapshot(
    store: Store, folder: Path | None, audience: Audience, *, examples: bool = True
) -> Snapshot:
    """Return what an audience reads of a store's last revision, from ``folder`` where it is there.

    A folder that cannot be written or read is no error: the snapshot is then built each time.
    """
    point = store.point()
    if folder is None or not point.number:
        return snapshot_of(store, audience, point.number, examples=examples)
    place = place_of(store, folder, audience, point, examples=examples)
    kept = kept_at(place, audience, point, examples=examples)
    if kept is not None:
        return kept
    # Of that very revision: it is kept under its token, whatever is committed meanwhile.
    snapshot = snapshot_of(store, audience, point.number, examples=examples)
    keep(snapshot, place)
    return snapshot


def shared_snapshot(
    store: Store,
    folder: Path,
    audience: Audience,
    old: Snapshot | None,
    *,
    examples: bool = True,
) -> Snapshot:
    """Return what an audience reads of the last revision, made by one process and read by all.

    Processes with one cache folder take turns: the first brings its snapshot up to date and keeps
    it, the others map the same files. Where nothing can be kept, each makes its own.
    """
    with _turn(folder / store.identity, folder_name(audience, examples=examples)):
        # Asked behind the lock: who waited finds here what was made for it in the meantime.
        point = store.point()
        place = place_of(store, folder, audience, point, examples=examples)
        kept = kept_at(place, audience, point, examples=examples)
        if kept is None:
            made = (
                updated(old, store)
                if old
                else snapshot_of(store, audience, point.number, examples=examples)
            )
            # Another batch has come since: it is an answer, and belongs to another folder.
            if made.token != point.token:
                return made
            keep(made, place)
            # Mapped again rather than kept in memory: all processes then share the same pages.
            kept = kept_at(place, audience, point, examples=examples) or made
        return kept


@contextmanager
def _turn(folder: Path, name: str) -> Iterator[None]:
    """Keep other processes out; where there can be no lock, nobody is kept out."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        number = os.open(folder / f".{name}.lock", os.O_RDWR | os.O_CREAT, _OWNER_ONLY)
    except OSError:
        yield
        return
    try:
        fcntl.flock(number, fcntl.LOCK_EX)
        yield
    finally:
        # That lets go of the lock. The file stays: were it removed, the next two could each hold a
        # lock on a file of its own.
        os.close(number)


def folder_name(audience: Audience, *, examples: bool) -> str:
    """Return what the folder of an audience is called, in which its snapshots lie.

    >>> folder_name("board", examples=True), folder_name("public", examples=False)
    ('board', 'public-without-examples')
    """
    return audience if examples else audience + _WITHOUT_EXAMPLES


def place_of(
    store: Store, folder: Path, audience: Audience, point: Point, *, examples: bool = True
) -> Path:
    """Return where a snapshot lies; no token can be read off its name."""
    whose = folder_name(audience, examples=examples)
    name = hashlib.sha256(f"{whose} {point.token}".encode()).hexdigest()[:32]
    return folder / store.identity / whose / f"{FORMAT}-{name}"


def kept_at(
    place: Path, audience: Audience, point: Point, *, examples: bool = True
) -> Snapshot | None:
    """Return the snapshot in a folder, None where there is none that can be believed."""
    try:
        snapshot = load(place)
    except _DAMAGED:
        return None
    # Somebody may have put it there; what is for few must not reach others by that.
    known = (snapshot.audience, snapshot.examples, snapshot.token, snapshot.revision)
    wanted = (audience, examples, point.token, point.number)
    return snapshot if (*known, snapshot.updated) == (*wanted, point.at) else None


def keep(snapshot: Snapshot, place: Path) -> None:
    """Write a snapshot to its folder, in place of what was there, and forget the older ones.

    Where that cannot be, nothing is lost: it is built again when it is asked for.
    """
    # What lies there is damaged, or it would have been taken; nothing can be renamed onto it.
    shutil.rmtree(place, ignore_errors=True)
    try:
        save(snapshot, place)
        _forget_others(place)
    except OSError:
        return


def shared_place(store: Store, folder: Path, snapshot: Snapshot) -> Path | None:
    """Return where other processes read a snapshot: it is kept there; None where it cannot be."""
    point = Point(snapshot.revision, snapshot.token, snapshot.updated)
    audience, examples = snapshot.audience, snapshot.examples
    place = place_of(store, folder, audience, point, examples=examples)
    if kept_at(place, audience, point, examples=examples) is None:
        keep(snapshot, place)
    return place.absolute() if (place / _HEADER).exists() else None


def save(snapshot: Snapshot, place: Path) -> None:
    """Write a snapshot to a folder that appears whole or not at all."""
    place.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(dir=place.parent, prefix=".draft-"))
    try:
        _write(snapshot, draft)
        draft.rename(place)
    except OSError:
        shutil.rmtree(draft, ignore_errors=True)
        # Somebody else was faster, and put the same there.
        if not (place / _HEADER).exists():
            raise


def load(place: Path) -> Snapshot:
    """Return the snapshot in a folder; its columns stay on disk until they are read.

    Raises:
        OSError, ValueError, KeyError, TypeError: the folder is not there, cut off, damaged, or of
            another format.
    """
    header, columns = _sound(place)
    return Snapshot(
        revision=header["revision"],
        token=header["token"],
        audience=header["audience"],
        examples=header["examples"],
        updated=header["updated"],
        ids=_strings(columns, "ids"),
        bodies=_strings(columns, "bodies"),
        ranges={name: (low, high) for name, (low, high) in header["ranges"].items()},
        **{name: columns[name] for name in _NODE_COLUMNS},
        statuses=tuple(header["statuses"]),
        edges={name: _edges(columns, name) for name in header["edges"]},
        sources=tuple(map(tuple, header["sources"])),
        merged={id_: tuple(old) for id_, old in header["merged"].items()},
        differs=header["differs"],
        redirects=header["redirects"],
        published_by=None,
    )


def _write(snapshot: Snapshot, place: Path) -> None:
    """Write all columns into one file, and where each of them lies into the header."""
    digest, at, lie = _SUM(), 0, dict[str, tuple[str, int, int]]()
    with (place / _COLUMNS).open("wb") as file:
        for name, column in _columns_of(snapshot):
            raw = np.ascontiguousarray(column).tobytes()
            raw += bytes(-len(raw) % _ALIGNED)
            lie[name] = column.dtype.str, len(column), at
            file.write(raw)
            digest.update(raw)
            at += len(raw)
    facts = {**_header(snapshot), "columns": lie, "sum": digest.hexdigest()}
    header = json.dumps(facts).encode()
    (place / _HEADER).write_bytes(b"%s\n%s" % (_hex(header), header))


def _columns_of(snapshot: Snapshot) -> Iterator[tuple[str, NDArray[Any]]]:
    yield from _parts("ids", snapshot.ids)
    yield from _parts("bodies", snapshot.bodies)
    yield from ((name, getattr(snapshot, name)) for name in _NODE_COLUMNS)
    for type_, edges in snapshot.edges.items():
        yield from ((f"{type_}.{name}", getattr(edges, name)) for name in _EDGE_COLUMNS)
        yield from _parts(f"{type_}.keys", edges.keys)
        yield from _parts(f"{type_}.bodies", edges.bodies)


def _parts(name: str, column: Strings) -> Iterator[tuple[str, NDArray[Any]]]:
    yield f"{name}.data", column.data
    yield f"{name}.offsets", column.offsets


def _sound(place: Path) -> tuple[dict[str, Any], dict[str, NDArray[Any]]]:
    """Return the header and the columns of a folder whose files are as they were written.

    Raises:
        ValueError: they are not.
    """
    sum_, _, kept = (place / _HEADER).read_bytes().partition(b"\n")
    if sum_ != _hex(kept):
        raise ValueError(_HEADER)
    header: dict[str, Any] = json.loads(kept)
    raw = _mapped(place / _COLUMNS)
    digest = _SUM()
    digest.update(raw)
    if digest.hexdigest() != header["sum"]:
        raise ValueError(_COLUMNS)
    return header, {name: _column(raw, *lies) for name, lies in header["columns"].items()}


def _mapped(path: Path) -> NDArray[np.uint8]:
    # Nothing can be mapped of an empty file.
    if not path.stat().st_size:
        return np.zeros(0, np.uint8)
    # The file is read where it is needed, and once for all processes that map it.
    return np.asarray(np.memmap(path, np.uint8, "r"))


def _column(raw: NDArray[np.uint8], kind: str, length: int, at: int) -> NDArray[Any]:
    dtype = np.dtype(kind)
    found: NDArray[Any] = raw[at : at + length * dtype.itemsize].view(dtype)
    return found


def _hex(content: bytes) -> bytes:
    digest = _SUM()
    digest.update(content)
    return bytes(digest.hexdigest(), "ascii")


def _header(snapshot: Snapshot) -> dict[str, Any]:
    return {
        "revision": snapshot.revision,
        "token": snapshot.token,
        "audience": snapshot.audience,
        "examples": snapshot.examples,
        "updated": snapshot.updated,
        "ranges": dict(snapshot.ranges),
        "statuses": list(snapshot.statuses),
        "edges": list(snapshot.edges),
        "sources": snapshot.sources,
        "merged": dict(snapshot.merged),
        "differs": snapshot.differs,
        "redirects": dict(snapshot.redirects),
    }


def _strings(columns: Mapping[str, NDArray[Any]], name: str) -> Strings:
    return Strings(columns[f"{name}.data"], columns[f"{name}.offsets"])


def _edges(columns: Mapping[str, NDArray[Any]], type_: str) -> Edges:
    own: dict[str, Any] = {name: columns[f"{type_}.{name}"] for name in _EDGE_COLUMNS}
    keys, bodies = _strings(columns, f"{type_}.keys"), _strings(columns, f"{type_}.bodies")
    return Edges(keys=keys, bodies=bodies, **own)


def _forget_others(place: Path) -> None:
    past = [other for other in place.parent.iterdir() if other != place]
    # Until format 2 there was one folder for all audiences.
    past += [
        other
        for other in place.parent.parent.iterdir()
        if other.name.removesuffix(_WITHOUT_EXAMPLES) not in AUDIENCES
        and not other.name.endswith(".lock")
    ]
    # Who has mapped one of them reads on: what is open stays on the disk until it is closed.
    for other in past:
        if not other.name.startswith(".draft-"):
            shutil.rmtree(other, ignore_errors=True)
