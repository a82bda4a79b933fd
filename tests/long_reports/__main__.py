"""``python -m tests.long_reports FOLDER``: test reports in all forms, each with its truth."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from tests.long_reports import FORMS, long_report, truth, with_previous, written
from tests.long_reports.long_words import WORDS


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.long_reports")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--lang", choices=[*WORDS], nargs="*", default=[*WORDS])
    parser.add_argument("--form", choices=[*FORMS], nargs="*", default=[*FORMS])
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    for lang in options.lang:
        report = long_report(lang, options.pages, options.seed)
        before, edits = with_previous(report, options.seed)
        for form in options.form:
            written(report, options.folder, lang, form)
            written(before, options.folder, f"{lang}-before", form)
        known = json.dumps(truth(report, edits), ensure_ascii=False, indent=1)
        (options.folder / f"{lang}.json").write_text(known, "utf-8")


if __name__ == "__main__":
    main()
