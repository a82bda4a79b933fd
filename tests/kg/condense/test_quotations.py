"""Which sentences are quoted: verbatim, in order, none twice, the same on every run."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.condense.long_report import Report
from kg.condense.quotations import LEAST, MOST, MOST_WORDS, by_relevance
from kg.condense.quotations import quotations as chosen_of
from kg.condense.sentence_scores import scores
from kg.condense.sentences import sentences_of
from kg.glossary.stems import words_of
from kg.model.documents import Quoted
from tests.kg.condense.made_reports import report

TOPICS = (
    [
        "The drought programme of the Agency reached the farmers of the northern lowlands.",
        "Farmers in the lowlands said that the drought programme kept their herds alive.",
        "In the lowlands the programme of the Agency against drought trained 450 farmers.",
    ],
    [
        "The scholarship fund paid for the studies of 120 nurses from small island states.",
        "Nurses from island states who had a scholarship returned to their hospitals.",
        "Without the scholarship fund the hospitals of the islands would lack nurses.",
    ],
    [
        "The network of early warning stations grew along the coast of the peninsula.",
        "Along the coast the stations warn the fishing villages of storms in time.",
        "Storms were seen early at the stations, and the villages of the coast were warned.",
    ],
)  # fmt: skip
_WORDS = tuple(
    word
    for line in (
        "budget training station harvest coast school teacher island farmer storm nurse fund road",
        "village energy bridge river forest market science library archive museum custom border",
        "water vaccine clinic loan data sensor signal radio ship harbour airport council region",
        "ministry plan project report expert mission visit seminar course grant donor partner need",
    )
    for word in line.split()
)


def long_lines(words: int) -> list[str]:
    """Return paragraphs of running text of so many words, with a heading for each ten."""
    rng, lines, count = random.Random(16), list[str](), 0
    while count < words:
        if len(lines) % 11 == 0:
            lines.append(f"# Section {len(lines)}")
        said = [
            "The {} of the {} was with the {} in the {} and for the {} of each {} by then.".format(
                *(rng.choice(_WORDS) + rng.choice(("", "s", "ing")) for _ in range(6))
            )
            for _ in range(5)
        ]
        lines.append(" ".join(said))
        count += len(lines[-1].split())
    return lines


def quotations(of: Report) -> list[Quoted]:
    sentences = sentences_of(of)
    return chosen_of(of, sentences, scores(sentences))


LINES = st.lists(
    st.sampled_from([one for topic in TOPICS for one in topic])
    | st.sampled_from(["# Findings", "# Annex", "- 3. The Board approved the plan of the Agency."])
    | st.sampled_from([" ".join(topic) for topic in TOPICS])
    | st.text(alphabet="abT. “”(1é", max_size=60),
    max_size=25,
)


@settings(deadline=None, max_examples=40)
@given(LINES)
def test_each_is_a_part_of_its_block_and_they_stand_in_the_order_of_the_report(
    lines: list[str],
) -> None:
    of = report(lines)
    found = quotations(of)
    blocks = {block.paragraph: block for block in of.blocks}
    assert all(one.text in blocks[one.paragraph].text for one in found)
    places = [(one.paragraph, blocks[one.paragraph].text.index(one.text)) for one in found]
    assert places == sorted(places)
    assert len(found) <= MOST
    assert quotations(of) == found


@settings(max_examples=20, deadline=None)
@given(st.permutations(range(9)))
def test_of_sentences_that_weigh_the_same_the_first_counts(order: list[int]) -> None:
    said = [one for topic in TOPICS for one in topic]
    sentences = sentences_of(report([said[at] for at in order]))
    chosen = by_relevance(sentences, [1_000] * 9, 9)
    assert chosen[0].text == said[order[0]]


@settings(max_examples=20, deadline=None)
@given(st.permutations(range(9)))
def test_a_sentence_that_stands_twice_is_quoted_once_where_it_stands_first(
    order: list[int],
) -> None:
    said = [one for topic in TOPICS for one in topic]
    once = [said[at] for at in order]
    found = quotations(report([*once, *once]))
    assert len({one.text for one in found}) == len(found) > 1


def test_a_long_report_has_six_to_nine_of_all_its_subjects() -> None:
    found = quotations(report(long_lines(8_000)))
    assert LEAST <= len(found) <= MOST
    words = sum(len(one.text.split()) for one in found)
    assert words <= MOST_WORDS or len(found) == LEAST


def test_no_two_say_the_same() -> None:
    same = [
        "The drought programme of the Agency reached the farmers of the northern lowlands.",
        "The programme of the Agency on drought reached farmers in the northern lowlands.",
    ]
    found = quotations(report([*same, *TOPICS[1], *TOPICS[2]]))
    assert len({one.text for one in found} & set(same)) == 1
    stems = [{word.stem for word in words_of(one.text)} for one in found]
    assert all(
        2 * len(one & other) <= min(len(one), len(other))
        for at, one in enumerate(stems)
        for other in stems[:at]
    )


def test_none_is_of_a_table_nor_of_another_language_than_the_report() -> None:
    french = "Le Conseil a approuvé le plan de travail de l’Agence pour les deux années."
    row = "The Board approved the plan of work of the Agency for the next two years."
    found = quotations(report([*TOPICS[0], french, f"| {row} | 12"]))
    assert found
    assert all(one.text in TOPICS[0] for one in found)


def test_a_numbered_paragraph_is_quoted_without_its_number() -> None:
    found = quotations(report(["- 12. The Board approved the plan of the Agency."]))
    assert found == []  # the mark stands before the number: no sentence begins with it
    found = quotations(report(["12. The Board approved the plan of work of the Agency."]))
    assert [one.text for one in found] == ["The Board approved the plan of work of the Agency."]


def test_a_report_without_sentences_has_none() -> None:
    empty: Report = report(["# Head", "| 12 | 13"])
    assert quotations(empty) == []
    assert scores(sentences_of(empty)) == []
