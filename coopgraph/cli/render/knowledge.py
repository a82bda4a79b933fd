"""Status, search and show in a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopgraph.cli.render.parts import Renderer, footer, nothing, table
from coopgraph.cli.render.words import NATURES
from kg.documents import RelationPart, Search, Show, Status
from kg.i18n import msg, say

if TYPE_CHECKING:
    from rich.console import Console


def status(lang: str) -> Renderer[Status]:
    """Return the renderer of a status: counts per type, then coverage per state."""

    def render(console: Console, document: Status) -> None:
        counts = table([msg("Type"), msg("Records"), msg("of them examples")], lang, numbers=[1, 2])
        for name, count in document.counts.items():
            if count:
                examples = document.examples.get(name, 0)
                counts.add_row(name, str(count), str(examples) if examples else "")
        console.print(counts)
        console.print(_coverage(document, lang))
        footer(console, document)

    return render


def search(lang: str) -> Renderer[Search]:
    """Return the renderer of a search."""

    def render(console: Console, document: Search) -> None:
        if not document.results:
            nothing(console, msg("Nothing was found for “{text}”.", text=document.query), lang)
            return
        found = table([msg("Id"), msg("Type"), msg("Name")], lang)
        for ref in document.results:
            found.add_row(ref.id, ref.type, ref.label)
        console.print(found)

    return render


def show(lang: str) -> Renderer[Show]:
    """Return the renderer of a record: facts, disagreements, relations, sources."""

    def render(console: Console, document: Show) -> None:
        node = document.node
        console.print(node.label, style="bold")
        nature = f" · {NATURES[node.nature].text(lang)}" if node.nature else ""
        console.print(f"{node.id} · {node.type}{nature}", style="dim")
        for name, value in node.properties.items():
            console.print(f"  {name}: {_value(value, lang)}")
        _disagreements(console, document, lang)
        _relations(console, document, lang)
        _sources(console, document, lang)
        footer(console, document)

    return render


def _coverage(document: Status, lang: str) -> object:
    headers = [
        msg("State"), msg("Offers"), msg("Demands"), msg("Practices"), msg("Activities"),
        msg("Cooperation authority"), msg("Updated"),
    ]  # fmt: skip
    rows = table(headers, lang, numbers=[1, 2, 3, 4])
    unknown = msg("unknown").text(lang)
    for state in document.states:
        numbers = (state.offers, state.demands, state.practices, state.activities)
        authority = state.authority.label if state.authority else unknown
        rows.add_row(
            state.label,
            *(str(n) for n in numbers),
            authority,
            state.updated or msg("never").text(lang),
        )
    return rows


def _value(value: object, lang: str) -> str:
    if isinstance(value, (dict, list)):
        return str(say(value, lang))
    return str(value)


def _disagreements(console: Console, document: Show, lang: str) -> None:
    rejected = [claim for claim in document.claims if not claim.chosen]
    if not rejected:
        return
    console.print(msg("Sources disagree:").text(lang), style="bold")
    for claim in rejected:
        text = msg(
            "{field}: {source} says {value}",
            field=claim.field,
            source=claim.source,
            value=claim.value,
        )
        console.print(f"  {text.text(lang)} ({claim.rule})")


def _relations(console: Console, document: Show, lang: str) -> None:
    names = {ref.id: ref.label for ref in document.neighbours}
    rows = table(
        [msg("Relation"), msg("With"), msg("Status"), msg("Since"), msg("Until"), msg("Sources")],
        lang,
    )
    for relation in document.relations:
        rows.add_row(*_relation(relation, document.node.id, names, lang))
    if document.relations:
        console.print(rows)


def _relation(
    relation: RelationPart, centre: str, names: dict[str, str], lang: str
) -> tuple[str, ...]:
    outgoing = relation.from_ == centre
    other = relation.to if outgoing else relation.from_
    arrow = f"{relation.type}>" if outgoing else f"<{relation.type}"
    since = relation.since or msg("undated").text(lang)
    label = f"{names.get(other, '')} ({other})".strip()
    sources = ", ".join(relation.sources)
    return arrow, label, relation.status or "", since, relation.until or "", sources


def _sources(console: Console, document: Show, lang: str) -> None:
    console.print(msg("Sources:").text(lang), style="bold")
    for source in document.sources:
        parts = (source.title, source.publisher, source.url, source.retrieved)
        console.print(f"  {source.id}: {', '.join(part for part in parts if part)}")
