"""A document as a tagged PDF."""

from datetime import UTC, datetime

from goldenthread.reports.rendering import rowheads
from goldenthread.reports.rendering.matter import matter
from goldenthread.reports.rendering.setting import set_pages
from goldenthread.reports.rendering.sources import Plain

_FAMILIES = "'Source Sans 3', 'Noto Sans Arabic', 'Noto Sans Hebrew', 'Noto Emoji'"
_ALONE = f'<svg xmlns="http://www.w3.org/2000/svg" font-family="{_FAMILIES}"'


def render(document: Plain) -> bytes:
    """Return the PDF as bytes; the same document gives the same bytes."""
    ready = matter(document)
    for section in ready["sections"]:
        pictures(section["body"])
    (made,) = set_pages("edition.typ", ready, at=moment(document))
    return rowheads.tell(made)


def moment(document: Plain) -> int:
    """Return the time written into a file: the day of publication, or for a draft the last day of its period."""
    day = datetime.fromisoformat(document.get("published") or document.get("made") or document["end"]).replace(
        tzinfo=UTC
    )
    return int(day.timestamp())


def pictures(nodes: list[Plain]) -> None:
    """Make the pictures of a tree stand alone: named as SVG, in our own type."""
    for node in nodes:
        if node["kind"] == "chart":
            node["svg"] = alone(node["svg"])
            node["legend"] = [{**part, "svg": alone(part["svg"])} for part in node["legend"]]


def alone(svg: str) -> str:
    """Return a picture that can be read outside a page."""
    return svg.replace("<svg", _ALONE, 1)
