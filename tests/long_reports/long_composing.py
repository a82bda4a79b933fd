"""A long test report composed: chapters, sections, tables, annexes, as many as its pages need."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import count
from random import Random

from tests.conftest import ROOT
from tests.long_reports.long_pieces import Figure, Kind, LongReport, Piece, Row, Said, Table
from tests.long_reports.long_words import WORDS, Words

WORDS_A_PAGE = 330
ROWS_A_PAGE = 34
"""What stands on a page of the files that are written, about."""
YEAR = 2025
_SPACE = "\N{NO-BREAK SPACE}"


@cache
def state_names(lang: str) -> dict[str, str]:
    """Return the name of each state, by its id."""
    with (ROOT / "data" / "states.csv").open(encoding="utf-8") as file:
        return {row["id"]: row[f"name:{lang}"] for row in csv.DictReader(file)}


def long_report(lang: str, pages: int = 60, seed: int = 1) -> LongReport:
    """Return a test report of about so many pages; the same for the same arguments."""
    composer = Composer(WORDS[lang], lang, Random(f"{seed}:{lang}:{pages}"))
    words = composer.words
    return LongReport(
        lang=lang,
        year=YEAR,
        title=words.title.format(year=YEAR),
        symbol=f"OEA/Ser.W/TEST.{seed}/{YEAR % 100}",
        head=words.head.format(year=YEAR),
        pieces=tuple(composer.pieces(pages)),
        pages=pages,
    )


@dataclass(slots=True)
class Composer:
    """Pieces one after the other; ``programme`` is what the present chapter is about."""

    words: Words
    lang: str
    random: Random
    programme: str = ""
    _keys: Iterator[int] = field(default_factory=lambda: count(1))
    _decisions: Iterator[int] = field(default_factory=lambda: count(1))
    _rows: Iterator[int] = field(default_factory=lambda: count(1))

    def pieces(self, pages: int) -> Iterator[Piece]:
        """Yield the summary, chapters of about two pages each, finance, annexes."""
        head = self.words.headings
        yield self._plain("paragraph", [Said(self.words.notice)])
        yield self.heading(1, head["summary"])
        yield from self._summary()
        tables = max(3, pages // 6)
        chapters = max(2, round((pages - tables - 4) / 2.8))
        for number in range(chapters):
            yield from self._chapter(number)
        yield from self._finance(ROWS_A_PAGE * tables // 2)
        yield from self._annexes(ROWS_A_PAGE * tables // 2)

    def heading(self, level: int, text: str) -> Piece:
        return self._plain("heading", [Said(text)], level=level)

    def number(self, least: int, most: int) -> str:
        return self.written(self.random.randint(least, most))

    def written(self, number: int) -> str:
        """Return a number as the language writes it."""
        return f"{number:,}".replace(",", self.words.thousands)

    def day(self) -> str:
        year = self.random.choice((YEAR, YEAR + 1, YEAR + 2))
        month = self.random.choice(self.words.months)
        return self.words.day.format(day=self.random.randint(1, 28), month=month, year=year)

    def said(self, template: str, *, is_key: bool = False) -> Said:
        """Return a sentence from a template; what it says is known from what was put in."""
        names = state_names(self.lang)
        places = [slot for slot in ("s", "s2", "s3") if f"{{{slot}}}" in template]
        states = tuple(self.random.sample([*names], len(places)))
        unit, (theme, other) = (
            self.random.choice(self.words.units),
            self.random.sample(self.words.themes, 2),
        )
        number, second = self.number(12, 4_800), self.number(12, 4_800)
        amount = self.words.amount.format(n=self.written(self.random.randint(40, 9_900) * 1_000))
        share = str(self.random.randint(3, 97))
        decision = template in (*self.words.decisions, *self.words.state_decisions)
        text = template.format(
            **dict(zip(places, (names[one] for one in states), strict=True)),
            p=self.programme, t=theme, t2=other, u=unit, n=number, n2=second, m=amount, q=share,
            d=self.day(), d2=self.day(), year=YEAR,
            k=next(self._decisions) if decision else self.random.randint(2, 9),
            why=self.random.choice(self.words.whys), res=self.random.choice(self.words.results),
            risk=self.random.choice(self.words.risks),
        )  # fmt: skip
        told = (("{n}", number, unit), ("{m}", amount, ""), ("{q}", f"{share} %", ""))
        figures = tuple(Figure(n, u, is_key) for slot, n, u in told if slot in template)
        return Said(text[0].upper() + text[1:], states, figures, decision)

    def table(self, kind: str, rows: list[tuple[tuple[str, ...], tuple[str, ...]]]) -> Piece:
        caption = self.words.captions[kind].format(p=self.programme)
        numbered = []
        for cells, states in rows:
            number = self.words.row.format(n=next(self._rows))
            numbered.append(Row(number, (number, *cells), states))
        merged = 1 if kind in ("projects", "places") else None
        table = Table(caption, self.words.columns[kind], tuple(numbered), merged)
        return Piece(self._key(), "table", table=table)

    def _key(self) -> str:
        return f"piece-{next(self._keys)}"

    def _plain(self, kind: Kind, said: list[Said], *, level: int = 0, note: str = "") -> Piece:
        return Piece(self._key(), kind, tuple(said), level, note)

    def _summary(self) -> Iterator[Piece]:
        for start in (0, 2):
            self.programme = self._name(0)
            said = [self.said(one, is_key=True) for one in self.words.summary[start : start + 3]]
            yield self._plain("paragraph", said)

    def _name(self, number: int) -> str:
        greek = self.words.greek
        name = self.words.programme.format(greek=greek[number % len(greek)])
        return name if number < len(greek) else f"{name} {number // len(greek) + 1}"

    def _chapter(self, number: int) -> Iterator[Piece]:
        head, self.programme = self.words.headings, self._name(number)
        yield self.heading(1, f"{number + 1}. {self.programme}")
        for section, (part, paragraphs) in enumerate((("scope", 3), ("results", 5)), 1):
            yield self.heading(2, f"{number + 1}.{section} {head[part]}")
            for _ in range(paragraphs):
                yield self._paragraph()
        yield self.heading(2, f"{number + 1}.3 {head['states']}")
        yield self._paragraph(stated=2)
        yield self.table("states", [self._state_row(one) for one in self._some_states(12)])
        yield self.heading(3, head["activities"])
        for template in self.words.items:
            yield self._plain("item", [self.said(template)])
        yield self.heading(2, f"{number + 1}.4 {head['lessons']}")
        yield self._paragraph()
        yield self.heading(2, f"{number + 1}.5 {head['decisions']}")
        for template in (
            self.random.choice(self.words.decisions),
            self.words.state_decisions[0],
        ):
            yield self._plain("paragraph", [self.said(template)])

    def _paragraph(self, stated: int = 0) -> Piece:
        plain = self.random.sample(self.words.plain, self.random.randint(3, 5))
        often = stated or (1 if self.random.random() < 0.3 else 0)
        templates = plain + self.random.sample(self.words.stated, often)
        self.random.shuffle(templates)
        note = ""
        if self.random.random() < 0.08:
            note = self.said(self.random.choice(self.words.notes)).text
        return self._plain("paragraph", [self.said(one) for one in templates], note=note)

    def _some_states(self, most: int) -> list[str]:
        return sorted(self.random.sample([*state_names(self.lang)], most))

    def _state_row(self, state: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        places = self.random.randint(2, 400)
        cells = (
            state_names(self.lang)[state],
            self.written(places + self.random.randint(0, 900)),
            self.written(places),
            self.written(places * self.random.randint(300, 2_500)),
        )
        return cells, (state,)

    def _finance(self, rows: int) -> Iterator[Piece]:
        head = self.words.headings
        yield self.heading(1, head["finance"])
        yield self._paragraph()
        yield self.heading(2, head["projects"])
        yield self.table("projects", self._by_state(rows, self._project_row))
        yield self.heading(2, head["contributions"])
        yield self._paragraph()
        yield self.table(
            "contributions", [self._contribution(one) for one in state_names(self.lang)]
        )

    def _by_state(self, rows: int, make: object) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
        """Rows of the states one after the other, some of which have several."""
        assert callable(make)
        found: list[tuple[tuple[str, ...], tuple[str, ...]]] = []
        while len(found) < rows:
            for state in state_names(self.lang):
                found += [make(state) for _ in range(self.random.choice((1, 1, 2, 3)))]
        return found[:rows]

    def _project_row(self, state: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        number, theme = self.random.randint(100, 999), self.random.choice(self.words.themes)
        project = self.words.project.format(n=number, t=theme)
        amount = self.written(self.random.randint(15, 990) * 1_000)
        cells = (state_names(self.lang)[state], project, theme, amount, self.day())
        return cells, (state,)

    def _contribution(self, state: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        planned = self.random.randint(4, 700) * 1_000
        share = self.random.randint(40, 100)
        names = state_names(self.lang)
        paid = self.written(planned * share // 100)
        return (names[state], self.written(planned), paid, str(share)), (state,)

    def _annexes(self, rows: int) -> Iterator[Piece]:
        head = self.words.headings
        yield self.heading(1, f"{head['annex'].format(letter='A')}. {head['places']}")
        yield self.table("places", self._by_state(rows, self._place_row))
        yield self.heading(1, f"{head['annex'].format(letter='B')}. {head['calendar']}")
        yield self.table("calendar", [self._event() for _ in range(30)])

    def _place_row(self, state: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        places = self.random.randint(1, 90)
        programme = self._name(self.random.randrange(len(self.words.greek)))
        amount = self.written(places * self.random.randint(400, 3_000))
        return (state_names(self.lang)[state], programme, self.written(places), amount), (state,)

    def _event(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        event = f"{self.random.choice(self.words.units)} – {self.random.choice(self.words.themes)}"
        return (self.day(), event, self._name(self.random.randrange(len(self.words.greek)))), ()
