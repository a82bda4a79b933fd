"""No acronym without its name: the first time a paper uses one, the name follows it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from kg.brief.paper import (
    Block,
    Content,
    Paragraph,
    Picture,
    Points,
    Quotation,
    Remark,
    Section,
    Sentence,
    Table,
    Tile,
    Tiles,
)
from kg.graph.memo import kept
from kg.graph.view import View
from kg.model.acronyms import acronym_in
from kg.model.relations import ACTORS

_WORD: Final = re.compile(r"[^\W\d_][\w-]*")
_LEAST: Final = 2


def spelled_out(content: Content, view: View, lang: str) -> Content:
    """Return a paper in which each known acronym is followed by its name at its first use.

    Where the name itself was said before, the reader can tell: nothing is added. The title stays as
    it is, and so do quotations, which are word for word: the names stand below them.
    """
    speller = _Speller(names_of_acronyms(view, lang))
    return replace(
        content,
        points=tuple(speller.sentence(one) for one in content.points),
        sections=tuple(speller.section(one) for one in content.sections),
        missing=tuple(speller.text(one) for one in content.missing),
    )


def names_of_acronyms(view: View, lang: str) -> Mapping[str, str]:
    """Return the names of actors by their acronyms, as a reader of a language knows both."""
    return kept(view, ("acronyms", lang), lambda: _names(view, lang))


def is_acronym(word: str) -> bool:
    """Say whether a word is one that its reader may not know: two capitals or more, no other.

    >>> is_acronym("OAS"), is_acronym("Mercosur"), is_acronym("A")
    (True, False, False)
    """
    letters = [char for char in word if char.isalpha()]
    return len(letters) >= _LEAST and all(char.isupper() for char in letters)


def _names(view: View, lang: str) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for type_ in ACTORS:
        for node in view.of_type(type_).tolist():
            acronym = acronym_in(view.props(node), lang)
            if is_acronym(acronym):
                found.setdefault(acronym, view.label(node, lang))
    return found


@dataclass(slots=True)
class _Speller:
    """Spells out as it goes: what it has met in this paper already is known to the reader."""

    names: Mapping[str, str]
    known: set[str] = field(default_factory=set)
    read: list[str] = field(default_factory=list)

    def text(self, text: str) -> str:
        """Return a text with the names of acronyms that are new in it."""
        said = _WORD.sub(lambda found: self._word(found[0], text), text)
        self.read.append(text)
        return said

    def sentence(self, one: Sentence) -> Sentence:
        """Return the same of a sentence."""
        return replace(one, text=self.text(one.text))

    def section(self, one: Section) -> Section:
        """Return the same of a section."""
        return replace(
            one, blocks=tuple(made for block in one.blocks for made in self._made(block))
        )

    def _word(self, word: str, text: str) -> str:
        name = self.names.get(word)
        if name is None or word in self.known:
            return word
        self.known.add(word)
        told = name in text or any(name in before for before in self.read)
        # A name that is made of the acronym itself explains nothing.
        return word if told or name.startswith(word) else f"{word} ({name})"

    def _made(self, block: Block) -> Iterator[Block]:
        """Yield a block as it is read; below a quotation the names of the acronyms in it."""
        yield self._block(block)
        if isinstance(block, Quotation):
            said = f"{block.text}\n{block.source.label}"
            new = [word for word in _WORD.findall(said) if self._word(word, said) != word]
            self.read.append(said)
            if new:
                told = (Sentence(f"{word}: {self.names[word]}") for word in new)
                yield Points(tuple(told))

    def _block(self, block: Block) -> Block:
        made = block
        match block:
            case Paragraph(sentences=some):
                made = Paragraph(tuple(self.sentence(one) for one in some))
            case Points(items=some):
                made = replace(block, items=tuple(self.sentence(one) for one in some))
            case Tiles(tiles=tiles):
                made = Tiles(tuple(self._tile(one) for one in tiles))
            case Table(rows=rows):
                read = tuple(tuple(self.sentence(cell) for cell in row) for row in rows)
                made = replace(block, rows=read)
            case Picture(caption=caption, alternative=said):
                made = replace(block, caption=self.text(caption), alternative=self.text(said))
            case Remark(text=text):
                made = Remark(self.text(text))
        return made

    def _tile(self, one: Tile) -> Tile:
        return replace(one, label=self.text(one.label))
