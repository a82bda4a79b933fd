"""The compiled catalogues: made from the .po files that people edit, never committed.

``python -m tools.catalogues`` makes those that are missing or of another .po, as ``make setup``
and the tests do; hatchling makes all of them for the wheel and for installs of a checkout. So this
file needs Babel and nothing of the program.
"""

from __future__ import annotations

import io
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT: Final = Path(__file__).parent.parent
LOCALE: Final = Path("kg") / "locale"


def sources(root: Path = ROOT) -> Iterator[Path]:
    """Yield the .po files of a checkout."""
    yield from sorted((root / LOCALE).glob("*/LC_MESSAGES/*.po"))


def stale(po: Path) -> bool:
    """Say whether the .mo beside a .po is missing or was made of another state of it."""
    try:
        return po.with_suffix(".mo").stat().st_mtime_ns != po.stat().st_mtime_ns
    except FileNotFoundError:
        return True


def compiled(po: Path) -> bytes:
    """Return a .po in the binary form that gettext reads."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    buffer = io.BytesIO()
    with po.open("rb") as stream:
        write_mo(buffer, read_po(stream, locale=po.parent.parent.name))
    return buffer.getvalue()


def compile_po(po: Path) -> None:
    """Write the .mo beside a .po, whole or not at all: others may be reading or writing it.

    It takes the time of the .po as it was before it was read: by that ``stale`` tells them apart.
    """
    then = po.stat().st_mtime_ns
    handle, name = tempfile.mkstemp(dir=po.parent, prefix=f".{po.stem}-", suffix=".mo")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(compiled(po))
        Path(name).chmod(0o644)
        os.utime(name, ns=(then, then))
        Path(name).replace(po.with_suffix(".mo"))
    except BaseException:
        Path(name).unlink()
        raise


def refresh(root: Path = ROOT, *, everything: bool = False) -> list[Path]:
    """Compile what is stale, or everything; return which .po files that were."""
    chosen = [po for po in sources(root) if everything or stale(po)]
    for po in chosen:
        compile_po(po)
    return chosen


def get_build_hook() -> type[BuildHookInterface[Any]]:
    """Return what hatchling runs before it builds (``[tool.hatch.build.hooks.custom]``)."""
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface

    class Catalogues(BuildHookInterface[Any]):
        """Compiles all catalogues, whatever lies beside them."""

        def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
            """Compile them where the program is built from, or a checkout is installed."""
            refresh(Path(self.root), everything=True)

    return Catalogues


def main() -> int:
    """Compile what is stale and name it."""
    for po in refresh():
        print(f"compiled {po.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
