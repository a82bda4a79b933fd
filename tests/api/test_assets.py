"""Files of ours on the wire: compressed for who takes that, found anew by their own tags."""

from __future__ import annotations

import gzip

import pytest
from starlette.testclient import TestClient

from api.assets import VIZ_STATIC, asset_address

SCRIPT = VIZ_STATIC / "picture.js"
ADDRESS = asset_address("", "viz/picture.js")


def test_a_text_is_sent_compressed_and_is_the_same(board: TestClient) -> None:
    with board.stream("GET", ADDRESS, headers={"Accept-Encoding": "gzip"}) as answer:
        packed = b"".join(answer.iter_raw())
    assert answer.headers["content-encoding"] == "gzip"
    assert "Accept-Encoding" in answer.headers["vary"]
    assert answer.headers["content-type"].startswith("text/javascript")
    assert "immutable" in answer.headers["cache-control"]
    assert len(packed) < len(SCRIPT.read_bytes()) / 2
    assert gzip.decompress(packed) == SCRIPT.read_bytes()


@pytest.mark.parametrize(
    "headers",
    [{"Accept-Encoding": "identity"}, {"Accept-Encoding": "gzip;q=0"},
     {"Accept-Encoding": "gzip", "Range": "bytes=0-99"}],
    ids=["no", "refused", "a part"],
)  # fmt: skip
def test_who_takes_no_compression_or_a_part_gets_it_plain(
    board: TestClient, headers: dict[str, str]
) -> None:
    answer = board.get(ADDRESS, headers=headers)
    assert "content-encoding" not in answer.headers
    assert "Accept-Encoding" in answer.headers["vary"]
    assert SCRIPT.read_bytes().startswith(answer.content)


def test_each_coding_is_known_by_its_own_tag(board: TestClient) -> None:
    tags = []
    for coding in ("gzip", "identity"):
        asked = {"Accept-Encoding": coding}
        tag = board.get("/static/site.css", headers=asked).headers["etag"]
        again = board.get("/static/site.css", headers={**asked, "If-None-Match": tag})
        assert (again.status_code, again.headers["etag"]) == (304, tag)
        tags.append(tag)

    assert tags[0] != tags[1]


def test_what_is_not_there_stays_so(board: TestClient) -> None:
    answer = board.get("/static/none.css", headers={"Accept-Encoding": "gzip"})
    assert answer.status_code == 404
