"""Errors: each travels from one process to another as it is."""

from __future__ import annotations

import pickle

from kg.base.errors import BadFileError, UnknownIdError
from kg.base.i18n import msg


def test_an_error_comes_out_of_another_process_as_it_was() -> None:
    for error in (BadFileError("x.pdf", msg("it is full."), msg("Name another.")),
                  UnknownIdError("state/xx", ["state/xa"])):  # fmt: skip
        other = pickle.loads(pickle.dumps(error))
        assert type(other) is type(error)
        assert vars(other) == vars(error)
        assert str(other) == str(error)
        assert other.problem("fr") == error.problem("fr")
