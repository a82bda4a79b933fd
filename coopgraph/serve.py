"""The running service: uvicorn around the web application."""

from __future__ import annotations

import secrets
import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from coopgraph.asked import Asked, opened
from coopgraph.desk.desk import desk_url, made_desk, read_desk
from coopgraph.desk.outgoing_mail import deadlines_of, mail_from, round_of
from coopgraph.terminal.output import notices
from kg.base.errors import WrongUseError
from kg.base.i18n import Message, msg
from kg.base.store_errors import StoreError

if TYPE_CHECKING:
    from api.authentication.access_settings import AccessSettings
    from kg.access.entry_code import Code
    from kg.access.hosts import Origin
    from kg.exchange.mail.delivery import Mail

ENTER: Final = "-/enter"
_SECRET_BYTES: Final = 32
_BACKLOG: Final = 2048

Started = Callable[[str], None]
"""Told, once connections are taken, the address at which a person begins."""


class PortTakenError(WrongUseError):
    """Another process listens on the port."""

    slug = "port-taken"

    def __init__(self, host: str, port: int) -> None:
        super().__init__(
            msg("{host}:{port} cannot be listened on.", host=host, port=port),
            msg("Name another port: --port {other}.", other=port + 1),
        )


class NamelessError(WrongUseError):
    """A service for others does not know under which name they come."""

    slug = "nameless"

    def __init__(self, host: str) -> None:
        super().__init__(
            msg("Listening on {host} is for readers elsewhere, and their address is not known.",
                host=host or "*"),
            msg("Set COOPGRAPH_PUBLIC_URL to it (https://knowledge.example.org), or listen on "
                "127.0.0.1."),
        )  # fmt: skip


def serve(
    asked: Asked,
    host: str,
    port: int,
    started: Started | None = None,
    *,
    workers: int = 1,
    links_here: bool = False,
    tour: bool = False,
) -> None:
    """Serve the API and the pages until interrupted: the public, and more to known readers.

    At a terminal a code is printed with which one person enters. ``started`` is told once
    connections are taken. ``workers`` processes answer, with one view of the store. A service with
    a public address shows no examples: who reads them elsewhere may take them for real.
    ``links_here``: links to sign in are printed at the terminal too. ``tour``: there is a page that
    leads through the exchange as invented offices.

    Raises:
        NamelessError, PortTakenError, WrongUseError: the addresses or settings cannot be meant.
        BadFileError, BadDefinitionError: the list of the campaign cannot be read, or what says
            whose pages these are.
        StoreError: the store cannot be opened.
    """
    from coopgraph.workers import Serving, serve_with
    from kg.exchange.campaign_list import campaign_list
    from kg.publisher.emblem import pages_of

    access, typed = _access(asked, host, port, shared=workers > 1, links_here=links_here)
    with _listening(host, port) as taken:
        settings = asked.settings
        serving = Serving(
            store=settings.store,
            access=access,
            password=settings.password,
            cache=settings.cache_folder,
            lang=asked.lang,
            processes=workers,
            examples=not settings.public_url,
            tour=tour and not settings.public_url,
            campaign=campaign_list(settings.campaign_list),
            pages_of=pages_of(settings.publisher),
        )
        address = _address(asked, host, port)
        _say(asked, msg("Serving on {address} (Ctrl+C ends it)", address=address))
        if typed:
            address += ENTER
            _say(asked, msg("To see more than the public, enter at {address}", address=address))
            _say(asked, msg("with the code {code} (once, within ten minutes)", code=typed))
        if started is not None:
            started(address)
        serve_with(serving, taken)


def _access(
    asked: Asked, host: str, port: int, *, shared: bool, links_here: bool
) -> tuple[AccessSettings, str]:
    """Return who may show to be more than the public, and the code to print, empty without one."""
    from api.authentication.access_settings import AccessSettings
    from kg.access.embed_origins import embed_origins
    from kg.access.hosts import hosts_of
    from kg.access.proxy import trusted_proxy

    settings = asked.settings
    public = _public(asked, host)
    proxy = trusted_proxy(settings.trust_proxy, settings.trust_proxy_secret_file)
    with opened(asked) as inquiry:
        desk = desk_url(inquiry.store, settings)
    mail = _mail(asked, host, port, links_here=links_here)
    _settle(asked, desk, mail)
    typed, code = _code(asked, desk)
    access = AccessSettings(
        hosts=hosts_of(host, port, public),
        most=asked.audience,
        desk=desk,
        desk_password=settings.password_of_desk,
        proxy=proxy,
        code=code,
        secret=_secret(asked, desk),
        session_secret=secrets.token_bytes(_SECRET_BYTES),
        shared=shared,
        embed_origins=embed_origins(settings.embed_origins),
        mail=mail,
        deadlines=deadlines_of(settings),
        queue_days=settings.queue_days,
    )
    return access, typed


