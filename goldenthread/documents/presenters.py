"""Wording for papers."""

from goldenthread.documents.models import Document
from goldenthread.documents.rules import KINDS

_KINDS = {kind.media_type: kind.words for kind in KINDS.values()}
_TONES = {"public": "open", "partners": "grey", "restricted": "purple"}


def size(number: int) -> str:
    """Say a size as people do: ``214 kB``, ``3.2 MB``."""
    if number < 1000:
        return f"{number} bytes"
    if number < 1_000_000:
        return f"{round(number / 1000)} kB"
    return f"{number / 1_000_000:.1f} MB"


def kind(media_type: str) -> str:
    """Say what kind of file it is."""
    return _KINDS.get(media_type, "file")


def sensitivity(value: str) -> tuple[str, str]:
    """Return words and tone of a paper's sensitivity."""
    return Document.Sensitivity(value).label, _TONES[value]
