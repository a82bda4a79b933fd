"""What is a mailbox: one address, no name beside it, no signs that end a line."""

from __future__ import annotations

import re
from typing import Final

_MAILBOX: Final = re.compile(r"[^@\s<>,;:\"()\[\]\\\x00-\x20\x7f]{1,64}@[A-Za-z0-9.-]{1,189}\Z")


def is_mailbox(text: str) -> bool:
    """Say whether a text is one mailbox.

    >>> [is_mailbox(text) for text in ("office@example.org", "Office <office@example.org>")]
    [True, False]
    """
    return _MAILBOX.match(text) is not None
