"""Every sentence a user sees is in four languages."""

from __future__ import annotations

import ast
import re
import string
from typing import Final

import pytest
from babel.messages.catalog import Catalog, Message

from kg.base.i18n import translations
from tools.messages import (
    ROOMS,
    ROOT,
    TARGETS,
    path_of,
    read,
    template,
    untranslated,
    updated,
    written,
)

_WRONG: Final = {
    "es": r"[“”]",
    "pt": r"[«»]",
    "fr": r"[“”]|«(?!\u00a0)|(?<!\u00a0)»|\S [:;!»]|\S \?(?!\{)|(?<=[A-Za-zÀ-ÿ])'(?=[A-Za-zÀ-ÿ])",
}
"""What no text of a language holds: quotation marks of another, a sign that may begin a line."""
_COLON: Final = re.compile(r"[}>]: (?=\{\{|\{%)|\}\}(</\w+>)*: ")


@pytest.fixture(scope="module")
def source() -> Catalog:
    return template()


def facts(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def texts(part: str | tuple[str, ...] | list[str] | None) -> list[str]:
    return [part] if isinstance(part, str) else list(part or ())


@pytest.mark.parametrize("lang", TARGETS)
def test_no_sentence_is_left_untranslated(lang: str, source: Catalog) -> None:
    catalogue = read(lang)
    known = {message.id for message in catalogue if message.id}
    missing = [message.id for message in source if message.id and message.id not in known]
    assert not missing, f"run make messages, then translate: {missing[:5]}"
    assert not untranslated(catalogue)


@pytest.mark.parametrize("lang", TARGETS)
def test_a_translation_keeps_the_facts_of_its_sentence(lang: str) -> None:
    def agrees(message: Message) -> bool:
        wanted = set().union(*(facts(text) for text in texts(message.id)))
        return all(
            facts(text) <= wanted for text in texts(message.string)
        ) and wanted == set().union(*(facts(text) for text in texts(message.string)))

    wrong = [message.id for message in read(lang) if message.id and not agrees(message)]
    assert not wrong


@pytest.mark.parametrize("lang", TARGETS)
def test_a_catalogue_does_not_merely_repeat_english(lang: str) -> None:
    messages = [message for message in read(lang) if message.id and len(str(message.id)) > 20]
    same = [message.id for message in messages if message.id == message.string]
    assert len(same) <= len(messages) // 50, same


@pytest.mark.parametrize("lang", TARGETS)
def test_a_catalogue_is_as_it_would_be_written(lang: str, source: Catalog) -> None:
    text = path_of(lang).read_bytes()
    assert text == written(updated(lang, source)), "run make messages"
    assert b"\n#:" not in text, "places change with every move of code"


@pytest.mark.parametrize("lang", TARGETS)
def test_the_program_says_what_the_catalogue_says(lang: str) -> None:
    say = translations(lang).gettext
    plain = [message for message in read(lang) if message.id and not message.pluralizable]
    assert [message.id for message in plain if say(str(message.id)) != message.string] == []


@pytest.mark.parametrize("lang", TARGETS)
def test_a_catalogue_sets_marks_and_spaces_as_its_language_does(lang: str) -> None:
    wrong = re.compile(_WRONG[lang])
    found = [text for message in read(lang) if message.id for text in texts(message.string)]
    assert [text for text in found if wrong.search(text)] == []


def test_a_template_leaves_the_colon_after_a_label_to_the_language() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for room in ("api", "viz")
        for path in sorted((ROOT / room).rglob("templates/**/*"))
        if path.suffix in (".html", ".j2")
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if _COLON.search(line)
    ]
    assert not found, "French sets a space before it: write {{ _(': ') }}"


def test_what_is_counted_is_said_in_the_form_of_its_number() -> None:
    forms = {message.id[0] for message in read("fr") if message.id and message.pluralizable}
    found = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for room in ROOMS
        for path in sorted((ROOT / room).rglob("*.py"))
        for call in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id == "msg"
        and call.keywords
        and isinstance(call.args[0], ast.Constant)
        and call.args[0].value in forms
    ]
    assert not found, "msg takes the form of one, whatever the number: write nmsg"


def test_no_sentence_hides_where_extraction_does_not_see_it() -> None:
    hidden = [
        f"{path.relative_to(ROOT)}:{number}"
        for room in ROOMS
        for path in sorted((ROOT / room).rglob("*.py"))
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if "{msg(" in line or "{nmsg(" in line
    ]
    assert not hidden, "give the message a name before the f-string"
