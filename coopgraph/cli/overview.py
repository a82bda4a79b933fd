"""What every command does in one sentence, and which family it is of, in the order of the help.

Told apart from the families, so that the help of the whole is answered without loading one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from coopgraph.terminal.language import help_text
from kg.base.i18n import Message, msg

OVERVIEW: Final[Mapping[str, tuple[str, Message]]] = {
    "init": ("browse_commands", msg("Make an empty store; with --starter a filled one.")),
    "status": ("browse_commands", msg("What the store holds, and how fresh it is.")),
    "search": ("browse_commands", msg("Find records by name.")),
    "show": ("browse_commands", msg("One record: facts, sources, disagreements, neighbours.")),
    "template": ("loading_commands", msg("Write an empty sheet to fill in.")),
    "fetch": ("fetch_command", msg("Bring files from the net: IATI of a country, or an address.")),
    "notify": (
        "notify_command",
        msg("Send the letters that are due, and let lapse what is overdue."),
    ),
    "release": ("release_command", msg("Open records to more readers, with a reason.")),
    "tell": ("tell_command", msg("Tell one fact: an agreement, an office, a milestone …")),
    "match": ("question_commands", msg("Offers for a demand, demands for an offer, with reasons.")),
    "partners": (
        "question_commands",
        msg("Which partners to approach first, and on what conditions."),
    ),
    "coverage": ("question_commands", msg("What partners add together, and who stays unreached.")),
    "path": ("question_commands", msg("How two actors are connected.")),
    "portfolio": (
        "portfolio_command",
        msg("Propose which offers meet which demands, so that all get something."),
    ),
    "triangles": (
        "triangles_command",
        msg("Who could provide first, and who second, for a demand."),
    ),
    "together": (
        "together_command",
        msg("Which partners together reach most states, needs and sectors."),
    ),
    "bridges": (
        "bridges_command",
        msg("What two or three bodies share, and what would join them."),
    ),
    "condense": (
        "condense_command",
        msg("Condense a long report: what concerns whom, in its words."),
    ),
    "cypher": ("cypher_command", msg("Ask the graph in Cypher, reading only (Neo4j).")),
    "diagram": (
        "file_commands",
        msg("Draw a record and its neighbours, a match, a way, bridges, partners."),
    ),
    "export": ("file_commands", msg("Take the graph away: GraphML, GEXF, JSON lines, CSV.")),
    "embed": ("embed_command", msg("Write a picture for a site that hosts files only.")),
    "brief": ("brief_command", msg("Write a short paper: PDF, Word, HTML or Markdown.")),
    "how-to": ("how_to_command", msg("Write two pages on how a role uses the exchange.")),
    "copy": ("transfer_commands", msg("Bring all that a store holds into another.")),
    "backup": ("transfer_commands", msg("Write all that the store holds to one file.")),
    "restore": ("transfer_commands", msg("Bring a backup into an empty store.")),
    "upgrade": ("upgrade_command", msg("Bring a store of an older format to the present one.")),
    "verify": ("verify_command", msg("Look whether a store or a backup is what was written.")),
    "serve": ("serve_command", msg("Serve the API and the pages.")),
    "demo": ("serve_command", msg("Load the starter knowledge, print three answers, serve.")),
    "ingest": ("loading_commands", msg("Bring knowledge in from files.")),
    "mapping": ("mapping_commands", msg("How sheets of a sender are read.")),
    "queue": ("queue_commands", msg("Rows that wait for a person: all of them.")),
    "desk": ("desk_commands", msg("The exchange between offices.")),
    "identity": ("identity_commands", msg("Which records are one body.")),
    "evaluate": (
        "evaluate_commands",
        msg("How well a lens ranks who works anew with whom, beside simple methods."),
    ),
    "lens": ("definition_commands", msg("How offers and demands are matched.")),
    "guideline": ("definition_commands", msg("How partners are judged.")),
    "campaign-list": ("definition_commands", msg("Whom the campaign invites and counts.")),
    "deadlines": ("definition_commands", msg("How long things may wait on the exchange.")),
    "publisher": ("definition_commands", msg("Whose pages these are.")),
    "key": ("key_commands", msg("Keys by which scripts read.")),
}
"""Name → its module in ``coopgraph.cli.commands``, and what it does."""


def about(name: str) -> str:
    """Return what a command does, in the reader's language."""
    return help_text(OVERVIEW[name][1])
