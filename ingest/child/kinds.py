"""What a file or a member of an archive is, told by its first bytes; by its name only litter is."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Final

EMPTY: Final = "empty"
XML: Final = "xml"
ZIP: Final = "zip"
GZIP: Final = "gzip"
ZSTD: Final = "zstd"
TAR: Final = "tar"
OLE: Final = "ole"
FORK: Final = "fork"
OTHER: Final = "other"

_MAGIC: Final = (
    (b"PK\x03\x04", ZIP),
    (b"PK\x05\x06", ZIP),
    (b"PK\x07\x08", ZIP),
    (b"\x1f\x8b", GZIP),
    (b"\x28\xb5\x2f\xfd", ZSTD),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!\x1a\x07", "RAR"),
    (b"\x1f\x9d", "compress"),
    (b"\x04\x22\x4d\x18", "LZ4"),
    (b"\xd0\xcf\x11\xe0", OLE),
    (b"\x00\x05\x16\x07", FORK),
    (b"\x00\x05\x16\x00", FORK),
)
UNREAD_PACKINGS: Final = frozenset({"bzip2", "xz", "7z", "RAR", "compress", "LZ4", TAR})
"""What may well hold IATI, and is not unpacked here."""
_USTAR: Final = b"ustar"
_USTAR_AT: Final = 257
_MARKS: Final = b"\xef\xbb\xbf\xfe\xff \t\r\n"
_ROOTS: Final = (b"iati-activities", b"iati-organisations")
_LITTER: Final = frozenset({
    ".ds_store", "thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r", ".directory",
    ".localized",
})  # fmt: skip
_LITTER_FOLDERS: Final = frozenset({
    "__macosx", "@eadir", ".appledouble", ".spotlight-v100", ".trashes", ".fseventsd",
    "$recycle.bin", "system volume information", ".git", ".svn",
})  # fmt: skip
_LITTER_STARTS: Final = ("._", "~$", ".~lock.")


def kind_of(start: bytes) -> str:
    r"""Return what begins so; ``start`` holds at least 512 bytes where the file has them.

    >>> kind_of(b"\x1f\x8b\x08"), kind_of(b" <?xml"), kind_of(b"id,name"), kind_of(b"")
    ('gzip', 'xml', 'other', 'empty')
    """
    for magic, kind in _MAGIC:
        if start.startswith(magic):
            return kind
    if start[_USTAR_AT : _USTAR_AT + len(_USTAR)] == _USTAR:
        return TAR
    # Without zeros UTF-16 reads as well; and without what marks an encoding.
    text = start.replace(b"\0", b"").lstrip(_MARKS)
    if text.startswith(b"<"):
        return XML
    return OTHER if text else EMPTY


def names_iati(start: bytes) -> bool:
    """Say whether the root element of an IATI file is in the first bytes of a text."""
    text = start.replace(b"\0", b"")
    return any(root in text for root in _ROOTS)


def is_litter(name: str) -> bool:
    """Say whether a file is what systems and programs leave beside the files of people.

    >>> is_litter("__MACOSX/data/._one.xml"), is_litter("data/Thumbs.db"), is_litter("data/a.xml")
    (True, True, False)
    """
    *folders, last = PurePosixPath(name.replace("\\", "/").lower()).parts or ("",)
    if any(folder in _LITTER_FOLDERS for folder in folders):
        return True
    return last in _LITTER or last.startswith(_LITTER_STARTS)
