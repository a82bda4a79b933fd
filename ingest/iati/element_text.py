"""The text of an element: all of it, whatever markup stands inside."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from lxml import etree

from ingest.iati.iati_values import BLOCKS, clean, language

Element = etree._Element  # noqa: SLF001 (lxml has no public name for it)

NARRATIVE: Final = "narrative"
LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"


def text_of(element: Element) -> str:
    """Return all text of an element as it stands there; markup in it leaves its text.

    >>> text_of(etree.fromstring("<narrative>Agua <b>lim</b>pia<br/>Fin</narrative>"))
    'Agua limpia  Fin'
    """
    return "".join(_pieces(element)) if len(element) else element.text or ""


def _pieces(element: Element) -> Iterator[str]:
    yield element.text or ""
    for part in element:
        yield from _set_off(part)
        yield part.tail or ""


def _set_off(part: Element) -> Iterator[str]:
    gap = " " if _is_block(part.tag) else ""
    yield gap
    yield from _pieces(part)
    yield gap


def _is_block(tag: Any) -> bool:
    return str(tag).rpartition("}")[2].lower() in BLOCKS


def read_words(element: Element, default: str, into: dict[str, str]) -> int:
    """Add the first text per language: of narratives (2.0x), or of the element itself (1.0x).

    What stands beside the narratives counts as one more, in the language of the element. Return how
    many further texts there are, in languages that have one.
    """
    if not len(element):
        return _add(element.text, element, element, default, into)
    further = 0
    beside = [element.text or ""]
    for part in element:
        if part.tag == NARRATIVE:
            further += _add(text_of(part), part, element, default, into)
        else:
            beside.extend(_set_off(part))
        beside.append(part.tail or "")
    return further + _add("".join(beside), element, element, default, into)


def only_text(element: Element, default: str) -> tuple[str, str] | None:
    """Return language and raw text where there is one narrative: the most common case by far."""
    if len(element) != 1:
        return None
    part = element[0]
    # With markup inside or text beside it, the long way round.
    if part.tag != NARRATIVE or len(part):
        return None
    tail, before = part.tail, element.text
    if (tail and not tail.isspace()) or (before and not before.isspace()):
        return None
    text = part.text
    code = part.get(LANG) or element.get(LANG)
    return None if text is None else ((language(code) if code else default), text)


def _add(
    text: str | None, part: Element, outer: Element, default: str, into: dict[str, str]
) -> bool:
    """Add a text where its language has none yet; say whether it has another one."""
    if not text or not (text := clean(text)):
        return False
    code = part.get(LANG) or outer.get(LANG)
    return into.setdefault(language(code) if code else default, text) != text
