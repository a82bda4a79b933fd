"""The demo: starter knowledge and examples in a store of its own, three answers, the pages."""

from __future__ import annotations

import os
import sys
import threading
from dataclasses import replace

from coopgraph.asked import Asked, opened
from coopgraph.settings import sqlite_url, user_folder
from coopgraph.terminal.language import LANGUAGE
from coopgraph.terminal.output import console, notices
from kg.base.errors import WrongUseError
from kg.base.i18n import Message, msg
from kg.exchange.campaign_list import EXAMPLE_LIST
from kg.knowledge import Inquiry
from kg.questions import MatchQuestion, PartnersQuestion, PathsQuestion
from kg.store.opening import create_store

DEMAND = "demand/xab-bancos-de-leche"
ROUTE = ("org/iacd", "org/mercosur")
TOP = 3
HOST = "127.0.0.1"
TOUR = "{lang}/tour"
"""The page that leads through the exchange; there is one in the demo alone."""
_TOUR = msg(
    "A tour of the exchange: {address}. It signs in with these mailboxes of invented offices; "
    "the links of their letters are printed here."
)


class NotEmptyError(WrongUseError):
    """The demo was pointed at a store that holds somebody's data."""

    slug = "not-empty"

    def __init__(self, url: str) -> None:
        super().__init__(
            msg("The store {url} is not empty; the demo leaves it alone.", url=url),
            msg("Name an empty one, or none at all."),
        )


def demo(asked: Asked, port: int | None, *, tour: bool = False) -> int:
    """Load, answer one match, one partner ranking and one path; then serve on ``port``.

    With ``tour`` the tour of the exchange is played through instead, and nothing is served.

    Raises:
        NotEmptyError: the store named is somebody's.
    """
    from coopgraph.loads import load_starter

    invited = asked.settings.campaign_list or EXAMPLE_LIST
    settings = replace(asked.settings, store=_fresh_store(asked), campaign_list=invited)
    ours = replace(asked, settings=settings)
    notices().print(msg("Loading the starter knowledge …").text(asked.lang))
    status = load_starter(ours, examples=True)
    if status:
        return status
    if tour:
        from coopgraph.desk.tour_play import play

        _invite(ours)
        play(ours)
        return 0
    with opened(ours) as inquiry:
        _answer(inquiry)
    if port is not None:
        from coopgraph.serve import at_terminal, serve

        _invite(ours)
        _tell_of_tour(ours, port)
        serve(ours, HOST, port, _open, links_here=at_terminal(), tour=True)
    return 0


def _invite(asked: Asked) -> None:
    """Let the invented offices of the tour sign in."""
    from coopgraph.desk.desk import desk_asked_for, made_desk
    from coopgraph.desk.tour_play import invite
    from kg.access.clock import utc_now

    with made_desk(desk_asked_for(asked), asked.settings) as desk:
        invite(desk, asked.lang, utc_now())


def _tell_of_tour(asked: Asked, port: int) -> None:
    from kg.exchange.tour import OFFICES

    address = f"http://{HOST}:{port}/{TOUR.format(lang=asked.lang)}"
    notices().print(replace(_TOUR, facts={"address": address}).text(asked.lang), soft_wrap=True)
    for office in OFFICES:
        notices().print(f"  {office.mailbox}", soft_wrap=True)


def _open(address: str) -> None:
    """Open the address in the reader's browser, where there is one with a window of its own.

    Only the address: what is opened is kept in histories, and seen in the list of processes.
    """
    import webbrowser

    windows = any(os.environ.get(name) for name in ("BROWSER", "DISPLAY", "WAYLAND_DISPLAY"))
    if windows or sys.platform in ("darwin", "win32"):
        threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()


def _fresh_store(asked: Asked) -> str:
    url = asked.settings.store if asked.store_named else _own_store()
    store = create_store(url, password=asked.settings.password)
    try:
        if store.revision() > 0:
            raise NotEmptyError(url)
    finally:
        store.close()
    return url


def _own_store() -> str:
    """Return the demo's own store, emptied: it lies among the caches and holds nobody's data."""
    folder = user_folder("cache")
    for left in (*folder.glob("demo.db*"), *folder.glob("demo.desk.db*")):
        left.unlink()
    return sqlite_url(folder / "demo.db")


def _answer(inquiry: Inquiry) -> None:
    from coopgraph.terminal.render.match_text import match as render_match
    from coopgraph.terminal.render.partners_text import partners as render_partners
    from coopgraph.terminal.render.paths_text import paths as render_paths

    lang, out = inquiry.lang, console()
    _heading(msg("1. Who can meet this need?"), f"coopgraph match {DEMAND}")
    render_match(lang)(out, inquiry.answer(MatchQuestion(DEMAND, top=TOP)))
    _heading(msg("2. Which partners should the board approach first?"), "coopgraph partners")
    render_partners(lang)(out, inquiry.answer(PartnersQuestion(top=TOP)))
    _heading(msg("3. How are we connected?"), f"coopgraph path {' '.join(ROUTE)}")
    render_paths(lang)(out, inquiry.answer(PathsQuestion(*ROUTE, TOP)))


def _heading(question: Message, command: str) -> None:
    console().rule(question.text(LANGUAGE), align="left")
    console().print(f"$ {command}\n", style="dim")
