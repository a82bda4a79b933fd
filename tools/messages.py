"""The catalogues: extract every sentence, update es/pt/fr, compile. ``make messages``.

With ``--check`` nothing is written: it fails where a catalogue is not what it would write.
Catalogues name no places: what moves in the code would change lines that nobody translates.

Sentences stand in ``msg(...)`` and ``nmsg(...)``, in ``_()`` of templates, and as ``sentence`` and
``text`` in the shipped lenses and guidelines.
"""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO, Any, Final

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from kg.base.i18n import DOMAIN, LOCALE_DIR
from tools.catalogues import refresh

ROOT: Final = Path(__file__).parent.parent
ROOMS: Final = ("kg", "ingest", "viz", "api", "coopgraph")
TARGETS: Final = ("es", "pt", "fr")
METHODS: Final = [
    ("**.py", "python"),
    ("**/templates/**.html", "jinja2"),
    ("**/templates/**.j2", "jinja2"),
    ("**/shipped/**.yaml", "tools.messages:extract_yaml"),
]
KEYWORDS: Final = {"msg": None, "nmsg": (1, 2), "_": None, "ngettext": (1, 2), "gettext": None}
CHANGING: Final = (b'"Project-Id-Version:', b'"POT-Creation-Date:', b'"Generated-By:')
"""Lines of its head that would differ in each branch or version, though nobody reads them."""
YAML_KEYS: Final = (
    "sentence",
    "sentence_if_none",
    "text",
    "label",
    "condition",
    "missing",
    "question",
)


def extract_yaml(
    fileobj: IO[bytes],
    _keywords: Any,
    _comment_tags: Any,
    options: Any,  # noqa: ARG001 (Babel)
) -> Iterator[tuple[int, str, str, list[str]]]:
    """Yield the sentences of a lens or guideline file, as Babel's extractors do."""
    import yaml

    for node in _scalars(yaml.compose(fileobj)):
        yield node.start_mark.line + 1, "_", node.value, []


def _scalars(node: Any) -> Iterator[Any]:
    import yaml

    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value in YAML_KEYS and isinstance(value, yaml.ScalarNode):
                yield value
            else:
                yield from _scalars(value)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _scalars(item)


def template() -> Catalog:
    """Return the catalogue of all sentences of the program."""
    catalogue = Catalog(domain=DOMAIN, project="coopgraph", charset="utf-8")
    for room in ROOMS:
        found = extract_from_dir(ROOT / room, METHODS, keywords=KEYWORDS)
        for _file, _line, message, comments, context in found:
            catalogue.add(message, None, auto_comments=comments, context=context)
    return catalogue


def path_of(lang: str) -> Path:
    """Return where the catalogue of a language lies."""
    return LOCALE_DIR / lang / "LC_MESSAGES" / f"{DOMAIN}.po"


def read(lang: str) -> Catalog:
    """Return the committed catalogue of a language; an empty one where there is none."""
    path = path_of(lang)
    if not path.exists():
        return Catalog(locale=lang, domain=DOMAIN)
    with path.open("rb") as stream:
        return read_po(stream, locale=lang, domain=DOMAIN)


def updated(lang: str, source: Catalog) -> Catalog:
    """Return the catalogue of a language with the sentences of the program, and no others."""
    catalogue = read(lang)
    catalogue.update(source, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    return catalogue


def written(catalogue: Catalog) -> bytes:
    """Return a catalogue as it is committed."""
    buffer = io.BytesIO()
    write_po(buffer, catalogue, width=100, sort_output=True, no_location=True)
    lines = buffer.getvalue().splitlines(keepends=True)
    return b"".join(line for line in lines if not line.startswith(CHANGING))


def untranslated(catalogue: Catalog) -> list[str]:
    """Return the sentences of a catalogue that have no translation or a doubtful one."""
    return [
        str(message.id)
        for message in catalogue
        if message.id and (message.fuzzy or not _complete(message.string))
    ]


def _complete(string: str | Iterable[str] | None) -> bool:
    return bool(string) if string is None or isinstance(string, str) else all(string)


def main(arguments: Sequence[str] | None = None) -> int:
    """Update and compile all catalogues, or check them; say what is left to do."""
    parser = argparse.ArgumentParser(prog="python -m tools.messages")
    parser.add_argument("--check", action="store_true", help="write nothing; 1 if it would")
    check = parser.parse_args(arguments).check
    source = template()
    left = sum(_left(updated(lang, source), lang, check=check) for lang in TARGETS)
    if not check:
        refresh()
    return 1 if left else 0


def _left(catalogue: Catalog, lang: str, *, check: bool) -> int:
    """Write a catalogue, or see whether it is in step; return how much is to do there."""
    path, text = path_of(lang), written(catalogue)
    missing = len(untranslated(catalogue))
    print(f"{lang}: {len(catalogue)} sentences, {missing} to translate")
    if check and (not path.exists() or path.read_bytes() != text):
        print(f"{lang}: not in step with the program: make messages")
        return missing + 1
    if not check:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text)
    return missing


if __name__ == "__main__":
    sys.exit(main())
