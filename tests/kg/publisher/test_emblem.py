"""An emblem only draws: whatever else a file may do is refused before anybody sees it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.base.errors import BadFileError
from kg.base.i18n import LANGUAGES
from kg.publisher.emblem import MAX_BYTES, emblem_of, pages_of
from kg.publisher.publisher import PUBLISHERS, Publisher, proposed_publisher

NS = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
GOOD = (
    f'<svg {NS} viewBox="0 0 8 8"><defs><linearGradient id="g"><stop offset="0"/></linearGradient>'
    '</defs><path d="M0 0h8v8z" fill="url(#g)"/><use href="#g"/></svg>'
)
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + (32).to_bytes(4) + (32).to_bytes(4) + b"\x08\x06"


def with_emblem(name: str) -> Publisher:
    return proposed_publisher().model_copy(update={"emblem": name})


def read(folder: Path, content: bytes, name: str = "e.svg") -> tuple[bytes, str]:
    (folder / name).write_bytes(content)
    found = emblem_of(with_emblem(name), str(folder / "ours.yaml"))
    assert found is not None
    return found.content, found.kind


def test_svg_and_png_are_taken_as_they_are(tmp_path: Path) -> None:
    assert read(tmp_path, GOOD.encode()) == (GOOD.encode(), "image/svg+xml")
    assert read(tmp_path, PNG, "e.png") == (PNG, "image/png")


@pytest.mark.parametrize(
    "content",
    [
        f"<svg {NS}><script>alert(1)</script></svg>",
        f'<svg {NS} onload="alert(1)"/>',
        f'<svg {NS}><a href="javascript:alert(1)"><path d="M0 0"/></a></svg>',
        f'<svg {NS}><use href="https://example.org/x.svg#a"/></svg>',
        f'<svg {NS}><use xlink:href="data:image/svg+xml,x"/></svg>',
        f'<svg {NS}><path fill="url( https://example.org/x )"/></svg>',
        f'<svg {NS}><path style="fill:u\\72l(x)"/></svg>',
        f"<svg {NS}><style>@import 'https://example.org/x'</style></svg>",
        f"<svg {NS}><foreignObject/></svg>",
        f'<svg {NS}><image href="#x"/></svg>',
        f"<svg {NS}><set attributeName='href' to='x'/></svg>",
        f'<!DOCTYPE svg [<!ENTITY a "b">]><svg {NS}/>',
        f"<?xml-stylesheet href='https://example.org/x.css'?><svg {NS}/>",
        f"<svg {NS}><?php x?></svg>",
        "<svg/>",
        "GIF89a",
        "",
    ],
)
def test_what_may_do_more_is_refused(content: str, tmp_path: Path) -> None:
    with pytest.raises(BadFileError) as refused:
        read(tmp_path, content.encode())
    assert all(refused.value.sentence(lang) for lang in LANGUAGES)


def test_size_has_a_cap(tmp_path: Path) -> None:
    with pytest.raises(BadFileError):
        read(tmp_path, GOOD.encode() + b" " * MAX_BYTES)
    with pytest.raises(BadFileError):
        read(tmp_path, PNG.replace((32).to_bytes(4), (9_999).to_bytes(4)), "e.png")


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadFileError, match=r"none\.svg"):
        emblem_of(with_emblem("none.svg"), str(tmp_path / "ours.yaml"))


def test_pages_differ_by_what_they_say(tmp_path: Path) -> None:
    (tmp_path / "e.svg").write_text(GOOD)
    path = tmp_path / "ours.yaml"
    path.write_text(PUBLISHERS.text("cooperanet").replace("emblem: null", "emblem: e.svg"))
    ours, shipped = pages_of(str(path)), pages_of()
    assert shipped.emblem is None
    assert ours.emblem is not None
    assert ours.digest != shipped.digest
