"""A document as one HTML page that stands alone."""

from typing import Any

from django.template.loader import render_to_string


def render(document: dict[str, Any]) -> bytes:
    """Return the page as bytes."""
    return render_to_string("reports/alone.jinja", {"document": document}).encode()
