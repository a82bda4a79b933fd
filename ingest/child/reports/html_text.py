"""A page of the web into blocks: what a reader of it sees, none of what stands around it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from lxml import etree

from ingest.child.frames import Refused
from ingest.child.reports.block_frames import Told
from ingest.child.reports.html_styles import HiddenNames, declared, hides, is_shaded, is_white
from ingest.child.reports.raised_marks import BEFORE, as_read
from ingest.child.reports.report_encodings import text_of
from ingest.child.reports.report_flow import EnoughError, Flow
from ingest.child.reports.report_limits import MAX_BLOCK, MAX_CELLS, MAX_DEPTH, MAX_HTML
from ingest.child.reports.report_tables import Cell

_PASSED: Final = frozenset({
    "script", "noscript", "template", "nav", "footer", "select", "button", "textarea",
    "datalist", "dialog", "svg", "iframe", "object", "embed", "applet", "video", "audio", "canvas",
    "map", "rt", "rp", "frameset", "style", "title", "del", "strike",
    "noframes", "noembed", "param",
})  # fmt: skip
"""Elements that hold no text of a report; deleted text is no longer said."""
_COUNTED: Final = {
    "img": "pictures", "iframe": "objects", "object": "objects", "embed": "objects",
    "applet": "objects", "video": "objects", "audio": "objects", "canvas": "objects",
    "frameset": "outside", "script": "scripts", "form": "form",
}  # fmt: skip
_BLOCKS: Final = frozenset({
    "p", "div", "li", "dt", "dd", "blockquote", "pre", "figcaption", "article", "section", "main",
    "address", "header", "aside", "ul", "ol", "dl", "figure", "details", "summary", "fieldset",
    "center", "body", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "caption", "table", "tr", "td",
    "th",
})  # fmt: skip
_VOID: Final = frozenset({"img", "br", "hr", "input", "meta", "link", "wbr", "col", "area", "base"})
_LEVELS: Final = {f"h{level}": level for level in range(1, 7)}
_NOTE_ID: Final = re.compile(
    r"_?(?:ftn|edn|fn|footnote|endnote|nota|note)[-_]?\d+\Z", re.IGNORECASE
)
_NOTE_LINK: Final = re.compile(
    r"#_?(?:ftn|edn|fn|footnote|endnote|nota|note)(?:ref)?[-_]?\w*\d+\Z", re.IGNORECASE
)
_LONGEST_TITLE: Final = 1_000
_MOST_STYLES: Final = 200_000
_MOST_SPANNED: Final = 65_534


def read_html(raw: bytes, told: Told) -> None:
    """Tell the blocks of a page of the web.

    Raises:
        Refused: it is too large, or nested without end.
    """
    if len(raw) > MAX_HTML:
        raise Refused("too-large", most=MAX_HTML)
    told.begin(format="html")
    reader = _Reader(Flow(told))
    # Bytes of ours, in an encoding judged before; nothing is fetched. Without ``huge_tree`` all
    # that follows an attribute or a comment of 10 MB would be lost, and nobody would say so.
    parser = etree.HTMLParser(
        target=reader,  # type: ignore[arg-type]
        encoding="utf-8",
        no_network=True,
        huge_tree=True,
    )
    text = text_of(raw, is_page=True)
    try:
        etree.fromstring(text.encode("utf-8", "replace"), parser)
    except EnoughError:
        pass
    except (etree.ParserError, etree.XMLSyntaxError, AssertionError) as error:
        raise Refused("damaged") from error
    told.begin(named=" ".join("".join(reader.title).split()))
    for code, n in reader.counts.items():
        told.unread(code, n=n)


class _Opened(NamedTuple):
    """An element that is open: whether it gave the text in it another kind, or another ground."""

    tag: str
    has_kind: bool
    is_shaded: bool


@dataclass(slots=True)
class _Reader:
    """The target of a parser: ``counts`` says what it passed over, by the codes of unread."""

    flow: Flow
    title: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    _depth: int = 0
    _passed: int = 0
    _texts: list[str] = field(default_factory=list)
    _size: int = 0
    _kinds: list[str] = field(default_factory=list)
    """What the elements that are open make of the text in them."""
    _opened: list[_Opened] = field(default_factory=list)
    _inner: str = ""
    """The element without text that is open: its text is kept apart."""
    _styles: list[str] = field(default_factory=list)
    _styled: int = 0
    _hidden: HiddenNames = field(default_factory=HiddenNames)

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Meet the beginning of an element."""
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise Refused("damaged")
        if self._passed:
            self._passed += 1
        elif self._is_passed(tag, attributes):
            self._passed = 1
            self._inner = tag
        else:
            self._begin(tag, attributes)

    def end(self, tag: str) -> None:
        """Meet the end of an element."""
        self._depth -= 1
        if self._passed:
            self._passed -= 1
            if not self._passed and self._inner == "style":
                self._hidden.read("".join(self._styles))
                self._styles = []
            return
        self._end(tag)

    def data(self, data: str) -> None:
        """Meet text."""
        if self._passed:
            self._keep_apart(data)
            return
        if any(one.tag == "sup" for one in self._opened):
            data = as_read("".join(self._texts[-BEFORE:])[-BEFORE:], data)
        self._size += len(data)
        if self._size <= MAX_BLOCK + len(data):
            self._texts.append(data)

    def close(self) -> None:
        """Meet the end of the page."""
        self._flush()
        self.flow.end()

    def _keep_apart(self, data: str) -> None:
        if self._inner == "title" and len(self.title) < _LONGEST_TITLE:
            self.title.append(data[:_LONGEST_TITLE])
        elif self._inner == "style" and self._styled < _MOST_STYLES:
            self._styled += len(data)
            self._styles.append(data[:_MOST_STYLES])

    def _is_passed(self, tag: str, attributes: Mapping[str, str]) -> bool:
        if tag in _COUNTED:
            self._count(_COUNTED[tag])
        if tag in _PASSED:
            return True
        if tag == "a" and self._is_note_mark(attributes):
            return True
        if self._is_unseen(tag, attributes):
            self._count("hidden-places")
            return True
        return False

    def _count(self, code: str) -> None:
        self.counts[code] = self.counts.get(code, 0) + 1

    def _is_unseen(self, tag: str, attributes: Mapping[str, str]) -> bool:
        if "hidden" in attributes or self._hidden.hold(attributes):
            return True
        style = attributes.get("style", "")
        said = declared(style) if style else {}
        if said and hides(said):
            return True
        color = attributes.get("color", "") if tag == "font" else ""
        if not is_white(said, color):
            return False
        # Cells are often dark by the style of their table: there white is seen.
        return not is_shaded(said) and not any(one.is_shaded for one in self._opened)

    def _is_note_mark(self, attributes: Mapping[str, str]) -> bool:
        role = attributes.get("role", ""), attributes.get("epub:type", "")
        if "doc-noteref" in role or "noteref" in role or "doc-backlink" in role:
            return True
        target = attributes.get("href", "")
        is_raised = bool(self._opened) and self._opened[-1].tag == "sup"
        return _NOTE_LINK.match(target) is not None or (is_raised and target.startswith("#"))

    def _begin(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag in _BLOCKS or tag == "br":
            self._flush_or_gap(tag)
        kind = self._kind(tag, attributes)
        if tag not in _VOID:
            shaded = (
                tag == "table"
                or "bgcolor" in attributes
                or is_shaded(declared(attributes.get("style", "")))
            )
            self._opened.append(_Opened(tag, bool(kind), shaded))
        if kind:
            self._kinds.append(kind)
        match tag:
            case "table":
                self.flow.begin_table()
            case "tr":
                self.flow.begin_row(is_head="thead" in (one.tag for one in self._opened[-3:]))
            case "td" | "th":
                self.flow.begin_cell(
                    Cell(
                        columns=_spanned(attributes, "colspan", MAX_CELLS),
                        rows=_spanned(attributes, "rowspan", _MOST_SPANNED),
                        is_head=tag == "th",
                    )
                )

    def _kind(self, tag: str, attributes: Mapping[str, str]) -> str:
        if tag in _LEVELS:
            return tag
        role = f"{attributes.get('role', '')} {attributes.get('epub:type', '')}"
        if "footnote" in role or "endnote" in role or _NOTE_ID.match(attributes.get("id", "")):
            return "note"
        if tag in ("caption", "figcaption"):
            return "caption"
        return "item" if tag == "li" else ""

    def _end(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._flush()
        while self._opened and tag not in _VOID:
            opened = self._opened.pop()
            if opened.has_kind and self._kinds:
                self._kinds.pop()
            if opened.tag == tag:
                break
        match tag:
            case "td" | "th":
                self.flow.end_cell()
            case "tr":
                self.flow.end_row()
            case "table":
                self.flow.end_table()

    def _flush_or_gap(self, tag: str) -> None:
        if tag == "br":
            self._texts.append(" ")
        else:
            self._flush()

    def _flush(self) -> None:
        texts, self._texts, self._size = self._texts, [], 0
        text = " ".join("".join(texts).split())
        if not text:
            return
        kind = self._kinds[-1] if self._kinds else "paragraph"
        if "note" in self._kinds:
            self.flow.note(text)
        elif kind in _LEVELS:
            self.flow.block("heading", text, level=_LEVELS[kind])
        elif kind == "caption":
            self._caption(text)
        else:
            self.flow.block(kind, text)

    def _caption(self, text: str) -> None:
        if any(one.tag == "caption" for one in self._opened):
            self.flow.name_table(text)
        else:
            self.flow.block("paragraph", text)


def _spanned(attributes: Mapping[str, str], name: str, most: int) -> int:
    said = attributes.get(name, "1").strip()
    return max(1, min(int(said), most)) if said.isdecimal() and len(said) < 9 else 1  # noqa: PLR2004
