"""Files from the net: public hosts only, within limits, resumed and asked for again sparingly."""

from __future__ import annotations
