"""What a report holds that concerns each state: rows of tables and passages, the weightiest first.

Rows with sums come first, then other rows; decisions, passages with sums or days, those that speak
of this state alone, then others. Lists of states are counted, not quoted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from kg.condense.extracts import row_extract
from kg.condense.long_report import Block
from kg.condense.mentions import Mentions
from kg.condense.report_figures import figure_of_cell, figures_in, has_day
from kg.condense.report_names import Name
from kg.condense.sentences import split
from kg.condense.state_blocks import LIST, Concerned, concerned
from kg.graph.view import View
from kg.model.documents import Passage, PassageKind, RowFigure, StateInReport, StateRow

MOST_ROWS: Final = 60
MOST_PASSAGES: Final = 20
"""Rows and passages of a state that are quoted; how many there are is said."""
_LONG: Final = 60
"""Words of a paragraph from which on only the sentences around the name are quoted."""
_KINDS: Final[tuple[PassageKind, ...]] = ("decision", "figure", "day", "alone", "other", "bears")
_DECIDES: Final = re.compile(
    r"\b(?:decide[ds]?|decid(?:ió|ieron|iu|iram)|décid(?:e|é|ée|èrent|ent)|resolve[ds]?|resolvi(?:ó|eron|u)"
    r"|approve[ds]?|aprob(?:ó|aron|ada|ado|adas|ados)|aprov(?:ou|aram|ada|ado)|approuv(?:e|é|ée|és|èrent)"
    r"|adopted|adopt(?:ó|aron|ado|ada|ou|é|ée)|instruct(?:s|ed)|instru(?:yó|yeron|iu)|encomend(?:ó|aron|ou)"
    r"|agreed|acord(?:ó|aron|ou|aram)|convin(?:o|ieron)|conven(?:u|ue)|requested|solicit(?:ó|aron|ou|aram)"
    r"|signed|suscribi(?:ó|eron)|firm(?:ó|aron|ou|aram)|sign(?:é|ée|èrent)|ratifi(?:ed|có|caron|cou|é|ée)"
    r"|endorsed|authori[sz]ed|autoriz(?:ó|aron|ou)|autoris(?:é|ée)|mandated)\b"
    r"|\b(?:decision|resolution|decisión|resolución|decisão|resolução|décision|résolution)"
    r"(?:\s[^\W\d_]+){0,2}\s(?:n[.º°o]*\s?)?\d[\w./-]*\s?:",
    re.IGNORECASE,
)
"""Verbs with which somebody decided something, in four languages, or the number of a decision."""
_NUMBERING: Final = frozenset((
    "no", "n", "nr", "num", "nro", "item", "#", "№", "n.º", "nº", "n°", "año", "year", "ano",
    "année", "código", "code", "id",
))  # fmt: skip
"""Columns whose numbers count nothing."""


class _Said(NamedTuple):
    rank: tuple[int, int]
    passage: Passage


def states_in(view: View, mentions: Mentions, lang: str) -> list[StateInReport]:
    """Return the states that a report concerns, in the order of their ids, each with what does."""
    named = dict(enumerate(mentions.names))
    found = concerned(view, mentions)
    ordered = sorted(found.items(), key=lambda pair: view.id(pair[0]))
    return [_state(view, node, of, named, lang) for node, of in ordered]


def _state(
    view: View, node: int, of: Sequence[Concerned], named: dict[int, Sequence[Name]], lang: str
) -> StateInReport:
    said = [one for one in of if one.named < LIST]
    rows = sorted(_rows(one for one in said if one.block.kind == "row"), key=_row_rank)
    passages = sorted(
        {
            (one.passage.page, one.passage.paragraph, one.passage.text): one
            for block in said
            if block.block.kind != "row"
            for one in _passages(node, block, named[block.place])
        }.values(),
        key=lambda one: one.rank,
    )
    return StateInReport(
        id=view.id(node),
        label=view.label(node, lang),
        rows=[row for _, row in rows[:MOST_ROWS]],
        passages=[one.passage for one in passages[:MOST_PASSAGES]],
        rows_in_all=len(rows),
        passages_in_all=len(passages),
        lists=len(of) - len(said),
    )


def _rows(of: Iterator[Concerned]) -> Iterator[tuple[int, StateRow]]:
    for one in of:
        if one.block.cells != one.block.columns:
            figures = row_figures(one.block)
            row = StateRow(
                **row_extract(one.block).model_dump(), under=one.under, figures=figures,
                is_weak=one.is_weak,
            )  # fmt: skip
            yield one.place, row


def _row_rank(one: tuple[int, StateRow]) -> tuple[bool, bool, bool, int]:
    place, row = one
    money = any(figure.unit == "money" for figure in row.figures)
    return row.is_weak, not money, not row.figures, place


def row_figures(block: Block) -> list[RowFigure]:
    """Return the figures of a row, each with its own column; none where columns are not known.

    A row that has more or fewer cells than its table has columns says nothing of which is which.
    """
    if len(block.cells) != len(block.columns):
        return []
    found = []
    for cell, column in zip(block.cells, block.columns, strict=True):
        unit = figure_of_cell(cell, column)
        if unit and column and column.casefold().strip(" .") not in _NUMBERING:
            found.append(RowFigure(column=column, text=cell, unit=unit))
    return found


def _passages(node: int, one: Concerned, names: Sequence[Name]) -> Iterator[_Said]:
    """Yield a block as it is quoted: whole, or of a long one the sentences that name the state."""
    block = one.block
    spans = [name for name in names if name.node == node]
    for text in _quoted(block.text, spans):
        kind = _kind(text, one, [block.text[name.start : name.end] for name in spans])
        passage = Passage(
            text=text, page=block.page, paragraph=block.paragraph, lang=block.lang,
            kind=kind, under=one.under,
        )  # fmt: skip
        yield _Said((_KINDS.index(kind), one.place), passage)


def _kind(text: str, one: Concerned, names: Sequence[str]) -> PassageKind:
    """Return what a passage has for a state: in the sentences that name it, if any does."""
    if one.is_weak:
        return "bears"
    naming = [said for said in split(text) if any(name in said for name in names)]
    return _has(" ".join(naming) or text) or ("alone" if one.named == 1 else "other")


@lru_cache(maxsize=4096)
def _has(text: str) -> PassageKind | None:
    """Return what a text has for whomever it names; long reports say it of several states."""
    if _DECIDES.search(text):
        return "decision"
    if any(figure.unit == "money" for figure in figures_in(text)):
        return "figure"
    return "day" if has_day(text) else None


def _quoted(text: str, spans: Sequence[Name]) -> list[str]:
    if len(text.split()) <= _LONG:
        return [text]
    sentences = list(_placed(text))
    if not spans:
        return [sentences[0][2]]
    naming = [
        (start, end, of)
        for start, end, of in sentences
        if any(start <= name.start < end for name in spans)
    ]
    whole = text[naming[0][0] : naming[-1][1]] if naming else ""
    if whole and len(whole.split()) <= _LONG:
        return [whole]
    return [of for _, _, of in naming]


def _placed(text: str) -> Iterator[tuple[int, int, str]]:
    at = 0
    for sentence in split(text):
        start = text.find(sentence, at)
        at = start + len(sentence)
        yield start, at, sentence
