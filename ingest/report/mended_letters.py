"""Letters of a report that a program decoded wrongly before it came here: mended, and said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ingest.sheet.grids.garbled import mended
from kg.base.i18n import Message, msg
from kg.condense.long_report import Block


def with_mended_letters(blocks: Iterable[Block]) -> tuple[list[Block], list[Message]]:
    """Return blocks with such letters as they were meant, and what there is to say of it.

    What is doubtful stays as it is.

    >>> block = Block("paragraph", "La cooperaciÃ³n tÃ©cnica", 1, 1)
    >>> with_mended_letters([block])[0][0].text
    'La cooperación técnica'
    """
    found, pairs = list[Block](), dict[str, str]()
    for block in blocks:
        texts = [block.text, *block.cells, *block.columns, block.caption]
        here = {text: after for text in texts if (after := _mended(text)) != text}
        found.append(_with(block, here) if here else block)
        pairs |= here
    if not pairs:
        return found, []
    before, after = next(iter(pairs.items()))
    word = next(
        ((one, other) for one, other in zip(before.split(), after.split(), strict=False)
         if one != other), (before, after),
    )  # fmt: skip
    return found, [
        msg(
            "Letters had been decoded wrongly and were mended (places: {n}): {before} is {after}.",
            n=len(pairs), before=word[0], after=word[1],
        )
    ]  # fmt: skip


def _mended(text: str) -> str:
    if text.isascii():
        return text
    found = mended(text)
    return found.after if found is not None and found.sure else text


def _with(block: Block, mended_texts: dict[str, str]) -> Block:
    def of(text: str) -> str:
        return mended_texts.get(text, text)

    return replace(
        block,
        text=of(block.text),
        cells=tuple(map(of, block.cells)),
        columns=tuple(map(of, block.columns)),
        caption=of(block.caption),
    )
