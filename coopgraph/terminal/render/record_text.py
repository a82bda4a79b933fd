"""One record in a terminal: facts, relations, where sources disagree, sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from coopgraph.terminal.render.text_parts import Renderer, footer, grid, hanging, table
from kg.base.dates import known_of
from kg.base.i18n import Message, choose, msg, say
from kg.browse.record_layout import (
    Disagreement,
    Position,
    disagreements,
    fields_shown,
    grouped,
    is_undated,
    other_end,
    other_names,
    value_shown,
)
from kg.model.claims import POSITIONS
from kg.model.documents import RelationPart, Show
from kg.model.nodes import Node
from kg.model.registry import NODES, RELATIONS
from kg.model.relations import Relation
from kg.model.vocabulary import NATURES, RULES, TO_CONFIRM, YES_OR_NO, heading, label, word

if TYPE_CHECKING:
    from rich.console import Console


@dataclass(frozen=True)
class Reading:
    """A record and what its reader needs to read it: the language, the sources by number."""

    shown: Show
    lang: str
    numbers: Mapping[str, int]

    def say(self, text: Message | str) -> str:
        """Return a sentence in the reader's language."""
        return str(say(text, self.lang))

    def name(self, id_: str) -> str:
        """Return a record by its name and id."""
        name = self.shown.names.get(id_)
        return f"{name} ({id_})" if name else id_

    def cited(self, ids: Iterable[str]) -> str:
        """Return the numbers of sources, in order."""
        return " ".join(f"[{number}]" for number in sorted(self.numbers[id_] for id_ in ids))

    def value(self, field: str, value: Any) -> str:
        """Return a value of a field in words."""
        if isinstance(value, Mapping):
            return _mapping(value, self.lang)
        if isinstance(value, list):
            return ", ".join(self.value(field, item) for item in value)
        if isinstance(value, str):
            return self.name(value) if value in self.shown.names else self.say(word(field, value))
        if isinstance(value, bool):
            return self.say(YES_OR_NO[value])
        return f"{value:,}"


def show(lang: str) -> Renderer[Show]:
    """Return the renderer of a record."""

    def render(console: Console, document: Show) -> None:
        numbers = {source.id: place for place, source in enumerate(document.sources, 1)}
        reading = Reading(document, lang, numbers)
        _head(console, reading)
        _facts(console, reading)
        _relations(console, reading)
        _disagreements(console, reading)
        _sources(console, reading)
        footer(console, document)

    return render


def _head(console: Console, reading: Reading) -> None:
    node = reading.shown.node
    console.print(node.label, style="bold")
    parts: list[Message | str] = [NODES[node.type].title_of_type, node.id]
    if node.nature:
        parts.insert(1, NATURES[node.nature])
    if node.to_confirm:
        parts.append(TO_CONFIRM)
    console.print(" · ".join(reading.say(part) for part in parts), style="dim")
    others = " · ".join(f"{name} ({code})" for code, name in other_names(node))
    if others:
        console.print(others, style="dim")
    lead = node.properties.get("summary") or node.properties.get("text")
    if lead:
        console.print(choose(lead, reading.lang)[0])


def _facts(console: Console, reading: Reading) -> None:
    node = reading.shown.node
    cls = NODES[node.type]
    rows = grid()
    for field in fields_shown(node):
        stated = value_shown(node, field, reading.lang)
        gap = reading.say(msg("not stated"))
        value = gap if stated is None else reading.value(field, stated)
        rows.add_row(reading.say(label(cls, field)), value)
    if rows.row_count:
        console.print()
        console.print(rows)


def _relations(console: Console, reading: Reading) -> None:
    from rich.padding import Padding

    headers = [msg("With"), msg("Status"), msg("Since"), msg("Until"), msg("Sources")]
    rows = table(headers, reading.lang)
    for type_, outward, relations in grouped(reading.shown):
        rows.add_row(reading.say(heading(type_, outward=outward)), style="bold")
        for relation in relations:
            name, *others = _relation(reading, relation)
            style = None if relation.in_force else "dim"
            rows.add_row(Padding(name, (0, 0, 0, 2)), *others, style=style)
    if rows.row_count:
        console.print(rows)


