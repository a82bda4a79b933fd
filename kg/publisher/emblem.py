"""The emblem of a publisher: an SVG or PNG that only draws, checked before anybody sees it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from kg.base.errors import BadFileError
from kg.base.i18n import Message, msg
from kg.publisher.publisher import PUBLISHERS, Publisher, publisher_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

MAX_BYTES: Final = 64 * 1024
_WIDEST: Final = 2_048
"""Points of a PNG on a side."""
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_SVG: Final = "{http://www.w3.org/2000/svg}"
_XLINK: Final = "{http://www.w3.org/1999/xlink}href"
_DRAWS: Final = frozenset(
    f"{_SVG}{name}"
    for name in (
        "svg", "g", "path", "circle", "ellipse", "rect", "line", "polyline", "polygon", "title",
        "desc", "defs", "use", "symbol", "linearGradient", "radialGradient", "stop", "clipPath",
        "mask", "text", "tspan",
    )
)  # fmt: skip
"""Elements that draw; none of them runs or loads anything."""


@dataclass(frozen=True, slots=True)
class Emblem:
    """An emblem as it is sent: its bytes and their media type."""

    content: bytes
    kind: str

    @property
    def digest(self) -> str:
        """What tells it from any other."""
        return hashlib.sha256(self.content).hexdigest()[:12]


class PagesOf(NamedTuple):
    """Whose pages a service has, and their emblem where they have one."""

    publisher: Publisher
    emblem: Emblem | None

    @property
    def digest(self) -> str:
        """What tells them from any other's."""
        said = self.publisher.model_dump_json() + (self.emblem.digest if self.emblem else "")
        return hashlib.sha256(said.encode()).hexdigest()[:12]


def pages_of(name_or_path: str = "") -> PagesOf:
    """Return a publisher of this name or in this file, with its emblem.

    Raises:
        BadOptionError, BadFileError, BadDefinitionError: as ``publisher_of`` and ``emblem_of``.
    """
    publisher = publisher_of(name_or_path)
    return PagesOf(publisher, emblem_of(publisher, name_or_path))


def emblem_of(publisher: Publisher, name_or_path: str = "") -> Emblem | None:
    """Return the emblem that a publisher's file names, which lies beside it; None where none does.

    ``name_or_path`` is where the publisher was read from.

    Raises:
        BadFileError: it cannot be read, is too large, or may do more than draw.
    """
    if publisher.emblem is None:
        return None
    folder = PUBLISHERS.folder
    if name_or_path and name_or_path not in PUBLISHERS.names():
        folder = Path(name_or_path).parent
    path = folder / publisher.emblem
    return Emblem(*_checked(path, _content(path)))


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError:
        raise _bad(path, msg("it cannot be read.")) from None
    if len(content) > MAX_BYTES:
        raise _bad(path, msg("it is larger than {n} bytes.", n=MAX_BYTES))
    return content


def _checked(path: Path, content: bytes) -> tuple[bytes, str]:
    if content.startswith(_PNG):
        width, height = (int.from_bytes(content[at : at + 4]) for at in (16, 20))
        if not (0 < width <= _WIDEST and 0 < height <= _WIDEST):
            raise _bad(path, msg("it is wider or higher than {n} points.", n=_WIDEST))
        return content, "image/png"
    root = _parsed(path, content)
    for element in root.iter():
        if element.tag not in _DRAWS:
            raise _bad(path, msg("it holds more than what draws: {what}.", what=_name(element)))
        for name, value in element.attrib.items():
            _check_attribute(path, str(name), str(value))
    return content, "image/svg+xml"


def _parsed(path: Path, content: bytes) -> Element:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError:
        raise _bad(path, msg("it is neither SVG nor PNG.")) from None
    beside = root.getprevious() is not None or root.getnext() is not None
    if root.tag != f"{_SVG}svg" or b"<!doctype" in content.lower() or beside:
        raise _bad(path, msg("it is neither SVG nor PNG."))
    return root


def _check_attribute(path: Path, name: str, value: str) -> None:
    """Refuse what runs, and what is fetched from anywhere but the drawing itself."""
    plain = "".join(value.split()).lower()
    leads = name in {"href", _XLINK} and not plain.startswith("#")
    fetches = plain.count("url(") != plain.count("url(#") or "@import" in plain
    if name.lower().startswith("on") or leads or fetches or "\\" in plain:
        raise _bad(path, msg("it holds more than what draws: {what}.", what=name[:40]))


def _name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2][:40] if isinstance(element.tag, str) else "<?…>"


def _bad(path: Path, why: Message) -> BadFileError:
    fix = msg("Name an SVG that only draws, or a PNG, of at most {n} KiB.", n=MAX_BYTES // 1024)
    return BadFileError(str(path), why, fix)
