"""The reader's language, known before the command line is parsed (help texts need it)."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence

from kg.base.i18n import DEFAULT_LANGUAGE, LANGUAGES, Message


def reader_language(arguments: Sequence[str], environ: Mapping[str, str]) -> str:
    """Return the language of ``--lang``, of COOPGRAPH_LANG or of the locale; else English.

    >>> reader_language(["status", "--lang", "pt"], {"LANG": "es_MX.UTF-8"})
    'pt'
    >>> reader_language([], {"LANG": "es_MX.UTF-8"})
    'es'
    """
    for text in (*_option(arguments), *_environment(environ)):
        code = text.lower()[:2]
        if code in LANGUAGES:
            return code
    return DEFAULT_LANGUAGE


def _option(arguments: Sequence[str]) -> list[str]:
    for place, argument in enumerate(arguments):
        if argument == "--lang":
            return list(arguments[place + 1 : place + 2])
        if argument.startswith("--lang="):
            return [argument.removeprefix("--lang=")]
    return []


def _environment(environ: Mapping[str, str]) -> list[str]:
    names = ("COOPGRAPH_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
    return [environ[name] for name in names if environ.get(name)]


LANGUAGE = reader_language(sys.argv[1:], os.environ)
"""The language of this process's help texts."""


def help_text(message: Message) -> str:
    """Return a help text in the reader's language."""
    return message.text(LANGUAGE)
