"""Addresses that answer the public whatever is sent: who asks there is never settled."""

from __future__ import annotations

from typing import Final

from starlette.types import Scope

from kg.base.i18n import LANGUAGES

_FILES: Final = "static"
_OPEN: Final = ("feeds",)
"""What stands after the language in such an address."""


def is_for_everybody(scope: Scope) -> bool:
    """Say whether an address answers everybody alike.

    Taken as routes are, decoded: however it was spelt, the same address is meant.

    >>> [is_for_everybody({"path": p}) for p in ("/en/feeds/offers", "/en/offers", "/static/a")]
    [True, False, True]
    """
    path = scope["path"].removeprefix(scope.get("app_root_path", scope.get("root_path", "")))
    first, _, rest = path.lstrip("/").partition("/")
    if first == _FILES:
        return True
    return first in LANGUAGES and rest.partition("/")[0] in _OPEN
