"""Makes the gallery of the documentation: each form of pictures at three widths, in two schemes.

``python -m tools.gallery [FORM…]`` serves the starter knowledge on the loopback, opens each
embedded picture in headless Chromium, and writes ``docs/images/pictures``: images as WebP, and the
page that shows them. A page of another origin frames one in each language.
"""

from __future__ import annotations

import base64
import json
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal
from urllib.error import URLError
from urllib.parse import quote
from urllib.request import urlopen

from kg.base.i18n import LANGUAGES
from viz.pictures.picture_forms import FORMS

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

FOLDER: Final = Path("docs/images/pictures")
WIDTHS: Final = (320, 768, 1280)
SCHEMES: Final[tuple[Literal["light", "dark"], ...]] = ("light", "dark")
SHOWN: Final[Mapping[str, str]] = {
    "actor": "id=org/segib",
    "house": "id=org/iacd",
    "match": "id=demand/xaa-brine-reverse-osmosis",
    "path": "from=state/hti&to=org/mercosur",
    "bridges": "id=org/segib&id=org/mercosur",
    "tiles": "id=org/caricom",
}
"""What is asked of a form, as the query of its address; of the others nothing in particular."""
HOSTED: Final = "tiles"
"""The form that a page of another site frames."""
_HIGHEST: Final = 1400
"""Pixels of a page that are kept: an upright list goes on as it begins."""
_CHROMIUM: Final = "/usr/bin/chromium"
_SECONDS: Final = 60
_ABOUT: Final = (
    "Each form at 320, 768 and 1,280 px, light and dark, of the starter knowledge; made by "
    "`python -m tools.gallery`. Long lists are cut."
)
_QUALITY: Final = 0.6
_WEBP: Final = """async ([data, quality]) => {
  const image = new Image();
  image.src = "data:image/png;base64," + data;
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
  canvas.getContext("2d").drawImage(image, 0, 0);
  return canvas.toDataURL("image/webp", quality).split(",")[1];
}"""


def main(named: list[str]) -> None:
    """Write the images of the forms named, of all where none is, and the page of all."""
    from playwright.sync_api import sync_playwright

    FOLDER.mkdir(parents=True, exist_ok=True)
    with hosting() as (host, folder), serving(host) as address, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=_CHROMIUM)
        for form in named or FORMS:
            for name, shot in shots(browser, address, form):
                (FOLDER / name).write_bytes(shot)
                sys.stdout.write(f"{name}: {len(shot) // 1000} kB\n")
        for lang in LANGUAGES if not named or HOSTED in named else ():
            shot = framed(browser, address, host, folder, lang)
            (FOLDER / f"host-{lang}.webp").write_bytes(shot)
        browser.close()
    (FOLDER / "README.md").write_text(gallery(), encoding="utf-8")


def gallery() -> str:
    """Return the page that shows the images."""
    lines = [
        "# Pictures, as other sites show them",
        "",
        _ABOUT,
    ]
    for form in FORMS:
        lines += ["", f"## {form}", "", _row(form, "light"), "", _row(form, "dark")]
    shown = " ".join(_image(f"host-{lang}.webp", f"{HOSTED}, {lang}", 420) for lang in LANGUAGES)
    lines += ["", "## In a page of another site, in four languages", "", shown, ""]
    return "\n".join(lines)


def _row(form: str, scheme: str) -> str:
    shares = {320: 120, 768: 280, 1280: 440}
    return " ".join(
        _image(f"{form}-{width}-{scheme}.webp", f"{form}, {width} px, {scheme}", shares[width])
        for width in WIDTHS
    )


def _image(name: str, said: str, width: int) -> str:
    return f'<a href="{name}"><img src="{name}" width="{width}" alt="{said}"></a>'


def shots(browser: Browser, address: str, form: str) -> Iterator[tuple[str, bytes]]:
    """Yield name and image of a form at each width, in each scheme."""
    for scheme in SCHEMES:
        for width in WIDTHS:
            page = browser.new_page(viewport={"width": width, "height": 600}, color_scheme=scheme)
            page.goto(f"{address}/en/embed/{form}?{SHOWN.get(form, '')}", wait_until="networkidle")
            yield f"{form}-{width}-{scheme}.webp", _taken(browser, page)
            page.close()


def framed(browser: Browser, address: str, host: str, folder: Path, lang: str) -> bytes:
    """Return the image of a page of another origin that frames a picture."""
    asked = quote(f"{address}/{lang}/embed/{HOSTED}?{SHOWN[HOSTED]}", safe="")
    with urlopen(f"{address}/oembed?url={asked}&format=json") as answer:
        found: dict[str, Any] = json.load(answer)
    (folder / f"{lang}.html").write_text(
        f'<!doctype html><html lang="{lang}"><meta charset="utf-8"><title>{lang}</title>'
        f'<body style="font:16px sans-serif;max-width:50rem;margin:2rem auto">{found["html"]}',
        encoding="utf-8",
    )
    page = browser.new_page(viewport={"width": 900, "height": 700})
    page.goto(f"{host}/{lang}.html", wait_until="networkidle")
    shot = _taken(browser, page)
    page.close()
    return shot


def _taken(browser: Browser, page: Page) -> bytes:
    """Return the page from its top as WebP, which the browser makes itself."""
    tall: int = page.evaluate("document.documentElement.scrollHeight")
    assert page.viewport_size is not None
    page.set_viewport_size({**page.viewport_size, "height": min(tall, _HIGHEST)})
    png = base64.b64encode(page.screenshot()).decode()
    blank = browser.new_page()
    made: str = blank.evaluate(_WEBP, [png, _QUALITY])
    blank.close()
    return base64.b64decode(made)


class _Silent(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


@contextmanager
def hosting() -> Iterator[tuple[str, Path]]:
    """Give the address of a site of another origin, and the folder of its pages."""
    with tempfile.TemporaryDirectory() as folder:
        handler = partial(_Silent, directory=folder)
        with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            yield f"http://127.0.0.1:{server.server_port}", Path(folder)
            server.shutdown()


@contextmanager
def serving(host: str) -> Iterator[str]:
    """Give the address of a service over the starter knowledge that ``host`` may frame."""
    coopgraph = [sys.executable, "-m", "coopgraph"]
    with tempfile.TemporaryDirectory() as folder, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        environment = {
            **os.environ,
            "COOPGRAPH_STORE": f"sqlite:///{folder}/gallery.db",
            "COOPGRAPH_CACHE": "off",
            "COOPGRAPH_EMBED_ORIGINS": host,
        }
        made = [*coopgraph, "init", "--starter", "--examples"]
        subprocess.run(made, env=environment, check=True, capture_output=True)
        served = [*coopgraph, "serve", "--port", str(port)]
        process = subprocess.Popen(
            served, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            address = f"http://127.0.0.1:{port}"
            _await(f"{address}/-/ready")
            yield address
        finally:
            process.terminate()
            process.wait()


def _await(address: str) -> None:
    for _ in range(_SECONDS * 5):
        try:
            with urlopen(address):
                return
        except (URLError, ConnectionError):
            time.sleep(0.2)
    raise TimeoutError(address)


if __name__ == "__main__":
    main(sys.argv[1:])
