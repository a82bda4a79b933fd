"""Small damage to a valid file: bytes changed, moved, doubled, cut; words of the format put in."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from random import Random

Bytes = bytes
Mutation = Callable[[Random, bytearray, Sequence[bytes]], None]

WORDS = (
    b"", b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\r", b"\n", b"\t", b'"', b"'", b"<", b">", b"&",
    b";", b",", b"&amp;#99999999999;", b"<!DOCTYPE a [", b"]]>", b"<!--", b"<![CDATA[", b"-1",
    b"0", b"1e999",    b"99999999999999999999", b"2000000000", b"NaN", b"../", b"/etc/passwd", b"http://x/",
    b"\xc3\xa9", b"\xf0\x9f\x98\x80", b"\xed\xa0\x80", b"\xe2\x80\xae", b"=1+1", b"@x(", b"a@b.c",
    b"%", b"{", b"}", b"[", b"]", b"(", b"*", b"&a ", b"*a", b"!!int ", b"- ", b": ", b"? ",
    b"\\ud800",    b"2024-02-30", b"31/12/9999", b"XFD1048576", b"A0", b"xfd1",
)  # fmt: skip
_MOST_ADDED = 20_000


def flip(random: Random, data: bytearray, _words: Sequence[bytes]) -> None:
    data[random.randrange(len(data))] ^= 1 << random.randrange(8)


def byte(random: Random, data: bytearray, _words: Sequence[bytes]) -> None:
    data[random.randrange(len(data))] = random.randrange(256)


def cut(random: Random, data: bytearray, _words: Sequence[bytes]) -> None:
    start = random.randrange(len(data))
    del data[start : start + random.choice((1, 4, 16, 200))]


def end(random: Random, data: bytearray, _words: Sequence[bytes]) -> None:
    del data[random.randrange(len(data)) :]


def insert(random: Random, data: bytearray, words: Sequence[bytes]) -> None:
    place = random.randrange(len(data) + 1)
    data[place:place] = random.choice(words)


def overwrite(random: Random, data: bytearray, words: Sequence[bytes]) -> None:
    word, place = random.choice(words), random.randrange(len(data))
    data[place : place + len(word)] = word


def repeat(random: Random, data: bytearray, _words: Sequence[bytes]) -> None:
    start = random.randrange(len(data))
    piece = bytes(data[start : start + random.choice((1, 3, 10, 60))])
    times = min(random.choice((2, 10, 300, 5_000)), _MOST_ADDED // max(1, len(piece)))
    data[start:start] = piece * times


def swap(random: Random, data: bytearray, _words: Sequence[bytes]) -> None:
    one, other = sorted(random.randrange(len(data)) for _ in range(2))
    size = random.choice((1, 8, 40))
    data[one:other] = data[other : other + size] + data[one:other]


def digits(random: Random, data: bytearray, words: Sequence[bytes]) -> None:
    """Change a number that stands there, else insert a word."""
    places = [at for at, value in enumerate(data) if 48 <= value <= 57]
    if not places:
        insert(random, data, words)
        return
    place = random.choice(places)
    data[place : place + 1] = random.choice((b"0", b"9", b"-1", b"99999999", b"2147483648", b"1.5"))


def value(random: Random, data: bytearray, words: Sequence[bytes]) -> None:
    """Change what stands in quotes or between tags, and leave the format as it is."""
    found = list(_VALUE.finditer(data))
    if not found:
        insert(random, data, words)
        return
    start, stop = random.choice(found).span()
    inner = bytearray(data[start + 1 : stop - 1]) or bytearray(b"0")
    random.choice((insert, overwrite, repeat, digits, flip, cut))(random, inner, words)
    text = inner.decode("utf-8", "ignore")
    data[start + 1 : stop - 1] = "".join(c for c in text if c >= " " and c not in '<>&"').encode()


_VALUE = re.compile(rb'"[^"<>]*"|>[^<>]+<')
_MUTATIONS: tuple[Mutation, ...] = (
    flip, byte, cut, end, insert, insert, overwrite, repeat, swap, digits, digits,
    value, value, value, value, value, value, value,
)  # fmt: skip


def mutated(random: Random, seed: bytes, words: Sequence[bytes] = WORDS) -> bytes:
    """Return a seed with one to five kinds of damage."""
    data = bytearray(seed)
    for _ in range(random.choice((1, 1, 1, 2, 3, 5))):
        if data:
            random.choice(_MUTATIONS)(random, data, words)
    return bytes(data)


def mutated_zip(random: Random, seed: bytes, words: Sequence[bytes] = WORDS) -> bytes:
    """Return an archive with a damaged part, or under another name, or damaged itself."""
    if random.random() < 0.3:
        return mutated(random, seed, words)
    with zipfile.ZipFile(io.BytesIO(seed)) as archive:
        parts = [(name, archive.read(name)) for name in archive.namelist()]
    number = random.randrange(len(parts))
    name, content = parts[number]
    if random.random() < 0.15:
        parts[number] = (_odd_name(random, name), content)
    else:
        parts[number] = (name, mutated(random, content, words))
    return zipped(parts)


def _odd_name(random: Random, name: str) -> str:
    odd = (name.upper(), f"/{name}", f"../{name}", name.replace("/", "\\"), f"x/{name}", "x.bin")
    return random.choice(odd)


def zipped(parts: Sequence[tuple[str, bytes]]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            archive.writestr(name, content)
    return file.getvalue()
