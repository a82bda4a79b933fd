"""The activity brief: one page about one activity, for the public.

Short sentences, few numbers, no acronym without its name, and nothing but what sources publish.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.base.i18n import Message, choose, msg, nmsg
from kg.brief.activity_picture import picture
from kg.brief.paper import (
    Block,
    Column,
    Content,
    Figure,
    Paragraph,
    Points,
    Quotation,
    Section,
    Sentence,
    Table,
)
from kg.brief.paper_kinds import PaperAsked
from kg.brief.paper_telling import THERE_IS_MORE, Telling
from kg.brief.spelled_out import spelled_out
from kg.graph.actors import offices
from kg.graph.naming import named_source
from kg.model.documents import Named, Show
from kg.model.registry import RELATIONS
from kg.model.relations import ACTIVITY_ROLES, BODIES
from kg.questions import ShowQuestion

ROLES = ("RUNS", *ACTIVITY_ROLES)
"""In which order it is told who takes part, and how."""
ROWS = 8
SUBJECTS = 4
SOURCES = 2
GOALS = 2


@dataclass(frozen=True, slots=True)
class _Facts:
    """An activity (node number), its record, who takes part in which role (node numbers)."""

    node: int
    record: Show
    roles: tuple[tuple[str, int], ...]


def content(asked: PaperAsked) -> Content:
    """Return what the brief of an activity says.

    Raises:
        UnknownIdError: there is no such activity, or not for this audience.
    """
    telling = Telling(asked)
    known = _facts(telling)
    sections = (
        (msg("What it is"), _what(telling, known)),
        (msg("Who takes part"), _who(telling, known)),
        (msg("Where"), (picture(telling, known.node, known.roles),)),
        (msg("What it changes"), _changes(telling, known)),
        (msg("How to take part"), _take_part(telling, known)),
        (msg("Source and licence"), _sources(telling, known)),
    )
    made = Content(
        title=telling.label(known.node),
        points=(_scale(telling, known), _when(telling, known), _step(telling, known)),
        sections=tuple(Section(telling.words(title), blocks) for title, blocks in sections),
        missing=tuple(telling.words(one) for one in _missing(telling, known)),
    )
    return spelled_out(made, telling.view, telling.lang)


def _facts(telling: Telling) -> _Facts:
    view = telling.view
    node = view.index(telling.asked.subject or "")
    found = {(edge.type, edge.start) for edge in view.edges(node) if edge.type in ROLES}
    roles = sorted(found, key=lambda one: (ROLES.index(one[0]), view.id(one[1])))
    record = telling.asked.inquiry.answer(ShowQuestion(view.id(node)))
    return _Facts(node, record, tuple(roles))


def _actors(telling: Telling, known: _Facts, *types: str) -> list[int]:
    nodes = dict.fromkeys(node for _, node in known.roles)
    return [node for node in nodes if telling.view.is_a(node, *types)]


def _scale(telling: Telling, known: _Facts) -> Sentence:
    states = len(_actors(telling, known, "State"))
    bodies = len(_actors(telling, known, *BODIES))
    figures = (
        _counted(telling, known, states, msg("states"), "$.neighbours[?@.type=='State']"),
        _counted(telling, known, bodies, msg("bodies"), _BODIES_AT),
    )
    said = msg(
        "{states} and {bodies} take part, as far as sources tell.",
        states=nmsg("{count} state", "{count} states", states),
        bodies=nmsg("{count} body", "{count} bodies", bodies),
    )
    return telling.says(said, *figures)


_BODIES_AT = "$.neighbours[?@.type=='Organisation' || @.type=='Unit' || @.type=='Programme']"


def _counted(telling: Telling, known: _Facts, value: int, unit: Message, at: str) -> Figure:
    path = f"/v1/nodes/{telling.view.id(known.node)}"
    return telling.figure(value, unit, path, at, rests="published")


def _when(telling: Telling, known: _Facts) -> Sentence:
    props = known.record.node.properties
    precision = props.get("precision")
    first, last = props.get("starts"), props.get("ends")
    dates = {
        name: telling.day(props[name], precision) for name in ("starts", "ends") if name in props
    }
    figures = tuple(_property(telling, known, name) for name in dates)
    if first and last and dates["starts"] != dates["ends"]:
        said = msg(
            "It began: {first}. It ended: {last}.", first=dates["starts"], last=dates["ends"]
        )
    elif first and last:
        said = msg("It took place: {day}.", day=dates["starts"])
    elif first:
        said = msg("It began: {first}.", first=dates["starts"])
    elif last:
        said = msg("It ends: {last}.", last=dates["ends"])
    else:
        said = msg("The sources do not say when it took place.")
    return telling.says(said, *figures)


def _property(telling: Telling, known: _Facts, name: str) -> Figure:
    path, value = f"/v1/nodes/{telling.view.id(known.node)}", known.record.node.properties[name]
    return telling.figure(value, None, path, f"$.node.properties.{name}", rests="published")


def _step(telling: Telling, known: _Facts) -> Sentence:
    if _doors(telling, known):
        return telling.says(msg("To take part, write to the office named below."))
    return telling.says(msg("To take part, ask one of those who carry it."))


def _what(telling: Telling, known: _Facts) -> tuple[Block, ...]:
    text, lang = choose(known.record.node.properties.get("summary", {}), telling.lang)
    told = (Quotation(text, lang, _who_says(telling, known)),) if text else ()
    lead = () if text else (telling.says(msg("The sources describe it by its title alone.")),)
    found = [node for type_ in ("BY_MODALITY", "IN_SECTOR") for node in _out(telling, known, type_)]
    if not found:
        return (*told, Paragraph((*lead, telling.says(msg("No subject of it is on record yet.")))))
    about = telling.says(msg("This is how it works, and what it is about:"))
    names = Points(tuple(telling.name(node) for node in found[:SUBJECTS]))
    return (*told, Paragraph((*lead, about)), names)


def _who_says(telling: Telling, known: _Facts) -> Named:
    """Return the source whose description is the one that is shown."""
    said = [claim.source for claim in known.record.claims if claim.field.startswith("summary")]
    return named_source(telling.view, (said or known.record.node.sources)[0], telling.lang)


def _out(telling: Telling, known: _Facts, type_: str) -> list[int]:
    found: list[int] = telling.view.adjacency((type_,), "out").of(known.node).tolist()
    return found


def _who(telling: Telling, known: _Facts) -> tuple[Block, ...]:
    rows = tuple(
        (telling.name(node), Sentence(telling.words(RELATIONS[role].title_of_type)))
        for role, node in known.roles
    )
    if not rows:
        return (Paragraph((telling.says(msg("The sources name nobody who takes part.")),)),)
    columns = (
        Column(telling.words(msg("Who")), share=3), Column(telling.words(msg("What they do")))
    )  # fmt: skip
    note = telling.words(THERE_IS_MORE) if len(rows) > ROWS else ""
    caption = telling.words(msg("Who takes part, and how"))
    return (Table(caption, columns, rows[:ROWS], note),)


def _changes(telling: Telling, known: _Facts) -> tuple[Block, ...]:
    goals = _out(telling, known, "TOWARDS")[:GOALS]
    lead = telling.says(msg("It works towards these goals of the United Nations:"))
    named = (Paragraph((lead,)), Points(tuple(telling.name(node) for node in goals)))
    told = list(_money(telling, known))
    if not (goals or told):
        told.append(telling.says(msg("The sources name no goal and no amount.")))
    told.append(telling.says(msg("What came of it is told here only where a source says so.")))
    return (*(named if goals else ()), Paragraph(tuple(told)))


def _money(telling: Telling, known: _Facts) -> Iterator[Sentence]:
    path = f"/v1/nodes/{telling.view.id(known.node)}"
    for code, amount in sorted(known.record.node.properties.get("budget", {}).items())[:1]:
        at = f"$.node.properties.budget.{code}"
        figure = telling.figure(amount, Message(code), path, at, rests="published")
        money = telling.amount(amount, code)
        yield telling.says(msg("Its budget is {amount}.", amount=money), figure)


def _take_part(telling: Telling, known: _Facts) -> tuple[Block, ...]:
    found = [_door(telling, door) for door in _doors(telling, known)]
    found += [_site(telling, actor) for actor in _sites(telling, known)]
    if not found:
        found = [telling.says(msg("No office to write to is on record yet."))]
    found.append(telling.says(
        msg("The page of this activity shows who says what of it, and since when."),
        id_=telling.view.id(known.node),
    ))  # fmt: skip
    return (Points(tuple(found)),)


def _doors(telling: Telling, known: _Facts) -> list[int]:
    """Return the office to write to: of the first who carries it that has a mailbox."""
    view = telling.view
    for actor in _actors(telling, known, *BODIES):
        for office in offices(view, actor):
            if view.props(office).get("mailbox"):
                return [office]
    return []


def _door(telling: Telling, office: int) -> Sentence:
    mailbox = telling.view.props(office)["mailbox"]
    said = msg("Write to {office}: {mailbox}.", office=telling.label(office), mailbox=mailbox)
    return telling.says(said, id_=telling.view.id(office))


def _sites(telling: Telling, known: _Facts) -> list[int]:
    found = _actors(telling, known, *BODIES)
    return [node for node in found if telling.view.props(node).get("website")][:1]


def _site(telling: Telling, actor: int) -> Sentence:
    site = telling.view.props(actor)["website"]
    said = msg("More about {who}: {site}", who=telling.label(actor), site=site)
    return telling.says(said, id_=telling.view.id(actor))


def _sources(telling: Telling, known: _Facts) -> tuple[Block, ...]:
    view = telling.view
    nodes = [view.snapshot.index(id_) for id_ in known.record.node.sources]
    rows = tuple(
        (telling.name(node), Sentence(_licence(telling, node)))
        for node in nodes[:SOURCES]
        if node is not None
    )
    heads = Column(telling.words(msg("Source")), share=2), Column(telling.words(msg("Licence")))
    note = telling.words(msg("Where no licence is stated, ask the publisher before you copy."))
    return (Table(telling.words(msg("Who says so")), heads, rows, note),)


def _licence(telling: Telling, source: int) -> str:
    return telling.view.props(source).get("licence") or telling.words(msg("not stated"))


def _missing(telling: Telling, known: _Facts) -> Iterator[Message]:
    props = known.record.node.properties
    if not props.get("summary"):
        yield msg("No description is on record.")
    if not (props.get("starts") or props.get("ends")):
        yield msg("No date is on record.")
    if not _doors(telling, known):
        yield msg("No mailbox of those who carry it is on record.")
