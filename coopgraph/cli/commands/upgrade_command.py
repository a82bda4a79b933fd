"""The command that brings a store of an older format to the present one: upgrade."""

from __future__ import annotations

from typing import Annotated

import typer

from coopgraph.asked import Asked
from coopgraph.cli.commands.transfer_commands import going_on
from coopgraph.cli.options import asking
from coopgraph.cli.overview import about
from coopgraph.terminal.language import help_text
from coopgraph.terminal.output import answer, notices
from kg.base.i18n import msg


def register(app: typer.Typer) -> None:
    """Add the commands of this family."""
    app.command(help=about("upgrade"))(asking(upgrade))


def upgrade(
    asked: Asked,
    *,
    check: Annotated[
        bool, typer.Option("--check", help=help_text(msg("Say what would be done, do nothing.")))
    ] = False,
) -> None:
    """Upgrade a store, or say what that would do; answer with what closed by it."""
    from coopgraph.terminal.progress import upgrading
    from coopgraph.terminal.render.upgrade_text import upgraded
    from kg.model.audiences import may_read
    from kg.model.documents import Upgraded
    from kg.store.upgrade.store_upgrade import look
    from kg.store.upgrade.store_upgrade import upgrade as run

    url, password = asked.settings.store, asked.settings.password
    if check:
        done = look(url, password=password)
    else:
        with going_on(), upgrading() as progress:
            done = run(url, password=password, progress=progress)
    document = Upgraded(
        revision=done.revision,
        as_of=asked.day.isoformat(),
        lang=asked.lang,
        from_=done.before,
        to=done.after,
        records=done.records,
        closed=[each.id for each in done.closed if may_read(asked.audience, each.to)],
    )
    answer(asked, document, upgraded(done.url, check=check))
    if done.kept:
        kept = msg("The store as it was lies in {file}.", file=done.kept)
        notices().print(kept.text(asked.lang), soft_wrap=True)
