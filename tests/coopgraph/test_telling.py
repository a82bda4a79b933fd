"""Every question a guideline asks can be answered by the command that stands beside it."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from coopgraph.settings import sqlite_url
from coopgraph.telling import Telling, tell
from ingest.known import known_from_store
from ingest.sheet.fact import fact_of, fact_source
from kg.knowledge import Inquiry, KnowledgeBase
from kg.model.documents import Partner
from kg.partners.guideline_files import GUIDELINES
from kg.questions import PartnersQuestion
from tests.conftest import TODAY

EXAMPLES = {
    "actor": "state/hti", "ends": "2030-12-31", "mailbox": "cooperacion@example.org",
    "member": "state/hti", "name": "Unidad de ejemplo", "sector": "14030", "signed": "2020-01-15",
    "starts": "2020-01-15", "status": "in_force", "title": "Título de ejemplo",
}  # fmt: skip
"""What somebody would fill in."""
BLANK = re.compile(r"(\w+)=…")


@pytest.fixture
def inquiry(starter_path: Path, tmp_path: Path) -> Iterator[Inquiry]:
    url = sqlite_url(Path(shutil.copy(starter_path, tmp_path / "copy.db")))
    with closing(KnowledgeBase(url, cache=None, write=True)) as knowledge:
        yield knowledge.inquiry(TODAY, "board", "en")


def answered(inquiry: Inquiry, command: str, *, dry_run: bool = False) -> Telling:
    """Fill in a command as somebody would, and do it."""
    filled = BLANK.sub(lambda blank: f"{blank[1]}='{EXAMPLES[blank[1]]}'", command)
    words = shlex.split(filled.replace("--source …", ""))
    assert words[:2] == ["coopgraph", "tell"]
    fact = fact_of(words[2], words[3:])
    known = known_from_store(inquiry.store)
    row = fact_source(fact, known, inquiry.store, "a letter", today=TODAY)
    return tell(inquiry, row, GUIDELINES.named(_guideline()), dry_run=dry_run)


def _guideline() -> str:
    return PartnersQuestion().guideline  # type: ignore[return-value]


def again(inquiry: Inquiry) -> Inquiry:
    """Ask anew: what was told counts now."""
    return inquiry.knowledge.inquiry(inquiry.day, inquiry.audience, inquiry.lang)


def judged(inquiry: Inquiry) -> dict[str, Partner]:
    found = again(inquiry).answer(PartnersQuestion(top=PartnersQuestion.MOST))
    return {partner.id: partner for partner in found.results}


def test_every_question_is_answered_by_the_command_beside_it(inquiry: Inquiry) -> None:
    asked = {
        id_: dict(zip(partner.questions, partner.answers, strict=True))
        for id_, partner in judged(inquiry).items()
    }
    assert sum(map(len, asked.values())) > 100
    for id_ in sorted(asked, key=lambda id_: -len(asked[id_]))[:2]:
        steps = 0
        while questions := judged(inquiry)[id_].questions:
            command, steps = judged(inquiry)[id_].answers[0], steps + 1
            assert answered(again(inquiry), command).told, command
            assert questions[0] not in judged(inquiry)[id_].questions, command
        assert steps >= 6


def test_one_question_of_each_kind_of_all_partners(inquiry: Inquiry) -> None:
    tried: set[str] = set()
    for partner in judged(inquiry).values():
        for question, command in zip(partner.questions, partner.answers, strict=True):
            shape = re.sub(r"(org|agreement)/[\w-]+", r"\1/…", command)
            if shape not in tried:
                tried.add(shape)
                assert answered(again(inquiry), command).told, command
                assert question not in judged(inquiry)[partner.id].questions, command
    assert len(tried) >= 8


def test_a_verdict_that_changes_is_said(inquiry: Inquiry) -> None:
    command = 'coopgraph tell agreement title=A parties="org/oas; org/oei" signed=2020-01-15'
    done = answered(inquiry, command)
    assert [(v.id, v.before, v.after) for v in done.verdicts] == [
        ("org/oei", "conditions", "approach")
    ]
    over = answered(again(inquiry), "coopgraph tell agreement/oas-a ends=2021-01-31")
    assert [(v.before, v.after) for v in over.verdicts] == [("approach", "conditions")]
    assert ("ends", None, "2021-01-31") in [(f.field, f.before, f.after) for f in over.fields]


def test_what_is_only_tried_is_not_there_afterwards(inquiry: Inquiry) -> None:
    command = 'coopgraph tell agreement title=A parties="org/oas; org/oei"'
    tried = answered(inquiry, command, dry_run=True)
    assert tried.told == ["agreement/oas-a"]
    assert [v.id for v in tried.verdicts] == ["org/oei"]
    assert inquiry.store.get(["agreement/oas-a"]) == {}
    assert judged(inquiry)["org/oei"].verdict == "conditions"


def test_what_is_held_changes_nothing(inquiry: Inquiry) -> None:
    done = answered(inquiry, "coopgraph tell unit name=x part_of=Xyzzy")
    assert (done.told, done.fields, done.verdicts) == ([], [], [])
    assert done.report.total.held == 1
