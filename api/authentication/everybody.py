"""Addresses that answer the public whatever is sent: who asks there is never settled."""

from __future__ import annotations

from typing import Final

from starlette.types import Scope

from kg.base.i18n import LANGUAGES

_FILES: Final = ("static", "oembed")
_EMBED: Final = "embed"
_OPEN: Final = ("feeds", _EMBED)
"""What stands after the language in such an address."""


def is_for_everybody(scope: Scope) -> bool:
    """Say whether an address answers everybody alike.

    Taken as routes are, decoded: however it was spelt, the same address is meant.

    >>> [is_for_everybody({"path": p}) for p in ("/en/feeds/offers", "/en/offers", "/oembed")]
    [True, False, True]
    """
    first, _, rest = _path(scope).partition("/")
    if first in _FILES:
        return True
    return first in LANGUAGES and rest.partition("/")[0] in _OPEN


def is_embed(scope: Scope) -> bool:
    """Say whether an address is made to be shown by other sites.

    >>> [is_embed({"path": p}) for p in ("/en/embed/actor", "/en/actor", "/embed/actor")]
    [True, False, False]
    """
    first, _, rest = _path(scope).partition("/")
    return first in LANGUAGES and rest.partition("/")[0] == _EMBED


def is_picture_file(scope: Scope) -> bool:
    """Say whether an address is that of a picture as a file, for other sites to show.

    >>> [is_picture_file({"path": p}) for p in ("/en/embed/actor", "/en/embed/actor.svg")]
    [False, True]
    """
    return is_embed(scope) and scope["path"].endswith((".svg", ".png"))


def is_for_editors(scope: Scope) -> bool:
    """Say whether an address is the page on which pictures for other sites are chosen.

    >>> [is_for_editors({"path": p}) for p in ("/en/embeds", "/en/embed/actor", "/embeds")]
    [True, False, False]
    """
    first, _, rest = _path(scope).partition("/")
    return first in LANGUAGES and rest == "embeds"


def _path(scope: Scope) -> str:
    root: str = scope.get("app_root_path", scope.get("root_path", ""))
    path: str = scope["path"]
    return path.removeprefix(root).lstrip("/")
