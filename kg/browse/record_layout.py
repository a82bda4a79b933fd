"""How a record is laid out for a reader on any screen: fields, relations, where sources differ."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from kg.base.text import fold
from kg.model.acronyms import ACRONYM, ACRONYMS, acronym_in
from kg.model.documents import ClaimPart, NodePart, RelationPart, Show
from kg.model.nodes import Declared, Node
from kg.model.registry import NODES, RELATIONS, metas
from kg.model.relations import Relation

MINIMAL: Final = (
    "eligible", "capacity", "cost_sharing", "conditions", "evidence", "starts", "ends",
    "confirmed_on", "confirmed_by",
)  # fmt: skip
"""What an offer, demand or practice should state: shown as not stated where it does not."""
_APART: Final = frozenset(
    ("precision", "terms", "specificity", "visibility", "nature", "courtesy", ACRONYMS)
)
_LEAD: Final = frozenset(("name", "title", "summary", "text"))
_ASIDE: Final = ("precision", "note")
_SETTLED: Final = ("only", "agreed", "united")
"""Rules under which there is nothing to choose among."""


@dataclass(frozen=True)
class Position:
    """What some sources state alike; of texts, language → text; chosen: it is what is shown."""

    value: Any
    sources: list[str]
    chosen: bool


@dataclass(frozen=True)
class Disagreement:
    """A field about which sources differ, the rules that chose, the positions, the chosen first."""

    field: str
    rules: list[str]
    positions: list[Position]


def fields_shown(node: NodePart) -> list[str]:
    """Return the fields that are listed of a record, in the order in which its type declares them.

    Names and the leading text stand above the list; what should be stated is in it even if it is
    not.
    """
    cls = NODES[node.type]
    due = MINIMAL if issubclass(cls, Declared) else ()
    stated = {ACRONYM if name == ACRONYMS else name for name in node.properties}
    return [
        name
        for name in metas(cls)
        if name not in _APART | _LEAD and (name in stated or name in due)
    ]


def value_shown(node: NodePart, field: str, lang: str) -> Any:
    """Return the value of a listed field for a reader of ``lang``, None where it is not stated."""
    props = node.properties
    return acronym_in(props, lang) if field == ACRONYM else props.get(field)


def other_names(node: NodePart) -> list[tuple[str, str]]:
    """Return the names of a record beside the one used: language and name, each name once."""
    seen = {node.label}
    names: list[tuple[str, str]] = []
    for code, text in sorted(node.labels.items()):
        if text not in seen:
            names.append((code, text))
            seen.add(text)
    return names


def grouped(shown: Show) -> list[tuple[str, bool, list[RelationPart]]]:
    """Return relations by type and direction (outward or not): a fixed order, each by name."""

    def by_name(relation: RelationPart) -> tuple[str, str, str]:
        id_ = other_end(shown, relation)
        return fold(shown.names.get(id_, id_)), id_, relation.since or ""

    found: dict[tuple[int, str, bool], list[RelationPart]] = {}
    for relation in sorted(shown.relations, key=by_name):
        inward = relation.from_ != shown.node.id
        rank = RELATIONS[relation.type].page_rank
        found.setdefault((rank, relation.type, inward), []).append(relation)
    return [
        (type_, not inward, found[rank, type_, inward]) for rank, type_, inward in sorted(found)
    ]


def other_end(shown: Show, relation: RelationPart) -> str:
    """Return the id that a relation of a record leads to."""
    return relation.to if relation.from_ == shown.node.id else relation.from_


def is_undated(type_: str, since: str | None) -> bool:
    """Say whether a relation that begins some day is known without that day.

    >>> is_undated("MEMBER_OF", None), is_undated("IN_LANGUAGE", None)
    (True, False)
    """
    return since is None and RELATIONS[type_].is_timed


def disagreements(claims: Iterable[ClaimPart], cls: type[Node | Relation]) -> list[Disagreement]:
    """Return the fields about which sources differ; a text in several languages is one field.

    Where all say the same, nobody differs, whatever the rule.
    """
    by_field: dict[str, list[ClaimPart]] = {}
    for claim in claims:
        if claim.rule not in _SETTLED:
            by_field.setdefault(claim.field.partition(":")[0], []).append(claim)
    in_order = [*(name for name in metas(cls) if name not in _ASIDE), *_ASIDE]
    found = [(name, _positions(by_field[name])) for name in in_order if name in by_field]
    return [
        Disagreement(name, _rules(by_field[name]), positions)
        for name, positions in found
        if len(positions) > 1
    ]


def _rules(claims: Iterable[ClaimPart]) -> list[str]:
    return list(dict.fromkeys(claim.rule for claim in claims))


def _positions(claims: Sequence[ClaimPart]) -> list[Position]:
    stated: dict[tuple[str, bool], list[dict[str, Any]]] = {}
    for claim in claims:
        _put(stated.setdefault((claim.source, claim.chosen), []), claim)
    found: list[Position] = []
    for (source, chosen), values in stated.items():
        for said in values:
            value = said.get("", said)
            _join(found, Position(value, [source], chosen))
    return sorted(found, key=lambda position: not position.chosen)


def _put(said: list[dict[str, Any]], claim: ClaimPart) -> None:
    """Put a claim beside what its source says in other languages."""
    lang = claim.field.partition(":")[2]
    free = next((one for one in said if lang not in one), None)
    if free is None:
        free = {}
        said.append(free)
    free[lang] = claim.value


def _join(found: list[Position], position: Position) -> None:
    """Add a position, or its source to the same position of another."""
    for other in found:
        if (other.value, other.chosen) == (position.value, position.chosen):
            other.sources.extend(position.sources)
            return
    found.append(position)