def _mail(asked: Asked, host: str, port: int, *, links_here: bool) -> Mail:
    """Return how letters leave, and whether links in them are printed at this terminal too.

    Raises:
        WrongUseError: links are to be printed where somebody else could read them.
        BadOptionError: COOPGRAPH_SMTP_URL is no address of a mail server.
    """
    settings = asked.settings
    if links_here and (settings.public_url or not at_terminal()):
        detail = msg("Links to sign in are shown at a terminal only, to whoever runs the service.")
        fix = msg("Leave --links-here out, or start it at a terminal without COOPGRAPH_PUBLIC_URL.")
        raise WrongUseError(detail, fix)
    told = LinksHere(asked.lang) if links_here else None
    return mail_from(settings, settings.public_url or _address(asked, host, port), told)


def _settle(asked: Asked, desk: str, mail: Mail) -> None:
    """Let a desk that came back from a backup know so before the first letter leaves from it."""
    from kg.access.clock import utc_now
    from kg.exchange.mail.due_letters import settle_restored

    with (
        suppress(StoreError),
        opened(asked) as inquiry,
        read_desk(desk, asked.settings, write=True) as store,
    ):
        settle_restored(round_of(inquiry, store, mail, asked.settings, utc_now()))


@dataclass(frozen=True, slots=True)
class LinksHere:
    """Prints links at the terminal; handed to all processes of a service."""

    lang: str

    def __call__(self, link: str) -> None:
        """Print a link."""
        notices().print(msg("A link to sign in: {link}", link=link).text(self.lang), soft_wrap=True)


def _secret(asked: Asked, desk: str) -> bytes | None:
    """Return the secret that services of one desk share; None where no desk can be had."""
    from kg.access.secret import shared_secret

    try:
        with made_desk(desk, asked.settings) as store:
            with suppress(StoreError):
                # Nobody may ask for what waits for months: whoever comes by takes out what lapsed.
                store.let_go([])
            return shared_secret(store)
    except StoreError:
        # What readers keep is then good for as long as this service runs.
        return None


def _public(asked: Asked, host: str) -> Origin | None:
    from kg.access.hosts import is_loopback, public_origin

    if asked.settings.public_url:
        return public_origin(asked.settings.public_url)
    if not is_loopback(host):
        raise NamelessError(host)
    return None


def _code(asked: Asked, desk: str) -> tuple[str, Code | None]:
    """Return the code that a person at the terminal may enter with, and what is kept of it."""
    from kg.access.clock import utc_now
    from kg.access.entry_code import new_code

    if asked.audience == "public" or not at_terminal():
        return "", None
    try:
        with made_desk(desk, asked.settings):
            return new_code(utc_now())
    except StoreError as error:
        # A code is spent on the desk: without one there is none, and the public is answered.
        notices().print(error.sentence(asked.lang), soft_wrap=True)
        return "", None


def at_terminal() -> bool:
    """Say whether a person reads what is printed: nothing secret may end in a file or a journal."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty()


def _address(asked: Asked, host: str, port: int) -> str:
    """Return where a person on this machine begins; elsewhere, where readers do."""
    from kg.access.hosts import in_url, is_loopback, public_origin

    if is_loopback(host):
        return f"http://{in_url(host)}:{port}/"
    return f"{public_origin(asked.settings.public_url).url}/"


def _say(asked: Asked, what: Message) -> None:
    notices().print(what.text(asked.lang), soft_wrap=True)


def _listening(host: str, port: int) -> socket.socket:
    """Return the socket on which connections are taken from now on.

    Raises:
        PortTakenError: the address is in use, is not ours, or needs rights.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=_BACKLOG)
    except (OSError, UnicodeError):
        raise PortTakenError(host, port) from None
