"""What is known of a test report, as one value for JSON: what a reader ought to find in it."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from tests.long_reports.long_pieces import Edits, LongReport


def truth(report: LongReport, edits: Edits | None = None) -> dict[str, Any]:
    """Return what stands in a report.

    ``states`` has for each state the sentences and the rows (their first cells) that name it,
    ``figures`` the key figures, ``tables`` the size of each, ``edits`` what is new or changed.
    """
    return {
        "lang": report.lang,
        "title": report.title,
        "symbol": report.symbol,
        "headings": [[one.level, one.text] for one in report.pieces if one.kind == "heading"],
        "states": _states(report),
        "figures": [
            {"number": figure.number, "unit": figure.unit, "sentence": said.text}
            for said in report.sentences()
            for figure in said.figures
            if figure.is_key
        ],
        "decisions": [said.text for said in report.sentences() if said.is_decision],
        "notes": [piece.note for piece in report.pieces if piece.note],
        "tables": [
            {
                "caption": one.table.caption,
                "columns": one.table.columns,
                "rows": len(one.table.rows),
            }
            for one in report.pieces
            if one.table is not None
        ],
        "edits": None if edits is None else _edits(edits),
    }


def _states(report: LongReport) -> dict[str, dict[str, list[str]]]:
    found: defaultdict[str, dict[str, list[str]]] = defaultdict(lambda: {"said": [], "rows": []})
    for said in report.sentences():
        for state in said.states:
            found[state]["said"].append(said.text)
    for row in report.rows():
        for state in row.states:
            found[state]["rows"].append(row.key)
    return dict(sorted(found.items()))


def _edits(edits: Edits) -> dict[str, Any]:
    return {
        "new": edits.new,
        "gone": edits.gone,
        "changed": edits.changed,
        "new_rows": edits.new_rows,
        "changed_rows": edits.changed_rows,
    }
