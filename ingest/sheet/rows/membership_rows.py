"""Rows of memberships into statements, each about the period it speaks of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from ingest.findings import Item, Outcome
from ingest.sheet.headers.synonyms import Words
from ingest.sheet.rows.cell_values import missing_value, read_choice, read_day, resolve_all
from ingest.sheet.rows.membership_periods import PeriodClaim, assign
from ingest.sheet.rows.sheet_context import Context
from ingest.sheet.rows.sheet_draft import Draft, without_formulas
from ingest.sheet.rows.sheet_visibility import claimed, find_changes
from kg.base.audience import Audience
from kg.base.i18n import msg
from kg.model.audiences import narrowest
from kg.model.changes import Change, RelationKey, RelationStatement, Withdrawal
from kg.model.fields import BASES, Basis
from kg.model.records import RelationRecord
from kg.model.registry import RELATIONS, type_of
from kg.model.relations import MemberOf

STATUSES: Final[Mapping[str, Words]] = {
    "member": {"en": ("member", "full member", "m"), "es": ("miembro", "miembro pleno"),
               "pt": ("membro", "membro pleno"), "fr": ("membre", "membre à part entière")},
    "associate": {"en": ("associate", "associate member", "a"),
                  "es": ("asociado", "estado asociado", "miembro asociado"),
                  "pt": ("associado", "estado associado"), "fr": ("associé", "membre associé")},
    "observer": {"en": ("observer", "o"), "es": ("observador",), "pt": ("observador",),
                 "fr": ("observateur",)},
    "suspended": {"en": ("suspended", "s"), "es": ("suspendido",), "pt": ("suspenso",),
                  "fr": ("suspendu",)},
    "disputed": {"en": ("disputed", "d"), "es": ("en disputa", "disputado"),
                 "pt": ("em disputa", "disputado"), "fr": ("contesté", "en litige")},
    "former": {"en": ("former", "former member", "f"), "es": ("antiguo", "ex miembro"),
               "pt": ("antigo", "ex membro"), "fr": ("ancien", "ancien membre")},
    "not_participating": {"en": ("not participating", "x"), "es": ("no participa",),
                          "pt": ("não participa",), "fr": ("ne participe pas",)},
}  # fmt: skip
"""Words for the statuses of a membership, and the letters of the field's tables."""
BASES_IN_WORDS: Final[Mapping[str, Words]] = {
    "published": {"en": ("published", "s"), "es": ("publicado",), "pt": ("publicado",),
                  "fr": ("publié",)},
    "common_knowledge": {"en": ("common knowledge", "k"), "es": ("conocimiento general",),
                         "pt": ("conhecimento geral",), "fr": ("connaissance générale",)},
    "uncertain": {"en": ("uncertain", "u"), "es": ("incierto",), "pt": ("incerto",),
                  "fr": ("incertain",)},
}  # fmt: skip
"""Words for what a row rests on."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A row that can be kept: its ends, its sources, what it says."""

    draft: Draft
    ends: tuple[str, str]
    sources: Sequence[str]
    props: Mapping[str, str]
    basis: Basis
    claim: Audience | None


def membership_items(drafts: Iterable[Draft], context: Context) -> list[Item]:
    """Return all memberships of a sheet: rows about one pair are aligned with one another."""
    read = [(draft, _read(draft, context)) for draft in drafts]
    pairs: dict[tuple[str, str], list[_Row]] = {}
    for _, row in read:
        if row is not None:
            pairs.setdefault(row.ends, []).append(row)
    changes: dict[str, list[Change]] = {}
    for ends, rows in pairs.items():
        for row, change in _pair_changes(ends, rows, context):
            changes.setdefault(row.draft.where, []).append(change)
    return [Item(d.where, changes.get(d.where, []), d.findings) for d, _ in read]


def _read(draft: Draft, context: Context) -> _Row | None:
    without_formulas(draft)
    members = resolve_all(draft, "member", context.look.actor, Outcome.HELD)
    bodies = resolve_all(draft, "organisation", context.look.body, Outcome.HELD)
    since, until = read_day(draft, "since"), read_day(draft, "until")
    props = {
        "status": read_choice(draft, "status", STATUSES, Outcome.HELD),
        "since": since,
        "until": until,
    }
    for column in ("member", "organisation", "status"):
        if not draft.text(column):
            missing_value(draft, column)
    if since and until and until <= since:
        message = msg("It ends on {until}, not after {since}.", until=until, since=since)
        draft.find("until", "bad-period", Outcome.HELD, message, msg("Correct one of the days."))
    if len(members) != 1 or len(bodies) != 1 or not _joins(members[0], bodies[0]):
        _find_ends(draft, members, bodies)
        return None
    known = {name: value for name, value in props.items() if value is not None}
    kept = MemberOf.model_validate(known).props()
    ends, sources = (members[0], bodies[0]), context.origins.of(draft)
    return _Row(draft, ends, sources, kept, _basis(draft), claimed(draft, context))


