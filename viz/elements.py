"""The elements of SVG, as text: what is said in them is escaped, what they hold was made here."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from kg.base.text import in_xml

Attributes = dict[str, str | int | float | None]
"""Attributes of an element, in their order; those that are None are left out."""


def group(attributes: Attributes, parts: Iterable[str], name: str = "g") -> str:
    """Return an element that holds others, one a line."""
    return tag_raw(name, attributes, "\n" + "\n".join(parts) + "\n")


def tag(name: str, attributes: Attributes, text: str = "") -> str:
    """Return an element that holds a text, which is escaped."""
    return tag_raw(name, attributes, escaped(text))


def escaped(text: str) -> str:
    r"""Return a text as it stands in an element, with a sign for what no XML may hold.

    >>> escaped("a < b\x00")
    'a &lt; b\ufffd'
    """
    return escape(in_xml(text))


def tag_raw(name: str, attributes: Attributes, content: str) -> str:
    """Return an element whose ``content`` is markup made here, never text from elsewhere."""
    said = "".join(
        f" {key}={quoteattr(in_xml(str(value)))}"
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{said}>{content}</{name}>" if content else f"<{name}{said}/>"


def element_name(*facts: str) -> str:
    """Return a prefix for the ids of elements: pictures of one page that differ in facts differ."""
    return "cg" + hashlib.sha256("\n".join(facts).encode()).hexdigest()[:8]
