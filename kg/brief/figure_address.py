"""Where a figure of a paper is asked for again: an address of the API, without a host."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode


def address(path: str, as_of: str, **query: str | int | Sequence[str] | None) -> str:
    """Return a path of the API with the day it is asked about, and what else it depends on.

    Names of the query may end in ``_``, as words of Python must; what is None is left out. Ids
    stand in paths as they are.

    >>> address("/v1/paths", "2026-01-31", from_="org/iacd", to="org/segib", top=None)
    '/v1/paths?from=org/iacd&to=org/segib&as_of=2026-01-31'
    """
    asked = {name.rstrip("_"): value for name, value in query.items() if value is not None}
    return f"{path}?{urlencode({**asked, 'as_of': as_of}, doseq=True, safe='/:~')}"
