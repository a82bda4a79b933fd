"""One line to the statements it holds, each checked against the model."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from ingest.exported import export_problems as problems
from ingest.exported.export_lines import ExportLine
from ingest.findings import Problem
from kg.base.audience import AUDIENCES, Audience
from kg.base.errors import BadChangeError
from kg.base.i18n import msg
from kg.model.changes import (
    NodeStatement,
    Redirect,
    RelationKey,
    RelationStatement,
    check,
    check_relation,
)
from kg.model.claims import canonical
from kg.model.fields import MAX_SHORT, VISIBLE, Basis, Id, IsoDate
from kg.model.nodes import Source
from kg.model.registry import NODES, RELATIONS, type_of

SOURCE: Final = Source.__name__
NODE: Final = "node"
RELATION: Final = "relation"
OTHER: Final = ""
_NATURE: Final = "nature"
_TIMES: Final = ("status", "since", "until")


class _Statement(BaseModel):
    """A statement as a line tells it; without properties it says what the record shows."""

    model_config = ConfigDict(extra="ignore", strict=True)

    source: Id
    about: str | None = Field(None, max_length=1000)
    where: str = Field("", max_length=MAX_SHORT)
    basis: Basis = "published"
    dated: IsoDate | None = None
    visibility: str | None = Field(None, max_length=100)
    properties: dict[str, Any] | None = None


class _Line(BaseModel):
    model_config = ConfigDict(extra="ignore", strict=True)

    type: str
    sources: list[Id] = Field(max_length=100_000)
    statements: list[_Statement] | None = Field(None, max_length=100_000)
    properties: dict[str, Any]


class _NodeLine(_Line):
    kind: Literal["node"]
    id: Id
    nature: str | None = None
    merged: list[Id] = Field(default_factory=list, max_length=100_000)


class _RelationLine(_Line):
    kind: Literal["relation"]
    start: Id = Field(alias="from")
    end: Id = Field(alias="to")
    status: str | None = None
    since: str | None = None
    until: str | None = None
    key: str = Field("", max_length=MAX_SHORT)


_LINES: Final[TypeAdapter[_NodeLine | _RelationLine]] = TypeAdapter(
    Annotated[_NodeLine | _RelationLine, Field(discriminator="kind")]
)


@dataclass(slots=True)
class RecordLine:
    """What a line states; ``record`` is None where it is no record.

    ``untold`` says that an older export names several sources, and not who said what.
    """

    line: int
    record: str | RelationKey | None = None
    statements: list[NodeStatement | RelationStatement] = field(default_factory=list)
    redirects: list[Redirect] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    untold: bool = False

    @property
    def is_source(self) -> bool:
        """Whether it is the record of a source."""
        return isinstance(self.record, str) and type_of(self.record) == SOURCE


def kind_of(line: ExportLine) -> str:
    """Return what a line is about, as far as it says so: a source, another node, a relation."""
    row = line.row or {}
    if row.get("kind") == NODE:
        return SOURCE if row.get("type") == SOURCE else NODE
    return RELATION if row.get("kind") == RELATION else OTHER


def is_untold(line: ExportLine) -> bool:
    """Say whether an older export names several sources, and not who said what."""
    row = line.row or {}
    sources = row.get("sources")
    return (
        kind_of(line) != OTHER
        and "statements" not in row
        and (not isinstance(sources, list) or len(sources) != 1)
    )


def record_line(line: ExportLine, own: str) -> RecordLine:
    """Return what a line states; ``own`` is the source for what nobody is named for."""
    read = RecordLine(line.number)
    if line.problem is not None:
        read.problems.append(line.problem)
    if line.row is None:
        return read
    try:
        row = _LINES.validate_python(line.row)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"][1:]) or "kind"
        read.problems.append(problems.bad_line(f"{place}: {first['msg']}"))
        return read
    try:
        _read(read, row, own)
    except BadChangeError as error:
        read.record, read.statements = None, []
        read.problems.append(problems.unfit(error.detail))
    return read


def _read(read: RecordLine, row: _NodeLine | _RelationLine, own: str) -> None:
    """Fill in what a line states.

    Raises:
        BadChangeError: the model has no such record.
    """
    if isinstance(row, _NodeLine):
        _check_type(row.id, row.type)
        read.record = row.id
        shown = {**row.properties, **_known({_NATURE: row.nature})}
        read.redirects = [Redirect(old, row.id) for old in row.merged]
        for lead in read.redirects:
            check(lead)
    else:
        read.record = RelationKey(row.type, row.start, row.end, row.key)
        check_relation(read.record)
        shown = {**row.properties, **_known({name: getattr(row, name) for name in _TIMES})}
    told = row.statements
    if told is None:
        read.untold = len(row.sources) != 1
        told = list(_untold(row.sources, own, shown.get(VISIBLE)))
    for one in told:
        _state(read, one, shown)


def _check_type(id_: str, type_: str) -> None:
    if type_of(id_) is None or type_of(id_) != type_:
        unknown = msg("“{id}” is not an id of a known type.", id=id_)
        raise BadChangeError(unknown, msg("See the model in docs/model.md."))


def _known(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}


def _untold(sources: Iterable[str], own: str, visibility: Any) -> Iterator[_Statement]:
    """Yield the statements of a record of an older export: who said what, if it was only one.

    Of several sources each is only known to speak of the record; the values are the file's.
    """
    named = list(dict.fromkeys(sources))
    claim = visibility if isinstance(visibility, str) else None
    for source in named:
        properties: dict[str, Any] | None = None if len(named) == 1 else {}
        yield _Statement(source=source, properties=properties, visibility=claim)
    if len(named) != 1:
        yield _Statement(source=own, visibility=claim)


def _state(read: RecordLine, one: _Statement, shown: Mapping[str, Any]) -> None:
    """Add one statement, as far as the model takes it.

    Raises:
        BadChangeError: what it is about is none of the model.
    """
    if type_of(one.source) != SOURCE:
        unknown = msg("“{id}” is not an id of a known type.", id=one.source)
        raise BadChangeError(unknown, msg("See the model in docs/model.md."))
    props = dict(shown if one.properties is None else one.properties)
    props.pop(VISIBLE, None)
    claim = _claim(read, one.visibility)
    about = one.source, one.where, one.basis, one.dated, claim
    change: NodeStatement | RelationStatement
    if isinstance(read.record, RelationKey):
        key = _as_stated(read.record, one.about)
        fitting = _fitting(read, RELATIONS[key.type], {}, props)
        change = RelationStatement(key, about[0], fitting, *about[1:])
    else:
        assert read.record is not None
        id_ = one.about or read.record
        _check_type(id_, type_of(read.record) or "")
        fitting = _fitting(read, NODES[type_of(id_) or ""], {"id": id_}, props)
        change = NodeStatement(id_, about[0], fitting, *about[1:])
    check(change)
    read.statements.append(change)


def _as_stated(record: RelationKey, about: str | None) -> RelationKey:
    ends = (about or f"{record.start} {record.end}").split(" ")
    if len(ends) != 2:  # noqa: PLR2004 (a start and an end)
        unknown = msg("“{id}” is not an id of a known type.", id=about or "")
        raise BadChangeError(unknown, msg("See the model in docs/model.md."))
    return record._replace(start=ends[0], end=ends[1])


def _claim(read: RecordLine, said: str | None) -> Audience | None:
    if said is None:
        return None
    found = next((audience for audience in AUDIENCES if audience == said), None)
    if found is None:
        read.problems.append(problems.bad_value(VISIBLE))
    # A word that nobody knows closes: it never opens.
    return found or AUDIENCES[-1]


def _fitting(
    read: RecordLine, cls: type[BaseModel], given: Mapping[str, Any], props: dict[str, Any]
) -> dict[str, Any]:
    """Return the values that the model takes, as it writes them.

    Raises:
        BadChangeError: without those that it does not take it is no record.
    """
    wrong = {name for name in props if name in given or name not in cls.model_fields}
    wrong |= _wrong(cls, {**given, **{n: v for n, v in props.items() if n not in wrong}})
    read.problems += [problems.bad_value(name) for name in sorted(wrong)]
    kept = {name: value for name, value in props.items() if name not in wrong}
    try:
        record = cls.model_validate({**given, **kept})
    except ValidationError as error:
        detail = msg("The record lacks a value that it needs.")
        raise BadChangeError(detail, msg("See the model in docs/model.md.")) from error
    written = record.model_dump(mode="json", include=set(kept))
    read.problems += [
        problems.value_read(name) for name in sorted(kept) if kept[name] != written[name]
    ]
    values = {name: _as_it_was(kept[name], written[name]) for name in kept}
    return {name: value for name, value in values.items() if value not in (None, [], {})}


def _as_it_was(value: Any, written: Any) -> Any:
    """Return a value that says the same as it came, so that 2 does not become 2.0."""
    said = canonical({"": value})
    # Only truth passes for a number.
    return written if value != written or "true" in said or "false" in said else value


def _wrong(cls: type[BaseModel], values: Mapping[str, Any]) -> set[str]:
    try:
        cls.model_validate(values)
    except ValidationError as error:
        return {str(one["loc"][0]) for one in error.errors() if one["loc"]}
    return set()
