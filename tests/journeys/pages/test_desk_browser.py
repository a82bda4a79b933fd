"""The pages of the desk in a real browser: accessible, narrow, by keyboard, in four languages.

A new page of the desk is one more row in ``PAGES``: who looks at it, and where it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from typing import Any, NamedTuple, cast

import pytest
from playwright.sync_api import Browser, Page

from kg.access.clock import utc_now
from kg.base.i18n import LANGUAGES
from kg.exchange.consultation_decisions import Answered, answer_item
from kg.exchange.consultations import close, draw_up, open_consultation
from kg.exchange.moving import begin, move, new_id, records_of, seen_record
from kg.exchange.parties import Who
from kg.exchange.responses import Said, keep
from kg.exchange.tour import ASKING, DEMAND, FIXED, GIVES, NEEDS, OFFER
from kg.model.desk_types import (
    Approach,
    Consultation,
    ContactRequest,
    Delivery,
    Moving,
    Submission,
    Suggestion,
    Transfer,
    Translation,
)
from kg.partners.guideline_files import GUIDELINES
from kg.partners.guideline_items import items_of
from kg.store.opening import create_store, open_store
from tests.api.pages.desk.browsing import Running, running_exchange
from tests.api.pages.desk.test_queue_page import hold
from tests.browser import axe, watched
from tests.effort import met, paired

pytestmark = pytest.mark.browser

NARROW: dict[str, Any] = {"viewport": {"width": 375, "height": 740}}
DARK: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"}
ISLAND, OTHER = (Who("authority", office.office) for office in (NEEDS, GIVES))
SECRETARIAT = Who("secretariat")
SHOWN = "practice/xaa-exit-not-deadline"
OWN = "demand/xaa-bridge-reconstruction"
"""A demand of the island, among the examples."""


Act = tuple[str, Who, dict[str, str]]


class Desk(NamedTuple):
    """A running exchange on whose desk there is one of everything, and what pages are called."""

    running: Running
    numbers: Mapping[str, str]


class Row(NamedTuple):
    """Who looks at a page of the desk, and its address; ``{names}`` are numbers of records."""

    who: str
    path: str


PAGES = (
    Row("island", ""),
    Row("island", "/new/offers"),
    Row("island", "/new/demands"),
    Row("island", "/new/practices"),
    Row("island", "/report"),
    Row("island", "/entries/{draft}/edit"),
    Row("island", "/entries/{draft}"),
    Row("island", "/entries/{returned}/edit"),
    Row("island", "/entries/{returned}"),
    Row("island", f"/ask?own={OWN}&about={OFFER}"),
    Row("island", "/contacts/{sent}"),
    Row("island", "/contacts/{concluded}"),
    Row("other", "/contacts/{sent}"),
    Row("other", "/contacts/{accepted}"),
    Row("secretariat", ""),
    Row("secretariat", "/entries/{proposed}"),
    Row("secretariat", "/contacts/{sent}"),
    Row("board", ""),
    Row("island", "/records"),
    Row("island", f"/records/{OWN}"),
    Row("island", f"/change/{OWN}"),
    Row("island", f"/answers/{OWN}"),
    Row("island", f"/suggest/{OFFER}"),
    Row("other", "/suggestions/{suggested}"),
    Row("island", "/watches"),
    Row("island", "/hand-over"),
    Row("island", "/translations/{translated}"),
    Row("secretariat", "/translations"),
    Row("island", "/upload"),
    Row("secretariat", "/queue"),
    Row("secretariat", "/held/{held}"),
    Row("secretariat", "/focal-points"),
    Row("secretariat", "/campaign"),
    Row("secretariat", "/states"),
    Row("secretariat", "/follow-up"),
    Row("board", "/milestones"),
    Row("board", "/consultations"),
    Row("island", "/consultations"),
    Row("island", "/consultations/{asked}"),
    Row("island", "/consultations/{asked}/answer?item=rule/mandate"),
    Row("island", "/consultations/{asked}/answer?item=rule/pilot"),
    Row("board", "/consultations/{asked}"),
    Row("board", "/consultations/{asked}/item?item=rule/pilot"),
    Row("board", "/consultations/{closed}/item?item=rule/pilot"),
    Row("secretariat", "/consultations/{closed}/decision"),
    Row("island", "/papers"),
    Row("island", "/papers/{paper}"),
    Row("secretariat", "/papers/send"),
    Row("board", "/papers/answers"),
    Row("board", "/plan"),
    Row("board", "/plan?of=initiative/pilot-segib-mercosur&act=action"),
    Row("board", "/plan?of=indicator/pilot-states-reached&act=read"),
    Row("secretariat", "/portfolio?examples=yes&floor=3&per_provider=2"),
    Row("board", f"/triangles/{OWN}"),
    Row("board", "/approaches"),
    Row("board", "/approaches/new?partner=org/mercosur"),
    Row("secretariat", "/approaches/{approach}?step=contact"),
    Row("board", "/approaches/{approach}"),
    Row("board", "/transfers"),
    Row("board", "/transfers/{transfer}?step=agree"),
)
"""All pages of the desk that there are; what others add goes here."""


@pytest.fixture(scope="module")
def desk(starter_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    import shutil

    folder = tmp_path_factory.mktemp("desk")
    shutil.copy(starter_url.removeprefix("sqlite:///"), folder / "copy.db")
    with running_exchange(f"sqlite:///{folder / 'copy.db'}") as found:
        with closing(create_store(found.desk, room="desk")) as store:
            numbers = dict(placed(store))
        row = hold(cast("Any", found), "Pozos")
        numbers["held"] = row.partition("/")[2]
        yield Desk(found, numbers)


def placed(store: Any) -> Iterator[tuple[str, str]]:
    """Put one record of each kind and state on the desk; yield what it is and its number."""
    from ingest.entries import pairs_of

    cells = {name: text.text("en") for name, text in DEMAND.items()} | FIXED

    def entry() -> Submission:
        new = Submission(
            id=new_id(Submission), office=NEEDS.office, kind="demands", lang="en",
            row=pairs_of("demands", cells),
        )  # fmt: skip
        return begin(store, new, "draft", ISLAND, utc_now())

    def request() -> ContactRequest:
        about = [OWN, OFFER]
        new = ContactRequest(
            id=new_id(ContactRequest), asks=NEEDS.office, asked=GIVES.office, about=about,
            text=ASKING.text("en"),
        )  # fmt: skip
        return begin(store, new, "ask", ISLAND, utc_now())

    def then(record: Moving, *acts: Act) -> str:
        for act, who, said in acts:
            seen = seen_record(store, type(record), record.id, who)
            record = move(store, seen, act, who, utc_now(), **said)
        return record.id.partition("/")[2]

    propose: Act = ("propose", ISLAND, {})
    remark = {"remark": "Which islands?"}
    yield "draft", then(entry())
    yield "proposed", then(entry(), propose)
    yield "returned", then(entry(), propose, ("return", SECRETARIAT, remark))
    accept: Act = ("accept", OTHER, {})
    start: Act = ("start", OTHER, {})
    suggestion = Suggestion(
        id=new_id(Suggestion), asks=NEEDS.office, asked=GIVES.office, record=OFFER, kind="offers",
        row=pairs_of("offers", {"sector": "74020; 31220"}), text="Forests too?", lang="en",
    )  # fmt: skip
    yield "suggested", then(begin(store, suggestion, "suggest", ISLAND, utc_now()))
    translation = Translation(
        id=new_id(Translation), office=NEEDS.office, record=OWN, lang="pt", title="Quatro pontes",
        original="seen before",
    )  # fmt: skip
    yield "translated", then(begin(store, translation, "propose", SECRETARIAT, utc_now()))
    yield "asked", consulted(store)
    yield "closed", consulted(store, closed=True)
    paper = Delivery(
        id=new_id(Delivery), office=NEEDS.office, focal_point="focalpoint/x", kind="state",
        about="state/xaa", title="State brief", lang="en", batch="a",
        delivered=utc_now().isoformat(),
    )  # fmt: skip
    said = {"useful": "partly", "missing": "The amounts."}
    yield "paper", then(begin(store, paper, "deliver", SECRETARIAT, utc_now()),
                        ("reply", ISLAND, said))  # fmt: skip
    yield from ((name, then(record)) for name, record in of_partners(store))
    yield "sent", then(request())
    yield "accepted", then(request(), accept)
    yield "concluded", then(request(), accept, start, ("conclude", OTHER, {}))


def consulted(store: Any, *, closed: bool = False) -> str:
    """Put a consultation on the desk that the island has answered in part."""
    text, office = GUIDELINES.text("approach-2022"), NEEDS.office
    new = Consultation(
        id=new_id(Consultation), guideline="approach-2022", version="0.2", text=text,
        digest="0" * 64, intro="Rule by rule.", lang="en", states=["state/xaa"],
        offices=[office or ""],
    )  # fmt: skip
    now = utc_now()

    def seen() -> Any:
        return seen_record(store, Consultation, new.id, SECRETARIAT)

    draw_up(store, new, SECRETARIAT, now)
    open_consultation(store, seen(), "2999-01-01", SECRETARIAT, now)
    other = next(item.text for item in items_of(text) if item.key == "rule/pilot")
    said = Said("rule/pilot", "proposes_wording", "Así no.", "es",
                other.replace("verdict: approach", "verdict: not_now"))  # fmt: skip
    keep(store, seen(), said, "", ISLAND, now, give=True)
    if closed:
        close(store, seen(), SECRETARIAT, now)
        answer = Answered("rule/pilot", "taken_up", "For that.", "en", said.change)
        answer_item(store, seen(), answer, "", SECRETARIAT, now)
    return new.number


def of_partners(store: Any) -> Iterator[tuple[str, Moving]]:
    """Yield an approach and a transfer that were put on the desk, with what they are called."""
    noted = {"day": "2026-03-01", "next_step": "Write a letter", "next_day": "2026-04-01"}
    approach = Approach(
        id=new_id(Approach), partner="org/segib", body="org/oas", decision="Decision 3",
        verdict="approach", guideline="approach-2022 0.2", **noted,
    )  # fmt: skip
    yield "approach", begin(store, approach, "decide", SECRETARIAT, utc_now())
    transfer = Transfer(
        id=new_id(Transfer), practice=SHOWN, gives="org/segib", takes="org/oas", **noted
    )
    yield "transfer", begin(store, transfer, "propose", SECRETARIAT, utc_now())


@pytest.fixture(scope="module")
def signed_in(browser: Browser, desk: Desk) -> Callable[[str], Any]:
    """Give what a browser holds of somebody who has signed in: once for each."""
    held: dict[str, Any] = {}

    def state(who: str) -> Any:
        if who not in held:
            with watched(browser) as one:
                desk.running.sign_in(one.page, who)
                held[who] = one.page.context.storage_state()
        return held[who]

    return state


def address(desk: Desk, row: Row, lang: str) -> str:
    return f"{desk.running.address}/{lang}/desk{row.path.format(**desk.numbers)}"


def problems(page: Page) -> list[str]:
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return [*axe(page), *([f"{wide} px too wide"] if wide > 0 else []), *out_of_order(page)]


def out_of_order(page: Page) -> list[str]:
    """Return what the keyboard reaches in another order than it is read, or not at all."""
    return list(
        page.evaluate(
            """() => {
              const wrong = [...document.querySelectorAll("[tabindex]")]
                .filter((e) => Number(e.getAttribute("tabindex")) > 0)
                .map((e) => `tabindex: ${e.outerHTML.slice(0, 80)}`);
              const small = [...document.querySelectorAll(
                "main button, main .button, main input:not([type=hidden])")]
                .filter((e) => e.checkVisibility() && (e.offsetHeight < 20 || e.offsetWidth < 20))
                .map((e) => `small: ${e.outerHTML.slice(0, 80)}`);
              return [...wrong, ...small];
            }"""
        )
    )


@pytest.mark.parametrize(("row", "lang"), paired(PAGES, LANGUAGES), ids=str)
def test_a_page_of_the_desk_is_accessible_on_a_telephone(
    browser: Browser, desk: Desk, signed_in: Callable[[str], Any], row: Row, lang: str
) -> None:
    with watched(browser, **NARROW, storage_state=signed_in(row.who)) as one:
        found = one.page.goto(address(desk, row, lang))
        assert found is not None
        assert found.status == 200
        for box in one.page.locator("main details").all():
            box.evaluate("e => { e.open = true; }")
        assert problems(one.page) == []
        assert one.said == []
        assert all(url.startswith((desk.running.address, "data:")) for url in one.asked)


@pytest.mark.parametrize("row", met(PAGES, 0, 2), ids=str)
def test_a_page_of_the_desk_is_accessible_on_a_dark_desktop(
    browser: Browser, desk: Desk, signed_in: Callable[[str], Any], row: Row
) -> None:
    with watched(browser, **DARK, storage_state=signed_in(row.who)) as one:
        one.page.goto(address(desk, row, "es"))
        assert problems(one.page) == []


@pytest.mark.parametrize("row", [r for r in PAGES if r.who == "island"], ids=str)
def test_all_can_be_reached_by_keyboard_and_seen_there(
    browser: Browser, desk: Desk, signed_in: Callable[[str], Any], row: Row
) -> None:
    still: dict[str, Any] = {**NARROW, "reduced_motion": "reduce"}
    with watched(browser, **still, storage_state=signed_in(row.who)) as one:
        page = one.page
        page.goto(address(desk, row, "en"))
        wanted = page.evaluate(
            """() => new Set([...document.querySelectorAll("main a[href], main button, main select,"
              + " main summary, main textarea, main input:not([type=hidden])")]
              .filter((e) => e.checkVisibility())
              .map((e) => (e.type === "radio" ? `${e.form.action} ${e.name}` : e))).size"""
        )  # of choices that exclude each other the keyboard stops at one
        reached, last = set(), 0
        for _ in range(wanted + 60):
            page.keyboard.press("Tab")
            here = page.evaluate(FOCUS)
            if here is None:
                continue
            assert here["seen"], here
            assert here["place"] >= last or here["place"] in reached, "the order is that of reading"
            reached.add(here["place"])
            last = here["place"]
        assert len(reached) >= wanted


FOCUS = """() => {
  const e = document.activeElement;
  if (!e || !e.closest("main") || e.id === "content") return null;
  const style = getComputedStyle(e);
  const box = e.getBoundingClientRect();
  const seen = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2
    && box.bottom > 0 && box.top < innerHeight;
  const place = [...document.querySelectorAll("main *")].indexOf(e);
  return { place, seen, html: e.outerHTML.slice(0, 90) };
}"""


def test_the_table_has_every_page_of_the_desk(desk: Desk) -> None:
    """Who adds a page and no row for it is told here."""
    from api.app import create_app
    from tests.api.asking import PUBLIC
    from tests.api.routes import routes_of

    paths = routes_of(create_app("sqlite:////nowhere", access=PUBLIC, cache=None))
    desk_paths = {p.partition("/desk")[2] for p in paths if p.startswith("/{lang:language}/desk")}
    pages = {path for path in desk_paths if not path.endswith(".xlsx")}
    shapes = {"/" + r.path.partition("?")[0].strip("/").partition("/")[0] for r in PAGES}
    firsts = {"/" + p.strip("/").partition("/")[0] for p in pages}
    assert firsts <= shapes, firsts - shapes


def test_the_desk_has_one_of_everything(desk: Desk) -> None:
    with closing(open_store(desk.running.desk, room="desk")) as store:
        assert len(records_of(store, Submission, SECRETARIAT)) == 2, "drafts are nobody else's"
        assert len(records_of(store, ContactRequest, SECRETARIAT)) == 3
