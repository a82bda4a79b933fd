"""Where pictures are found: the addresses that stand beside each, on pages and in embeds."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from api.assets import asset_address
from api.deps import Reader, root_of
from api.public_address import public_address
from viz.pictures.picture import AskedPicture
from viz.pictures.picture_html import PictureLinks


@dataclass(frozen=True, slots=True)
class EmbedLinks:
    """The addresses of one picture; those that other sites use hold the public address."""

    reader: Reader
    asked: AskedPicture

    @property
    def root(self) -> str:
        """Where the service is mounted."""
        return root_of(self.reader.request)

    def node(self, id_: str) -> str:
        """Return the page of a record, as everybody reads it."""
        as_of = self.asked.as_of
        query = f"?{urlencode({'as_of': as_of})}" if as_of else ""
        return f"{self._public}/{self.reader.lang}/node/{id_}{query}"

    def asset(self, path: str) -> str:
        """Return the address of a file of ours, another as soon as the file is."""
        return asset_address(self.root, path)

    @property
    def embed(self) -> str:
        """The lasting address of the document."""
        return self._at(f"{self.reader.lang}/embed/{self.asked.form}")

    @property
    def of_picture(self) -> PictureLinks:
        """What stands below the picture."""
        return PictureLinks()

    def _at(self, path: str) -> str:
        query = self.asked.query()
        return f"{self._public}/{path}?{query}" if query else f"{self._public}/{path}"

    @property
    def _public(self) -> str:
        return public_address(self.reader.request)


def links_of(reader: Reader, asked: AskedPicture) -> EmbedLinks:
    """Return the addresses of a picture."""
    return EmbedLinks(reader, asked)
