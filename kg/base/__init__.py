"""What every room builds on: languages, texts, dates, ids, errors, files. Knows nobody."""
