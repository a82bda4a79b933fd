"""Letters of the campaign: in four languages, naming offices and no person."""

from __future__ import annotations

import re

import pytest

from kg.base.i18n import LANGUAGES, Message, msg
from kg.exchange.campaign_asking import KINDS
from kg.exchange.mail.campaign_letters import LetterFacts, Text, campaign_letter

FACTS = LetterFacts(
    "Agencia", ("Uno", "Dos\r\nBcc: all@example.org"), (msg("No offer is known."),),
    "https://x.example/-/confirm/abc", "https://x.example/-/sign-in?lang=es",
)  # fmt: skip


def said(text: Text, lang: str) -> str:
    parts = [text.subject, *text.parts]
    return "\n\n".join(p.text(lang) if isinstance(p, Message) else p for p in parts)


@pytest.mark.parametrize("kind", KINDS)
def test_each_says_what_it_is_for_and_where_to_go(kind: str) -> None:
    text = said(campaign_letter(kind, FACTS), "en")
    assert FACTS.sign_in in text
    assert not re.search(r"[{}]", text)
    assert (FACTS.link in text) == (kind == "confirm")
    assert ("No offer is known." in text) == (kind == "missing")


@pytest.mark.parametrize("kind", KINDS)
def test_each_is_translated(kind: str) -> None:
    letters = {lang: said(campaign_letter(kind, FACTS), lang) for lang in LANGUAGES}
    assert len(set(letters.values())) == len(LANGUAGES)
    for lang in set(LANGUAGES) - {"en"}:
        english = letters["en"].split("\n\n")
        same = [part for part in letters[lang].split("\n\n") if part in english]
        kept = {FACTS.link, FACTS.sign_in, "- Uno\n- Dos Bcc: all@example.org"}
        assert set(same) <= kept, (lang, same)


def test_titles_that_others_wrote_stay_on_their_line() -> None:
    text = said(campaign_letter("confirm", FACTS), "en")
    assert "- Dos Bcc: all@example.org" in text.splitlines()
    many = LetterFacts("A", tuple(map(str, range(40))))
    assert said(campaign_letter("confirm", many), "en").count("\n- ") == 25 + 1
