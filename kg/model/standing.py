"""Proposed or adopted: what every lens and guideline carries and every answer shows."""

from typing import Self

from pydantic import BaseModel, ConfigDict, model_validator

from kg.base.i18n import Message, msg
from kg.base.reader_manner import SaidDay
from kg.model.fields import IsoDate, Short, StandingName


class Standing(BaseModel):
    """We propose, the board disposes: adopted only with the date and the decision."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    status: StandingName = "proposed"
    date: IsoDate | None = None
    decision: Short | None = None

    @model_validator(mode="after")
    def _decided(self) -> Self:
        if (self.status == "adopted") != (self.date is not None and self.decision is not None):
            raise ValueError("adopted needs its date and decision, proposed has neither")
        return self

    def sentence(self) -> Message:
        """Return how the standing is shown to a reader."""
        if self.status == "proposed":
            return msg("A proposal: not adopted by the board.")
        return msg(
            "Adopted on {date}: {decision}.", date=SaidDay(str(self.date)), decision=self.decision
        )
