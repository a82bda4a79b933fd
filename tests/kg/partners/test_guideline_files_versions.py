"""Versions of guidelines that come with the program: none is altered once it gave verdicts."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from kg.partners.guideline_files import GUIDELINES

KEPT = {
    "approach-2022@0.1": "2ffa55a029ee031df711b2d54e1e5d5a7fd0b3299a406c57de6034a180a7b0cf",
}
"""The SHA-256 of the text of each older version: who alters one makes a new one instead."""
FORM = Path(__file__).parent / "guidelines" / "approach-2022-0.1.yaml"


def test_older_versions_are_as_they_were() -> None:
    older = [path.stem for path in GUIDELINES.folder.glob("*@*.yaml")]
    assert sorted(older) == sorted(KEPT)
    for name, digest in KEPT.items():
        assert sha256(GUIDELINES.text(name).encode()).hexdigest() == digest, name


def test_files_say_what_their_names_say() -> None:
    for name in GUIDELINES.names():
        for version in GUIDELINES.versions(name):
            found = GUIDELINES.named(f"{name}@{version}")
            assert (found.guideline, found.version) == (name, version)


def test_the_first_version_says_what_files_of_its_form_said() -> None:
    assert GUIDELINES.named("approach-2022@0.1") == GUIDELINES.load(str(FORM))
