"""Snapshots on disk, so that a process starts fast: one folder per store, audience and revision.

A folder is named after the token of the revision, and its header holds a check sum of every file
and of itself: what is damaged, cut off, of another store or another audience is built anew.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
import tempfile
import tokenize
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import numpy as np

from kg.records import Point
from kg.schema.fields import AUDIENCES, Audience
from kg.snapshot.build import snapshot_of
from kg.snapshot.snapshot import Edges, Snapshot, Strings
from kg.snapshot.update import updated
from kg.store.protocol import Store

FORMAT: Final = 3
"""Raised whenever a column is added or means something else: older folders are then ignored."""
_DAMAGED: Final = (
    OSError, ValueError, KeyError, TypeError, AttributeError, IndexError, SyntaxError,
    OverflowError, tokenize.TokenError, RecursionError, MemoryError, UserWarning,
)  # fmt: skip
"""What comes of a folder that is damaged: numpy reads the head of a file as Python."""
_OWNER_ONLY: Final = 0o600
_HEADER: Final = "snapshot.json"
_SUM: Final[Callable[[], Any]] = lambda: hashlib.blake2b(digest_size=16)  # noqa: E731
_NODE_COLUMNS: Final = ("starts", "ends", "nature", "specificity", "stated_by")
_EDGE_COLUMNS: Final = (
    "start", "end", "since", "until", "status", "stated_by", "out_ptr", "in_ptr", "in_order",
)  # fmt: skip


def cached_snapshot(store: Store, folder: Path | None, audience: Audience) -> Snapshot:
    """Return what an audience reads of a store's last revision, from ``folder`` where it is there.

    A folder that cannot be written or read is no error: the snapshot is then built each time.
    """
    point = store.point()
    if folder is None or not point.number:
        return snapshot_of(store, audience, point.number)
    place = place_of(store, folder, audience, point)
    kept = kept_at(place, audience, point)
    if kept is not None:
        return kept
    snapshot = snapshot_of(store, audience, point.number)
    keep(snapshot, place)
    return snapshot


def shared_snapshot(
    store: Store, folder: Path, audience: Audience, old: Snapshot | None
) -> Snapshot:
    """Return what an audience reads of the last revision, made by one process and read by all.

    Processes with one cache folder take turns: the first brings its snapshot up to date and keeps
    it, the others map the same files. Where nothing can be kept, each makes its own.
    """
    with _turn(folder / store.identity, audience):
        point = store.point()
        place = place_of(store, folder, audience, point)
        kept = kept_at(place, audience, point)
        if kept is None:
            made = updated(old, store) if old else snapshot_of(store, audience, point.number)
            if made.token != point.token:
                return made
            keep(made, place)
            kept = kept_at(place, audience, point) or made
        return kept


@contextmanager
def _turn(folder: Path, audience: Audience) -> Iterator[None]:
    """Keep other processes out; where there can be no lock, nobody is kept out."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        number = os.open(folder / f".{audience}.lock", os.O_RDWR | os.O_CREAT, _OWNER_ONLY)
    except OSError:
        yield
        return
    try:
        fcntl.flock(number, fcntl.LOCK_EX)
        yield
    finally:
        os.close(number)


def place_of(store: Store, folder: Path, audience: Audience, point: Point) -> Path:
    """Return where a snapshot lies; no token can be read off its name."""
    name = hashlib.sha256(f"{audience} {point.token}".encode()).hexdigest()[:32]
    return folder / store.identity / audience / f"{FORMAT}-{name}"


def kept_at(place: Path, audience: Audience, point: Point) -> Snapshot | None:
    """Return the snapshot in a folder, None where there is none that can be believed."""
    try:
        snapshot = load(place)
    except _DAMAGED:
        return None
    # Somebody may have put it there; what is for few must not reach others by that.
    known = (snapshot.audience, snapshot.token, snapshot.revision, snapshot.updated)
    return snapshot if known == (audience, point.token, point.number, point.at) else None


def keep(snapshot: Snapshot, place: Path) -> None:
    """Write a snapshot to its folder, in place of what was there, and forget the older ones.

    Where that cannot be, nothing is lost: it is built again when it is asked for.
    """
    shutil.rmtree(place, ignore_errors=True)
    try:
        save(snapshot, place)
        _forget_others(place)
    except OSError:
        return


def save(snapshot: Snapshot, place: Path) -> None:
    """Write a snapshot to a folder that appears whole or not at all."""
    place.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(dir=place.parent, prefix=".draft-"))
    try:
        _write(snapshot, draft)
        draft.rename(place)
    except OSError:
        shutil.rmtree(draft, ignore_errors=True)
        if not (place / _HEADER).exists():
            raise


