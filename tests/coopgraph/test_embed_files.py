"""Pictures as files for another site: in the folder that is named, as everybody may see them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lxml import etree, html

from coopgraph.asked import Asked
from coopgraph.embed_files import EmbedWanted, write_embed
from coopgraph.settings import Settings, sqlite_url
from kg.base.errors import BadFileError, CoopgraphError
from kg.store.opening import create_store
from tests.api.embeds.armed_world import DISPUTED, make_armed
from tests.api.embeds.embed_world import WITHDRAWN
from tests.api.world import HIDDEN, ODD, make_world
from tests.graphs import changes_of
from viz.pictures.lasting_subjects import WithdrawnError
from viz.pictures.picture import AskedPicture

OWN = ("picture.css", "picture.js")


@pytest.fixture(scope="module")
def armed(tmp_path_factory: pytest.TempPathFactory) -> Asked:
    url = make_armed(tmp_path_factory.mktemp("armed") / "world.db")
    return Asked(Settings(store=url, cache="off"))


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Asked:
    url = make_world(tmp_path_factory.mktemp("small") / "world.db")
    return Asked(Settings(store=url, cache="off"))


def written(asked: Asked, about: AskedPicture, folder: Path) -> list[Path]:
    return [Path(name) for name in write_embed(asked, EmbedWanted(about, "auto", folder)).files]


def test_names_stay_text_in_every_file(armed: Asked, tmp_path: Path) -> None:
    for about in (AskedPicture("actor", ("org/oas",)), AskedPicture("tiles", ("org/oas",)),
                  AskedPicture("path", start=DISPUTED, end="org/oas")):  # fmt: skip
        for file in written(armed, about, tmp_path):
            body = file.read_bytes()
            if file.suffix == ".svg":
                assert {etree.QName(e).localname for e in etree.fromstring(body).iter()} <= {
                    "svg", "g", "a", "path", "rect", "text", "tspan", "title", "desc", "defs",
                    "pattern", "circle",
                }  # fmt: skip
            elif file.suffix == ".html":
                scripts = html.document_fromstring(body).findall(".//script")
                assert [one.get("src") for one in scripts] == ["picture.js"]
            elif file.suffix == ".json":
                assert json.loads(body)["form"] == about.form
            elif file.suffix == ".png":
                assert body.startswith(b"\x89PNG")


def test_what_the_board_sees_is_in_no_file(small: Asked, tmp_path: Path) -> None:
    assert small.audience == "board"
    for file in written(small, AskedPicture("actor", ("state/bra",)), tmp_path):
        text = file.read_bytes().decode("utf-8", "replace")
        assert not [word for word in HIDDEN.values() if word in text]
    for id_ in HIDDEN:
        with pytest.raises(CoopgraphError):
            written(small, AskedPicture("actor", (id_,)), tmp_path)


@pytest.mark.parametrize(
    "id_", [ODD, "activity/../../../x", "activity/..", "activity/-rf", f"activity/{'x' * 300}"]
)
def test_no_id_leads_out_of_the_folder(tmp_path: Path, id_: str) -> None:
    url = sqlite_url(tmp_path / "world.db")
    store = create_store(url)
    store.apply(list(changes_of("", {id_: {"title": {"en": "A"}}})))
    store.close()
    folder = tmp_path / "site"
    asked = Asked(Settings(store=url, cache="off"))
    files = written(asked, AskedPicture("actor", (id_,)), folder)
    assert {file.parent for file in files} == {folder}
    assert {file.name for file in files} == {file.name for file in folder.iterdir()}
    assert all(file.name.startswith("actor-") for file in files if file.name not in OWN)
    assert {file.name for file in tmp_path.iterdir()} - {"site"} == {
        file.name for file in tmp_path.glob("world.db*")
    }


def test_two_pictures_have_two_names(tmp_path: Path) -> None:
    """Where letters are lost or a name is cut the second would take the place of the first."""
    long = "activity/" + "x" * 200
    ids = ("activity/A.B", "activity/a-b", "activity/a_b", f"{long}1", f"{long}2")
    url = sqlite_url(tmp_path / "world.db")
    store = create_store(url)
    store.apply(list(changes_of("", {id_: {"title": {"en": id_[:90]}} for id_ in ids})))
    store.close()
    asked = Asked(Settings(store=url, cache="off"))
    names = [
        written(asked, AskedPicture("actor", (id_,)), tmp_path / "site")[0].name for id_ in ids
    ]
    assert len(set(names)) == len(ids)
    assert all(len(name) <= 110 for name in names)
    assert "actor-activity-a-b.html" in names


def test_what_lies_there_as_a_link_is_left_alone(small: Asked, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_text("mine", encoding="utf-8")
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "actor-org-body.html").symlink_to(elsewhere)
    with pytest.raises(BadFileError):
        written(small, AskedPicture("actor", ("org/body",)), folder)
    assert elsewhere.read_text(encoding="utf-8") == "mine"


def test_what_was_withdrawn_is_written_no_more(armed: Asked, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    with pytest.raises(WithdrawnError):
        written(armed, AskedPicture("actor", (WITHDRAWN,)), folder)
    assert not folder.exists()
