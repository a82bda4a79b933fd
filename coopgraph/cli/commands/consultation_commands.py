"""Commands about consultations: desk consultations, and desk consultation with what the board does.

And ``guideline adopt``, for what the board adopted without one.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from coopgraph.asked import Asked, opened
from coopgraph.cli.options import asking
from coopgraph.desk.desk import desk_asked_for, desk_url, made_desk, read_desk
from coopgraph.terminal.language import help_text
from coopgraph.terminal.output import answer
from kg.base.audience import AUDIENCES
from kg.base.errors import BadDefinitionError, BadFileError, BadOptionError, ForbiddenError
from kg.base.i18n import msg
from kg.definitions.shipped_names import APPROACH
from kg.model.audiences import FEWEST
from kg.model.desk_types import OUTCOMES

if TYPE_CHECKING:
    from kg.exchange.acceptance import Ledgers
    from kg.exchange.consultation_decisions import Answered
    from kg.exchange.moving import Seen
    from kg.exchange.parties import Who
    from kg.model.desk_types import Consultation

_SHOWN: Final = 60
"""Characters of a text that an error repeats."""
_ID = Annotated[
    str, typer.Argument(metavar="ID", help=help_text(msg("The id, as consultations shows it.")))
]
_UNTIL = Annotated[
    str, typer.Option(metavar="DATE", help=help_text(msg("The last day on which answers come.")))
]
_DECISION = Annotated[
    str, typer.Option(help=help_text(msg("The decision of the board: its number and day.")))
]
_DAY = Annotated[str, typer.Option(metavar="DATE", help=help_text(msg("The day of the decision.")))]
_VERSION = Annotated[str, typer.Option(help=help_text(msg("The version that is adopted.")))]
_READERS = Annotated[
    str,
    typer.Option(
        "--readers", metavar="|".join(AUDIENCES),
        help=help_text(msg("Who may read the adopted text.")),
    ),
]  # fmt: skip


def add_to(group: typer.Typer) -> None:
    """Add the commands to those of the desk."""
    group.command(
        "consultations",
        help=help_text(msg("Consultations on guidelines, with what was said of each item.")),
    )(asking(consultations, desk=True))
    acts = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
    for name, command, said in (
        ("open", open_one, msg("Open a consultation on the present text of a guideline.")),
        ("ask", ask_also, msg("Ask more states and bodies, and offices that came since.")),
        ("extend", extend_one, msg("Move the end of a consultation to a later day.")),
        ("close", close_one, msg("Close a consultation: no answer is taken any more.")),
        ("withdraw", withdraw_one, msg("Withdraw a consultation: nothing has to be answered.")),
        ("answer", answer_one, msg("Write what the board answers to an item, with its reasons.")),
        ("decide", decide_one, msg("Write down what the board decided, and what it adopted.")),
        ("undo", undo_one, msg("Take a decision back; the board decides again.")),
    ):
        acts.command(name, help=help_text(said))(asking(command, desk=True))
    group.add_typer(acts, name="consultation", help=help_text(msg("What the board does with one.")))


def consultations(asked: Asked) -> None:
    """List the consultations."""
    _show(asked)


def open_one(
    asked: Asked,
    guideline: Annotated[
        str, typer.Argument(help=help_text(msg("Name or file of a guideline.")))
    ] = APPROACH,
    *,
    until: _UNTIL,
    state: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ID",
            help=help_text(msg("A state that is asked; without it those of the campaign’s list.")),
        ),
    ] = None,
    body: Annotated[
        list[str] | None,
        typer.Option(metavar="ID", help=help_text(msg("A body that is invited; several times."))),
    ] = None,
    intro: Annotated[
        str, typer.Option(help=help_text(msg("What is asked, and why, in your language.")))
    ] = "",
    bodies_see: Annotated[
        bool,
        typer.Option(
            "--bodies-see", help=help_text(msg("Bodies read what states said after the end."))
        ),
    ] = False,
) -> None:
    """Draw a consultation up and open it, or neither."""
    from kg.access.clock import utc_now
    from kg.exchange.campaign_list import campaign_list
    from kg.exchange.consultation_asked import asked as who_is_asked
    from kg.exchange.consultation_asked import proposed_states
    from kg.exchange.consultations import open_at_once
    from kg.exchange.moving import new_id, records_of
    from kg.model.desk_types import Consultation, FocalPoint
    from kg.partners.adopted_guidelines import guideline_file
    from kg.partners.guideline_files import GUIDELINES

    _require_board(asked)
    _require_impersonal(intro=intro)
    now, rules = utc_now(), campaign_list(asked.settings.campaign_list)
    with opened(asked) as inquiry:
        view, text = inquiry.view, guideline_file(inquiry.view, guideline)
        parsed = GUIDELINES.parse(text, guideline)
        with made_desk(desk_url(inquiry.store, asked.settings), asked.settings) as desk:
            points = records_of(desk, FocalPoint, _secretariat())
            states = [view.id(view.index(id_)) for id_ in state or proposed_states(view, rules)]
            bodies = [view.id(view.index(id_)) for id_ in body or ()]
            whom = who_is_asked(view, points, states, bodies)
            new = Consultation.model_validate({
                "id": new_id(Consultation), "guideline": parsed.guideline,
                "version": parsed.version, "text": text, "digest": "0" * 64,
                "intro": intro.strip() or None, "lang": asked.lang if intro.strip() else None,
                "bodies_see": bodies_see, **whom.fields(),
            })  # fmt: skip
            open_at_once(desk, new, until, _secretariat(), now)
    _show(asked, new.id)


def ask_also(
    asked: Asked,
    id_: _ID,
    *,
    state: Annotated[
        list[str] | None,
        typer.Option(metavar="ID", help=help_text(msg("A state that is asked, too."))),
    ] = None,
    body: Annotated[
        list[str] | None,
        typer.Option(metavar="ID", help=help_text(msg("A body that is invited; several times."))),
    ] = None,
) -> None:
    """Ask more, in a consultation that is open; nobody is asked no more."""
    from kg.access.clock import utc_now
    from kg.exchange.consultation_asked import ask_more
    from kg.exchange.consultation_asked import asked as who_is_asked
    from kg.exchange.moving import records_of
    from kg.model.desk_types import FocalPoint

    _require_board(asked)
    with opened(asked) as inquiry, _both(asked, id_) as (ledgers, seen):
        view, record = inquiry.view, seen.record
        points = records_of(ledgers.desk, FocalPoint, _secretariat())
        states = [view.id(view.index(one)) for one in state or ()]
        bodies = [view.id(view.index(one)) for one in body or ()]
        more = who_is_asked(view, points, [*record.states, *states], [*record.bodies, *bodies])
        ask_more(ledgers.desk, seen, more, _secretariat(), utc_now())
    _show(asked, id_)


def extend_one(asked: Asked, id_: _ID, *, until: _UNTIL) -> None:
    """Move the end to a later day."""
    from kg.access.clock import utc_now
    from kg.exchange.consultations import extend

    with _both(asked, id_) as (ledgers, seen):
        extend(ledgers.desk, seen, until, _secretariat(), utc_now())
    _show(asked, id_)


def close_one(asked: Asked, id_: _ID) -> None:
    """Close it before its end, or at it."""
    from kg.access.clock import utc_now
    from kg.exchange.consultations import close

    with _both(asked, id_) as (ledgers, seen):
        close(ledgers.desk, seen, _secretariat(), utc_now())
    _show(asked, id_)


def withdraw_one(asked: Asked, id_: _ID) -> None:
    """Withdraw it; it can be opened again from its page."""
    from kg.access.clock import utc_now
    from kg.exchange.consultations import act_on

    with _both(asked, id_) as (ledgers, seen):
        act_on(ledgers.desk, seen, "withdraw", _secretariat(), utc_now())
    _show(asked, id_)


def answer_one(
    asked: Asked,
    id_: _ID,
    item: Annotated[
        str,
        typer.Argument(
            help=help_text(msg("The item, such as rule/pilot; without it the whole guideline."))
        ),
    ] = "",
    *,
    outcome: Annotated[
        str,
        typer.Option(metavar="|".join(OUTCOMES), help=help_text(msg("What became of it."))),
    ],
    text: Annotated[
        str, typer.Option(help=help_text(msg("The reasons, for those who were asked.")))
    ],
    change: Annotated[
        str,
        typer.Option(
            metavar="FILE|-",
            help=help_text(msg("The item as it shall be, from a file or what is sent in.")),
        ),
    ] = "",
) -> None:
    """Write what the board answers to an item, again as long as it has not decided."""
    from kg.access.clock import utc_now
    from kg.exchange.consultation_decisions import (
        Answered,
        answer_item,
        answers_seen,
        wrong_in_answer,
    )

    changed = _text_of(change)
    _require_impersonal(text=text, change=changed)
    said = Answered(item, outcome, text, asked.lang, changed)
    with _both(asked, id_) as (ledgers, seen):
        before = answers_seen(ledgers.desk, id_, _secretariat()).get(item)
        if before is not None and not change:
            said = replace(said, change=before.record.change or "")
        wrong = wrong_in_answer(seen.record, said)
        for field, why in wrong.fields.items():
            raise BadOptionError(field if field == "item" else f"--{field}", _cut(said, field), why)
        for one in wrong.mistakes:
            raise BadDefinitionError(change, one.line, one.message, one.fix)
        token = before.token if before is not None else ""
        answer_item(ledgers.desk, seen, said, token, _secretariat(), utc_now())
    _show(asked, id_)


def decide_one(
    asked: Asked,
    id_: _ID,
    *,
    decision: _DECISION,
    day: _DAY = "",
    text: Annotated[str, typer.Option(help=help_text(msg("The text of the decision.")))],
    version: _VERSION = "",
    readers: _READERS = FEWEST,
) -> None:
    """Write the decision down; without a version nothing is adopted."""
    from kg.access.clock import utc_now
    from kg.exchange.consultation_decisions import (
        Decided,
        answers_seen,
        as_it_would_be,
        decide,
        wrong_in_decision,
    )

    now = utc_now()
    _require_impersonal(decision=decision, text=text)
    said = Decided(day or now.date().isoformat(), decision.strip(), text, version.strip(), readers)
    with _both(asked, id_) as (ledgers, seen):
        answers = answers_seen(ledgers.desk, id_, _secretariat())
        changed = as_it_would_be(seen.record, answers)
        wrong = wrong_in_decision(seen.record, said, changed, now.date())
        for field, why in wrong.fields.items():
            option = {"reasons": "text", "audience": "readers"}.get(field, field)
            raise BadOptionError(f"--{option}", getattr(said, field), why)
        decide(ledgers, seen, said, _secretariat(), now)
    _show(asked, id_)


def undo_one(asked: Asked, id_: _ID) -> None:
    """Take a decision back."""
    from kg.access.clock import utc_now
    from kg.exchange.consultation_decisions import undo_decision

    with _both(asked, id_) as (ledgers, seen):
        undo_decision(ledgers, seen, _secretariat(), utc_now())
    _show(asked, id_)


def adopt_guideline(
    asked: Asked,
    file: Path,
    *,
    decision: _DECISION,
    day: _DAY,
    version: _VERSION = "",
    readers: _READERS = FEWEST,
) -> None:
    """Keep a guideline that the board adopted: it is used by its name from its day on."""
    from coopgraph.terminal.render.consultation_text import adopted as render
    from kg.exchange.adoption import Adoption, adopt
    from kg.model.documents import GuidelineAdopted, head
    from kg.partners.guideline_files import GUIDELINES

    _require_board(asked)
    if readers not in AUDIENCES:
        raise BadOptionError("--readers", readers, msg("Use one of: {names}.", names=AUDIENCES))
    text = GUIDELINES.text(str(file))
    number = version.strip() or GUIDELINES.parse(text, str(file)).version
    with opened(asked, write=True) as inquiry:
        adoption = Adoption(text, number, _day(day), decision.strip())
        reads = next(name for name in AUDIENCES if name == readers)
        id_, _ = adopt(inquiry.store, adoption, _secretariat(), reads)
        said = inquiry.store.get([id_])[id_].statements[0].props
        heading = head(inquiry.store.revision(), asked.day, asked.lang)
    found = GUIDELINES.parse(said["text"])
    document = GuidelineAdopted(
        **heading, id=id_, standing=found.standing, guideline=found.ruled_by(),
        checksum=said["checksum"],
    )  # fmt: skip
    answer(asked, document, render)


@contextmanager
def _both(asked: Asked, id_: str) -> Iterator[tuple[Ledgers, Seen[Consultation]]]:
    """Open both ledgers for the secretariat, which whoever is at a terminal acts for."""
    from kg.exchange.acceptance import Ledgers
    from kg.exchange.moving import seen_record
    from kg.model.desk_types import Consultation
    from kg.store.opening import open_store

    _require_board(asked)
    settings = asked.settings
    with (
        closing(open_store(settings.store, password=settings.password, write=True)) as knowledge,
        read_desk(desk_asked_for(asked), settings, write=True) as desk,
    ):
        yield Ledgers(knowledge, desk), seen_record(desk, Consultation, id_, _secretariat())


def _show(asked: Asked, id_: str = "") -> None:
    from contextlib import ExitStack, suppress

    from coopgraph.terminal.render.consultation_text import consultations as render
    from kg.base.store_errors import StoreMissingError
    from kg.exchange.consultation_documents import of_consultations
    from kg.exchange.desk_documents import DeskInquiry
    from kg.model.desk_types import Consultation

    _require_board(asked)
    with ExitStack() as held:
        desk = None
        with suppress(StoreMissingError):
            desk = held.enter_context(read_desk(desk_asked_for(asked), asked.settings))
        inquiry = DeskInquiry(desk, _secretariat(), asked.day, asked.lang)
        found = [one for one in inquiry.records(Consultation) if id_ in {"", one.id}]
        document = of_consultations(inquiry, found)
    answer(asked, document, render)


def _text_of(file: str) -> str:
    """Return what a file holds, or what is sent in; nothing where none is named."""
    from kg.definitions.definition_files import file_text
    from kg.exchange.responses import MOST

    if not file:
        return ""
    if file != "-":
        try:
            return file_text(Path(file))
        except FileNotFoundError:
            why, fix = msg("there is no such file."), msg("Check the name of the file.")
            raise BadFileError(file, why, fix) from None
    # A sign has at most four bytes; what is longer is refused as too long.
    sent = b"" if sys.stdin is None else sys.stdin.buffer.read(4 * MOST + 1)
    return sent.decode(errors="replace")


def _cut(said: Answered, field: str) -> str:
    return str(getattr(said, field))[:_SHOWN]


def _require_impersonal(**texts: str) -> None:
    """Refuse texts of a person, as the pages do: others read them."""
    from ingest.personal_data import LEFT_OUT, PERSONAL, personal_in

    for name in personal_in(texts):
        raise BadOptionError(f"--{name}", LEFT_OUT, PERSONAL)


def _day(text: str) -> str:
    from kg.base.dates import parse_day

    try:
        return parse_day(text).isoformat()
    except ValueError:
        raise BadOptionError("--day", text, msg("Write the day as YYYY-MM-DD.")) from None


def _secretariat() -> Who:
    from kg.exchange.parties import Who

    return Who("secretariat")


def _require_board(asked: Asked) -> None:
    if asked.audience != FEWEST:
        detail = msg("What the board decides is for the board and the secretariat.")
        raise ForbiddenError(detail, msg("Ask with the audience “board” (--audience board)."))
