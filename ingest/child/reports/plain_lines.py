"""Lines of a plain text into paragraphs: wrapped hard or not, words apart at the ends of lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

_WORD: Final = re.compile(r"[^\W\d_]++(?:-[^\W\d_]++)*+")
_HYPHEN: Final = re.compile(r"(?<![^\W\d_])([^\W\d_]++)[-\u00ad\u2010]\Z")
_FREE: Final = 160
"""Characters beyond which a line is no line of a page: each is a paragraph by itself then."""
_SHORT: Final = 0.7
"""A line that is shorter than this part of the widest ends its paragraph, if a sentence ends."""
_STOPS: Final = tuple(".!?:…»”\"'")
_COLUMNS: Final = re.compile(r"\s{3,}|\t")
_EMPTY: Final = 0.08
"""Empty lines to one that is not, above which paragraphs are apart by them."""
_LONGEST_WORD: Final = 80
_MOST_WORDS: Final = 200_000


@dataclass(frozen=True, slots=True)
class Wrapping:
    """How the lines of a text are wrapped: the widest that is usual, and the words of the text.

    ``is_apart`` says that its paragraphs are apart by empty lines.
    """

    width: int
    words: frozenset[str]
    is_apart: bool = False

    @property
    def is_hard(self) -> bool:
        """Whether lines end where the page does, rather than the paragraph."""
        return self.width <= _FREE

    def begins(self, before: str, line: str) -> bool:
        """Say whether a line begins a paragraph after the one before it.

        >>> wrapping = Wrapping(70, frozenset())
        >>> wrapping.begins("It ends here.", "The next begins."), wrapping.begins("x" * 70, "On")
        (True, False)
        """
        if not self.is_hard:
            return True
        if self.is_apart:
            return False
        deeper = _indent(line) - _indent(before) >= 2  # noqa: PLR2004 (columns)
        ends = before.rstrip().endswith(_STOPS)
        short = len(before) < self.width * _SHORT
        return (ends and short and not line.lstrip()[:1].islower()) or (
            deeper and ends and not line.lstrip()[:1].islower()
        )

    def joined(self, lines: Sequence[str]) -> str:
        """Return lines as one text, words that were apart at the end of a line together."""
        found = [lines[0].strip()]
        for line in lines[1:]:
            self._add(found, line.strip())
        return " ".join("".join(found).replace("\u00ad", "").split())

    def _add(self, found: list[str], line: str) -> None:
        last = found[-1]
        cut, next_ = _HYPHEN.search(last[-_LONGEST_WORD:]), _WORD.match(line[:_LONGEST_WORD])
        if cut is None or next_ is None or not line[:1].islower():
            found += [" ", line]
            return
        whole, hyphened = f"{cut[1]}{next_[0]}".lower(), f"{cut[1]}-{next_[0]}".lower()
        if hyphened not in self.words or whole in self.words:
            found[-1] = last[:-1]
        found.append(line)


def wrapping_of(pages: Iterable[str]) -> Wrapping:
    """Return how a text is wrapped."""
    lengths, words, empty = list[int](), set[str](), 0
    for page in pages:
        for line in page.split("\n"):
            empty += not line.strip()
            if line.strip() and not _COLUMNS.search(line.strip()):
                lengths.append(len(line.rstrip()))
            if len(words) < _MOST_WORDS:
                words.update(word.lower() for word in _WORD.findall(line.rstrip("-")))
    lengths.sort()
    width = lengths[len(lengths) * 95 // 100] if lengths else 0
    return Wrapping(width, frozenset(words), empty > len(lengths) * _EMPTY)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
