"""Where readers elsewhere find the service: as configured, never as somebody asked for it."""

from __future__ import annotations

from starlette.requests import Request

from api.authentication.access_state import access_of
from api.deps import root_of


def public_address(request: Request) -> str:
    """Return the address below which the pages lie, without a slash at its end."""
    settings = access_of(request).settings
    if settings.mail is not None:
        return settings.mail.address.rstrip("/") + root_of(request)
    # The last of its names is the public one, where it has one.
    *_, origin = settings.hosts.origins.values()
    return origin.url + root_of(request)
