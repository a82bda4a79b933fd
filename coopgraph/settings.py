"""What the environment decides: where the store is, which language, where caches go."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from kg.base.errors import BadFileError, BadOptionError
from kg.base.i18n import msg

_LONGEST: Final = 1024
"""Characters of a password."""


def _said(name: str) -> Any:
    return field(default_factory=lambda: os.environ.get(_variable(name), ""))


def _secret_said(name: str) -> Any:
    return field(default_factory=lambda: os.environ.get(_variable(name)), repr=False)


def _number_said(name: str, default: int, most: int) -> Any:
    return field(default_factory=lambda: _number(name, default, most))


@dataclass(frozen=True)
class Settings:
    """Settings, each read from ``COOPGRAPH_<NAME>``; options of a command go before them.

    Raises:
        BadOptionError: a setting is no number that it can be; names the setting.
    """

    store: str = _said("store")
    """Address of the store; by default a file in the user's data folder."""
    store_password: str | None = _secret_said("store_password")
    store_password_file: str = _said("store_password_file")
    desk: str = _said("desk")
    """Address of the desk."""
    desk_password: str | None = _secret_said("desk_password")
    desk_password_file: str = _said("desk_password_file")
    lang: str = _said("lang")
    """Language of answers: es, en, pt or fr."""
    cache: str = _said("cache")
    """Folder for snapshots; “off” keeps none."""
    public_url: str = _said("public_url")
    """Address at which readers find the service."""
    trust_proxy: str = _said("trust_proxy")
    """Proxies that may say who asks."""
    trust_proxy_secret_file: str = _said("trust_proxy_secret_file")
    embed_origins: str = _said("embed_origins")
    """Sites that may show pictures."""
    smtp_url: str = _said("smtp_url")
    """Mail server that takes letters."""
    outbox: str = _said("outbox")
    """Folder for letters where there is no mail server."""
    mail_from: str = _said("mail_from")
    """From whom letters come."""
    publisher: str = _said("publisher")
    """File that says whose pages these are."""
    campaign_list: str = _said("campaign_list")
    """The board's list of the campaign."""
    deadlines: str = _said("deadlines")
    """File with the deadlines of the exchange."""
    iati_service: str = _said("iati_service")
    """Template of the IATI service’s addresses."""
    queue_days: int = _number_said("queue_days", 90, most=3650)
    """Days that held rows wait."""
    workers: int = _number_said("workers", 1, most=64)
    """Processes of a service."""

    def __post_init__(self) -> None:
        """Fill in the default store: a file in the user's data folder."""
        if not self.store:
            object.__setattr__(self, "store", sqlite_url(user_folder("data") / "knowledge.db"))

    @property
    def password(self) -> str | None:
        """The password of the store, for an address that has none."""
        return _secret(self.store_password, self.store_password_file)

    @property
    def password_of_desk(self) -> str | None:
        """The password of the desk, for an address that has none; never that of the store."""
        return _secret(self.desk_password, self.desk_password_file)

    @property
    def cache_folder(self) -> Path | None:
        """Where snapshots are kept between runs; None where they are not."""
        if self.cache == "off":
            return None
        return Path(self.cache) if self.cache else user_folder("cache") / "snapshots"

    @property
    def outbox_folder(self) -> Path:
        """Where letters lie when no mail server takes them."""
        return Path(self.outbox) if self.outbox else user_folder("data") / "outbox"


def _variable(name: str) -> str:
    return f"COOPGRAPH_{name.upper()}"


def _number(name: str, default: int, most: int) -> int:
    text = os.environ.get(_variable(name))
    if text is None:
        return default
    with suppress(ValueError):
        if 1 <= int(text) <= most:
            return int(text)
    fix = msg("Use a whole number from {least} to {most}.", least=1, most=most)
    raise BadOptionError(_variable(name), text, fix)


def _secret(given: str | None, file: str) -> str | None:
    """Return a password as it is, else what a file holds in its first line.

    Raises:
        BadFileError: it holds none that can be read.
    """
    if given is not None or not file:
        return given or None
    secret, path = "", Path(file)
    with suppress(OSError, ValueError):
        # Of a pipe nobody knows whether anything will come.
        if path.is_file():
            with path.open(encoding="utf-8") as opened:
                secret = opened.readline(_LONGEST).rstrip("\r\n")
    if not secret:
        why = msg("it holds no password that can be read.")
        raise BadFileError(file, why, msg("Write the password into it as one line."))
    return secret


def user_folder(kind: str) -> Path:
    """Return this user's ``data`` or ``cache`` folder for coopgraph."""
    import platformdirs

    dirs = platformdirs.PlatformDirs("coopgraph", appauthor=False)
    return Path(dirs.user_data_dir if kind == "data" else dirs.user_cache_dir)


def sqlite_url(path: Path) -> str:
    """Return the address of a store in a file.

    >>> sqlite_url(Path("/tmp/my store.db"))
    'sqlite:////tmp/my%20store.db'
    """
    return f"sqlite:///{quote(str(path.absolute()))}"
