"""Setting a frozen document in each format. Nothing here reads the database."""

from collections.abc import Callable
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

__all__ = ["FORMATS"]
