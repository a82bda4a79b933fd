"""Every document is found in the module that the table names, and where mypy is told it is."""

from __future__ import annotations

import ast
from importlib import import_module
from pathlib import Path

import pytest

from kg.model import documents
from kg.model.documents.document_homes import HOMES


def test_every_document_is_in_the_module_that_the_table_names() -> None:
    assert set(documents.__all__) == set(HOMES)
    for name, home in HOMES.items():
        module = import_module(f"{documents.__name__}.{home}")
        assert getattr(documents, name) is getattr(module, name)


def test_types_are_read_from_the_same_modules() -> None:
    """What stands under ``TYPE_CHECKING`` is never run: only mypy would miss it."""
    tree = ast.parse(Path(documents.__file__ or "").read_text(encoding="utf-8"))
    homes = {
        alias.name: str(node.module).removeprefix(f"{documents.__name__}.")
        for branch in tree.body
        if isinstance(branch, ast.If)
        for node in branch.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert homes == HOMES


def test_what_is_no_document_is_not_there() -> None:
    with pytest.raises(AttributeError, match="no attribute 'Nothing'"):
        _ = documents.Nothing  # type: ignore[attr-defined]
