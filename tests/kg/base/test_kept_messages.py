"""A message that was kept reads as it did, in every language; what is none is refused."""

from __future__ import annotations

import json
from typing import Any

import pytest

from kg.base.i18n import LANGUAGES, Message, msg, nmsg
from kg.base.kept_messages import as_value, message_of

MESSAGES = [
    msg("“{word}” is not known.", word="Marte {0} {x!r} %s"),
    msg("Use one of: {words}.", words=["a", msg("Summary"), {"es": "Haití", "fr": "Haïti"}]),
    msg("{path}: {why}", path="a", why=msg("it is larger than {n} MB.", n=3)),
    nmsg("{count} revision", "{count} revisions", 3),
    msg("{value} {none} {yes}", value=1.5, none=None, yes=True),
    msg("“{value}” is no date and was left out.", value="\ud800\x00\n"),
]


@pytest.mark.parametrize("message", MESSAGES)
def test_a_message_comes_back(message: Message) -> None:
    kept = message_of(json.loads(json.dumps(as_value(message))))
    for lang in LANGUAGES:
        assert kept.text(lang) == message.text(lang)


def test_facts_of_other_types_are_kept_as_text() -> None:
    assert message_of(as_value(msg("{error}", error=ValueError("x")))).text() == "x"


@pytest.mark.parametrize(
    "value",
    [
        None, [], {}, "text", {"message": "a"}, {"message": 1, "facts": {}},
        {"message": "{a}", "facts": {}},
        {"message": "{a.__class__}", "facts": {"a": 1}},
        {"message": "{a[0]}", "facts": {"a": "x"}},
        {"message": "{a!r}", "facts": {"a": "x"}},
        {"message": "{a:>99999999999}", "facts": {"a": "x"}},
        {"message": "{", "facts": {}},
        {"message": "{}", "facts": {}},
        {"message": "a", "facts": {}, "plural": ["{b}", 1]},
        {"message": "{a}", "facts": {"a": {"other": 1}}},
    ],
)  # fmt: skip
def test_what_is_no_message_is_refused(value: Any) -> None:
    with pytest.raises(ValueError, match=r"."):
        message_of(value)
