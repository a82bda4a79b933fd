"""Lenses of terms by brute force: its own reading of the definition, plain loops and ``math``.

Written from docs/lenses.md, to hold the engines against; nothing from ``kg.matching``.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from tests.kg.matching.reference import Edge, World, counts, type_of

PLACES = ("State", "Country")


@dataclass(frozen=True)
class TermText:
    measure: str
    weight: int
    nothing: int


@dataclass
class AdditiveText:
    roles: list[str]
    terms: dict[str, TermText] = field(default_factory=dict)
    ends: tuple[str, ...] = ("State", "Country", "Organisation")


class Asked(NamedTuple):
    """A need: who declares it, its sectors, and whether it stands in no store."""

    declarers: list[str]
    sectors: list[str]
    told: bool = False


class Act(NamedTuple):
    """One activity of one actor with one recipient (or none) in one category."""

    activity: str
    recipient: str | None
    subject: str
    begins: str | None


def asked(world: World, demand: str) -> Asked:
    return Asked(list(into(world, "DECLARES", demand)), list(out(world, "IN_SECTOR", demand)))


def out(world: World, type_: str, start: str) -> set[str]:
    return {e.end for e in world.edges if e.type == type_ and e.start == start and holds(world, e)}


def into(world: World, type_: str, end: str) -> set[str]:
    return {e.start for e in world.edges if e.type == type_ and e.end == end and holds(world, e)}


def holds(world: World, edge: Edge) -> bool:
    return counts(world, edge, None)


def reach(world: World, type_: str, start: str, *, back: bool = False) -> set[str]:
    found, waiting = {start}, [start]
    while waiting:
        node = waiting.pop()
        new = (into if back else out)(world, type_, node) - found
        found |= new
        waiting += new
    return found


def territories(world: World, actor: str) -> set[str]:
    above = {node for node in reach(world, "PART_OF", actor) if type_of(node) in PLACES}
    named = world.nodes[actor].get("country")
    return above or ({named} if named in world.nodes and type_of(named) in PLACES else set())


def recipients(world: World, need: Asked) -> set[str]:
    return {place for actor in need.declarers for place in territories(world, actor)}


def is_category(world: World, sector: str) -> bool:
    return world.nodes[sector].get("level") == "category"


def subjects(world: World, sector: str) -> set[str]:
    dac = world.nodes[sector].get("scheme") == "dac"
    meant = {sector} if dac else out(world, "MATCHES", sector) or {sector}
    found: set[str] = set()
    for one in meant:
        above = reach(world, "BROADER", one)
        found |= {each for each in above if is_category(world, each)} or {one}
    return found


def subjects_asked(world: World, need: Asked) -> set[str]:
    found: set[str] = set()
    for sector in need.sectors:
        for one in subjects(world, sector):
            found.add(one)
            if not is_category(world, one):
                within = reach(world, "BROADER", one, back=True)
                found |= {each for each in within if is_category(world, each)}
    return found


def real(world: World, node: str) -> bool:
    return world.nodes[node].get("nature") != "example"


def begins(world: World, activity: str) -> str | None:
    facts = world.nodes[activity]
    return facts.get("starts") or facts.get("starts_planned")


def acts(world: World, text: AdditiveText, actor: str) -> list[Act]:
    """Return all that an actor has done by the day, not at home, without examples."""
    found = []
    if type_of(actor) not in text.ends or not real(world, actor):
        return []
    own = {activity for role in text.roles for activity in out(world, role, actor)}
    for activity in sorted(own):
        day = begins(world, activity)
        if not real(world, activity) or (day is not None and day > world.day):
            continue
        given = {
            place
            for place in into(world, "RECEIVES", activity)
            if type_of(place) in PLACES and real(world, place)
        }
        home = territories(world, actor) or {actor}
        if given and given <= home:
            continue
        about = {one for s in out(world, "IN_SECTOR", activity) for one in subjects(world, s)}
        places: list[str | None] = [*sorted(given - home)] or [None]
        found += [Act(activity, place, one, day) for one in sorted(about) for place in places]
    return found


def year(act: Act) -> int:
    assert act.begins is not None
    return int(act.begins[:4])


def dated(some: Iterable[Act]) -> list[Act]:
    return [act for act in some if act.begins is not None]


def is_listed(world: World, text: AdditiveText, need: Asked, actor: str) -> bool:
    done = acts(world, text, actor)
    if need.told and not need.sectors:
        return any(act.recipient in recipients(world, need) for act in done)
    return any(act.subject in subjects_asked(world, need) for act in done)


def x_of(world: World, text: AdditiveText, measure: str, need: Asked, actor: str) -> int | None:
    """Return what a measure counts (thousandths of sectors where they fade), None for nothing."""
    done = dated(acts(world, text, actor))
    now = int(world.day[:4])
    if measure == "years_since":
        about = subjects_asked(world, need)
        last = [year(act) for act in done if act.subject in about]
        return now - max(last) if last else None
    if measure == "fading_sectors":
        lately: dict[str, int] = {}
        for act in done:
            if act.recipient in recipients(world, need):
                lately[act.subject] = max(lately.get(act.subject, 0), year(act))
        ages = [now - last for last in lately.values()]
        return sum(round(1000 * 2 ** (-age / 3)) for age in ages) if ages else None
    first: dict[tuple[str, str], int] = {}
    for act in done:
        if act.recipient is not None:
            link = (act.recipient, act.subject)
            first[link] = min(first.get(link, 9999), year(act))
    return sum(began > now - 3 for began in first.values()) if first else None


def value(term: TermText, x: int | None) -> int:
    unit = 1000 if term.measure == "fading_sectors" else 1
    counted = term.nothing * unit if x is None else x
    logarithm = math.floor(math.log1p(counted / unit) * 1_000_000 + 0.5)
    size = abs(term.weight) * logarithm // 1_000_000
    return size if term.weight >= 0 else -size


def values(world: World, text: AdditiveText, need: Asked, actor: str) -> dict[str, int]:
    return {
        name: value(term, x_of(world, text, term.measure, need, actor))
        for name, term in text.terms.items()
    }


def apart(world: World, need: Asked, actor: str) -> bool:
    """Say whether need and actor are of different states."""
    ours = recipients(world, need) or set(need.declarers)
    return ours.isdisjoint(territories(world, actor) or {actor})


def ranking(
    world: World, text: AdditiveText, need: Asked, *, abroad: bool
) -> list[tuple[str, int]]:
    """Return who is listed with their scores, the best first, ties by id bytewise."""
    found = [
        (actor, sum(values(world, text, need, actor).values()))
        for actor in world.nodes
        if type_of(actor) in text.ends and is_listed(world, text, need, actor)
        if not abroad or apart(world, need, actor)
    ]
    return sorted(found, key=lambda pair: (-pair[1], pair[0].encode()))


class Carried(NamedTuple):
    """What carries a term: a category or a place, the number said, the activities shown."""

    meet: str
    number: int | None
    activities: list[str]


def carried(
    world: World, text: AdditiveText, measure: str, need: Asked, actor: str
) -> Carried | None:
    """Return what carries a term, None where nothing was found."""
    done = acts(world, text, actor)
    if measure == "years_since":
        return _carried_by_sector(done, subjects_asked(world, need))
    if measure == "fading_sectors":
        own = [act for act in dated(done) if act.recipient in recipients(world, need)]
        if not own:
            return None
        latest = max(year(act) for act in own)
        place = min(str(act.recipient) for act in own if year(act) == latest)
        number = len({act.subject for act in own})
        return Carried(place, number, newest(act for act in own if act.recipient == place))
    return _carried_by_new_links(world, done)


def _carried_by_sector(done: list[Act], about: set[str]) -> Carried | None:
    own = [act for act in done if act.subject in about]
    if not own:
        return None
    known = dated(own)
    if not known:
        subject = min(act.subject for act in own)
        return Carried(subject, None, newest(act for act in own if act.subject == subject))
    latest = max(map(year, known))
    subject = min(act.subject for act in known if year(act) == latest)
    return Carried(subject, latest, newest(act for act in known if act.subject == subject))


def _carried_by_new_links(world: World, done: list[Act]) -> Carried | None:
    links: dict[tuple[str, str], list[Act]] = {}
    for act in dated(done):
        if act.recipient is not None:
            links.setdefault((act.recipient, act.subject), []).append(act)
    now = int(world.day[:4])
    new = {link: some for link, some in links.items() if min(map(year, some)) > now - 3}
    if not new:
        return None
    places = [place for place, _ in new]
    place = min(set(places), key=lambda one: (-places.count(one), one))
    own = [act for (where, _), some in new.items() if where == place for act in some]
    return Carried(place, len(new), newest(own))


def newest(some: Iterable[Act]) -> list[str]:
    """Return the three activities that began last, ties by id."""
    by_id = sorted({act.activity: act.begins or "" for act in some}.items())
    return [activity for activity, _ in sorted(by_id, key=lambda pair: pair[1], reverse=True)][:3]
