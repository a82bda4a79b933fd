"""Whom each block of a report names: found once, for all that is made of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.condense.base_names import examples_of, names_of
from kg.condense.long_report import Block
from kg.condense.paragraph_language import language_of_most
from kg.condense.report_names import Name, Names
from kg.condense.sector_terms import sectors_in
from kg.condense.state_codes import codes_in
from kg.graph.view import View


@dataclass(frozen=True, slots=True)
class Mentions:
    """The blocks of a report, the names that stand in each of them, and what found them.

    ``left_out`` are records that are not found, since they are made up.
    """

    blocks: Sequence[Block]
    names: Sequence[Sequence[Name]]
    finder: Names
    left_out: frozenset[int] = frozenset()

    def found_in(self, text: str) -> list[Name]:
        """Return the names in another text of the report, such as a caption."""
        return [name for name in self.finder.found_in(text) if name.node not in self.left_out]

    def without(self, nodes: frozenset[int]) -> Mentions:
        """Return the same without some records."""
        names = [[name for name in of if name.node not in nodes] for of in self.names]
        return Mentions(self.blocks, names, self.finder, self.left_out | nodes)

    def __iter__(self) -> Iterator[tuple[Block, Sequence[Name]]]:
        """Go through the blocks with their names."""
        return zip(self.blocks, self.names, strict=True)


def mentions_in(view: View, blocks: Sequence[Block]) -> Mentions:
    """Return whom the blocks of a report name, and of which sectors they speak.

    What is made up is found in no report that names a real state.
    """
    names = names_of(view)
    # Cells hold too few words to say their language.
    most = language_of_most([block for block in blocks if block.kind != "row"])
    found = [list(_found(names, block, most)) for block in blocks]
    for place, codes in codes_in(view, blocks).items():
        found[place] = _with_codes(found[place], codes)
    examples = examples_of(view)
    is_real = _names_a_real_state(view, found, examples)
    spoken = sectors_in(view, blocks, found)
    both = [[*of, *sectors] for of, sectors in zip(found, spoken, strict=True)]
    mentions = Mentions(blocks, both, names)
    return mentions.without(examples) if examples and is_real else mentions


def cell_spans(block: Block) -> Iterator[tuple[int, int, int]]:
    """Yield which cell of a row stands where in its text, those that are filled."""
    at = 0
    for index, cell in enumerate(block.cells):
        start = block.text.find(cell, at) if cell else -1
        if start >= 0:
            at = start + len(cell)
            yield index, start, at


def _found(names: Names, block: Block, most: str) -> Iterator[Name]:
    """Yield the names in a block; in a row none goes from one cell into the next.

    ``most`` is the language of most of the report.
    """
    spans = list(cell_spans(block))
    if not spans:
        yield from names.found_in(block.text, block.lang)
    for _, start, end in spans:
        for name in names.found_in(block.text[start:end], most):
            yield name._replace(start=name.start + start, end=name.end + start)


def _with_codes(found: Sequence[Name], codes: Sequence[Name]) -> list[Name]:
    """Put codes of states in the place of what was found there: an acronym of a body."""
    kept = (
        one for one in found if not any(one.start < of.end and of.start < one.end for of in codes)
    )
    return sorted((*kept, *codes), key=lambda one: (one.start, -one.end, one.node))


def _names_a_real_state(
    view: View, found: Sequence[Sequence[Name]], examples: frozenset[int]
) -> bool:
    return any(
        view.is_a(name.node, "State") and name.node not in examples and not name.is_weak
        for of in found
        for name in of
    )
