"""The headers of safety that every answer carries."""

from __future__ import annotations

from typing import Final

from starlette.datastructures import MutableHeaders

CSP: Final = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
SAFETY: Final = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def add_safety(headers: MutableHeaders) -> None:
    """Add the headers of safety to an answer; every answer depends on the reader's language."""
    for name, value in SAFETY.items():
        headers[name] = value
    headers.add_vary_header("Accept-Language")
