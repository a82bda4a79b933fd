"""Files of ours that browsers keep, and which program this is to the byte: part of every ETag."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Final

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

import api
import kg
import viz

STATIC: Final = Path(__file__).parent / "pages" / "static"
_VIZ: Final = "viz/"
VIZ_STATIC: Final = Path(viz.__file__).parent / "static"


@cache
def build_stamp() -> str:
    """Return a digest of the program's own files: the same on every replica of one version."""
    digest = hashlib.sha256(version("coopgraph").encode())
    for package in (api, kg, viz):
        root = Path(package.__file__ or "").parent
        for path in sorted(root.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(str(path.relative_to(root)).encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def asset_address(root: str, path: str) -> str:
    """Return the address of a file of ours, which is another as soon as the file is.

    ``root`` is where the service is mounted, ``path`` the file's below ``/static``.
    """
    folder, name = STATIC, path
    if path.startswith(_VIZ):
        folder, name = VIZ_STATIC, path.removeprefix(_VIZ)
    return f"{root}/static/{path}?{_digest(folder / name)}"


@cache
def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]


class Assets(StaticFiles):
    """Static files; one asked for by its own digest never changes and may be kept for ever."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Return a file with how long it may be kept."""
        response = await super().get_response(path, scope)
        file, _ = self.lookup_path(path)
        # Another version's address would have this file kept in the place of that one.
        is_own = bool(file) and scope["query_string"] == _digest(Path(file)).encode()
        kept = "public, max-age=31536000, immutable" if is_own else "no-cache"
        response.headers["Cache-Control"] = kept
        return response
