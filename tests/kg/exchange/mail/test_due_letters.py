"""What is due leaves once: on a desk that came back from a backup, and with letters put off."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path

from coopgraph.settings import sqlite_url
from kg.exchange.mail.due_letters import give_up_overtaken, send_due, would_be_sent
from kg.exchange.mail.sending import RESTORED
from kg.store.opening import create_store
from kg.store.protocol import Store
from tests.kg.exchange.mail.rounds_of import LIRVANNE, ONDAVEL, Played
from tests.mail_server import MailServer


def copied(desk: Store, folder: Path) -> Store:
    """Return a desk with all that another held, as it comes back from a backup."""
    made = create_store(sqlite_url(folder / "restored.db"), room="desk")
    with closing(desk.journal()) as revisions:
        for revision in revisions:
            made.replay(revision)
    return made


def test_after_a_restore_nothing_is_sent_again(
    played: Played, server: MailServer, tmp_path: Path
) -> None:
    """The backup was made between two letters: of the second it knows nothing."""
    first = played.ask()
    played.notify()
    played.act(first, "accept", LIRVANNE)
    with closing(copied(played.round.desk, tmp_path)) as restored:
        played.notify()
        before = len(server.taken)
        assert before == 2
        again = replace(played.round, desk=restored)
        assert list(send_due(again)) == []
        notices = replace(again).notices.values()
        left = sorted((n.kind, n.state) for n in notices if n.why == RESTORED)
        assert left == [("contact.accept", "given up"), *[("digest", "given up")] * 2]
        # What happens from now on is told as ever.
        played.round = replace(again)
        played.act(first, "start", ONDAVEL, started="2026-11-29")
        assert [one.kind for one in played.notify()] == ["contact.start"]
    assert len(server.taken) == before + 1


def test_what_moved_on_before_it_could_be_sent_is_given_up(
    played: Played, server: MailServer
) -> None:
    record = played.ask()
    server.refuses_once[LIRVANNE] = "451 4.7.1 Later"
    assert [one.state for one in played.notify()] == ["queued"]
    played.act(record, "withdraw", ONDAVEL)
    assert [one.kind for one in played.notify()] == ["contact.withdraw"]
    assert list(give_up_overtaken(replace(played.round))) == []
    played.wait(days=4)
    played.round = replace(played.round)
    assert [(n.kind, n.why) for n in give_up_overtaken(played.round)] == [
        ("contact.ask", "overtaken")
    ]
    assert list(give_up_overtaken(replace(played.round))) == []


def test_to_whom_a_letter_came_back_nothing_more_is_sent_until_they_are_verified(
    played: Played, server: MailServer
) -> None:
    server.refuses[LIRVANNE] = "550 5.1.1 Nobody"
    record = played.ask()
    assert [one.state for one in played.notify()] == ["bounced"]
    played.act(record, "withdraw", ONDAVEL)
    played.wait(minutes=1)
    played.act(record, "reopen", ONDAVEL, text="Once more")
    # Somebody else has to take it to them.
    assert [one.kind for one in played.notify()] == ["queue"]
    server.refuses.clear()
    played.act(played.people[LIRVANNE], "verify", LIRVANNE, verified="2026-11-30")
    assert [one.kind for one in played.notify()] == ["contact.reopen"]


def test_what_would_be_sent_is_said_and_not_sent(played: Played, server: MailServer) -> None:
    played.ask()
    revision = played.round.desk.revision()
    assert [one.kind for one in would_be_sent(replace(played.round))] == ["contact.ask"]
    assert played.round.desk.revision() == revision
    assert server.taken == []
