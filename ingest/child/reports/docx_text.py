"""The text of a .docx as it stands when all changes are accepted and nothing hidden is shown."""

# ruff: noqa: SLF001 (which element calls which method is a table at the end)

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from ingest.child.child_xml import Attributes
from ingest.child.reports.docx_styles import Style, Styles, is_on, is_tiny, is_white, level_of
from ingest.child.reports.raised_marks import BEFORE, as_read
from ingest.child.reports.report_flow import Flow
from ingest.child.reports.report_limits import MAX_BLOCK
from ingest.child.reports.report_tables import Cell

_PASSED: Final = frozenset({
    "Fallback", "instrText", "delText", "delInstrText", "sectPr", "rt", "docPr", "tblGrid",
    "numPicBullet",
})  # fmt: skip
"""Elements without text of their own, or with text that stands elsewhere as well."""
_LONGEST_HEADING: Final = 120
_HIDDEN_SHAPE: Final = re.compile(r"visibility\s*:\s*hidden|display\s*:\s*none", re.IGNORECASE)
_OPEN_ENDS: Final = tuple(".;:,!?…")


@dataclass(slots=True)
class _Run:
    is_bold: bool | None = None
    is_hidden: bool | None = None
    is_white: bool | None = None
    is_shaded: bool = False
    style: Style = field(default_factory=Style)
    is_raised: bool = False


@dataclass(slots=True)
class _Paragraph:
    style: Style
    before: _Run
    """The run that it stands in, where it is one of a text box."""
    page: int | None = None
    texts: list[str] = field(default_factory=list)
    size: int = 0
    bold: int = 0
    level: int | None = None
    is_item: bool | None = None
    is_shaded: bool = False
    notes: list[tuple[str, str]] = field(default_factory=list)


