"""A document as a Word file, with the styles, fields and heads of tables that Word itself would give it."""

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.shared import Mm
from docx.text.paragraph import Paragraph

from goldenthread.reports.rendering import wordparts as parts
from goldenthread.reports.rendering.matter import matter
from goldenthread.reports.rendering.pdf import moment, pictures
from goldenthread.reports.rendering.setting import set_pages
from goldenthread.reports.rendering.sources import Plain
from goldenthread.reports.rendering.wordblocks import Blocks
from goldenthread.reports.rendering.wordstyles import style

_LEAST, _MOST = 1, 2


def render(document: Plain) -> bytes:
    """Return the Word file as bytes; the same document gives the same bytes."""
    ready = matter(document)
    made = docx.Document()
    style(made)
    _about(made, ready, moment(document))
    writer = Blocks(made, _pictures(ready))
    _page(made, ready)
    _cover(made, ready)
    _contents(made, ready, writer.names)
    for place, section in enumerate(ready["sections"]):
        writer.heading(section["heading"], 1, f"section-{section['anchor']}", new_page=place == 0)
        writer.body(section["body"])
    _sources(writer, ready)
    out = BytesIO()
    made.save(out)
    return parts.steady(out.getvalue())


def _about(made: Document, ready: Plain, at: int) -> None:
    about = made.core_properties
    about.title, about.author, about.language = (
        parts.clean(ready["title"])[:255],
        parts.clean(ready["partnership"])[:255],
        "en-GB",
    )
    about.subject = parts.clean(f"{ready['span']}. {ready['edition']}")[:255]
    about.last_modified_by, about.comments, about.keywords, about.revision = about.author, "", "", 1
    about.created = about.modified = datetime.fromtimestamp(at, UTC).replace(tzinfo=None)


def _page(made: Document, ready: Plain) -> None:
    section = made.sections[0]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.PORTRAIT, Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(24)
    section.top_margin, section.bottom_margin = Mm(27), Mm(24)
    section.different_first_page_header_footer = True
    head = section.header.paragraphs[0]
    head.text = parts.clean(f"{ready['title']}\t{ready['edition']}")
    foot = section.footer.paragraphs[0]
    foot.add_run(parts.clean(f"{ready['partnership']}\t"))
    parts.field(foot, "PAGE", "1")
    foot.add_run(" of ")
    parts.field(foot, "NUMPAGES", "1")


def _cover(made: Document, ready: Plain) -> None:
    made.add_paragraph(parts.clean(ready["partnership"]), style="Cover name")
    made.add_paragraph(parts.clean(ready["title"]), style="Title")
    made.add_paragraph(parts.clean(ready["span"]), style="Subtitle")
    made.add_paragraph(parts.clean(ready["edition"]), style="Cover name")
    numbered = "Every figure with a number after it leads to where it comes from, at the end."
    for words in (*ready["front"], *([numbered] if ready["sources"] else [])):
        made.add_paragraph(parts.clean(words))


def _contents(made: Document, ready: Plain, names: parts.Names) -> None:
    made.add_paragraph("Contents", style="Contents heading")
    entries = list(_entries(ready))
    last: Paragraph | None = None
    for place, (level, words, anchor) in enumerate(entries):
        last = made.add_paragraph(style=f"Contents {level}")
        if place == 0:
            parts.begin_field(last, 'TOC \\o "1-2" \\h \\z')
        parts.run_in(parts.link_to(last, place=names.of(anchor)), last, words)
    if last is not None:
        parts.end_field(last)


def _entries(ready: Plain) -> Any:
    for section in ready["sections"]:
        yield 1, section["heading"], f"section-{section['anchor']}"
    if ready["sources"]:
        yield 1, "Where the figures come from", "sources"


def _pictures(ready: Plain) -> list[bytes]:
    """Return the charts as pictures, in the order in which they stand."""
    found = [node for section in ready["sections"] for node in every_chart(section["body"])]
    for section in ready["sections"]:
        pictures(section["body"])
    charts = [{"svg": one["svg"], "legend": one["legend"]} for one in found]
    return set_pages("picture.typ", {"charts": charts}, format="png", ppi=200) if charts else []


def every_chart(nodes: list[Plain]) -> list[Plain]:
    """Return the charts of a tree, in reading order."""
    found = []
    for node in nodes:
        if node["kind"] == "chart":
            found.append(node)
        found.extend(every_chart(node.get("body", [])))
    return found


def _sources(writer: Blocks, ready: Plain) -> None:
    if not ready["sources"]:
        return
    writer.heading("Where the figures come from", 1, "sources", new_page=True)
    writer.paragraph(
        "Each figure of this report, by its number: what it means, the period it is about, what it was worked out from, who "
        "supplied it and whether it was signed off."
    )
    if ready["small"]:
        writer.paragraph(ready["small"], "Quote")
    for one in ready["sources"]:
        writer.source(one)
