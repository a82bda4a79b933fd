"""Texts as people see them: what nobody sees taken out; and folding of accents, case and space."""

from __future__ import annotations

import re
import unicodedata

_SPECIAL = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d"})
_MARKS_OF_MARKS = "\u0f73\u0f75\u0f81"
"""No marks themselves, but nothing but marks when they are decomposed."""
_MANY = 8
_WORD = re.compile(r"[^\W_]+")
_ASCII_WORDS = {code: chr(code) if chr(code).isalnum() else " " for code in range(0x80)}
"""What is part of a word in ASCII; all else is a space."""
# By what is left out: to compile a class up to U+10FFFF takes five milliseconds of a start.
_MAYBE_MARK = re.compile("[^\x00-\u02ff]")
_BREAKS = "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_SPACES = "\xa0\u1680\u2000-\u200a\u202f\u205f\u3000"
SHAPELESS = (
    r"\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    r"\U000e0000-\U000e007f"
)
"""Marks of width nought or of direction, tags, as a range of a pattern."""
_UNSEEN = r"\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff" + SHAPELESS
"""Controls and halves of characters, and what has no shape."""
_ODD = re.compile(rf"\r\n?|[{_BREAKS}]|([{_SPACES}])|([{_UNSEEN}])")
_MEANT = {chr(code): bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xA0)}
"""What a control above ASCII was before a file in Windows-1252 was taken for one in Latin-1."""
_ESCAPED = re.compile(r"_x005[Ff]_(?=x[0-9A-Fa-f]{4}_)|_x([0-9A-Fa-f]{4})_")
_BEYOND_ASCII = re.compile(r"_x((?!00[0-7])[0-9A-Fa-f]{4})_")
"""What the library that reads .xlsx leaves: it resolves the controls alone."""

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def in_xml(text: str, instead: str = "\ufffd") -> str:
    r"""Return a text with a sign for what no XML 1.0 may hold, escaped or not (section 2.2).

    >>> in_xml("a\x00b\n")
    'a\ufffdb\n'
    """
    return _NOT_IN_XML.sub(instead, text)


def seen(text: str, *, escaped: bool = True) -> str:
    r"""Return what a person sees of a text: every reader of foreign files takes texts so.

    Line ends of any kind become one, spaces of any width a space; what has no shape is left out:
    controls, soft hyphens, marks of width nought or of direction, halves of characters. How Office
    writes such characters is understood too, where the text is still ``escaped``; and a control
    that is a dash or a quotation mark in Windows-1252 was meant as that, as browsers read it.

    >>> seen("CHL\u200b"), seen("a_x000D_\nb"), seen("1\u202f000\xa0USD"), seen("2012 \x96 2013")
    ('CHL', 'a\nb', '1 000 USD', '2012 – 2013')
    """
    if "_x" in text:
        text = (_ESCAPED if escaped else _BEYOND_ASCII).sub(_unescaped, text)
    # Nothing of it is printable, and to ask that is what most texts cost.
    return text if text.isprintable() else _ODD.sub(_shape, text)


def _unescaped(escape: re.Match[str]) -> str:
    """A character that nobody sees; what Office does not escape stands there for itself."""
    if escape[1] is None:
        return "_"
    character = chr(int(escape[1], 16))
    return character if character in "\t\n" or _ODD.match(character) else escape[0]


def _shape(odd: re.Match[str]) -> str:
    if odd[1] is not None:
        return " "
    return _MEANT.get(odd[2], "") if odd[2] is not None else "\n"


def fold(text: str) -> str:
    """Return ``text`` in lower case, without accents, its words separated by one space.

    >>> fold("  Cooperação   SUR-SUR, Haïti ")
    'cooperacao sur sur haiti'
    """
    return " ".join(folded_words(text))


def folded_words(text: str) -> list[str]:
    """Return the words of ``text``, each folded.

    >>> folded_words("Cooperação SUR-SUR")
    ['cooperacao', 'sur', 'sur']
    """
    folded = text.casefold()
    if not folded.isascii():
        folded = _bare(folded)
    # Most texts are ASCII by now, where this is four times as fast.
    return folded.translate(_ASCII_WORDS).split() if folded.isascii() else _WORD.findall(folded)


def printable(text: str) -> str:
    r"""Return ``text`` as a terminal may show it: what steers terminals or text is a sign for it.

    Lines stay apart, and so do words: French has spaces that do not break.

    >>> printable("red \x1b[31m\u202egnp\nnext")
    'red \ufffd[31m\ufffdgnp\nnext'
    """
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or c == "\n" or _is_space(c) else "\ufffd" for c in text)


def _is_space(character: str) -> bool:
    return unicodedata.category(character) == "Zs"


def _bare(text: str) -> str:
    # Without its marks first: to put a long run of them into order takes its length squared.
    # Compatibility forms may decompose into capitals (℡), hence the second casefold.
    bare = unicodedata.normalize("NFKD", _without_marks(text)).casefold()
    bare = _without_marks(bare)
    return bare if bare.isascii() else bare.translate(_SPECIAL)


def _without_marks(text: str) -> str:
    if _MAYBE_MARK.search(text) is None:
        return text
    maybe = _MAYBE_MARK.findall(text)
    marks = [c for c in set(maybe) if unicodedata.combining(c) or c in _MARKS_OF_MARKS]
    if len(marks) > _MANY:
        return text.translate(dict.fromkeys(map(ord, marks)))
    for mark in marks:
        text = text.replace(mark, "")
    return text
