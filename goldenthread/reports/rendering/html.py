"""A document as one HTML page that stands alone: no script, nothing fetched from elsewhere."""

from pathlib import Path

from django.template.loader import render_to_string

from goldenthread.reports.rendering.matter import matter
from goldenthread.reports.rendering.sources import Plain

STYLE = Path(__file__).resolve().parent / "data" / "style" / "alone.css"


def render(document: Plain) -> bytes:
    """Return the page as bytes."""
    return page("reports/alone.jinja", matter(document))


def page(template: str, ready: Plain) -> bytes:
    """Return what was made ready as a page of its own."""
    return render_to_string(template, {"ready": ready, "css": STYLE.read_text(encoding="utf-8")}).encode()
