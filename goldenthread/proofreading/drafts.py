"""A draft of the product as a document to be read."""

from dataclasses import replace

from goldenthread.proofreading.model import Document
from goldenthread.proofreading.reading.text import from_text


def from_markdown(text: str, title: str = "") -> Document:
    """Return the document of a draft in Markdown. Raises nothing: any text can be read."""
    return replace(from_text(text, title), title=title) if title else from_text(text)
