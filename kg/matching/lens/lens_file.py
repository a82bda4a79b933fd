"""A lens file: the model of what may stand in it, and the lens that it says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Annotated, Any, Final, Literal, TypeVar, get_args

from pydantic import AfterValidator, BeforeValidator, Field, PlainValidator
from pydantic_core import PydanticKnownError

from kg.base.i18n import msg
from kg.definitions import checks
from kg.definitions.checks import check_facts, millionths, unknown
from kg.definitions.reader import BY_SHAPE, ENTRIES, WORD, Entry, WrongValue, coded
from kg.matching.lens.lens import Fits, Path, PathLens, Requirement
from kg.matching.lens.pattern import Pattern, PatternError, Place, parse_pattern, parse_place
from kg.matching.lens.schema_checks import check_labels, check_types
from kg.model.fields import Nature
from kg.model.standing import Standing

T = TypeVar("T")

Simple = Literal[
    "different_actor", "same_nature", "open", "valid_on_date", "common_language", "eligible",
    "same_field",
]  # fmt: skip
"""Conditions that take no value."""
CONDITIONS: Final = (*get_args(Simple), "period_overlap", "at_least")
FACTS: Final = ("meets", "query", "target")
"""What a sentence may name in braces."""
PATHS: Final = "paths"
ADDITIVE: Final = "additive"
"""The forms of lenses."""

_FORMS: Final = (*get_args(Simple), "period_overlap: 3 months", "at_least: {sector: 0.3}")
_VALUED: Final = {("period_overlap", False), ("at_least", True)}
"""Conditions that take a value, and whether it has entries."""


def _text(value: object) -> str:
    """Return what is written; of a number, its digits."""
    if not isinstance(value, str | Decimal) or not str(value).strip():
        raise PydanticKnownError("string_type")
    return str(value).strip()


def _standing(value: object) -> dict[str, str]:
    entries = value if isinstance(value, dict) and value else {"status": value}
    return {name: _text(part) for name, part in entries.items()}


def _sentence(text: str) -> str:
    return check_facts("sentence", text, FACTS)


def _parsed(parse: Callable[[str], T], value: object) -> T:
    try:
        return parse(_text(value))
    except PatternError as error:
        raise WrongValue(error.slug, error.detail, error.fix) from None


def _end(value: object) -> Place:
    place = _parsed(parse_place, value)
    if not place.name or not place.labels:
        why = msg("An end of a lens has a name and a label.")
        raise WrongValue("end", why, msg("Write (d:Demand)."))
    check_labels(place.labels)
    return place


def _pattern(value: object) -> Pattern:
    pattern = _parsed(parse_pattern, value)
    for hop in (*pattern.left, *pattern.right):
        check_types(hop)
    return pattern


def _valued(entries: dict[str, object]) -> dict[str, object]:
    for rule, value in entries.items():
        if (rule, isinstance(value, dict)) not in _VALUED:
            raise unknown("condition", msg("“{name}” takes no such value.", name=rule), _FORMS)
    return entries


WRITTEN: Final = BeforeValidator(_text)
Share = Annotated[
    checks.Share,
    coded("share", msg("Write a number from 0 to 1 with at most six decimals, such as 0.40.")),
    WRITTEN,
]
Months = Annotated[
    str,
    Field(pattern=r"^[1-9][0-9]{0,2} months?$"),
    coded("months", msg("Write a number and the word: 3 months.")),
    WRITTEN,
]
Plain = Annotated[
    Simple, coded("condition", msg("Known are: {names}.", names=list(_FORMS))), WRITTEN
]
Value = Annotated[Annotated[Months, WORD] | Annotated[dict[str, Share], ENTRIES], BY_SHAPE]
Valued = Annotated[dict[str, Value], BeforeValidator(_valued)]
Condition = Annotated[Annotated[Plain, WORD] | Annotated[Valued, ENTRIES], BY_SHAPE]
Adopted = Annotated[
    Standing,
    coded("standing", msg("Write proposed, or status: adopted with its date and decision.")),
    BeforeValidator(_standing),
]
End = Annotated[Place, PlainValidator(_end)]
Line = Annotated[Literal["sector", "words"], coded("fits"), WRITTEN]
Collection = Annotated[
    str,
    Field(pattern=r"^sector/[A-Za-z0-9._~:/%-]+$"),
    coded("fits", msg("Write the id of a sector, such as sector/dac/430.")),
    WRITTEN,
]


class PathEntry(Entry):
    """A weighted path."""

    pattern: Annotated[Pattern, PlainValidator(_pattern)]
    weight: Share
    specificity: Annotated[
        Literal["information-content", "none"], coded("specificity"), WRITTEN
    ] = "none"
    sentence: Annotated[str | None, AfterValidator(_sentence), WRITTEN] = None

    def path(self, name: str) -> Path:
        """Return the path that is meant."""
        specific = self.specificity != "none"
        return Path(name, self.pattern, millionths(self.weight), specific, self.sentence)


class FitsEntry(Entry):
    """What counts as the same subject; see ``kg.graph.taxonomy.subject_of``."""

    by: list[Line] = Field(min_length=1)
    collections: list[Collection] = Field(default_factory=list)

    def built(self) -> Fits:
        """Return the line that is meant."""
        return Fits(tuple(self.by), tuple(self.collections))


class CommonFile(Entry):
    """What stands in a lens of either form."""

    lens: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]*$"), coded("name"), WRITTEN]
    version: Annotated[str, WRITTEN] = "1"
    standing: Adopted = Standing()
    start: End = Field(alias="from")
    end: End = Field(alias="to")
    nature: Annotated[Nature | None, coded("nature"), WRITTEN] = None
    require: list[Condition] = Field(default_factory=list)

    def common(self) -> dict[str, Any]:
        """Return what lenses of both forms say, as keyword arguments of theirs."""
        return {
            "name": self.lens,
            "version": self.version,
            "standing": self.standing,
            "start": self.start,
            "end": self.end,
            "nature": self.nature,
            "require": tuple(rule for entry in self.require for rule in requirements(entry)),
        }


class LensFile(CommonFile):
    """A lens of weighted paths; a lens of terms has other entries (``AdditiveFile``)."""

    form: Annotated[
        Literal["paths"], coded("form", msg("Write paths or additive, or leave it out.")), WRITTEN
    ] = PATHS
    fits: FitsEntry | None = None
    paths: dict[Annotated[str, Field(min_length=1)], PathEntry]

    def built(self) -> PathLens:
        """Return the lens that is meant."""
        paths = tuple(entry.path(name) for name, entry in self.paths.items())
        fits = self.fits.built() if self.fits else None
        return PathLens(**self.common(), paths=paths, fits=fits)


def requirements(entry: Condition) -> Iterator[Requirement]:
    """Yield the conditions of one entry of the list."""
    rules = {entry: None} if isinstance(entry, str) else entry
    for rule, value in rules.items():
        if isinstance(value, dict):
            for path, share in value.items():
                yield Requirement(rule, path=path, share=millionths(share))
        else:
            yield Requirement(rule, months=int(value.split()[0]) if value else 0)
