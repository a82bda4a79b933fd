"""A scene: the nodes and relations that a picture shows, in one language, capped and ordered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from kg.base.i18n import Message, choose, msg, nmsg
from kg.base.reader_manner import labelled
from kg.base.text import fold
from kg.graph.disputes import in_words
from kg.graph.openness import standing
from kg.graph.undated import is_unknown, unknown_note
from kg.graph.view import Edge, View
from kg.model.acronyms import acronym_in
from kg.model.claims import DISPUTED
from kg.model.registry import NODES, RELATIONS
from kg.model.vocabulary import lesser_status
from viz.label_text import clean, readable, shortened, with_example, with_mark, with_standing
from viz.short_titles import short_title
from viz.source_caption import source_caption
from viz.style import LOOKS

MOST: Final = 300
"""No picture shows more nodes than this."""
Href = Callable[[str], str | None]
"""From an id to the address of its page."""
_EXAMPLE: Final = 24
"""Most characters of the short name of an example, which has the word beside it."""
_RANK: Final = {name: rank for rank, name in enumerate(LOOKS)}


@dataclass(frozen=True, slots=True)
class SceneNode:
    """A node of a picture.

    ``label`` is the whole name in the language ``lang``, ``short`` what fits into the drawing.
    ``layer`` is its column where the picture has columns. ``under``: the id of the node on which it
    hangs, where it has no place of its own.

    A **bundle** stands for records that are not drawn: ``bundle`` is its key (``viz.bundles``) and
    its id too, ``holds`` how many of each type are in it, ``href`` opens it where it is. Once it is
    ``open`` it holds nothing, what it held hangs under it, and ``href`` folds it.
    """

    id: str
    type: str
    label: str
    short: str
    lang: str
    nature: str | None = None
    href: str | None = None
    layer: int | None = None
    to_confirm: bool = False
    under: str | None = None
    bundle: str | None = None
    holds: tuple[tuple[str, int], ...] = ()
    open: bool = False

    @property
    def count(self) -> int:
        """How many records it stands for: itself, or what a bundle holds."""
        return 1 if self.bundle is None else sum(count for _, count in self.holds)


@dataclass(frozen=True, slots=True)
class SceneLink:
    """A relation of a picture; ``count`` is how many it stands for, ``label`` what it says.

    ``said``, of a disputed one: what each side says. ``unknown``: nobody knows if it held already.
    ``weak``: the weakest link of a route.
    """

    start: str
    end: str
    type: str
    label: str
    status: str | None = None
    since: str | None = None
    until: str | None = None
    dashed: bool = False
    count: int = 1
    to_confirm: bool = False
    said: tuple[str, ...] = ()
    unknown: bool = False
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Scene:
    """What a picture shows, nodes in drawing order; ``left_out``: how many more there would be.

    ``grew_from`` is the scene before something was opened: where its nodes lie, they stay.
    """

    nodes: tuple[SceneNode, ...]
    links: tuple[SceneLink, ...]
    title: str
    description: str
    caption: str
    lang: str
    left_out: int = 0
    focus: str | None = None
    notes: tuple[str, ...] = field(default=())
    grew_from: Scene | None = None

    def degrees(self) -> Counter[str]:
        """Return how many relations shown each node has."""
        ends = Counter(link.start for link in self.links)
        ends.update(link.end for link in self.links)
        return ends

    def types(self) -> dict[str, int]:
        """Return how many records of each type are drawn or counted, in the legend's order."""
        return _types(self.nodes)

    def in_columns(self) -> bool:
        """Say whether every node has its column."""
        return bool(self.nodes) and all(node.layer is not None for node in self.nodes)


