"""Documents about pictures for other sites: the forms, and files written for them."""

from pydantic import Field

from kg.model.documents.document_parts import Document, Part


class EmbedForm(Part):
    """A form of pictures: of what it is made, and ``ids`` of which it can be made here.

    Of a form that goes from one record to another (``ends``) these are the two. ``types`` are those
    of which it is made, any where there are none; ``choices`` further words, with their values.
    """

    form: str
    ids: list[str]
    title: str
    says: str
    types: list[str] = Field(default_factory=list)
    least: int
    most: int
    ends: bool
    choices: dict[str, list[str]] = Field(default_factory=dict)


class EmbedForms(Document):
    """All forms of pictures, in the order in which they are listed."""

    forms: list[EmbedForm]


class EmbedFiles(Document):
    """The files of one picture, and how many bytes they are together."""

    files: list[str]
    bytes: int
