"""A digest as plain text and as HTML: the same words, nothing that is loaded from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import NamedTuple

from kg.base.i18n import Message, msg, nmsg, say


class Line(NamedTuple):
    """One thing that a digest tells of, and where it is shown."""

    title: str
    link: str
    note: Message | str = ""


class Section(NamedTuple):
    """What a digest tells under one heading; ``more`` lines are left out."""

    heading: Message
    lines: Sequence[Line]
    more: int = 0


class Digest(NamedTuple):
    """All that a digest says, to which office; ``stop`` is the link that changes or ends it."""

    title: Message
    lead: Message
    sections: Sequence[Section]
    stop: str


_STOP = msg("You get this letter at the most once a week. To get it less often, or no more:")


def as_text(digest: Digest, lang: str) -> list[str]:
    """Return the paragraphs of a digest as plain text."""
    parts = [digest.lead.text(lang)]
    parts += ["\n".join(_section_text(section, lang)) for section in digest.sections]
    return [*parts, f"--\n{_STOP.text(lang)}\n{digest.stop}"]


def as_html(digest: Digest, lang: str) -> str:
    """Return a digest as a whole HTML document."""
    title = escape(digest.title.text(lang))
    body = "\n".join(_body(digest, lang))
    return (
        f'<!doctype html>\n<html lang="{lang}">\n<head><meta charset="utf-8">'
        f"<title>{title}</title></head>\n<body>\n<h1>{title}</h1>\n{body}\n</body>\n</html>\n"
    )


def _section_text(section: Section, lang: str) -> Iterator[str]:
    yield section.heading.text(lang).upper()
    for line in section.lines:
        note = _note(line, lang)
        yield f"\n- {line.title}" + (f" ({note})" if note else "")
        yield f"  {line.link}"
    if section.more:
        yield f"\n{_more(section, lang)}"


def _body(digest: Digest, lang: str) -> Iterator[str]:
    yield f"<p>{escape(digest.lead.text(lang))}</p>"
    for section in digest.sections:
        yield f"<h2>{escape(section.heading.text(lang))}</h2>\n<ul>"
        for line in section.lines:
            note = _note(line, lang)
            after = f" ({escape(note)})" if note else ""
            yield f'<li><a href="{escape(line.link)}">{escape(line.title)}</a>{after}</li>'
        yield "</ul>"
        if section.more:
            yield f"<p>{escape(_more(section, lang))}</p>"
    yield "<hr>"
    yield f'<p>{escape(_STOP.text(lang))} <a href="{escape(digest.stop)}">{_link(lang)}</a></p>'


def _note(line: Line, lang: str) -> str:
    return str(say(line.note, lang))


def _more(section: Section, lang: str) -> str:
    return nmsg("and {count} more", "and {count} more", section.more).text(lang)


def _link(lang: str) -> str:
    return escape(msg("Change or stop").text(lang))
