"""What the environment decides: where the store is, which language, where caches go."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from kg.base.errors import BadFileError, BadOptionError
from kg.base.i18n import msg

_LONGEST: Final = 1024
"""Characters of a password."""


_NUMBERS: Final = {"queue_days": (1, 3650), "workers": (1, 64)}
"""The settings that are numbers, and what they may be."""


def _number(name: str, default: int, description: str) -> Any:
    least, most = _NUMBERS[name]
    return Field(default=default, ge=least, le=most, description=description)


class Settings(BaseSettings):
    """Settings, each read from ``COOPGRAPH_<NAME>``; options of a command go before them."""

    model_config = SettingsConfigDict(env_prefix="COOPGRAPH_", extra="ignore")

    store: str = Field(default="", description="Address of the store")
    store_password: SecretStr | None = Field(default=None, description="Password of the store")
    store_password_file: str = Field(default="", description="File with the password of the store")
    desk: str = Field(default="", description="Address of the desk")
    desk_password: SecretStr | None = Field(default=None, description="Password of the desk")
    desk_password_file: str = Field(default="", description="File with the password of the desk")
    lang: str = Field(default="", description="Language of answers: es, en, pt or fr")
    cache: str = Field(default="", description="Folder for snapshots; “off” keeps none")
    public_url: str = Field(default="", description="Address at which readers find the service")
    trust_proxy: str = Field(default="", description="Proxies that may say who asks")
    trust_proxy_secret_file: str = Field(default="", description="File with their secret")

    embed_origins: str = Field(default="", description="Sites that may show pictures")

    smtp_url: str = Field(default="", description="Mail server that takes letters")
    outbox: str = Field(default="", description="Folder for letters where there is no mail server")
    mail_from: str = Field(default="", description="From whom letters come")
    campaign_list: str = Field(default="", description="The board's list of the campaign")
    deadlines: str = Field(default="", description="File with the deadlines of the exchange")
    iati_service: str = Field(default="", description="Template of the IATI service’s addresses")
    queue_days: int = _number("queue_days", 90, "Days that held rows wait")
    workers: int = _number("workers", 1, "Processes of a service")

    def model_post_init(self, _context: Any, /) -> None:
        """Fill in the default store: a file in the user's data folder."""
        if not self.store:
            self.store = sqlite_url(user_folder("data") / "knowledge.db")

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


def settings_from_environment() -> Settings:
    """Return what the environment decides.

    Raises:
        BadOptionError: a setting is no number that it can be; names the setting.
    """
    try:
        return Settings()
    except ValidationError as error:
        raise _bad_setting(error) from None


def _bad_setting(error: ValidationError) -> BadOptionError:
    found = error.errors()[0]
    name = str(found["loc"][0]).lower()
    least, most = _NUMBERS[name]
    fix = msg("Use a whole number from {least} to {most}.", least=least, most=most)
    return BadOptionError(f"COOPGRAPH_{name.upper()}", found["input"], fix)


def _secret(given: SecretStr | None, file: str) -> str | None:
    """Return a password as it is, else what a file holds in its first line.

    Raises:
        BadFileError: it holds none that can be read.
    """
    if given is not None or not file:
        return given.get_secret_value() if given else None
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
