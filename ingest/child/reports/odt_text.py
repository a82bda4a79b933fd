"""The text of an .odt as it stands: what was deleted lies apart in it, and is passed over."""

# ruff: noqa: SLF001 (which element calls which method is a table at the end)

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from ingest.child.child_xml import Attributes
from ingest.child.reports.odt_styles import OdtStyle, OdtStyles
from ingest.child.reports.raised_marks import BEFORE, as_read
from ingest.child.reports.report_flow import Flow
from ingest.child.reports.report_limits import MAX_BLOCK, MAX_CELLS
from ingest.child.reports.report_tables import Cell

_PASSED: Final = frozenset({
    "annotation", "annotation-end", "note-citation", "ruby-text", "forms", "scripts",
    "event-listeners", "automatic-styles", "font-face-decls", "hidden-text", "table-of-content",
    "alphabetical-index", "illustration-index", "table-index", "object-index", "user-index",
    "bibliography", "glue-point", "image", "plugin", "applet", "object", "object-ole",
    "floating-frame", "sequence-decls", "variable-decls", "user-field-decls",
})  # fmt: skip
"""Elements whose text is none of the running text."""
_COUNTED: Final = {
    "annotation": "comments", "hidden-text": "hidden-places", "image": "pictures",
    "object": "objects", "object-ole": "objects", "plugin": "objects", "applet": "objects",
    "floating-frame": "objects", "scripts": "macros",
}  # fmt: skip
_UNSEEN_ROWS: Final = frozenset({"collapse", "filter"})
_LONGEST_HEADING: Final = 120
_OPEN_ENDS: Final = tuple(".;:,!?…")
_MOST_REPEATED: Final = 1_000


@dataclass(slots=True)
class _Paragraph:
    kind: str
    level: int
    style: OdtStyle
    page: int | None = None
    texts: list[str] = field(default_factory=list)
    size: int = 0
    bold: int = 0
    notes: list[str] = field(default_factory=list)


