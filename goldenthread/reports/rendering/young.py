"""The version for young people: the short words of each section, as one page and as a PDF.

It has its own words and no apparatus: where figures come from stands in the whole edition.
"""

from goldenthread.reports.document.reading import read
from goldenthread.reports.rendering import html, pdf, rowheads
from goldenthread.reports.rendering.matter import blocks_of, matter
from goldenthread.reports.rendering.setting import set_pages
from goldenthread.reports.rendering.sources import Plain


def young(document: Plain) -> Plain:
    """Return what young people read, made ready."""
    sections = [
        {
            "anchor": f"part-{place}",
            "heading": section["heading"],
            "body": blocks_of(document["blocks"], read(section["plain"])),
        }
        for place, section in enumerate(document["sections"], start=1)
        if section.get("plain", "").strip()
    ]
    ready = matter(document)
    return ready | {"title": f"{ready['title']}: for young people", "sections": sections, "sources": [], "small": ""}


def as_html(document: Plain) -> bytes:
    """Return it as one page that stands alone."""
    return html.page("reports/alone_young.jinja", young(document))


def as_pdf(document: Plain) -> bytes:
    """Return it as a tagged PDF."""
    ready = young(document)
    for section in ready["sections"]:
        pdf.pictures(section["body"])
    (made,) = set_pages("young.typ", ready, at=pdf.moment(document))
    return rowheads.tell(made)
