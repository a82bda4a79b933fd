"""Texts: all that an element holds is read, whatever markup stands in it."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import etree

from ingest.iati.element_text import read_words, text_of

from .conftest import Read, activity, file_notes, node

ID = "activity/XX-1"


def test_further_texts_of_a_language_are_counted(read: Read) -> None:
    found = read(
        activity(
            "<title>U</title><description type='2'>other</description>"
            "<description><narrative>main</narrative><narrative>more</narrative>x</description>"
        )
    )
    assert node(found[0], ID).props["summary"] == {"en": "main"}
    assert "4 further texts in the same language" in file_notes(found)["not-kept"]


def words(xml: str, default: str = "en") -> dict[str, str]:
    found: dict[str, str] = {}
    read_words(etree.fromstring(xml), default, found)
    return found


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("El programa <b>refuerza</b> la gestión.<br/>Segunda frase.",
         "El programa refuerza la gestión. Segunda frase."),
        ("<p>Uno.</p><p>Dos.</p>", "Uno. Dos."),
        ("<ul><li>agua</li><li>suelo</li></ul>", "agua suelo"),
        ("<b>a</b> <i>b</i>", "a b"),
        ("H<sub>2</sub>O", "H2O"),
        ("<div><span>a <em>b <b>c</b></em></span> d</div>", "a b c d"),
        ("<![CDATA[a < b & c]]>", "a < b & c"),
        ("a<!-- b -->c<?p q?>d", "acd"),
        ("A &amp;amp; B", "A & B"),
        ("A &amp;lt; B &#38;amp; C", "A < B & C"),
        ('<x:p xmlns:x="urn:x">a</x:p>b', "a b"),
        ("\n  a\n\t b\u00a0c \n", "a b c"),
    ],
)  # fmt: skip
def test_all_text_of_a_narrative_is_read(read: Read, inside: str, text: str) -> None:
    """As description, and as title of both versions."""
    for title in (inside, f"<narrative>{inside}</narrative>"):
        description = f"<description><narrative>{inside}</narrative></description>"
        body = activity(description).replace("<narrative>T</narrative>", title, 1)
        (item,) = read(body)
        stated: Any = node(item, ID).props
        assert stated["summary"] == {"en": text}
        assert stated["title"] == {"en": text}


@pytest.mark.parametrize(
    ("xml", "found"),
    [
        ("<t>Texto<narrative/></t>", {"en": "Texto"}),
        ('<t>Texto<narrative xml:lang="fr">Eau</narrative></t>', {"fr": "Eau", "en": "Texto"}),
        ('<t xml:lang="es"><narrative/>Texto <b>b</b></t>', {"es": "Texto b"}),
        ("<t>\n <narrative>A</narrative>\n <narrative>B</narrative>\n</t>", {"en": "A"}),
        ("<t><p>A</p><p>B</p></t>", {"en": "A B"}),
        ('<t><narrative xml:lang="pt">A<narrative>B</narrative></narrative></t>', {"pt": "A B"}),
        ("<t/>", {}),
    ],
)
def test_text_beside_narratives_counts(xml: str, found: dict[str, str]) -> None:
    assert words(xml) == found


def test_names_identifiers_values_and_dates_are_read_whole(read: Read) -> None:
    (item,) = read(
        activity(
            '<participating-org role="1" type="22"><narrative>Red <i>Sur</i></narrative>'
            "</participating-org><activity-date type='1'><b>2020</b>-01-02</activity-date>"
            "<budget><period-start><i>2020-01-01</i></period-start><value currency='USD'>"
            "<b>1</b>000<!-- thousand --></value></budget>",
            identifier="\n  A<b>-1</b>\n  ",
        )
    )
    stated: Any = node(item, "activity/A-1").props
    assert (stated["starts_planned"], stated["budget"]) == ("2020-01-02", {"USD": 1000.0})
    assert node(item, "org/name/xx/red-sur").props["name"] == {"en": "Red Sur"}


def test_the_deepest_markup_that_is_read_costs_no_recursion_error() -> None:
    deep = etree.fromstring("<t>" + "<b>" * 240 + "x" + "</b>" * 240 + "</t>")
    assert text_of(deep) == "x"
