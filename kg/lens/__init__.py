"""Path-based matching: a lens relates two kinds of nodes by paths, and shows them."""

from kg.lens.load import check_lens, lens_text, load_lens, shipped_lenses
from kg.lens.match import MatchRow, match, match_all, probe, scores
from kg.lens.model import Lens

__all__ = [
    "Lens",
    "MatchRow",
    "check_lens",
    "lens_text",
    "load_lens",
    "match",
    "match_all",
    "probe",
    "scores",
    "shipped_lenses",
]
