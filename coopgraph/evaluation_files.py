"""What evaluations write: their tables as a Markdown file, a fitted lens."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from coopgraph.terminal.output import notices
from coopgraph.terminal.render.evaluation_tables import markdown
from kg.base.audience import Audience
from kg.base.errors import BadOptionError
from kg.base.i18n import msg
from kg.base.whole_files import replacing_text
from kg.evaluation.fitted_file import fitted_text
from kg.matching.lens.lens import AdditiveLens
from kg.model.documents import Evaluation, Fit

SUFFIX: Final = ".md"
LENS: Final = (".yaml", ".yml")


def markdown_file(output: Path | None) -> Path | None:
    """Return the file that tables are written to, if any.

    Raises:
        BadOptionError: its name ends otherwise.
    """
    if output is not None and output.suffix != SUFFIX:
        raise BadOptionError("-o", str(output), msg("Name a .md file."))
    return output


def lens_file(output: Path) -> Path:
    """Return the file that a lens is written to.

    Raises:
        BadOptionError: its name ends otherwise.
    """
    if output.suffix not in LENS:
        raise BadOptionError("-o", str(output), msg("Name a .yaml file."))
    return output


def write_lens(
    text: str, lens: AdditiveLens, document: Fit, file: Path, audience: Audience
) -> None:
    """Write a lens file with fitted weights; ``text`` is what it said before.

    Raises:
        BadFileError: the file cannot be written.
    """
    with replacing_text(file, audience) as written:
        written.write(fitted_text(text, lens, document))
    said = msg("{file}: lens written, as a proposal", file=str(file))
    notices().print(said.text(document.lang), soft_wrap=True)


def write_tables(document: Evaluation, file: Path, audience: Audience) -> None:
    """Write the tables of an evaluation, in its language, and say so.

    Raises:
        BadFileError: the file cannot be written.
    """
    with replacing_text(file, audience) as text:
        text.write(markdown(document))
    said = msg("{file}: tables written", file=str(file))
    notices().print(said.text(document.lang), soft_wrap=True)
