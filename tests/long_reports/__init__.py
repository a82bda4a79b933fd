"""Long test reports in four languages, with what is known to stand in them.

``long_report(lang, pages, seed)`` makes one, ``with_previous`` the one before it and what differs;
``written`` writes it as .docx, .odt, .html, .txt and .pdf. ``python -m tests.long_reports FOLDER``
writes them all, each with its truth as JSON.
"""

from __future__ import annotations

from tests.long_reports.long_composing import long_report
from tests.long_reports.long_edits import with_previous
from tests.long_reports.long_files import FORMS, written
from tests.long_reports.long_pieces import Edits, LongReport
from tests.long_reports.long_truth import truth

__all__ = ["FORMS", "Edits", "LongReport", "long_report", "truth", "with_previous", "written"]
