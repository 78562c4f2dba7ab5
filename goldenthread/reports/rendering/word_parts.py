"""What python-docx has no words for: fields, links, bookmarks, repeated heads, languages."""

import re
from itertools import count
from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.text.paragraph import Paragraph

NAVY, GOLD, MUTED, LINK = (RGBColor.from_string(each) for each in ("14233F", "B07D12", "475467", "1A4F8B"))
FONT = "Source Sans 3"
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u202a-\u202e\u2066-\u2069]")


def clean(value: Any) -> Any:
    """Return data without the characters that an XML file cannot hold, or that turn words round for the eye alone."""
    if isinstance(value, str):
        return _NOT_XML.sub("", value)
    if isinstance(value, list):
        return [clean(each) for each in value]
    return {name: clean(each) for name, each in value.items()} if isinstance(value, dict) else value


def element(tag: str, /, **attributes: str) -> Any:
    """Return an element of a Word file: ``element("w:t", val="1")``."""
    made = OxmlElement(tag)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def style_whole(file: Document) -> None:
    """Give the file our type and colours, in the styles that Word knows headings by."""
    normal = file.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(11)
    normal.paragraph_format.space_after = Pt(8)
    _language(normal.element)
    for name, size in (("Title", 30), ("Heading 1", 22), ("Heading 2", 15), ("Heading 3", 12.5), ("Heading 4", 11.5)):
        style = file.styles[name]
        style.font.name, style.font.size, style.font.bold = FONT, Pt(size), True
        style.font.color.rgb = NAVY
        _one_font(style.element)
        style.paragraph_format.keep_with_next = True
    file.styles["Title"].element.pPr.remove_all("w:pBdr")
    file.styles["Subtitle"].font.color.rgb = MUTED
    _one_font(file.styles["Subtitle"].element)
    file.styles["Caption"].font.color.rgb = NAVY
    file.styles["Caption"].font.size = Pt(11.5)
    file.styles["Caption"].paragraph_format.keep_with_next = True
    file.styles["Quote"].font.color.rgb = NAVY
    beneath = file.styles.add_style("Source", WD_STYLE_TYPE.PARAGRAPH)
    beneath.base_style = normal
    beneath.font.size, beneath.font.color.rgb = Pt(9), MUTED
    beneath.paragraph_format.space_after = Pt(3)


def _language(style: Any) -> None:
    style.get_or_add_rPr().append(element("w:lang", val="en-GB"))


def _one_font(style: Any) -> None:
    """Take away the fonts of the theme, which would win over ours."""
    fonts = style.get_or_add_rPr().get_or_add_rFonts()
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)
    for name in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{name}"), FONT)


def add_field(paragraph: Paragraph, code: str, shown: str = "") -> None:
    """Add a field that Word works out."""
    for kind in ("begin", "code", "separate", "shown", "end"):
        run = paragraph.add_run(shown if kind == "shown" else "")
        if kind == "code":
            words = element("w:instrText")
            words.set(qn("xml:space"), "preserve")
            words.text = code
            run._r.append(words)
        elif kind != "shown":
            run._r.append(element("w:fldChar", fldCharType=kind))


def add_contents(file: Document, headings: list[str]) -> None:
    """Add contents that Word fills in with page numbers; until then the headings stand there."""
    title = file.add_paragraph("Contents")
    title.runs[0].bold, title.runs[0].font.size = True, Pt(22)
    title.runs[0].font.color.rgb = NAVY
    add_field(file.add_paragraph(), 'TOC \\o "1-2" \\h \\z \\u', "\n".join(headings))
    # Word reads the settings in the order of its schema
    settings = file.settings.element
    later = settings.find(qn("w:compat"))
    settings.insert(len(settings) if later is None else settings.index(later), element("w:updateFields", val="true"))


def add_page_numbers(paragraph: Paragraph, words: str) -> None:
    """Add "words, page 2 of 9" to the foot of a page."""
    paragraph.add_run(f"{words}\t\tPage ")
    add_field(paragraph, "PAGE", "1")
    paragraph.add_run(" of ")
    add_field(paragraph, "NUMPAGES", "1")


def add_link(paragraph: Paragraph, words: str, *, to: str = "", anchor: str = "", bold: bool = False) -> None:
    """Add words that lead to an address, or to a bookmark of this file."""
    link = element("w:hyperlink", history="1")
    if to:
        link.set(qn("r:id"), paragraph.part.relate_to(to, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    else:
        link.set(qn("w:anchor"), anchor)
    run = paragraph.add_run(words)
    run.underline, run.bold = True, bold or None
    run.font.color.rgb = LINK if to or not bold else NAVY
    link.append(run._r)
    paragraph._p.append(link)


class Bookmarks:
    """Names that Word allows (a letter first, forty characters) for the names that the other formats link by."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}
        self._ids = count(1)

    def name(self, anchor: str) -> str:
        """Return the name of a bookmark."""
        return self._known.setdefault(anchor, f"s{len(self._known) + 1}")

    def put(self, paragraph: Paragraph, anchor: str) -> None:
        """Put a bookmark at the beginning of a paragraph."""
        number = str(next(self._ids))
        start, end = element("w:bookmarkStart", id=number, name=self.name(anchor)), element("w:bookmarkEnd", id=number)
        place = 1 if paragraph._p.pPr is not None else 0
        paragraph._p.insert(place, start)
        paragraph._p.append(end)


def repeat_head(row: Any) -> None:
    """Have the first row of a table stand on each page that it runs over."""
    row._tr.get_or_add_trPr().append(element("w:tblHeader", val="true"))


def keep_whole(row: Any) -> None:
    """Keep a row from running over two pages."""
    row._tr.get_or_add_trPr().append(element("w:cantSplit", val="true"))


def describe(picture: Any, title: str, words: str) -> None:
    """Give a picture the words that stand for it."""
    about = picture._inline.docPr
    about.set("descr", words)
    about.set("title", title)
