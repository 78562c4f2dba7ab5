"""The neutral tree of a report: read from Markdown once, and set in every format."""
