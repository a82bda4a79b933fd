"""Files of ours that browsers keep, and which program this is to the byte: part of every ETag."""

from __future__ import annotations

import gzip
import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

import api
import kg
import viz
from api.etags import NOT_MODIFIED, is_known
from api.kept_answers import GZIP, takes_gzip

STATIC: Final = Path(__file__).parent / "pages" / "static"
_VIZ: Final = "viz/"
VIZ_STATIC: Final = Path(viz.__file__).parent / "static"
_TEXTS: Final = frozenset({".css", ".js", ".svg"})
"""Files that grow shorter by compressing; nobody's secret stands in them."""
_OK: Final = 200


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


@cache
def _packed(path: Path) -> bytes:
    # Without a time in it the same file has the same bytes.
    return gzip.compress(path.read_bytes(), mtime=0)


class Assets(StaticFiles):
    """Static files; one asked for by its own digest never changes and may be kept for ever."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Return a file, compressed for who takes that, with how long it may be kept."""
        response = await super().get_response(path, scope)
        name, _ = self.lookup_path(path)
        file = Path(name) if name else None
        if file and file.suffix in _TEXTS:
            response = _shorter(Request(scope), response, file)
        # Another version's address would have this file kept in the place of that one.
        is_own = file is not None and scope["query_string"] == _digest(file).encode()
        kept = "public, max-age=31536000, immutable" if is_own else "no-cache"
        response.headers["Cache-Control"] = kept
        return response


def _shorter(request: Request, response: Response, file: Path) -> Response:
    """Return a whole file compressed, where its reader takes it so."""
    headers = MutableHeaders(raw=list(response.raw_headers))
    headers.add_vary_header("Accept-Encoding")
    response.raw_headers = headers.raw
    if response.status_code != _OK or not takes_gzip(request) or "range" in request.headers:
        return response
    tag = f'"{_digest(file)}-{GZIP}"'
    said = {"ETag": tag, "Vary": headers["Vary"], "Content-Encoding": GZIP}
    if is_known(request, tag):
        return Response(status_code=NOT_MODIFIED, headers={"ETag": tag, "Vary": headers["Vary"]})
    return Response(_packed(file), _OK, said, response.media_type)