@dataclass(frozen=True, slots=True)
class Pencil:
    """Makes nodes, links and the scene of them from a view, in one language."""

    view: View
    lang: str
    href: Href | None = None

    def node(self, index: int, layer: int | None = None, more: Message | None = None) -> SceneNode:
        """Return a node; ``more`` is added to its label."""
        id_, nature = self.view.id(index), self.view.nature(index)
        name, lang = choose(self.view.snapshot.label(index), self.lang)
        name = clean(name) or id_
        acronym = self._acronym(index)
        label = f"{name} ({acronym})" if acronym and fold(acronym) not in fold(name) else name
        short = short_title(name, lang, acronym)
        if nature == "example":
            # The word “example” is never what a label has no room for.
            short = shortened(short, _EXAMPLE)
        if more is not None:
            label, short = (
                labelled(text, more.text(self.lang), self.lang) for text in (label, short)
            )
        waits = self.view.to_confirm(index)
        label, short = (with_mark(t, self.lang, to_confirm=waits) for t in (label, short))
        over = standing(self.view, index)
        label, short = (with_standing(t, self.lang, over) for t in (label, short))
        return SceneNode(
            id_,
            self.view.type_of(index),
            with_example(label, nature, self.lang),
            with_example(short, nature, self.lang),
            lang,
            nature,
            self.href(id_) if self.href else None,
            layer,
            waits,
        )

    def _acronym(self, index: int) -> str:
        """Return what a body or text is known by: its acronym, the number of a resolution."""
        props = self.view.props(index)
        return clean(acronym_in(props, self.lang) or str(props.get("reference") or ""))

    def link(self, edge: Edge) -> SceneLink:
        """Return a relation with its status and time."""
        status, (since, until) = self.view.status(edge), self.view.period(edge)
        title = RELATIONS[edge.type].title_of_type
        word = lesser_status(edge.type, status)
        text = title if word is None else msg("{relation} ({status})", relation=title, status=word)
        waits = self.view.edge_to_confirm(edge)
        return SceneLink(
            self.view.id(edge.start),
            self.view.id(edge.end),
            edge.type,
            with_mark(text.text(self.lang), self.lang, to_confirm=waits),
            status,
            since,
            until,
            dashed=word is not None,
            to_confirm=waits,
            said=self._said(edge) if status == DISPUTED else (),
            unknown=is_unknown(self.view, edge),
        )

    def _said(self, edge: Edge) -> tuple[str, ...]:
        return tuple(readable(said.text(self.lang)) for said in in_words(self.view, edge))

    def links_among(self, indexes: Iterable[int]) -> list[SceneLink]:
        """Return all relations in force among these nodes, in a fixed order."""
        return [self.link(edge) for edge in edges_among(self.view, indexes)]

    def scene(
        self,
        title: Message,
        indexes: Iterable[int],
        nodes: tuple[SceneNode, ...],
        links: Iterable[SceneLink],
        *,
        left_out: int,
        note: Message | None = None,
    ) -> Scene:
        """Return a scene of nodes and links, the first node in its middle, with all it says."""
        links = tuple(links)
        notes = [*([note] if note else []), *_notes(nodes, left_out)]
        beside = self._beside(links)
        return Scene(
            nodes,
            links,
            title.text(self.lang),
            _what_is_shown(nodes, len(links)).text(self.lang),
            self.caption(indexes),
            self.lang,
            left_out,
            nodes[0].id if nodes else None,
            (*(said.text(self.lang) for said in notes), *beside),
        )

    def _beside(self, links: Sequence[SceneLink]) -> list[str]:
        """Return what lines may not have held then, and what each side says of a dispute."""
        unknown = sum(link.unknown for link in links)
        first = [unknown_note(self.view, unknown, len(links)).text(self.lang)] if unknown else []
        return [*first, *(said for link in links for said in link.said)]

    def caption(self, indexes: Iterable[int]) -> str:
        """Return date, revision, number of sources, and whether proposals are shown."""
        parts = [*source_caption(self.view)]
        if any(self.view.props(index).get("standing") == "proposed" for index in indexes):
            parts.append(msg("Holds proposals, not adopted by the board."))
        return " ".join(part.text(self.lang) for part in parts)


def edges_among(view: View, indexes: Iterable[int]) -> list[Edge]:
    """Return all relations in force among these nodes but to themselves, in a fixed order."""
    chosen = set(indexes)
    # Every relation is met twice, once from each end.
    found = {
        (edge.type, edge.index): edge
        for index in chosen
        for edge in view.edges(index)
        if edge.start in chosen and edge.end in chosen and edge.start != edge.end
    }
    return [found[name] for name in sorted(found)]


def other_end(edge: Edge, index: int) -> int:
    """Return what a relation leads to from a node."""
    return edge.end if edge.start == index else edge.start


def ordered(nodes: Iterable[SceneNode], focus: str | None = None) -> tuple[SceneNode, ...]:
    """Return nodes in drawing order: the focus, then by layer, type, name, id."""
    return tuple(
        sorted(
            nodes,
            key=lambda n: (n.id != focus, n.layer or 0, _RANK[n.type], fold(n.label), n.id),
        )
    )


def _what_is_shown(nodes: Sequence[SceneNode], links: int) -> Message:
    """Return a sentence with the numbers of nodes per type and of relations."""
    types = [type_and_count(name, count) for name, count in _types(nodes).items()]
    return msg("Shown: {types}; {count} relations.", types=types, count=links)


def type_and_count(name: str, count: int) -> Message:
    """Return how many nodes of a type are shown, as the legend and the description say it."""
    return msg("{type} {count}", type=NODES[name].title_of_type, count=count)


def _types(nodes: Iterable[SceneNode]) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for node in nodes:
        for type_, count in node.holds or ((node.type, 0 if node.bundle else 1),):
            counts[type_] += count
    return {name: counts[name] for name in LOOKS if counts[name]}


def _notes(nodes: Iterable[SceneNode], left_out: int) -> Iterator[Message]:
    """Yield what a reader has to know about a picture beside its caption."""
    if left_out:
        yield nmsg("+{count} more is not shown.", "+{count} more are not shown.", left_out)
    if any(node.nature == "example" for node in nodes):
        yield msg("Records marked “example” are illustrations.")
