"""An evaluation as tables: what stands in them, and the same as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from kg.base.i18n import Message, msg
from kg.model.documents import Evaluation, Measured, MeasuredPart

BASELINES: Final[dict[str, Message]] = {
    "popularity": msg("Popularity: activities in all"),
    "sector_popularity": msg("Sector popularity: activities in the sector"),
    "recipient_popularity": msg("Recipient popularity: activities with the recipient"),
    "item_knn": msg("Item-kNN: who worked in similar sectors and recipients"),
    "logistic": msg("Logistic regression on ten counts"),
    "boosting": msg("Gradient boosting on ten counts"),
}
"""What the methods are called that a lens is measured against, by the names in documents."""
RIVAL: Final = "sector_popularity"
"""The baseline whose lead is shown in every table: the best of those that learn nothing."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its title; cells are texts, the first column names the row."""

    title: Message
    headers: Sequence[Message]
    rows: Sequence[Sequence[str]]


def tables(document: Evaluation) -> Iterator[Table]:
    """Yield the tables of an evaluation, the one that counts first."""
    lang = document.lang
    yield _measured(msg("New links"), document.methods, lang)
    yield _against(document, lang)
    yield _by_cut(document, lang)
    yield _by_source(document)
    yield _measured(msg("New links, in lists that hold old ones too"), document.unfiltered, lang)
    yield _measured(msg("Repeats"), document.repeats, lang)


def notes(document: Evaluation) -> Iterator[Message]:
    """Yield what has to be known to read the tables, a sentence each."""
    yield msg(
        "{queries} queries (a recipient and a 3-digit sector) of {recipients} recipients, up to "
        "{candidates} candidates each.",
        queries=document.queries,
        recipients=document.recipients,
        candidates=document.candidates,
    )
    yield msg(
        "Known is what began before {days}; asked is who begins to work there within {years} "
        "years after, and never had before.",
        days=document.before,
        years=document.horizon,
    )
    yield msg(
        "Means over queries, then over cuts. In brackets: where 95 of 100 draws of recipients lie."
    )
    newcomers = sum(cut.newcomers for cut in document.by_cut)
    yield msg(
        "{newcomers} new links are of providers of whom nothing was known before: nobody can rank "
        "them. {undated} activities whose beginning is not known count nowhere.",
        newcomers=newcomers,
        undated=document.undated,
    )
    yield msg(
        "“As listed”: who is not in the answer of the lens has no score. Else those whom a "
        "condition keeps out of the answer stand behind it, by their scores."
    )


def markdown(document: Evaluation) -> str:
    """Return the tables as Markdown, with what has to be known to read them."""
    lang = document.lang
    lines = [*(note.text(lang) for note in notes(document)), *document.missing, ""]
    for table in tables(document):
        lines += [f"**{table.title.text(lang)}**", "", *_markdown(table, lang), ""]
    return "\n".join(lines)


def _markdown(table: Table, lang: str) -> Iterator[str]:
    yield _row(header.text(lang) for header in table.headers)
    yield _row(["---", *("---:" for _ in table.headers[1:])])
    yield from (_row(row) for row in table.rows)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(map(_cell, cells))} |"


def _cell(text: str) -> str:
    r"""Return a text as a cell: what sources are called may hold anything.

    >>> _cell("a|b\n<script>")
    'a/b &lt;script>'
    """
    return " ".join(text.replace("|", "/").replace("<", "&lt;").split())


def method(name: str, lang: str) -> str:
    """Return what a method is called; a lens by its name."""
    if name in BASELINES:
        return BASELINES[name].text(lang)
    lens = name.removesuffix("_as_listed")
    shown = msg("Lens “{name}”", name=lens)
    if lens != name:
        shown = msg("Lens “{name}”, as listed", name=lens)
    return shown.text(lang)


def _measured(title: Message, methods: Sequence[Measured], lang: str) -> Table:
    headers = [msg("Method"), msg("NDCG@10"), msg("Interval (95 of 100)")]
    headers += [msg("Recall@10"), msg("MRR")]
    rows = [[method(each.name, lang), *_numbers(each)] for each in methods]
    return Table(title, headers, rows)


def _numbers(each: Measured) -> list[str]:
    spread = f" ± {each.sd:.3f}" if each.sd is not None else ""
    return [f"{each.ndcg10:.3f}{spread}", interval(each.interval), *_two(each)]


def _two(each: MeasuredPart) -> list[str]:
    return [f"{each.recall10:.3f}", f"{each.mrr:.3f}"]


def interval(bounds: tuple[float, float] | None) -> str:
    """Return an interval as it is printed; a dash where there is none.

    >>> interval((0.51234, 0.6))
    '[0.512, 0.600]'
    """
    return "–" if bounds is None else f"[{bounds[0]:.3f}, {bounds[1]:.3f}]"


def _against(document: Evaluation, lang: str) -> Table:
    lens = document.methods[0]
    headers = [msg("Lead of the lens in NDCG@10 over"), msg("Interval (95 of 100)")]
    rows = [[method(name, lang), interval(bounds)] for name, bounds in lens.against.items()]
    return Table(msg("Paired differences on new links"), headers, rows)


def _by_cut(document: Evaluation, lang: str) -> Table:
    headers = [msg("Method"), *(Message(cut.before) for cut in document.by_cut)]
    by_cut = [{each.name: each for each in cut.methods} for cut in document.by_cut]
    rows = [
        [method(each.name, lang), *(_found(cut.get(each.name)) for cut in by_cut)]
        for each in document.methods
    ]
    return Table(msg("NDCG@10 by cut"), headers, rows)


def _found(each: MeasuredPart | None) -> str:
    return "–" if each is None else f"{each.ndcg10:.3f}"


def _by_source(document: Evaluation) -> Table:
    headers = [
        msg("Source"),
        msg("Queries"),
        method_header(document),
        BASELINES[RIVAL],
        msg("Lead (95 of 100)"),
    ]
    rows = []
    for source in document.by_source:
        found = {each.name: each for each in source.methods}
        lens = source.methods[0]
        values = f"{lens.ndcg10:.3f}", f"{found[RIVAL].ndcg10:.3f}"
        rows.append([source.label, str(source.queries), *values, interval(lens.against[RIVAL])])
    return Table(msg("NDCG@10 by source of the new links"), headers, rows)


def method_header(document: Evaluation) -> Message:
    """Return the heading of the column of the lens."""
    return msg("Lens “{name}”", name=document.lens.name)