@dataclass(slots=True)
class OdtReader:
    """Reads the text of a file; ``counts`` says what it passed over, by the codes of unread."""

    flow: Flow
    styles: OdtStyles
    title: str = ""
    counts: dict[str, int] = field(default_factory=dict)
    _open: list[_Paragraph] = field(default_factory=list)
    _spans: list[OdtStyle] = field(default_factory=list)
    _items: int = 0
    _note: list[str] | None = None
    _tables: int = 0
    _heads: int = 0
    _rows: list[int] = field(default_factory=list)
    _swallowed: int = 0
    """Covered cells that the cell before them spans."""
    _level: int = 0
    _frames: int = 0
    _is_begun: bool = False
    _times: int = 1
    """How many cells the one that has begun stands for."""

    def start(self, tag: str, attributes: Attributes) -> bool:
        """Meet an element; True where it is passed over.

        Raises:
            EnoughError: no more blocks are taken.
        """
        if tag in _PASSED or (tag in ("title", "desc") and self._frames):
            # Scripts are often there, and empty.
            if tag in _COUNTED and (tag != "scripts" or "library" in attributes):
                self._count(_COUNTED[tag])
            return True
        act = _STARTS.get(tag)
        return bool(act(self, attributes)) if act is not None else False

    def end(self, tag: str) -> None:
        """Meet the end of an element.

        Raises:
            EnoughError: no more blocks are taken.
        """
        act = _ENDS.get(tag)
        if act is not None:
            act(self)

    def text(self, data: str) -> None:
        """Meet text."""
        if not self._open:
            return
        paragraph = self._open[-1]
        if self._is_unseen(paragraph):
            if data.strip():
                self._count("hidden-places")
            return
        if data.strip():
            paragraph.page = paragraph.page or self.flow.page
            styles = [paragraph.style, *self._spans]
            bold = [one.is_bold for one in styles if one.is_bold is not None]
            paragraph.bold += len(data.strip()) if bold and bold[-1] else 0
        if self._spans and any(one.is_raised for one in self._spans):
            data = as_read("".join(paragraph.texts[-BEFORE:])[-BEFORE:], data)
        paragraph.size += len(data)
        if paragraph.size <= MAX_BLOCK + len(data):
            paragraph.texts.append(data)

    def _count(self, code: str) -> None:
        self.counts[code] = self.counts.get(code, 0) + 1

    def _is_unseen(self, paragraph: _Paragraph) -> bool:
        styles = [paragraph.style, *self._spans]
        if any(one.is_hidden for one in styles):
            return True
        white = [one.is_white for one in styles if one.is_white is not None]
        shaded = any(one.is_shaded for one in styles) or self._tables
        return bool(white and white[-1] and not shaded)

    def _paragraph(self, attributes: Attributes) -> None:
        name = attributes.get("style-name", "")
        kind = "item" if self._items else "paragraph"
        level = 0
        if self.styles.is_title(name):
            kind, level = "title", 1
        elif self.styles.is_caption(name):
            kind = "caption"
        self._begin(kind, level, name)

    def _heading(self, attributes: Attributes) -> None:
        level = attributes.get("outline-level", "1")
        number = int(level) if level.isdecimal() and len(level) < 3 else 1  # noqa: PLR2004
        self._begin("heading", max(1, min(number, 9)), attributes.get("style-name", ""))

    def _begin(self, kind: str, level: int, style: str) -> None:
        found = self.styles.of("paragraph", style)
        self._begin_page(found)
        self._open.append(_Paragraph(kind, level, found))

    def _begin_page(self, style: OdtStyle) -> None:
        # The first paragraph has a break as well, where its page is of a sort of its own.
        if style.breaks_before and self._is_begun:
            self.flow.turn()
        self._is_begun = True

    def _end(self) -> None:
        if not self._open:
            return
        paragraph = self._open.pop()
        text = " ".join("".join(paragraph.texts).split())
        if text:
            self._tell(paragraph, text)
        for note in paragraph.notes:
            self.flow.note(note)
        if paragraph.style.breaks_after:
            self.flow.turn()

    def _tell(self, paragraph: _Paragraph, text: str) -> None:
        if self._note is not None:
            self._note.append(text)
            return
        kind, level = paragraph.kind, paragraph.level
        if kind == "title":
            self.title = self.title or text
            kind = "heading"
        elif kind == "heading":
            self._level = level
        elif kind == "paragraph" and self._looks_like_heading(paragraph, text):
            kind, level = "heading", min(9, self._level + 1)
        more = {"level": level} if kind == "heading" else {}
        self.flow.block(kind, text, paragraph.page, **more)

    def _looks_like_heading(self, paragraph: _Paragraph, text: str) -> bool:
        letters = len(text.replace(" ", ""))
        return (
            len(text) <= _LONGEST_HEADING
            and not text.endswith(_OPEN_ENDS)
            and paragraph.bold >= letters > 2  # noqa: PLR2004 (a word)
            and any(map(str.isalpha, text))
        )

    def _begin_note(self, _attributes: Attributes) -> None:
        self._note = []

    def _end_note(self) -> None:
        texts, self._note = self._note or [], None
        if self._open and texts:
            self._open[-1].notes.append(" ".join(texts))

    def _begin_span(self, attributes: Attributes) -> None:
        self._spans.append(self.styles.of("text", attributes.get("style-name", "")))

    def _end_span(self) -> None:
        if self._spans:
            self._spans.pop()

    def _section(self, attributes: Attributes) -> bool:
        hidden = attributes.get("display") == "none" or attributes.get("is-hidden") == "true"
        if hidden:
            self._count("hidden-places")
        return hidden

    def _hidden(self, attributes: Attributes) -> None:
        """A paragraph that is shown on a condition only."""
        if self._open and attributes.get("is-hidden") == "true":
            self._open[-1].style = OdtStyle(is_hidden=True)

    def _changed(self, _attributes: Attributes) -> bool:
        self._count("tracked-changes")
        return True

    def _gaps(self, _attributes: Attributes) -> None:
        # One element may stand for any number of spaces: none but one is told.
        self.text(" ")

    def _turn(self, _attributes: Attributes) -> None:
        self.flow.turn()

    def _begin_frame(self, _attributes: Attributes) -> None:
        self._frames += 1

    def _end_frame(self) -> None:
        self._frames -= 1

    def _begin_item(self, _attributes: Attributes) -> None:
        self._items += 1

    def _end_item(self) -> None:
        self._items -= 1

    def _begin_table(self, attributes: Attributes) -> None:
        self._begin_page(self.styles.of("table", attributes.get("style-name", "")))
        self._tables += 1
        self.flow.begin_table()

    def _end_table(self) -> None:
        self._tables -= 1
        self.flow.end_table()

    def _begin_heads(self, _attributes: Attributes) -> None:
        self._heads += 1

    def _end_heads(self) -> None:
        self._heads -= 1

    def _begin_row(self, attributes: Attributes) -> bool:
        if attributes.get("visibility") in _UNSEEN_ROWS:
            self._count("hidden-places")
            return True
        self._rows.append(_number(attributes, "number-rows-repeated", _MOST_REPEATED))
        self._swallowed = 0
        self.flow.begin_row(is_head=self._heads > 0)
        return False

    def _end_row(self) -> None:
        times = self._rows.pop() if self._rows else 1
        self.flow.end_row(times=times)

    def _begin_cell(self, attributes: Attributes) -> None:
        columns = _number(attributes, "number-columns-spanned", _MOST_REPEATED)
        rows = _number(attributes, "number-rows-spanned", 2**20)
        self._swallowed = columns - 1
        self._times = _number(attributes, "number-columns-repeated", MAX_CELLS + 1)
        self.flow.begin_cell(Cell(columns=columns, rows=rows))

    def _end_cell(self) -> None:
        self.flow.end_cell(self._times)
        self._times = 1

    def _begin_covered(self, attributes: Attributes) -> bool:
        times = _number(attributes, "number-columns-repeated", MAX_CELLS + 1)
        swallowed = min(times, self._swallowed)
        self._swallowed -= swallowed
        if times > swallowed:
            self.flow.begin_cell(Cell(columns=times - swallowed, continues=True))
        return times == swallowed

    def _end_covered(self) -> None:
        self.flow.end_cell()


