"""The compiled patterns of the house, and how each module uses its own."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from types import ModuleType
from typing import Any, NamedTuple

import api
import coopgraph
import ingest
import kg
import viz

_METHODS = ("match", "search", "fullmatch", "sub", "split", "findall", "finditer")


class Used(NamedTuple):
    """A pattern, its name, and a method by which its module uses it."""

    name: str
    pattern: re.Pattern[Any]
    method: str


def modules() -> Iterator[ModuleType]:
    """All modules of the house."""
    for package in (api, coopgraph, ingest, kg, viz):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not found.name.endswith("__main__"):
                yield importlib.import_module(found.name)


def used_patterns() -> Iterator[Used]:
    for module in modules():
        source = inspect.getsource(module) if module.__file__ else ""
        for name, value in vars(module).items():
            if isinstance(value, re.Pattern):
                found = set(re.findall(rf"\b{name}\.({'|'.join(_METHODS)})\b", source))
                for method in sorted(found) or ["search"]:
                    yield Used(f"{module.__name__}.{name}", value, method)


def samples(pattern: re.Pattern[Any]) -> list[str]:
    """Pieces that the pattern asks for: its literals, one of each class, and what fits nowhere."""
    text = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode()
    words = re.findall(r"[A-Za-z]{2,}", re.sub(r"\\[A-Za-z]|\(\?P?<\w+>", " ", text))
    signs = "".join(sorted(set(re.findall(r"[^\w\s\\]", text)) - set("(?:)+*[]{}|^$")))[:6]
    brackets = [sign for sign in "([{" if f"\\{sign}" in text or f"[{sign}" in text]
    pieces = [" ", "a", "A", "1", *signs, *brackets, *dict.fromkeys(words[:3])]
    return [*pieces, *(f"a{sign}" for sign in signs), *(f"{word} " for word in words[:2])]
