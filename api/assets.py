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


class Assets(StaticFiles):
    """Static files; one asked for with a version in its address may be kept for ever."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Return a file with how long it may be kept."""
        response = await super().get_response(path, scope)
        kept = "public, max-age=31536000, immutable" if scope["query_string"] else "no-cache"
        response.headers["Cache-Control"] = kept
        return response
