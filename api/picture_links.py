"""Where pictures are found: the addresses that stand beside each, on pages and in embeds."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import quote, urlencode

from api.assets import asset_address
from api.deps import Reader, root_of
from api.public_address import public_address
from viz.pictures.picture import AskedPicture
from viz.pictures.picture_files import can_draw_png
from viz.pictures.picture_html import PictureLinks
from viz.pictures.picture_pages import page_of
from viz.pictures.picture_themes import Theme

_IN_QUERY: Final = "/:~"
"""What ids hold that may stand in a query as it is."""
_FORM: Final = "actor"


@dataclass(frozen=True, slots=True)
class EmbedLinks:
    """The addresses of one picture; those that other sites use hold the public address."""

    reader: Reader
    asked: AskedPicture
    theme: Theme = "auto"

    @property
    def root(self) -> str:
        """Where the service is mounted."""
        return root_of(self.reader.request)

    def node(self, id_: str) -> str:
        """Return the page of a record, as everybody reads it."""
        return f"{self._public}/{self._lang}/node/{id_}{self._day}"

    def inside(self, id_: str) -> str:
        """Return where the surroundings of a record are shown in the same frame."""
        said = f"{_FORM}?id={quote(id_, safe=_IN_QUERY)}"
        for name, value in (("as_of", self.asked.as_of), ("theme", self._theme)):
            said += f"&{name}={value}" if value else ""
        return said

    def again(self, asked: AskedPicture) -> str:
        """Return where what else is asked of the form is shown in the same frame."""
        return replace(self, asked=asked).embed.rpartition(f"/{self._lang}/embed/")[2]

    def asset(self, path: str) -> str:
        """Return the address of a file of ours, another as soon as the file is."""
        return asset_address(self.root, path)

    @property
    def embed(self) -> str:
        """The lasting address of the document."""
        return self.file("")

    def file(self, ending: str) -> str:
        """Return the lasting address of the picture in a form: ``.svg``, ``.png``, or none."""
        return f"{self._public}/{self._embed(ending)}"

    @property
    def framed(self) -> str:
        """The document as a page of ours shows it in a frame."""
        return self._here(self._embed(""))

    @property
    def page(self) -> str:
        """The page that says more, for readers elsewhere."""
        return f"{self._public}/{self._page}"

    @property
    def home(self) -> str:
        """Where our pages begin."""
        return f"{self._public}/{self._lang}/"

    @property
    def licences(self) -> str:
        """The page that names sources and their licences."""
        return f"{self._public}/{self._lang}/about"

    @property
    def oembed(self) -> str:
        """Where programs ask how it is put into another site."""
        return f"{self._public}/oembed?{urlencode({'url': self.embed, 'format': 'json'})}"

    @property
    def of_picture(self) -> PictureLinks:
        """What stands below the picture on a page of ours."""
        return PictureLinks(
            svg=self._here(self._embed(".svg")),
            png=self._png,
            embed=self._here(self._editors),
        )

    @property
    def of_embed(self) -> PictureLinks:
        """What stands below it in other sites: what leaves the frame opens a window of its own."""
        return PictureLinks(
            page=self._here(self._page),
            svg=self._here(self._embed(".svg")),
            png=self._png,
            embed=self._here(self._editors),
            records=self._here(f"{self._lang}/node/"),
            framed=True,
        )

    @property
    def _lang(self) -> str:
        return self.reader.lang

    @property
    def _theme(self) -> str | None:
        return None if self.theme == "auto" else self.theme

    @property
    def _day(self) -> str:
        return f"?{urlencode({'as_of': self.asked.as_of})}" if self.asked.as_of else ""

    def _embed(self, ending: str) -> str:
        said = [self.asked.query(), urlencode({"theme": self._theme}) if self._theme else ""]
        query = "&".join(filter(None, said))
        return f"{self._lang}/embed/{self.asked.form}{ending}{'?' if query else ''}{query}"

    @property
    def _page(self) -> str:
        return f"{self._lang}/{page_of(self.asked)}"

    @property
    def _editors(self) -> str:
        query = "&".join(filter(None, (f"form={self.asked.form}", self.asked.query())))
        return f"{self._lang}/embeds?{query}"

    @property
    def _png(self) -> str | None:
        """The PNG, where it can be drawn here."""
        return self._here(self._embed(".png")) if can_draw_png() else None

    def _here(self, path: str) -> str:
        return f"{self.root}/{path}"

    @property
    def _public(self) -> str:
        return public_address(self.reader.request)


def links_of(reader: Reader, asked: AskedPicture, theme: Theme = "auto") -> EmbedLinks:
    """Return the addresses of a picture."""
    return EmbedLinks(reader, asked, theme)
