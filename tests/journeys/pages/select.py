"""Elements of a page by a simple selector: tags, classes, ids, attributes, descent."""

from __future__ import annotations

import re
from typing import Any

_PART = re.compile(
    r"(?P<tag>^[a-z][a-z0-9]*)|\.(?P<class>[\w-]+)|#(?P<id>[\w-]+)"
    r"|\[(?P<name>[\w-]+)(?:(?P<how>\^?=)'?(?P<value>[^\]']*)'?)?\]"
)


def select(element: Any, selector: str) -> list[Any]:
    """Return the elements below ``element`` that a selector names, in document order.

    >>> from lxml import html
    >>> page = html.document_fromstring('<ul class="a b"><li>1<li class=c>2</ul>')
    >>> [li.text for li in select(page, "ul.a > li.c")]
    ['2']
    """
    found: list[Any] = element.xpath(" | ".join(f".//{_path(one)}" for one in selector.split(", ")))
    return found


def _path(selector: str) -> str:
    steps = selector.replace(" > ", " >").split(" ")
    first, *others = (_step(step.lstrip(">")) for step in steps)
    joints = ("/" if step.startswith(">") else "//" for step in steps[1:])
    return first + "".join(joint + step for joint, step in zip(joints, others, strict=True))


def _step(step: str) -> str:
    tag, tests = "*", ""
    for part in _PART.finditer(step):
        tag = part["tag"] or tag
        tests += _test(part)
    return tag + tests


def _test(part: re.Match[str]) -> str:
    if part["class"]:
        return f"[contains(concat(' ', @class, ' '), ' {part['class']} ')]"
    if part["id"]:
        return f"[@id='{part['id']}']"
    if not part["name"]:
        return ""
    if part["how"] == "=":
        return f"[@{part['name']}='{part['value']}']"
    return (
        f"[starts-with(@{part['name']}, '{part['value']}')]"
        if part["how"]
        else f"[@{part['name']}]"
    )
