"""A document as a Word file: real styles, contents, repeated heads of tables, described pictures."""

import io
import zipfile
from datetime import UTC, datetime

from docx import Document as new_document
from docx.document import Document
from docx.shared import Cm, Pt

from goldenthread.reports.rendering import pdf
from goldenthread.reports.rendering.matter import matter
from goldenthread.reports.rendering.setting import set_pages
from goldenthread.reports.rendering.sources import Plain
from goldenthread.reports.rendering.word_blocks import Writer
from goldenthread.reports.rendering.word_parts import add_contents, add_page_numbers, clean, style_whole


def render(document: Plain) -> bytes:
    """Return the Word file as bytes."""
    ready = clean(matter(document))
    file = new_document()
    style_whole(file)
    _about(file, ready, document)
    _cover(file, ready)
    writer = Writer(file, _pictures(ready))
    for section in ready["sections"]:
        writer.section(section)
    if ready["sources"]:
        writer.sources(ready)
    return _saved(file)


def _saved(file: Document) -> bytes:
    """Return the file as bytes: without the thumbnail of the empty file it began as, and always with the same times."""
    package = file.part.package
    for key in [key for key, each in package.rels.items() if each.reltype.endswith("/thumbnail")]:
        package.rels.pop(key)
    kept, fixed = io.BytesIO(), io.BytesIO()
    file.save(kept)
    with zipfile.ZipFile(kept) as given, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as made:
        for name in given.namelist():
            made.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), given.read(name), zipfile.ZIP_DEFLATED)
    return fixed.getvalue()


def _about(file: Document, ready: Plain, document: Plain) -> None:
    about = file.core_properties
    about.title, about.author, about.language = ready["title"][:255], ready["partnership"][:255], "en-GB"
    about.subject, about.comments = ready["span"], ready["edition"]
    about.category, about.keywords, about.last_modified_by = "", "", ready["partnership"][:255]
    at = datetime.fromtimestamp(pdf.moment(document), tz=UTC).replace(tzinfo=None)
    about.created = about.modified = at


def _cover(file: Document, ready: Plain) -> None:
    file.add_paragraph(ready["partnership"], style="Subtitle")
    file.add_paragraph(ready["title"], style="Title")
    file.add_paragraph(ready["span"], style="Subtitle")
    words = file.add_paragraph().add_run(ready["edition"])
    words.bold, words.font.size = True, Pt(14)
    if ready["draft"]:
        file.add_paragraph(
            "This is not the partnership’s report. It may be wrong, and it will change. Do not pass it on."
        )
    if ready["approved_by"]:
        file.add_paragraph(f"Approved by {ready['approved_by']}.")
    file.add_paragraph(f"Written to what was asked by {ready['content_set']}.")
    section = file.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.4)
    section.different_first_page_header_footer = True
    section.header.paragraphs[0].text = f"{ready['title']}\t\t{ready['edition']}"
    add_page_numbers(section.footer.paragraphs[0], ready["partnership"])
    file.add_page_break()
    add_contents(file, [section["heading"] for section in ready["sections"]])


def _pictures(ready: Plain) -> dict[str, bytes]:
    """Return each chart as a picture of points, by its SVG: one process sets them all."""
    nodes = [node for section in ready["sections"] for node in section["body"] if node["kind"] == "chart"]
    wanted = list(dict.fromkeys(node["svg"] for node in nodes))
    if not wanted:
        return {}
    pages = set_pages("pictures.typ", {"pictures": [{"svg": pdf.alone(svg)} for svg in wanted]}, format="png", ppi=170)
    return dict(zip(wanted, pages, strict=True))
