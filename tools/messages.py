"""The catalogues: extract every sentence, update es/pt/fr, compile. ``make messages``.

Sentences stand in ``msg(...)`` and ``nmsg(...)``, in ``_()`` of templates, and as ``sentence`` and
``text`` in the shipped lenses and guidelines.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any, Final

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from kg.base.i18n import DOMAIN, LOCALE_DIR

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
YAML_KEYS: Final = ("sentence", "text", "label", "condition", "missing", "question")


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
        for file, line, message, comments, context in found:
            place = f"{room}/{file}"
            catalogue.add(message, None, [(place, line)], auto_comments=comments, context=context)
    return catalogue


def path_of(lang: str, ending: str) -> Path:
    """Return where the catalogue of a language lies."""
    return LOCALE_DIR / lang / "LC_MESSAGES" / f"{DOMAIN}.{ending}"


def read(lang: str) -> Catalog:
    """Return the committed catalogue of a language; an empty one where there is none."""
    path = path_of(lang, "po")
    if not path.exists():
        return Catalog(locale=lang, domain=DOMAIN)
    with path.open("rb") as stream:
        return read_po(stream, locale=lang, domain=DOMAIN)


def compiled(catalogue: Catalog) -> bytes:
    """Return a catalogue in the binary form that gettext reads."""
    buffer = io.BytesIO()
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def untranslated(catalogue: Catalog) -> list[str]:
    """Return the sentences of a catalogue that have no translation or a doubtful one."""
    return [
        str(message.id)
        for message in catalogue
        if message.id and (message.fuzzy or not _complete(message.string))
    ]


def _complete(string: str | Iterable[str] | None) -> bool:
    return bool(string) if string is None or isinstance(string, str) else all(string)


def main() -> int:
    """Update and compile all catalogues; say what is left to translate."""
    source = template()
    left = 0
    for lang in TARGETS:
        catalogue = read(lang)
        catalogue.update(source, no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        path_of(lang, "po").parent.mkdir(parents=True, exist_ok=True)
        with path_of(lang, "po").open("wb") as stream:
            write_po(stream, catalogue, width=100, sort_output=True, omit_header=False)
        path_of(lang, "mo").write_bytes(compiled(catalogue))
        missing = untranslated(catalogue)
        left += len(missing)
        print(f"{lang}: {len(catalogue)} sentences, {len(missing)} to translate")
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
