"""Full texts with the abstracts of their authors, in four languages: assembled, never committed.

The articles of SciELO (en, es, pt; JATS) are those that the public repository ``packtools`` tests
with; the papers of TALN (fr; PDF, with their abstracts in a table beside them) are those of
``taln-archives``. ``assembled`` reads clones of these (made by git where there are none) and keeps
what it took from them under ``build/``, which git ignores. A translation lies in the same half as
its article.
"""

from __future__ import annotations

import copy
import hashlib
import io
import json
import re
import subprocess
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from kg.condense.long_report import Block, Report
from kg.condense.paragraph_language import in_languages

BUILD: Final = Path(__file__).parent.parent / "build" / "condense"
SOURCES: Final = {
    "packtools": (
        "https://github.com/scieloorg/packtools",
        "fe1ada8cd7cc638c8eab7ab1651f3b4f891d08e7",
    ),
    "taln-archives": (
        "https://github.com/boudinfl/taln-archives",
        "5b3ad77de8a4c4b3de3f8fdecced88393ffc4e83",
    ),
}
"""Public repositories, and the commit that was read."""
LEAST_WORDS: Final = 1_200
"""Words of a text, at least."""
LEAST_ABSTRACT: Final = 60
"""Words of an abstract, at least."""
MOST_FRENCH: Final = 90
"""Papers of TALN that are read: the first of those in the order of their digests."""
_FLOATS: Final = ("fig", "table-wrap", "fn", "caption", "disp-formula", "boxed-text")
_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True)
class Text:
    """A text: ``group`` is what its translations share; blocks are pairs of a kind and words."""

    id: str
    group: str
    lang: str
    abstract: str
    blocks: tuple[tuple[str, str], ...]

    @property
    def is_for_tuning(self) -> bool:
        """Tell whether it lies in the half on which weights are chosen."""
        return hashlib.sha256(self.group.encode()).digest()[0] % 2 == 0

    def report(self) -> Report:
        """Return it as a report: each heading begins a section."""
        section, blocks = "", list[Block]()
        for number, (kind, text) in enumerate(self.blocks, 1):
            section = text if kind == "heading" else section
            is_heading = kind == "heading"
            blocks.append(
                Block(
                    kind="heading" if is_heading else "paragraph", text=text, page=None,
                    paragraph=number, section="" if is_heading else section,
                )
            )  # fmt: skip
        return Report(self.id, self.id, "0" * 64, tuple(in_languages(blocks)), lang=self.lang)


def assembled(clones: Path | None = None) -> list[Text]:
    """Return the texts, from ``build/`` where they lie there already.

    Raises:
        subprocess.CalledProcessError: a repository cannot be cloned.
    """
    kept = BUILD / "texts.jsonl"
    if not kept.exists():
        where = clones or BUILD / "clones"
        found = [*_articles(_clone(where, "packtools")), *_papers(_clone(where, "taln-archives"))]
        BUILD.mkdir(parents=True, exist_ok=True)
        kept.write_text(
            "".join(json.dumps(asdict(one), ensure_ascii=False) + "\n" for one in found)
        )
    return [_read(json.loads(line)) for line in kept.read_text().splitlines()]


def _read(said: Any) -> Text:
    return Text(**{**said, "blocks": tuple((kind, text) for kind, text in said["blocks"])})


def _clone(where: Path, name: str) -> Path:
    path = where / name
    if not path.exists():
        where.mkdir(parents=True, exist_ok=True)
        subprocess.run(["git", "clone", "--quiet", SOURCES[name][0], str(path)], check=True)
    return path


def _git(clone: Path, *asked: str) -> bytes:
    return subprocess.run(["git", "-C", str(clone), *asked], check=True, capture_output=True).stdout


def _files(clone: Path, name: str, pattern: str) -> list[str]:
    said = _git(clone, "ls-tree", "-r", "--name-only", SOURCES[name][1]).decode()
    return sorted(line for line in said.splitlines() if re.search(pattern, line))


def _versions(clone: Path, name: str, pattern: str) -> list[tuple[str, str]]:
    """Return each version of files up to the commit: its path, and its blob."""
    said = (
        _git(clone, "rev-list", "--objects", "--missing=allow-any", SOURCES[name][1])
        .decode()
        .splitlines()
    )
    pairs = (line.partition(" ") for line in said)
    return sorted((path, blob) for blob, _, path in pairs if re.search(pattern, path))


def _blob(clone: Path, name: str, path: str) -> bytes:
    return _git(clone, "cat-file", "blob", f"{SOURCES[name][1]}:{path}")


def _articles(clone: Path) -> Iterator[Text]:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, recover=True, load_dtd=False, no_network=True)
    seen = set[tuple[str, str]]()
    for path, blob in _versions(clone, "packtools", r"^tests/.*\.xml$"):
        raw = _git(clone, "cat-file", "blob", blob)
        root = etree.parse(io.BytesIO(raw), parser).getroot() if raw.strip() else None
        if root is None or root.tag != "article":
            continue
        group = _said(root.find(".//article-title"))[:80]
        for article in (root, *root.iterfind(".//sub-article")):
            text = _article(root, article, path, group)
            key = (text.lang, text.abstract[:200]) if text else ("", "")
            if text is not None and key not in seen:
                seen.add(key)
                yield text