def _relation(reading: Reading, relation: RelationPart) -> tuple[str, ...]:
    undated = is_undated(relation.type, relation.since)
    precision = relation.properties.get("precision")
    return (
        reading.name(other_end(reading.shown, relation)),
        _standing(reading, relation),
        reading.say(msg("undated")) if undated else known_of(relation.since or "", precision),
        known_of(relation.until or "", precision),
        reading.cited(relation.sources),
    )


def _standing(reading: Reading, relation: RelationPart) -> str:
    """Return status and role; of a disputed relation the positions stand below."""
    said = [reading.value("status", relation.status)] if relation.status else []
    if relation.status != "disputed":
        said += [
            reading.value(field, relation.properties[field])
            for field in ("role", "kind")
            if field in relation.properties
        ]
    return ", ".join([*said, reading.say(TO_CONFIRM)] if relation.to_confirm else said)


def _disagreements(console: Console, reading: Reading) -> None:
    found = list(_disputed(reading))
    sides = [relation for relation in reading.shown.relations if relation.positions]
    if found or sides:
        console.print(reading.say(msg("Sources disagree:")), style="bold")
    for relation in sides:
        _sides(console, reading, relation)
    for subject, cls, disputes in found:
        if subject:
            console.print(f"  {subject}")
        for one in disputes:
            _dispute(console, reading, reading.say(label(cls, one.field)), one)


def _sides(console: Console, reading: Reading, relation: RelationPart) -> None:
    """Print what each side says of a disputed relation; none of them is the one that is shown."""
    console.print(f"  {_about(reading, relation)}")
    for side in relation.positions:
        note = choose(side.properties.get("note", {}), reading.lang)[0]
        hanging(console, "•", f"{side.text} {reading.cited(side.sources)}", 6)
        if note:
            hanging(console, " ", note, 6, "dim")
    hanging(console, " ", reading.say(RULES[POSITIONS]), 6, "dim")


def _about(reading: Reading, relation: RelationPart) -> str:
    outward = relation.from_ == reading.shown.node.id
    title = reading.say(heading(relation.type, outward=outward))
    return f"{title}: {reading.name(other_end(reading.shown, relation))}"


def _dispute(console: Console, reading: Reading, name: str, one: Disagreement) -> None:
    console.print(f"    {name}", style="bold")
    for position in one.positions:
        mark = "•" if position.chosen else "◦"
        hanging(console, mark, _position(reading, one.field, position), 6)
    for rule in one.rules:
        hanging(console, " ", reading.say(RULES[rule]), 6, "dim")


def _disputed(
    reading: Reading,
) -> Iterator[tuple[str, type[Node | Relation], list[Disagreement]]]:
    """Yield what sources disagree about, of the record itself, then of each of its relations."""
    shown = reading.shown
    cls = NODES[shown.node.type]
    own = disagreements(shown.claims, cls)
    if own:
        yield "", cls, own
    for type_, _, relations in grouped(shown):
        for relation in relations:
            found = disagreements(relation.claims, RELATIONS[type_])
            if found and not relation.positions:
                yield _about(reading, relation), RELATIONS[type_], found


def _position(reading: Reading, field: str, position: Position) -> str:
    titles = {source.id: source.title for source in reading.shown.sources}
    sources = "; ".join(dict.fromkeys(titles.get(id_, id_) for id_ in position.sources))
    shown = msg("shown") if position.chosen else msg("not shown")
    value = reading.value(field, position.value)
    return f"{value} ({reading.say(shown)}) — {sources} {reading.cited(position.sources)}"


def _sources(console: Console, reading: Reading) -> None:
    console.print(reading.say(msg("Sources:")), style="bold")
    rows = grid()
    for source in reading.shown.sources:
        parts = (source.title, source.publisher, source.url, source.retrieved)
        text = ", ".join(part for part in parts if part)
        rows.add_row(f"[{reading.numbers[source.id]}]", f"{text} ({source.id})")
    console.print(rows)


def _mapping(value: Mapping[str, Any], lang: str) -> str:
    """Return a text in the reader's language, or sums of money by currency."""
    if all(isinstance(item, str) for item in value.values()):
        return choose(value, lang)[0]
    return ", ".join(f"{item:,} {currency}" for currency, item in value.items())
