"""A paper as Markdown (GitHub's dialect: it has tables); whatever texts hold, they stay texts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import singledispatch
from typing import Final

from kg.model.brief_models import (
    BriefBlank,
    BriefBlock,
    BriefParagraph,
    BriefPicture,
    BriefPoints,
    BriefQuotation,
    BriefRemark,
    BriefSentence,
    BriefTable,
    BriefTiles,
)
from viz.papers.paper_input import PaperInput
from viz.papers.paper_words import numbers_shown

_MEANS: Final = re.compile(
    r"[\\`*_{}\[\]<>#|~&!$@]|(?<=:)//|(?<=www)\.|\A[-+=](?=\s|-|=|\Z)|(?<=\A\d)[.)]"
)
"""What means something in Markdown; two signs are marked one by one."""
_NUMBERED: Final = re.compile(r"\A(\d{2,})([.)])")
_LINE: Final = "\\_" * 40


def markdown_of(paper: PaperInput) -> str:
    """Return a paper as Markdown."""
    return "\n\n".join(_parts(paper)) + "\n"


def escaped(text: str) -> str:
    r"""Return a text as Markdown that shows it and does nothing else.

    >>> print(escaped("[x](javascript:y) <b> 1|2 #1 a_b"))
    \[x\](javascript:y) \<b\> 1\|2 \#1 a\_b
    """
    marked = _MEANS.sub(lambda found: "".join(f"\\{c}" for c in found[0]), text)
    return _NUMBERED.sub(r"\1\\\2", marked)


def _parts(paper: PaperInput) -> Iterator[str]:
    said, words = paper.paper, paper.words
    yield f"{escaped(words['header'])}  \n**{escaped(words['foot'])}**"
    yield f"# {escaped(said.title)}"
    yield from (f"> {escaped(standing)}" for standing in said.standings)
    if said.points:
        yield f"**{escaped(words['points'])}**"
        yield "\n".join(f"- {_sentence(one)}" for one in said.points)
    for section in said.sections:
        if section.annex:
            yield "---"
        yield f"## {escaped(section.title)}"
        for block in section.blocks:
            yield _block(block)
    yield f"## {escaped(words['sources'])}"
    yield from _figures(paper)
    yield f"**{escaped(words['missing'])}**"
    missing = said.missing or [words["nothing_missing"]]
    yield "\n".join(f"- {escaped(text)}" for text in missing)
    if words["imprint"]:
        yield escaped(words["imprint"])


def _figures(paper: PaperInput) -> Iterator[str]:
    if not paper.paper.figures:
        return
    words = paper.words
    yield escaped(words["how"])
    heads = [words[name] for name in ("n", "value", "address", "revision", "rests")]
    rows = []
    for figure, shown in zip(paper.paper.figures, paper.values, strict=True):
        rests = paper.rests[figure.rests]
        cells = (str(figure.n), shown, figure.address, str(figure.revision), rests)
        rows.append([escaped(cell) for cell in cells])
    yield _table([escaped(head) for head in heads], [":--", ":--", ":--", "--:", ":--"], rows)


def _sentence(one: BriefSentence) -> str:
    return escaped(one.text) + _numbers(one.figures)


def _numbers(numbers: list[int]) -> str:
    return f" {escaped(numbers_shown(numbers))}" if numbers else ""


def _table(heads: list[str], sides: list[str], rows: list[list[str]]) -> str:
    lines = [heads, sides, *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


@singledispatch
def _block(block: BriefBlock) -> str:
    raise TypeError(type(block))


@_block.register
def _(block: BriefParagraph) -> str:
    return " ".join(map(_sentence, block.sentences))


@_block.register
def _(block: BriefPoints) -> str:
    marks = (f"{n}." if block.ordered else "-" for n, _ in enumerate(block.items, 1))
    return "\n".join(
        f"{mark} {_sentence(one)}" for mark, one in zip(marks, block.items, strict=True)
    )


@_block.register
def _(block: BriefTiles) -> str:
    return "\n".join(
        f"- **{escaped(tile.shown)}** {escaped(tile.label)}{_numbers(tile.figures)}"
        for tile in block.tiles
    )


@_block.register
def _(block: BriefTable) -> str:
    heads = [escaped(column.label) for column in block.columns]
    sides = ["--:" if column.is_number else ":--" for column in block.columns]
    table = _table(heads, sides, [[_sentence(cell) for cell in row] for row in block.rows])
    parts = [f"**{escaped(block.caption)}**" if block.caption else "", table, escaped(block.note)]
    return "\n\n".join(part for part in parts if part)


@_block.register
def _(block: BriefPicture) -> str:
    return f"**{escaped(block.caption)}**{_numbers(block.figures)}\n\n{escaped(block.alternative)}"


@_block.register
def _(block: BriefQuotation) -> str:
    where = ", ".join(escaped(text) for text in (block.source.label, block.where) if text)
    return f"> « {escaped(block.text)} »\n>\n> {where}"


@_block.register
def _(block: BriefBlank) -> str:
    return "\n\n".join([f"**{escaped(block.label)}**", *[_LINE] * block.lines])


@_block.register
def _(block: BriefRemark) -> str:
    return f"> {escaped(block.text)}"
