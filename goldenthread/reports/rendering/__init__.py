"""Setting a frozen document in each format. Nothing here reads the database."""

from collections.abc import Callable, Iterator
from typing import Any

from goldenthread.reports.rendering import html, opendata, pdf, word, young

FORMATS: dict[str, Callable[[dict[str, Any]], bytes]] = {
    "html": html.render,
    "pdf": pdf.render,
    "docx": word.render,
    "json": opendata.as_json,
    "csv": opendata.as_csv,
    "young_html": young.as_html,
    "young_pdf": young.as_pdf,
}

WHOLE = ("html", "pdf", "docx", "json", "csv")


def files(document: dict[str, Any]) -> Iterator[tuple[str, bytes]]:
    """Yield the files of an edition; those for young people only where something is written for them."""
    young_words = any(section.get("plain", "").strip() for section in document["sections"])
    for format, render in FORMATS.items():
        if format in WHOLE or young_words:
            yield format, render(document)


__all__ = ["FORMATS", "WHOLE", "files"]