def _article(root: Any, article: Any, path: str, group: str) -> Text | None:
    lang, body = article.get(_LANG), article.find("body")
    if body is None or lang not in ("en", "es", "pt"):
        return None
    own = list(article.iterfind("./front//abstract" if article is root else ".//abstract"))
    other = [one for one in root.iterfind(".//trans-abstract") if one.get(_LANG) == lang]
    abstracts = [_abstract(one) for one in own + other if one.get("abstract-type") is None]
    abstract = max(abstracts, key=len, default="")
    blocks = tuple(_of_body(body))
    words = sum(len(text.split()) for _, text in blocks)
    if len(abstract.split()) < LEAST_ABSTRACT or words < LEAST_WORDS:
        return None
    return Text(f"{path}#{lang}", group, lang, abstract, blocks)


def _abstract(found: Any) -> str:
    return " ".join(text for one in found.iter("p") if (text := _said(one)))


def _of_body(body: Any) -> Iterator[tuple[str, str]]:
    for one in body.iter("title", "p"):
        if any(parent.tag in _FLOATS for parent in one.iterancestors()):
            continue
        text = _said(one)
        if text:
            yield ("heading" if one.tag == "title" else "paragraph"), text


def _said(one: Any) -> str:
    """Return the words of an element, without numbers of notes above the line and what floats."""
    from lxml import etree

    if one is None:
        return ""
    kept = copy.deepcopy(one)
    for note in [*kept.iter("sup", "xref")]:
        if note.find(".//xref") is not None or note.find(".//sup") is not None:
            note.tag = "note"
    etree.strip_elements(kept, "note", *_FLOATS, with_tail=False)
    return re.sub(r"\s+([.,;:)])", r"\1", " ".join("".join(kept.itertext()).split()))


def _papers(clone: Path) -> Iterator[Text]:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, recover=True, load_dtd=False, no_network=True)
    candidates = list[tuple[str, str]]()
    for path in _files(clone, "taln-archives", r"^(?:TALN|RECITAL)/[^/]+/[^/]+\.xml$"):
        root = etree.parse(io.BytesIO(_blob(clone, "taln-archives", path)), parser).getroot()
        folder = path.rsplit("/", 1)[0]
        for article in root.iter("article"):
            abstract = " ".join((article.findtext("resume") or "").split())
            name = f"{folder}/actes/{article.get('id')}.pdf"
            if len(abstract.split()) >= LEAST_ABSTRACT:
                candidates.append((name, abstract))
    there = set(_files(clone, "taln-archives", r"\.pdf$"))
    candidates = sorted(
        (one for one in candidates if one[0] in there),
        key=lambda one: hashlib.sha256(one[0].encode()).hexdigest(),
    )
    taken = 0
    for name, abstract in candidates:
        blocks = tuple(_of_pdf(_blob(clone, "taln-archives", name)))
        words = sum(len(text.split()) for _, text in blocks)
        if words >= LEAST_WORDS:
            yield Text(name, name, "fr", abstract, blocks)
            taken += 1
        if taken == MOST_FRENCH:
            return


_HEADING: Final = re.compile(r"(?:\d{1,2}(?:\.\d{1,2}){0,3}\.?\s+)[^\W\d_a-z].{2,90}")
_INTRODUCTION: Final = re.compile(
    r"(?:1\.?\s+)?(?:Introduction|Motivations?|Contexte|Préambule)\b.*"
)
_CLOSING: Final = re.compile(
    r"(?:\d{1,2}\.?\s+)?(?:R[ée]f[ée]rences|Bibliographie|Remerciements)\b.*", re.IGNORECASE
)


def _of_pdf(raw: bytes) -> Iterator[tuple[str, str]]:
    """Yield headings and paragraphs between the introduction and the references."""
    import pypdfium2

    document = pypdfium2.PdfDocument(io.BytesIO(raw))
    lines = list[str]()
    for page in document:
        text = page.get_textpage().get_text_range().replace("\r\n", "\n").replace("\ufffe", "-")
        own = [line.strip() for line in text.split("\n")]
        lines += [line for at, line in enumerate(own) if not _is_running(at, line, own)] + [""]
    document.close()
    start = next(
        (
            at
            for at, line in enumerate(lines)
            if re.fullmatch(_INTRODUCTION, line) and len(line) < 60
        ),
        None,
    )
    if start is None:
        return
    end = next(
        (
            at
            for at in range(len(lines) - 1, start, -1)
            if re.fullmatch(_CLOSING, lines[at]) and len(lines[at]) < 40
        ),
        len(lines),
    )
    yield from _paragraphs(lines[start:end])


def _is_running(at: int, line: str, own: list[str]) -> bool:
    return re.fullmatch(r"\W*\d{1,4}\W*", line) is not None or (
        at == 0 and len(own) > 5 and len(line) < 90
    )


def _paragraphs(lines: list[str]) -> Iterator[tuple[str, str]]:
    held = ""
    for line in lines:
        if re.fullmatch(_HEADING, line) and not line.endswith((".", ",", ";")):
            if held:
                yield "paragraph", held
            held = ""
            yield "heading", line
        elif line:
            held = (
                held[:-1] + line
                if held.endswith("-") and line[0].islower()
                else f"{held} {line}".strip()
            )
            if line.endswith((".", ":", "?")) and len(line) < 70:
                yield "paragraph", held
                held = ""
    if held:
        yield "paragraph", held
