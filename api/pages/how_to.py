"""How to use the exchange, on two pages for each role: words, steps and days are the program's own.

What may be done comes from the life cycles, until when from the deadlines, what pages look like
from the words on them: where these change, so does this.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from markupsafe import Markup

from api.pages.desk.desk_rooms import rooms_for
from api.pages.page_sketch import Sketch
from kg.base.i18n import Message, msg, nmsg, say, translations
from kg.exchange.deadlines import DEADLINES, SHIPPED, Limit
from kg.exchange.life_cycle import LIVES, NEW, Part, Step
from kg.exchange.tour import DEMAND, FIXED
from kg.model.desk_types import ContactRequest, FocalPoint, FocalRole, Moving, Submission
from kg.model.vocabulary import word

Draw = Callable[[FocalRole, str], Markup]
Parts = frozenset[Part]
_OWN: Final[Parts] = frozenset({"own", "asks", "asked", "other"})
PARTS: Final[Mapping[FocalRole, Parts]] = {
    "authority": _OWN,
    "partner_body": _OWN,
    "secretariat": frozenset({"secretariat"}),
    "board": frozenset(),
}
"""What each role is to the records that it works with."""


class HowStep(NamedTuple):
    """One step: what it is called, what to do, and what the page looks like."""

    title: Message
    text: Message
    draw: Draw | None = None


class Row(NamedTuple):
    """What may be done: with what, in which state, by which act, and where that leads."""

    what: str
    states: str
    act: str
    after: str


class Day(NamedTuple):
    """How long something may stay as it is, when it is reminded of, and what then happens."""

    what: str
    state: str
    stays: str
    reminders: str
    then: str


@dataclass(frozen=True, slots=True)
class HowTo:
    """Two pages for a role in one language, ready to be laid out."""

    role: FocalRole
    lang: str
    title: str
    lead: str
    steps: list[tuple[str, str, Markup | None]]
    rows: list[Row]
    days: list[Day]
    standing: str
    good_to_know: list[str]


def how_to(role: FocalRole, lang: str) -> HowTo:
    """Return the two pages of a role."""
    deadlines = DEADLINES.named(SHIPPED)
    records = _RECORDS[role]
    return HowTo(
        role,
        lang,
        _capital(str(say(word("focal_role", role), lang))),
        _LEADS[role].text(lang),
        [
            (s.title.text(lang), s.text.text(lang), s.draw and s.draw(role, lang))
            for s in _STEPS[role]
        ],
        [row for cls in records for row in _rows(cls, PARTS[role], lang)],
        [day for cls in records for day in _days(cls, lang)],
        deadlines.standing.sentence().text(lang),
        [one.text(lang) for one in _GOOD_TO_KNOW[role]],
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _rows(cls: type[Moving], parts: Parts, lang: str) -> Iterator[Row]:
    life = LIVES[cls]
    for step in life.steps:
        if not parts.isdisjoint(step.by):
            states = [life.states[s].text(lang) if s != NEW else "–" for s in step.before]
            what, after = cls.title_of_type.text(lang), life.states[step.after].text(lang)
            yield Row(what, ", ".join(states), step.label.text(lang), after)


def _days(cls: type[Moving], lang: str) -> Iterator[Day]:
    for limit in DEADLINES.named(SHIPPED).limits:
        if limit.record == cls.prefix:
            yield Day(
                cls.title_of_type.text(lang),
                LIVES[cls].states[limit.state].text(lang),
                _length(limit).text(lang),
                ", ".join(str(days) for days in limit.remind) or "–",
                _then(cls, limit).text(lang),
            )


def _length(limit: Limit) -> Message:
    if limit.working_days is not None:
        return nmsg("{count} working day", "{count} working days", limit.working_days)
    return nmsg("{count} day", "{count} days", limit.days or 0)


def _then(cls: type[Moving], limit: Limit) -> Message:
    step = LIVES[cls].step(limit.act or "", limit.state)
    return LIVES[cls].states[step.after] if step else msg("late, and nothing else")


def _said(text: str, lang: str) -> str:
    """Return words as the templates of pages say them."""
    return translations(lang).gettext(text)


def _rooms(role: FocalRole, lang: str) -> list[str]:
    return [room.label.text(lang) for room in rooms_for(role)]


def _sign_in(_role: FocalRole, lang: str) -> Markup:
    sketch = Sketch(_said("Sign in as an office", lang))
    sketch.heading(_said("Sign in as an office", lang))
    sketch.field(_said("Mailbox of the office", lang), "office@example.net")
    sketch.buttons([_said("Send the link", lang)])
    return sketch.svg()


def _my_desk(role: FocalRole, lang: str) -> Markup:
    sketch = Sketch(_said("My desk", lang))
    sketch.bar(_rooms(role, lang))
    sketch.heading(_said("My desk", lang))
    sketch.part(_said("What waits for you", lang))
    state = "returned" if role != "secretariat" else "proposed"
    sketch.line(DEMAND["title"].text(lang), LIVES[Submission].states[state].text(lang))
    if role != "secretariat":
        sketch.part(_said("Enter something", lang))
        sketch.buttons(msg(name).text(lang) for name in ("Offer", "Demand", "Good practice"))
    sketch.part(_said("What goes on", lang))
    state = LIVES[ContactRequest].states["started"].text(lang)
    sketch.line(ContactRequest.title_of_type.text(lang), state)
    return sketch.svg()


def _form(_role: FocalRole, lang: str) -> Markup:
    from ingest.sheet.headers.column_words import words_of

    sketch = Sketch(msg("Demand").text(lang))
    sketch.heading(msg("Demand").text(lang))
    typed = {"title": DEMAND["title"].text(lang), "sector": FIXED["sector"]}
    for column in ("title", "summary", "sector"):
        sketch.field(words_of("demands", column)[lang][0], typed.get(column, ""))
    sketch.part(_said("Who may read it", lang))
    sketch.choices(
        str(say(word("visibility", name), lang)) for name in ("public", "states", "board")
    )
    buttons = ("Check, and see whom it matches", "Save as draft", "Send")
    sketch.buttons(_said(text, lang) for text in buttons)
    return sketch.svg()


def _decision(_role: FocalRole, lang: str) -> Markup:
    sketch = Sketch(Submission.title_of_type.text(lang))
    sketch.heading(DEMAND["title"].text(lang))
    for text in ("Known now", "Said here", "What was found", "Whom it would match"):
        sketch.line(_said(text, lang))
    sketch.field(_said("Remark, in the language of the office", lang))
    life = LIVES[Submission]
    sketch.buttons(s.label.text(lang) for s in life.open_to("proposed", PARTS["secretariat"]))
    return sketch.svg()


def _way(cls: type[Moving], acts: tuple[str, ...]) -> Draw:
    """Return what draws how a record moves by these acts, from what is not there yet."""

    def draw(_role: FocalRole, lang: str) -> Markup:
        sketch = Sketch(cls.title_of_type.text(lang))
        sketch.states(
            (step.label.text(lang), LIVES[cls].states[step.after].text(lang))
            for step in _along(cls, acts)
        )
        return sketch.svg()

    return draw


def _along(cls: type[Moving], acts: tuple[str, ...]) -> Iterator[Step]:
    state = NEW
    for act in acts:
        step = LIVES[cls].step(act, state)
        assert step is not None, (cls, act, state)
        yield step
        state = step.after


_RECORDS: Final[Mapping[FocalRole, tuple[type[Moving], ...]]] = {
    "authority": (Submission, ContactRequest),
    "partner_body": (Submission, ContactRequest),
    "secretariat": (FocalPoint, Submission, ContactRequest),
    "board": (FocalPoint, Submission, ContactRequest),
}
_LEADS: Final[Mapping[FocalRole, Message]] = {
    "authority": msg(
        "For the office of a state that cooperates: say what your state needs and offers, see at "
        "once who fits, and reach them."
    ),
    "partner_body": msg(
        "For a body that works with the states: bring in what has worked, and answer who asks you."
    ),
    "secretariat": msg(
        "For who keeps the exchange going: let offices in, decide about what they send, and see "
        "that nobody waits for an answer."
    ),
    "board": msg(
        "For who decides: what the exchange rests on is proposed until you adopt it, and what it "
        "brings is shown to you as totals."
    ),
}
_ENTER: Final = HowStep(
    msg("Sign in"),
    msg(
        "Write the mailbox of your office. A letter with a link comes; open it and press the "
        "button. It counts once, for twenty minutes. There is no password."
    ),
    _sign_in,
)
_ASK: Final = HowStep(
    msg("Ask for contact"),
    msg(
        "From a match, with a text of your own. The other office accepts or declines; a reason is "
        "welcome, never required. Then both know whom to write to, and go on by mail."
    ),
    _way(ContactRequest, ("ask", "accept", "start", "conclude", "confirm")),
)
_FORM: Final = HowStep(
    msg("Enter what you need, offer or know"),
    msg(
        "A few fields are enough. Checking shows beside each field what is wrong, and whom it "
        "would match, before anything is sent. Who may read it is your choice. What you typed is "
        "not lost when the session or the connection ends."
    ),
    _form,
)
_FOLLOW: Final = HowStep(
    msg("Follow it"),
    msg(
        "The secretariat accepts it, or returns it with a remark: change it and send it again. You "
        "may take it back at any time before."
    ),
    _way(Submission, ("draft", "propose", "accept")),
)
_STEPS: Final[Mapping[FocalRole, tuple[HowStep, ...]]] = {
    "authority": (
        _ENTER,
        HowStep(
            msg("Look at your desk"),
            msg("It says first what waits for you, and until when; then what goes on."),
            _my_desk,
        ),
        _FORM,
        _FOLLOW,
        _ASK,
        HowStep(
            msg("Say what became of it"),
            msg(
                "That it started, fell through, or is concluded. What one side calls concluded the "
                "other confirms; then it is known as an activity of both."
            ),
        ),
    ),
    "partner_body": (
        _ENTER,
        HowStep(
            msg("Look at your desk"),
            msg("It says first what waits for you, and until when; then what goes on."),
            _my_desk,
        ),
        _FORM,
        _FOLLOW,
        HowStep(
            msg("Answer who asks you"),
            msg(
                "A request for contact waits on your desk. Accept it, and both know whom to write "
                "to; or decline it: your reason is read by the other side only if you say so."
            ),
            _way(ContactRequest, ("ask", "accept", "start", "conclude", "confirm")),
        ),
    ),
    "secretariat": (
        _ENTER,
        HowStep(
            msg("Let offices in"),
            msg(
                "A focal point is an office with its mailbox, never a person. Invite it; it is "
                "active once somebody has signed in from there. A mailbox that is doubted is "
                "suspended, and its sessions end at once."
            ),
            _way(FocalPoint, ("invite", "verify", "suspend")),
        ),
        HowStep(
            msg("Begin with what waits longest"),
            msg(
                "Your desk lists what offices sent, with the day until when they expect an answer."
            ),
            _my_desk,
        ),
        HowStep(
            msg("Decide"),
            msg(
                "See what is known beside what is said, what was found, and whom it would match. "
                "Accept it, or return it with a remark in the office's language: never in silence. "
                "An acceptance can be undone."
            ),
            _decision,
        ),
        HowStep(
            msg("See that answers come"),
            msg(
                "You see each request for contact and until when it waits. Where an office does "
                "not sign in yet, pass the request on."
            ),
            _way(ContactRequest, ("ask", "accept", "start", "conclude", "confirm")),
        ),
    ),
    "board": (
        _ENTER,
        HowStep(
            msg("Read as the board"),
            msg(
                "You see what is open to the board alone: verdicts on partners by written rules "
                "and criteria, what is not known, and which door is the right one."
            ),
            _my_desk,
        ),
        HowStep(
            msg("How needs are met"),
            msg(
                "An office enters a need; the secretariat decides about it; it is matched by "
                "written rules, with reasons. Drafts and single letters are not shown to you: that "
                "is between offices."
            ),
            _way(Submission, ("draft", "propose", "accept")),
        ),
        HowStep(
            msg("How offices reach each other"),
            msg(
                "What both sides confirm becomes an activity. No state is put into an order, and "
                "none is judged by how soon it answers."
            ),
            _way(ContactRequest, ("ask", "accept", "start", "conclude", "confirm")),
        ),
    ),
}
_RULES: Final = (
    msg("Offices are named, never persons. Write the office's mailbox, not your own."),
    msg("A gap is a gap in what we know, not in what a state does."),
)
_GOOD_TO_KNOW: Final[Mapping[FocalRole, tuple[Message, ...]]] = {
    "authority": (
        msg("A draft is seen by your office alone; what you send, by the secretariat too."),
        msg("A request for contact is seen by both offices and the secretariat, by nobody else."),
        msg("Write in one language: yours. What has no translation yet is shown as you wrote it."),
        *_RULES,
    ),
    "partner_body": (
        msg("You read what everybody may read; verdicts on partners are for the board."),
        msg("A draft is seen by your office alone; what you send, by the secretariat too."),
        *_RULES,
    ),
    "secretariat": (
        msg("Drafts of offices are not shown to you; what they sent is."),
        msg("Whoever decides second is told so, and sees what the first one did."),
        *_RULES,
    ),
    "board": (
        msg("The deadlines below are a file that the board owns; it may change each of them."),
        msg("Weights of matching and rules about partners say whether they are adopted."),
        *_RULES,
    ),
}
