"""A paper as the document that leaves: figures numbered, every text cleaned once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields, is_dataclass, replace
from functools import singledispatch
from typing import Any

from kg.brief.paper import (
    Blank,
    Block,
    Figure,
    Paper,
    Paragraph,
    Picture,
    Points,
    Quotation,
    Remark,
    Section,
    Sentence,
    Table,
    Tiles,
    numbered,
)
from kg.brief.paper_text import clean
from kg.model.brief_models import BriefPaper
from kg.model.documents import Named

Numbers = Mapping[Figure, int]


def document_of(paper: Paper) -> BriefPaper:
    """Return a paper as a document; whatever its texts hold, they are texts of one line in it."""
    paper = cleaned(paper)
    numbers, content = numbered(paper), paper.content
    found = {
        "revision": paper.revision,
        "as_of": paper.as_of,
        "lang": paper.lang,
        "kind": paper.kind,
        "label": paper.label,
        "title": content.title,
        "subject": None if paper.subject is None else paper.subject.model_dump(),
        "audience": paper.audience,
        "for_board": paper.for_board,
        "points": _sentences(content.points, numbers),
        "standings": list(content.standings),
        "sections": [_section(one, numbers) for one in content.sections],
        "figures": [{"n": n, **asdict(figure)} for figure, n in numbers.items()],
        "missing": list(content.missing),
        "published": asdict(paper.published),
    }
    return BriefPaper.model_validate(found)


def cleaned(paper: Paper) -> Paper:
    """Return a paper each text of which is clean, those in its drawings too."""
    found = _cleaned(paper)
    assert isinstance(found, Paper)
    return found


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, tuple):
        return tuple(map(_cleaned, value))
    if isinstance(value, Named):
        return Named(id=clean(value.id), label=clean(value.label))
    if is_dataclass(value) and not isinstance(value, type):
        parts = {one.name: _cleaned(getattr(value, one.name)) for one in fields(value)}
        return replace(value, **parts)
    return value


def _section(section: Section, numbers: Numbers) -> dict[str, Any]:
    blocks = [_block(block, numbers) for block in section.blocks]
    return {"title": section.title, "annex": section.annex, "blocks": blocks}


def _sentences(sentences: Iterable[Sentence], numbers: Numbers) -> list[dict[str, Any]]:
    return [_sentence(one, numbers) for one in sentences]


def _sentence(one: Sentence, numbers: Numbers) -> dict[str, Any]:
    found = {"text": one.text, "id": one.id, "lang": one.lang}
    return {**found, "figures": _numbers(one.figures, numbers)}


def _numbers(figures: Iterable[Figure], numbers: Numbers) -> list[int]:
    return sorted({numbers[figure] for figure in figures})


@singledispatch
def _block(block: Block, _numbers: Numbers) -> dict[str, Any]:
    raise TypeError(type(block))


@_block.register
def _(block: Paragraph, numbers: Numbers) -> dict[str, Any]:
    return {"block": "paragraph", "sentences": _sentences(block.sentences, numbers)}


@_block.register
def _(block: Points, numbers: Numbers) -> dict[str, Any]:
    items = _sentences(block.items, numbers)
    return {"block": "points", "ordered": block.ordered, "items": items}


@_block.register
def _(block: Tiles, numbers: Numbers) -> dict[str, Any]:
    tiles = [
        {"shown": one.shown, "label": one.label, "figures": _numbers(one.figures, numbers)}
        for one in block.tiles
    ]
    return {"block": "tiles", "tiles": tiles}


@_block.register
def _(block: Table, numbers: Numbers) -> dict[str, Any]:
    return {
        "block": "table",
        "caption": block.caption,
        "columns": [asdict(column) for column in block.columns],
        "rows": [_sentences(row, numbers) for row in block.rows],
        "note": block.note,
    }


@_block.register
def _(block: Picture, numbers: Numbers) -> dict[str, Any]:
    return {
        "block": "picture",
        "shows": type(block.drawing).__name__,
        "drawing": _data(asdict(block.drawing)),
        "caption": block.caption,
        "alternative": block.alternative,
        "figures": _numbers(block.figures, numbers),
    }


def _data(value: Any) -> Any:
    """Return a value as JSON would give it back: lists, no tuples."""
    if isinstance(value, Mapping):
        return {name: _data(part) for name, part in value.items()}
    return [_data(part) for part in value] if isinstance(value, list | tuple) else value


@_block.register
def _(block: Quotation, _figures: Numbers) -> dict[str, Any]:
    return {
        "block": "quotation",
        "text": block.text,
        "lang": block.lang,
        "source": block.source.model_dump(),
        "where": block.where,
    }


@_block.register
def _(block: Blank, _figures: Numbers) -> dict[str, Any]:
    return {"block": "blank", "label": block.label, "lines": block.lines}


@_block.register
def _(block: Remark, _figures: Numbers) -> dict[str, Any]:
    return {"block": "remark", "text": block.text}
