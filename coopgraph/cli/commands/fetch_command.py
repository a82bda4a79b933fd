"""The command that brings files from the net to disk: fetch."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from coopgraph.asked import Asked
from coopgraph.cli.options import asking
from coopgraph.cli.overview import about
from coopgraph.terminal.language import help_text
from coopgraph.terminal.output import console, notices, print_json
from coopgraph.terminal.progress import fetching
from kg.base.errors import BadOptionError, WrongUseError
from kg.base.i18n import msg

if TYPE_CHECKING:
    from ingest.fetching.asking import Client
    from ingest.fetching.download import FetchedFile, Progress
    from kg.model.documents import Fetched, FetchedPart

IATI: Final = "iati"
FOLDER: Final = Path("fetched")
_MEGA: Final = 10**6


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(help=about("fetch"))(asking(fetch))


def client_of(most: int) -> Client:
    """Return who asks: public hosts alone. Tests put another one here, to reach their own."""
    from ingest.fetching.asking import Client

    return Client(most=most)


def fetch(
    asked: Asked,
    what: Annotated[
        list[str],
        typer.Argument(
            metavar="iati|URL...", help=help_text(msg("“iati”, or addresses (https://…)."))
        ),
    ],
    *,
    country: Annotated[
        list[str] | None,
        typer.Option(
            "--country",
            metavar="HND",
            help=help_text(msg("Recipient (ISO 3166-1); several times.")),
        ),
    ] = None,
    publisher: Annotated[
        str,
        typer.Option(
            "--publisher", metavar="REF", help=help_text(msg("Who reports: an identifier."))
        ),
    ] = "",
    output: Annotated[
        Path,
        typer.Option("-o", "--output", help=help_text(msg("A folder, or a file where one comes."))),
    ] = FOLDER,
    most: Annotated[
        int,
        typer.Option(
            "--max-mb", min=1, max=100_000, help=help_text(msg("Megabytes of one file, at most."))
        ),
    ] = 2_000,
) -> None:
    """Bring files to disk, with a note beside each of where and when it came from."""
    from kg.model.documents import Fetched

    client = client_of(most * _MEGA)
    with fetching() as progress:
        if what == [IATI]:
            files = _of_countries(asked, client, country or [], publisher, output, progress)
        else:
            _require_addresses(what, country or [], publisher)
            files = _of_addresses(client, what, output, progress)
        parts = [_part(file) for file in files]
    _answer(asked, Fetched(lang=asked.lang, files=parts), output)


def _of_countries(  # noqa: PLR0917
    asked: Asked,
    client: Client,
    countries: Sequence[str],
    publisher: str,
    folder: Path,
    progress: Progress,
) -> Iterator[FetchedFile]:
    from ingest.fetching import iati_service

    template = iati_service.service(asked.settings.iati_service or iati_service.DEFAULT)
    if not countries:
        fix = msg("Name a country, for example --country HND.")
        raise WrongUseError(msg("It is not said of which country."), fix)
    territories = _territories()
    codes = [iati_service.alpha_2(code, territories) for code in countries]
    for code in dict.fromkeys(codes):
        files = iati_service.CountryFiles(template, code, publisher, folder)
        yield from files.fetched(client, progress)


def _territories() -> dict[str, str]:
    """Return the two letters of each country of the starter tables, by its other codes too."""
    from coopgraph.starter_folder import starter_folder

    found: dict[str, str] = {}
    for name in ("states.csv", "countries.csv"):
        with (starter_folder() / name).open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                codes = (row["iso2"], row["iso3"], row["id"].upper())
                found.update(dict.fromkeys(codes, row["iso2"]))
    return found


def _require_addresses(what: Sequence[str], countries: Sequence[str], publisher: str) -> None:
    for option, value in (("--country", ", ".join(countries)), ("--publisher", publisher)):
        if value:
            raise BadOptionError(option, value, msg("It goes with “coopgraph fetch iati”."))
    if IATI in what:
        fix = msg("Fetch IATI by country alone, and addresses by themselves.")
        raise BadOptionError("WHAT", IATI, fix)


def _of_addresses(
    client: Client, what: Sequence[str], output: Path, progress: Progress
) -> Iterator[FetchedFile]:
    from ingest.fetching.download import fetched
    from ingest.fetching.web_address import file_name, web_address

    addresses = [web_address(text, client.reach.ports) for text in what]
    one = len(addresses) == 1 and output != FOLDER and output.suffix != "" and not output.is_dir()
    for address in addresses:
        target = output if one else output / file_name(address)
        yield fetched(client, address, target, progress)


def _part(file: FetchedFile) -> FetchedPart:
    from kg.model.documents import FetchedPart

    noted = file.noted
    return FetchedPart(
        path=str(file.path),
        url=noted.url,
        bytes=noted.bytes,
        status=file.status,
        etag=noted.etag,
        retrieved=noted.retrieved,
        sha256=noted.sha256,
    )


def _answer(asked: Asked, document: Fetched, output: Path) -> None:
    if asked.json:
        print_json(document.model_dump(mode="json"))
        return
    from coopgraph.terminal.render import fetch_text

    fetch_text.fetched(console(), document)
    hint = msg("To load IATI: coopgraph ingest iati {path}", path=str(output))
    notices().print(hint.text(asked.lang), style="dim")