def _number(attributes: Attributes, name: str, most: int) -> int:
    said = attributes.get(name, "1")
    return max(1, min(int(said), most)) if said.isdecimal() and len(said) < 9 else 1  # noqa: PLR2004


_STARTS: Final[Mapping[str, Callable[[OdtReader, Attributes], bool | None]]] = {
    "p": OdtReader._paragraph,
    "h": OdtReader._heading,
    "span": OdtReader._begin_span,
    "note-body": OdtReader._begin_note,
    "section": OdtReader._section,
    "hidden-paragraph": OdtReader._hidden,
    "changed-region": OdtReader._changed,
    "s": OdtReader._gaps,
    "tab": OdtReader._gaps,
    "line-break": OdtReader._gaps,
    "soft-page-break": OdtReader._turn,
    "list-item": OdtReader._begin_item,
    "frame": OdtReader._begin_frame,
    "table": OdtReader._begin_table,
    "table-header-rows": OdtReader._begin_heads,
    "table-row": OdtReader._begin_row,
    "table-cell": OdtReader._begin_cell,
    "covered-table-cell": OdtReader._begin_covered,
}
_ENDS: Final[Mapping[str, Callable[[OdtReader], None]]] = {
    "p": OdtReader._end,
    "h": OdtReader._end,
    "span": OdtReader._end_span,
    "note-body": OdtReader._end_note,
    "list-item": OdtReader._end_item,
    "frame": OdtReader._end_frame,
    "table": OdtReader._end_table,
    "table-header-rows": OdtReader._end_heads,
    "table-row": OdtReader._end_row,
    "table-cell": OdtReader._end_cell,
    "covered-table-cell": OdtReader._end_covered,
}
