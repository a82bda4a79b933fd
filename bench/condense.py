"""Which sentences of a text its authors would have told: ROUGE against abstracts, four languages.

``python -m bench.condense`` prints the tables of ``docs/condense.md``; ``--clones DIR`` names where
clones of the repositories of ``bench.condense_texts`` lie already. ROUGE-1, -2 and -L as F in
hundredths, at 200 words, of ours and of peers over the same sentences: those that our gate lets
pass (but for LexRank of all sentences). Weights were chosen on one half of the texts in en, pt and
fr; the tables are of the other half, and of all texts in es.

Then: how many of the changes that were made in a copy of a long report are found, and what scores
and changes of such reports cost.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from bench.condense_changes import print_changes
from bench.condense_peers import lead, lexrank, oracle, textrank, weighted_lexrank
from bench.condense_texts import Text, assembled
from bench.rouge import MEASURES, rouge
from kg.condense.paragraph_language import language_of
from kg.condense.quotable import quotable
from kg.condense.quotations import by_relevance
from kg.condense.sentence_scores import WEIGHTS, Weights, scores
from kg.condense.sentences import Sentence, sentences_of

WORDS: Final = 200
LANGUAGES: Final = ("en", "es", "pt", "fr")
DRAWS: Final = 10_000
SEED: Final = 16
Doubles = npt.NDArray[np.float64]
Chooser = Callable[[Text, list[Sentence]], list[Sentence]]


def ours(text: Text, candidates: list[Sentence], weights: Weights = WEIGHTS) -> list[Sentence]:
    """Return sentences as they are quoted, the most relevant first."""
    scored = scores(sentences_of(text.report()), weights)
    return by_relevance(candidates, scored, 40)


def _plain(choose: Callable[[Sequence[Sentence]], list[Sentence]]) -> Chooser:
    return lambda _, candidates: choose(candidates)


CHOOSERS: Final[dict[str, Chooser]] = {
    "lead": _plain(lead),
    "TextRank": _plain(textrank),
    "LexRank": _plain(lexrank),
    "LexRank of all sentences": lambda text, _: lexrank(sentences_of(text.report())),
    "LexRank, weighted": _plain(weighted_lexrank),
    "ours": ours,
    "oracle": lambda text, given: oracle(given, text.abstract, text.lang, WORDS),
}


def summary(chosen: Iterable[Sentence]) -> str:
    """Return sentences as far as they fit whole into ``WORDS``, in the order of the text."""
    kept, words = list[Sentence](), 0
    for one in chosen:
        length = len(one.text.split())
        if words + length <= WORDS:
            kept.append(one)
            words += length
    return " ".join(one.text for one in sorted(kept, key=lambda one: one.place))


def measured(texts: Sequence[Text], choose: Chooser) -> Doubles:
    """Return ROUGE of each text, in hundredths: a row of three for each."""
    rows = []
    for text in texts:
        sentences = sentences_of(text.report())
        given = [one for one, may in zip(sentences, quotable(sentences), strict=True) if may]
        rows.append(rouge(summary(choose(text, given)), text.abstract, text.lang))
    return 100 * np.array(rows)


def interval(differences: Doubles) -> tuple[float, float, float]:
    """Return the mean, and between what nineteen in twenty means of texts drawn anew lie."""
    drawn = np.random.default_rng(SEED).integers(len(differences), size=(DRAWS, len(differences)))
    low, high = np.quantile(differences[drawn].mean(axis=1), (0.025, 0.975))
    return float(differences.mean()), float(low), float(high)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(prog="python -m bench.condense", description=__doc__)
    parser.add_argument("--clones", type=Path)
    texts = assembled(parser.parse_args().clones)
    held = [one for one in texts if one.lang == "es" or not one.is_for_tuning]
    found = {
        lang: {
            name: measured([one for one in held if one.lang == lang], choose)
            for name, choose in CHOOSERS.items()
        }
        for lang in LANGUAGES
    }
    _print_means(found)
    _print_against(found, "LexRank")
    _print_against(found, "LexRank of all sentences")
    _print_against(found, "TextRank")
    _print_languages(texts)
    print_changes(texts)


def _print_languages(texts: Sequence[Text]) -> None:
    """Print of how many paragraphs the language is told that their text is in."""
    print("\n| language of paragraphs of eight words or more | right | of |\n|---|---|---|")
    for lang in LANGUAGES:
        told = [
            language_of(words) == lang
            for text in texts
            if text.lang == lang
            for kind, words in text.blocks
            if kind == "paragraph" and len(words.split()) >= 8
        ]
        print(f"| {lang} | {sum(told) / len(told):.3f} | {len(told)} |")


def _print_means(found: dict[str, dict[str, Doubles]]) -> None:
    counts = ", ".join(f"{lang} {len(of['ours'])}" for lang, of in found.items())
    print(f"{' / '.join(MEASURES)}, F in hundredths at {WORDS} words; texts: {counts}\n")
    print(f"| | {' | '.join(found)} |\n|---|{'---|' * len(found)}")
    for name in CHOOSERS:
        cells = (" / ".join(f"{one:.1f}" for one in of[name].mean(axis=0)) for of in found.values())
        print(f"| {name} | {' | '.join(cells)} |")


def _print_against(found: dict[str, dict[str, Doubles]], peer: str) -> None:
    print(f"\n| ours − {peer} | {' | '.join(found)} |\n|---|{'---|' * len(found)}")
    for at, measure in enumerate(MEASURES):
        cells = []
        for of in found.values():
            mean, low, high = interval(of["ours"][:, at] - of[peer][:, at])
            cells.append(f"{mean:+.1f} [{low:.1f}, {high:.1f}]")
        print(f"| {measure} | {' | '.join(cells)} |")


if __name__ == "__main__":
    main()