def _basis(draft: Draft) -> Basis:
    chosen = read_choice(draft, "basis", BASES_IN_WORDS, Outcome.CHANGED)
    default: Basis = "uncertain" if draft.text("basis") else "published"
    return next((basis for basis in BASES if basis == chosen), default)


def _joins(member: str, body: str) -> bool:
    cls = RELATIONS["MEMBER_OF"]
    return type_of(member) in cls.starts_at and type_of(body) in cls.ends_at and member != body


def _find_ends(draft: Draft, members: list[str], bodies: list[str]) -> None:
    """One row, one member, one body; where words were not known that is found already."""
    if members and bodies:
        message = msg("A row takes one member and one organisation, not the same.")
        fix = msg("Write one row for each membership.")
        draft.find("member", "several-ends", Outcome.HELD, message, fix)


def _pair_changes(
    ends: tuple[str, str], rows: Sequence[_Row], context: Context
) -> list[tuple[_Row, Change]]:
    """The statements about one pair, and what its sources said before and say no longer."""
    before, claims = _periods_before(ends, context), _claims_before(ends, context)
    writing = [row for row in rows if not _waits(row)]
    said = [(row, source) for row in writing for source in row.sources]
    keys = assign([_stated(row, source) for row, source in said], before)
    changes: list[tuple[_Row, Change]] = []
    for (row, source), key in zip(said, keys, strict=True):
        if key is None:
            message = msg("A row above says the same of this period.")
            row.draft.find("since", "duplicate", Outcome.HELD, message, msg("Remove one of them."))
        else:
            name = RelationKey("MEMBER_OF", *ends, key)
            place = context.place(row.draft, source)
            claim = _claim(row, source, before.get(key, ()), claims)
            statement = RelationStatement(
                name, source, row.props, place, row.basis, context.dated, claim
            )
            find_changes(row.draft, context, statement)
            changes.append((row, statement))
    # Read alone, or told by itself, a row says nothing of the other periods.
    if writing and context.told is None and not context.alone:
        changes.extend((writing[-1], gone) for gone in _withdrawn(ends, said, keys, before))
    return changes


def _claim(
    row: _Row,
    source: str,
    stated: Sequence[PeriodClaim],
    claims: Mapping[str, Audience | None],
) -> Audience | None:
    """What a row claims; a period that is new to its source is as closed as its others of the pair.

    A period that it has stated keeps its own claim, which is the store's to know.
    """
    known = any(one.source == source for one in stated)
    return row.claim or (None if known else claims.get(source))


def _waits(row: _Row) -> bool:
    outcomes = {finding.outcome for finding in row.draft.findings}
    return bool(outcomes & {Outcome.HELD, Outcome.REJECTED})


def _stated(row: _Row, source: str) -> PeriodClaim:
    return PeriodClaim(
        source, row.props.get("status"), row.props.get("since"), row.props.get("until")
    )


def _periods_before(ends: tuple[str, str], context: Context) -> dict[str, list[PeriodClaim]]:
    """What the store holds about a pair, by key."""
    return {
        record.relation.key: [
            PeriodClaim(s.source, *(s.props.get(p) for p in ("status", "since", "until")))
            for s in record.statements
        ]
        for record in _records_before(ends, context)
    }


def _claims_before(ends: tuple[str, str], context: Context) -> dict[str, Audience | None]:
    """The strictest claim of each source about the periods of a pair."""
    made: dict[str, list[Audience]] = {}
    for record in _records_before(ends, context):
        for statement in record.statements:
            made.setdefault(statement.source, []).extend(filter(None, [statement.visibility]))
    return {source: narrowest(claims) for source, claims in made.items()}


def _records_before(ends: tuple[str, str], context: Context) -> list[RelationRecord]:
    known = context.store.relations_of(ends[0]) if context.store else ()
    return [r for r in known if r.relation[:3] == ("MEMBER_OF", *ends)]


def _withdrawn(
    ends: tuple[str, str],
    said: Sequence[tuple[_Row, str]],
    keys: Sequence[str | None],
    before: Mapping[str, Sequence[PeriodClaim]],
) -> list[Withdrawal]:
    """Spells that a source of these rows stated before and that none of its rows states now."""
    now = {(source, key) for (_, source), key in zip(said, keys, strict=True)}
    sources = {source for _, source in said}
    return [
        Withdrawal(RelationKey("MEMBER_OF", *ends, key), claim.source)
        for key, claims in before.items()
        for claim in claims
        if claim.source in sources and (claim.source, key) not in now
    ]
