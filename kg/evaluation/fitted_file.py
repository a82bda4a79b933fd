"""The file of a lens with other weights: what it said before, and in comments what it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from yaml import MappingNode, Node

from kg.base.millionths import MILLION
from kg.definitions.bounded_yaml import compose
from kg.matching.lens.lens import AdditiveLens
from kg.model.documents import Fit

_MARK: Final = "\ufeff"
_PROPOSED: Final = "proposed"
_MEANS: Final = ("fitted", "unfitted", "sector_popularity")

Place = tuple[str, ...]


def fitted_text(text: str, lens: AdditiveLens, fit: Fit) -> str:
    """Return the text of a lens file with the weights of ``lens``, proposed, all else as it was.

    Above it stands, in English as lens files are, on what it was fitted and what that reached.

    Raises:
        EntriesError: the text is no YAML that is read here.
    """
    text = text.removeprefix(_MARK)
    new: dict[Place, str] = {
        ("terms", term.name, "weight"): _number(term.weight) for term in lens.terms
    }
    return "".join([*_comments(fit), _rewritten(text, new | {("standing",): _PROPOSED})])


def _comments(fit: Fit) -> Iterator[str]:
    first, last = fit.windows[0], fit.windows[-1]
    queries = sum(window.queries for window in fit.windows)
    yield f"# Weights fitted by “coopgraph evaluate fit” at revision {fit.revision}; not adopted.\n"
    yield (
        f"# On {queries} queries of {len(fit.windows)} windows, from {first.after} until before"
        f" {last.until}, of these sources:\n"
    )
    # Ids: what a source is called may hold anything.
    yield from (f"#   {source.id}\n" for source in fit.sources)
    yield "# NDCG@10 on new links after each cut, with weights of windows closed before it; then\n"
    yield "# that of the lens as it was, and of sector popularity:\n"
    for cut in fit.cuts:
        numbers = (getattr(cut, name) for name in _MEANS)
        yield f"#   {cut.before}  {'  '.join(f'{number:.3f}' for number in numbers)}\n"
    means = (sum(getattr(cut, name) for cut in fit.cuts) / len(fit.cuts) for name in _MEANS)
    yield f"#   mean        {'  '.join(f'{number:.3f}' for number in means)}\n"


def _number(weight: int) -> str:
    """Return millionths as a number that is exact.

    >>> _number(-616_000), _number(0)
    ('-0.616', '0.0')
    """
    return str(weight / MILLION)


def _rewritten(text: str, values: Mapping[Place, str]) -> str:
    """Return YAML with some values written anew, from the end on, so that places stay right."""
    root = compose(text)
    spans = {
        place: (node.start_mark.index, node.end_mark.index)
        for place, node in _nodes(root, ())
        if place in values
    }
    for place, (start, end) in sorted(spans.items(), key=lambda each: each[1], reverse=True):
        tail = "\n" if text[start:end].endswith("\n") else ""
        text = f"{text[:start]}{values[place]}{tail}{text[end:]}"
    return text


def _nodes(node: Node | None, place: Place) -> Iterator[tuple[Place, Node]]:
    if node is not None:
        yield place, node
    if isinstance(node, MappingNode):
        for key, value in node.value:
            yield from _nodes(value, (*place, str(key.value).strip()))