@dataclass(slots=True)
class DocxReader:
    """Reads the main part; ``notes`` are those of both kinds, by kind and id.

    ``title`` is what stands in the style of titles, ``changes`` and ``hidden`` how many places
    there were of either.
    """

    flow: Flow
    styles: Styles
    notes: Mapping[tuple[str, str], str]
    title: str = ""
    changes: int = 0
    hidden: int = 0
    _open: list[_Paragraph] = field(default_factory=list)
    _run: _Run = field(default_factory=_Run)
    _in: dict[str, int] = field(default_factory=dict)
    """How many of the elements that say where others stand are open."""
    _is_text: bool = False
    _tables: int = 0
    _is_contents: bool = False
    _dropped: list[bool] = field(default_factory=list)
    _cells: list[Cell] = field(default_factory=list)
    _level: int = 0

    def start(self, tag: str, attributes: Attributes) -> bool:
        """Meet an element; True where it is passed over.

        Raises:
            EnoughError: no more blocks are taken.
        """
        if tag in _PASSED or tag.endswith("PrChange"):
            return True
        if tag in _INSIDE:
            self._in[tag] = self._in.get(tag, 0) + 1
        act = _STARTS.get(tag)
        return bool(act(self, attributes)) if act is not None else False

    def end(self, tag: str) -> None:
        """Meet the end of an element.

        Raises:
            EnoughError: no more blocks are taken.
        """
        if tag in _INSIDE:
            self._in[tag] -= 1
        act = _ENDS.get(tag)
        if act is not None:
            act(self)

    def text(self, data: str) -> None:
        """Meet text."""
        if self._is_text:
            self._add(data)

    def _add(self, data: str) -> None:
        if not self._open:
            return
        paragraph = self._open[-1]
        if self._is_unseen(paragraph):
            self.hidden += bool(data.strip())
            return
        if data.strip():
            paragraph.page = paragraph.page or self.flow.page
            bold = _first(self._run.is_bold, self._run.style.is_bold, paragraph.style.is_bold)
            paragraph.bold += len(data.strip()) if bold else 0
        if self._run.is_raised:
            data = as_read("".join(paragraph.texts[-BEFORE:])[-BEFORE:], data)
        paragraph.size += len(data)
        # One character more than a block may have, so that it is said that there was more.
        if paragraph.size <= MAX_BLOCK + len(data):
            paragraph.texts.append(data)

    def _is_unseen(self, paragraph: _Paragraph) -> bool:
        run, style = self._run, paragraph.style
        if _first(run.is_hidden, run.style.is_hidden, style.is_hidden):
            return True
        # Cells are often dark by the style of their table: there white is seen.
        shaded = run.is_shaded or paragraph.is_shaded or style.is_shaded or run.style.is_shaded
        white = _first(run.is_white, run.style.is_white, style.is_white)
        return white and not shaded and not self._tables

    def _begin_paragraph(self, _attributes: Attributes) -> None:
        self._open.append(_Paragraph(self.styles.of(""), self._run))
        self._run = _Run()

    def _end_paragraph(self) -> None:
        if not self._open:
            return
        paragraph = self._open.pop()
        self._run = paragraph.before
        text = " ".join("".join(paragraph.texts).split())
        if text and not paragraph.style.is_contents:
            self._tell(paragraph, text)
        for kind_and_id in paragraph.notes:
            self.flow.note(self.notes.get(kind_and_id, ""))

    def _tell(self, paragraph: _Paragraph, text: str) -> None:
        style = paragraph.style
        level = (paragraph.level if paragraph.level is not None else style.level) or 0
        if style.is_title:
            self.title = self.title or text
            self.flow.block("heading", text, paragraph.page, level=1)
        elif level:
            self._level = level
            self.flow.block("heading", text, paragraph.page, level=level)
        elif style.is_caption:
            self.flow.block("caption", text, paragraph.page)
        elif style.is_item if paragraph.is_item is None else paragraph.is_item:
            self.flow.block("item", text, paragraph.page)
        elif self._looks_like_heading(paragraph, text):
            self.flow.block("heading", text, paragraph.page, level=min(9, self._level + 1))
        else:
            self.flow.block("paragraph", text, paragraph.page)

    def _looks_like_heading(self, paragraph: _Paragraph, text: str) -> bool:
        """Many write their headings as short paragraphs in bold."""
        letters = len(text.replace(" ", ""))
        return (
            len(text) <= _LONGEST_HEADING
            and not text.endswith(_OPEN_ENDS)
            and paragraph.bold >= letters > 2  # noqa: PLR2004 (a word)
            and any(map(str.isalpha, text))
        )

    def _property(self, tag: str, attributes: Attributes) -> None:
        value = attributes.get("val", "")
        if not self._open:
            return
        paragraph = self._open[-1]
        match tag:
            case "pStyle":
                paragraph.style = self.styles.of(value)
            case "outlineLvl":
                paragraph.level = level_of(value)
            case "numId":
                paragraph.is_item = value != "0"
            case "shd" if not self._in.get("r"):
                paragraph.is_shaded = attributes.get("fill", "auto").lower() not in (
                    "auto",
                    "ffffff",
                )

    def _run_property(self, tag: str, attributes: Attributes) -> None:
        if not self._in.get("r") or self._in.get("pPr"):
            return
        run, value = self._run, attributes.get("val", "")
        match tag:
            case "b":
                run.is_bold = is_on(attributes)
            case "vertAlign":
                run.is_raised = value == "superscript"
            case "vanish" | "webHidden":
                run.is_hidden = is_on(attributes)
            case "rStyle":
                run.style = self.styles.of_run(value)
            case "sz" if is_tiny(value):
                run.is_hidden = True
            case "color":
                run.is_white = is_white(attributes)
            case "shd" | "highlight":
                run.is_shaded = True

    def _shade(self, attributes: Attributes) -> None:
        self._run_property("shd", attributes)
        self._property("shd", attributes)

    def _begin_table(self, _attributes: Attributes) -> None:
        self._tables += 1
        self.flow.begin_table()

    def _end_table(self) -> None:
        self._tables -= 1
        self.flow.end_table()

    def _begin_row(self, _attributes: Attributes) -> None:
        self._dropped.append(False)
        self.flow.begin_row()

    def _end_row(self) -> None:
        if self._dropped:
            self.flow.end_row(dropped=self._dropped.pop())

    def _begin_cell(self, _attributes: Attributes) -> None:
        self._cells.append(Cell())
        self.flow.begin_cell(self._cells[-1])

    def _end_cell(self) -> None:
        self.flow.end_cell()
        if self._cells:
            self._cells.pop()

    def _span(self, attributes: Attributes) -> None:
        value = attributes.get("val", "")
        if self._cells and value.isdecimal() and len(value) < 5:  # noqa: PLR2004
            self._cells[-1].columns = max(1, int(value))

    def _merge(self, attributes: Attributes) -> None:
        if self._cells:
            self._cells[-1].continues = attributes.get("val", "continue") != "restart"
            self._cells[-1].rows = 1 if self._cells[-1].continues else 0

    def _before(self, attributes: Attributes) -> None:
        """Columns that a row leaves out at its beginning."""
        value = attributes.get("val", "")
        if value.isdecimal() and len(value) < 5:  # noqa: PLR2004
            self.flow.begin_cell(Cell(columns=int(value)))
            self.flow.end_cell()

    def _deleted(self, _attributes: Attributes) -> bool:
        self.changes += 1
        if self._in.get("trPr") and self._dropped:
            self._dropped[-1] = True
        return True

    def _hide_row(self, _attributes: Attributes) -> None:
        if self._in.get("trPr") and self._dropped:
            self.hidden += 1
            self._dropped[-1] = True

    def _shape(self, attributes: Attributes) -> bool:
        """A drawn shape with text in it, which its style may hide."""
        is_hidden = _HIDDEN_SHAPE.search(attributes.get("style", "")) is not None
        self.hidden += is_hidden
        return is_hidden

    def _inserted(self, _attributes: Attributes) -> None:
        self.changes += 1

    def _note(self, kind: str, attributes: Attributes) -> None:
        if self._open:
            self._open[-1].notes.append((kind, attributes.get("id", "")))

    def _begin_run(self, _attributes: Attributes) -> None:
        self._run = _Run()

    def _begin_text(self, _attributes: Attributes) -> None:
        self._is_text = True

    def _end_text(self) -> None:
        self._is_text = False

    def _gallery(self, attributes: Attributes) -> None:
        self._is_contents = "contents" in attributes.get("val", "").lower()

    def _content(self, _attributes: Attributes) -> bool:
        contents, self._is_contents = self._is_contents, False
        return contents

    def _turn(self, _attributes: Attributes) -> None:
        self.flow.turn()

    def _head(self, attributes: Attributes) -> None:
        if is_on(attributes):
            self.flow.head_row()