def load(place: Path) -> Snapshot:
    """Return the snapshot in a folder; its columns stay on disk until they are read.

    Raises:
        OSError, ValueError, KeyError, TypeError: the folder is not there, cut off, damaged, or of
            another format.
    """
    header = _sound_header(place)
    return Snapshot(
        revision=header["revision"],
        token=header["token"],
        audience=header["audience"],
        updated=header["updated"],
        ids=_read_strings(place, "ids"),
        bodies=_read_strings(place, "bodies"),
        ranges={name: (low, high) for name, (low, high) in header["ranges"].items()},
        **{name: _read(place, name) for name in _NODE_COLUMNS},
        statuses=tuple(header["statuses"]),
        edges={name: _read_edges(place, name) for name in header["edges"]},
        sources=tuple(map(tuple, header["sources"])),
        merged={id_: tuple(old) for id_, old in header["merged"].items()},
        differs=header["differs"],
        redirects=header["redirects"],
    )


def _write(snapshot: Snapshot, place: Path) -> None:
    _write_strings(place, "ids", snapshot.ids)
    _write_strings(place, "bodies", snapshot.bodies)
    for name in _NODE_COLUMNS:
        np.save(place / f"{name}.npy", getattr(snapshot, name))
    for type_, edges in snapshot.edges.items():
        for name in _EDGE_COLUMNS:
            np.save(place / f"{type_}.{name}.npy", getattr(edges, name))
        _write_strings(place, f"{type_}.keys", edges.keys)
        _write_strings(place, f"{type_}.bodies", edges.bodies)
    files = {path.name: _digest(path) for path in sorted(place.iterdir())}
    header = json.dumps({**_header(snapshot), "files": files}).encode()
    (place / _HEADER).write_bytes(b"%s\n%s" % (_hex(header), header))


def _sound_header(place: Path) -> dict[str, Any]:
    """Return the header of a folder whose files are as they were written.

    Raises:
        ValueError: they are not.
    """
    sum_, _, kept = (place / _HEADER).read_bytes().partition(b"\n")
    if sum_ != _hex(kept):
        raise ValueError(_HEADER)
    header: dict[str, Any] = json.loads(kept)
    for name, digest in header["files"].items():
        if _digest(place / name) != digest:
            raise ValueError(name)
    return header


def _hex(content: bytes) -> bytes:
    digest = _SUM()
    digest.update(content)
    return bytes(digest.hexdigest(), "ascii")


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return str(hashlib.file_digest(file, _SUM).hexdigest())


def _header(snapshot: Snapshot) -> dict[str, Any]:
    return {
        "revision": snapshot.revision,
        "token": snapshot.token,
        "audience": snapshot.audience,
        "updated": snapshot.updated,
        "ranges": dict(snapshot.ranges),
        "statuses": list(snapshot.statuses),
        "edges": list(snapshot.edges),
        "sources": snapshot.sources,
        "merged": dict(snapshot.merged),
        "differs": snapshot.differs,
        "redirects": dict(snapshot.redirects),
    }


def _write_strings(place: Path, name: str, column: Strings) -> None:
    np.save(place / f"{name}.data.npy", column.data)
    np.save(place / f"{name}.offsets.npy", column.offsets)


def _read(place: Path, name: str) -> Any:
    path = place / f"{name}.npy"
    array = np.load(path, mmap_mode="r", allow_pickle=False)
    return np.asarray(array) if array.size else np.load(path, allow_pickle=False)


def _read_strings(place: Path, name: str) -> Strings:
    return Strings(_read(place, f"{name}.data"), _read(place, f"{name}.offsets"))


def _read_edges(place: Path, type_: str) -> Edges:
    columns = {name: _read(place, f"{type_}.{name}") for name in _EDGE_COLUMNS}
    keys, bodies = _read_strings(place, f"{type_}.keys"), _read_strings(place, f"{type_}.bodies")
    return Edges(keys=keys, bodies=bodies, **columns)


def _forget_others(place: Path) -> None:
    past = [other for other in place.parent.iterdir() if other != place]
    # Until format 2 there was one folder for all audiences.
    past += [
        other
        for other in place.parent.parent.iterdir()
        if other.name not in AUDIENCES and not other.name.endswith(".lock")
    ]
    for other in past:
        if not other.name.startswith(".draft-"):
            shutil.rmtree(other, ignore_errors=True)


def folder_is_usable(folder: Path) -> bool:
    """Say whether a cache folder can be made and written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    return os.access(folder, os.W_OK)
