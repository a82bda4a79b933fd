"""Are two stores the same in every answer about now and about any revision?"""

from __future__ import annotations

from kg.model.changes import RelationKey
from kg.store.protocol import Store


def same_everywhere(one: Store, other: Store, subjects: int = 10_000) -> None:
    """Compare journals, rows and redirects at each revision, histories of the first subjects."""
    assert list(one.journal()) == list(other.journal())
    assert one.updated() == other.updated()
    assert one.identity != other.identity
    for revision in range(one.revision() + 1):
        assert list(one.nodes(revision)) == list(other.nodes(revision))
        assert list(one.relations(revision)) == list(other.relations(revision))
        assert one.redirects(revision) == other.redirects(revision)
        assert list(one.changed_since(revision)) == list(other.changed_since(revision))
    known = subjects_of(one)[:subjects]
    assert [one.history(each) for each in known] == [other.history(each) for each in known]
    ids = [each for each in known if isinstance(each, str)]
    assert one.get(ids) == other.get(ids)


def subjects_of(store: Store) -> list[str | RelationKey]:
    """Return all that a store ever held, what changed most often first."""
    count: dict[str | RelationKey, int] = {}
    for revision in store.journal():
        for node in revision.nodes:
            count[node.id] = count.get(node.id, 0) + 1
        for link in revision.relations:
            count[link.relation] = count.get(link.relation, 0) + 1
    return sorted(count, key=lambda subject: -count[subject])
