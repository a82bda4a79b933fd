"""Documents about kinds of sheet and how the columns of a sender are read."""

from kg.model.documents.document_parts import Document, Part


class SheetColumn(Part):
    """A column of a sheet: its canonical name, its header in the reader's language, its help."""

    column: str
    header: str
    help: str
    needed: bool


class SheetKind(Part):
    """A kind of sheet: as it is called, the type of its rows (of memberships a relation)."""

    kind: str
    type: str
    columns: list[SheetColumn]


class SheetKinds(Document):
    """What people can fill in: every kind of sheet with its columns."""

    kinds: list[SheetKind]


class MappedColumn(Part):
    """A column of a sender, and what it is read as; of all rows a column and its value."""

    column: str
    value: str


class MappingPart(Part):
    """How the sheets of a sender are read."""

    name: str
    kind: str
    made: str
    columns: list[MappedColumn]
    values: list[MappedColumn]
    source: str | None
    headers: list[str]


class Mappings(Document):
    """The mappings on a desk."""

    mappings: list[MappingPart]


class OneMapping(Document, MappingPart):
    """One mapping, as it is or as it was before it was deleted."""
