"""The command that answers a question: tell."""

from __future__ import annotations

from typing import Annotated

import typer

from coopgraph.asked import Asked, opened
from coopgraph.cli.commands.loading_commands import claim_of
from coopgraph.cli.options import asking
from coopgraph.cli.overview import about
from coopgraph.loads import REJECTED, print_findings
from coopgraph.terminal.language import help_text
from coopgraph.terminal.output import answer
from kg.base.audience import AUDIENCES
from kg.base.errors import WrongUseError
from kg.base.i18n import msg
from kg.base.ids import is_id
from kg.definitions.shipped_names import APPROACH


class NoSourceError(WrongUseError):
    """A fact is told, and nobody says where it comes from."""

    slug = "no-source"
    title = msg("A source is missing")

    def __init__(self) -> None:
        super().__init__(
            msg("A statement has a source."),
            msg("Say where it is written: --source TEXT, or the id of a source."),
        )


def register(app: typer.Typer) -> None:
    """Add the command of this family."""
    app.command(help=about("tell"))(asking(tell))


def tell(
    asked: Asked,
    fact: Annotated[
        list[str],
        typer.Argument(
            metavar="KIND|ID FIELD=VALUE...",
            help=help_text(msg("A kind of record or an id, then what is told of it.")),
        ),
    ],
    *,
    source: Annotated[
        str, typer.Option(metavar="TEXT|ID", help=help_text(msg("Where it is written.")))
    ] = "",
    guideline: Annotated[
        str, typer.Option(help=help_text(msg("The guideline whose verdicts are compared.")))
    ] = APPROACH,
    visibility: Annotated[
        str,
        typer.Option(metavar="|".join(AUDIENCES), help=help_text(msg("Who may see it."))),
    ] = "",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=help_text(msg("Show what changes, but keep nothing.")))
    ] = False,
) -> int:
    """Write one fact with its source, and answer with the verdicts that it changes."""
    from coopgraph.telling import tell as do
    from coopgraph.terminal.render.tell_text import told
    from coopgraph.what_if import of_what_is_there
    from ingest.known import known_from_store
    from ingest.sheet.fact import fact_of, fact_source
    from kg.model.documents import Told, head
    from kg.partners.adopted_guidelines import guideline_of

    said, claim = fact_of(fact[0], fact[1:]), claim_of(visibility)
    if not source.strip():
        raise NoSourceError
    with opened(asked, write=True) as inquiry:
        inquiry.view.require_board()
        chosen = guideline_of(inquiry.view, guideline)
        said = of_what_is_there(said, inquiry.view)
        if is_id(source.strip()) and source.strip().startswith("source/"):
            source = inquiry.view.id(inquiry.view.index(source.strip()))
        known = known_from_store(inquiry.store)
        row = fact_source(
            said, known, inquiry.store, source.strip(), today=asked.day, visibility=claim
        )
        done = do(inquiry, row, chosen, dry_run=dry_run)
    print_findings(done.report, asked.lang)
    document = Told(
        **head(done.report.revision, asked.day, asked.lang),
        standing=chosen.standing,
        guideline=chosen.ruled_by(),
        dry_run=dry_run,
        told=done.told,
        fields=done.fields,
        verdicts=done.verdicts,
        findings=[finding.document(asked.lang) for finding in done.report.findings],
    )
    answer(asked, document, told)
    return 0 if done.told else REJECTED