def _first(*said: bool | None) -> bool:
    """What is said nearest to the text, False where nothing is."""
    return next((one for one in said if one is not None), False)


_INSIDE: Final = frozenset({"pPr", "r", "trPr"})
_Start = Callable[[DocxReader, Attributes], bool | None]


def _gap(character: str) -> _Start:
    return lambda reader, _attributes: reader._add(character)


def _of(take: Callable[[DocxReader, str, Attributes], None], tag: str) -> _Start:
    return lambda reader, attributes: take(reader, tag, attributes)


_STARTS: Final[Mapping[str, _Start]] = {
    "p": DocxReader._begin_paragraph,
    "r": DocxReader._begin_run,
    "t": DocxReader._begin_text,
    "tab": lambda reader, attributes: (
        None if reader._in.get("pPr") or "pos" in attributes else reader._add(" ")
    ),
    "br": _gap(" "),
    "cr": _gap(" "),
    "noBreakHyphen": _gap("-"),
    "tbl": DocxReader._begin_table,
    "tr": DocxReader._begin_row,
    "tc": DocxReader._begin_cell,
    "gridSpan": DocxReader._span,
    "vMerge": DocxReader._merge,
    "gridBefore": DocxReader._before,
    "tblHeader": DocxReader._head,
    "hidden": DocxReader._hide_row,
    "shape": DocxReader._shape,
    "rect": DocxReader._shape,
    "textbox": DocxReader._shape,
    "del": DocxReader._deleted,
    "moveFrom": DocxReader._deleted,
    "ins": DocxReader._inserted,
    "moveTo": DocxReader._inserted,
    "footnoteReference": _of(DocxReader._note, "footnote"),
    "endnoteReference": _of(DocxReader._note, "endnote"),
    "docPartGallery": DocxReader._gallery,
    "sdtContent": DocxReader._content,
    "lastRenderedPageBreak": DocxReader._turn,
    **{tag: _of(DocxReader._property, tag) for tag in ("pStyle", "outlineLvl", "numId")},
    **{
        tag: _of(DocxReader._run_property, tag)
        for tag in ("b", "vanish", "webHidden", "sz", "color", "highlight", "rStyle", "vertAlign")
    },
    "shd": DocxReader._shade,
}
_ENDS: Final[Mapping[str, Callable[[DocxReader], None]]] = {
    "p": DocxReader._end_paragraph,
    "t": DocxReader._end_text,
    "tbl": DocxReader._end_table,
    "tr": DocxReader._end_row,
    "tc": DocxReader._end_cell,
}


class NotesReader:
    """Reads a part of footnotes or endnotes: the text of each by its id."""

    def __init__(self, kind: str) -> None:
        self._kind = kind
        self._id: str | None = None
        self._texts: list[str] = []
        self._size = 0
        self._is_text = False
        self.found: dict[tuple[str, str], str] = {}

    def start(self, tag: str, attributes: Attributes) -> bool:
        """Meet an element; True where it is passed over."""
        if tag == self._kind:
            self._id, self._texts = attributes.get("id", ""), []
        elif tag in ("p", "tab", "br") and self._id is not None:
            self._texts.append(" ")
        self._is_text = tag == "t"
        return tag in _PASSED or tag in ("del", "moveFrom") or tag.endswith("PrChange")

    def end(self, tag: str) -> None:
        """Meet the end of an element."""
        self._is_text = False
        if tag == self._kind and self._id is not None:
            self.found[self._kind, self._id] = " ".join("".join(self._texts).split())
            self._id = None

    def text(self, data: str) -> None:
        """Meet text."""
        if self._is_text and self._id is not None:
            self._size += len(data)
            self._texts.append(data)
