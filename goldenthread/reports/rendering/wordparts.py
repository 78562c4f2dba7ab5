"""What Word can do and python-docx has no words for: fields, links, bookmarks, heads of tables, words for pictures."""

import re
import zipfile
from io import BytesIO
from itertools import count
from typing import Any

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.text.run import CT_R
from docx.shared import RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run

_REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LONGEST_NAME = 40
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
NAVY, GOLD, MUTED = RGBColor(0x14, 0x23, 0x3F), RGBColor(0x8A, 0x60, 0x0A), RGBColor(0x47, 0x54, 0x67)


def clean(text: str) -> str:
    """Return text without the characters that no Word file may hold."""
    return _REFUSED.sub("", text)


def element(name: str, /, **attributes: Any) -> Any:
    """Return an element of WordprocessingML; attributes are named without their prefix."""
    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), str(value))
    return made


_ORDER = {
    "pPr": (
        "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs spacing ind "
        "contextualSpacing mirrorIndents jc outlineLvl rPr sectPr"
    ),
    "tcPr": "tcW gridSpan vMerge tcBorders shd noWrap tcMar vAlign",
    "tblPr": "tblStyle tblW jc tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription",
}


def put(parent: Any, child: Any) -> None:
    """Put an element among its siblings where Word looks for it."""
    order = [qn(f"w:{name}") for name in _ORDER[parent.tag.rsplit("}", 1)[1]].split()]
    rank = order.index(child.tag)
    for sibling in parent:
        if sibling.tag in order and order.index(sibling.tag) > rank:
            sibling.addprevious(child)
            return
    parent.append(child)


class Names:
    """Names of places that Word takes: short, and each used once."""

    def __init__(self) -> None:
        self._numbers, self._known = count(1), dict[str, str]()

    def of(self, anchor: str) -> str:
        """Return the name of a place, the same each time."""
        if anchor not in self._known:
            short = re.sub(r"[^A-Za-z0-9_]", "_", anchor)[: _LONGEST_NAME - 8]
            self._known[anchor] = f"p{next(self._numbers)}_{short}"
        return self._known[anchor]

    def mark(self, paragraph: Paragraph, anchor: str) -> None:
        """Put a bookmark around what a paragraph holds."""
        name = self.of(anchor)
        number = name[1:].split("_", 1)[0]
        start, end = element("bookmarkStart", id=number, name=name), element("bookmarkEnd", id=number)
        inside = paragraph._p
        inside.insert(1 if inside.pPr is not None else 0, start)
        inside.append(end)


def link_to(paragraph: Paragraph, *, place: str = "", address: str = "") -> Any:
    """Return a link in a paragraph, to a bookmark or an address; runs go into it."""
    made = OxmlElement("w:hyperlink")
    if address:
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
        made.set(qn("r:id"), paragraph.part.relate_to(address, kind, is_external=True))
    else:
        made.set(qn("w:anchor"), place)
    made.set(qn("w:history"), "1")
    paragraph._p.append(made)
    return made


def run_in(holder: Any, paragraph: Paragraph, text: str) -> Run:
    """Add a run of text to a paragraph or to a link within it."""
    if holder is paragraph:
        return paragraph.add_run(clean(text))
    inside: CT_R = OxmlElement("w:r")
    holder.append(inside)
    run = Run(inside, paragraph)
    run.text = clean(text)
    return run


def field(paragraph: Paragraph, code: str, shown: str) -> None:
    """Add a field with what it shows until Word works it out."""
    begin_field(paragraph, code)
    paragraph.add_run(shown)
    end_field(paragraph)


def begin_field(paragraph: Paragraph, code: str) -> None:
    """Open a field that may run over several paragraphs."""
    paragraph.add_run()._r.append(element("fldChar", fldCharType="begin"))
    told = element("instrText")
    told.set(qn("xml:space"), "preserve")
    told.text = f" {code} "
    paragraph.add_run()._r.append(told)
    paragraph.add_run()._r.append(element("fldChar", fldCharType="separate"))


def end_field(paragraph: Paragraph) -> None:
    """Close it."""
    paragraph.add_run()._r.append(element("fldChar", fldCharType="end"))


def head_row(row: Any) -> None:
    """Make a row the head of its table, repeated on every page."""
    about = row._tr.get_or_add_trPr()
    about.append(element("cantSplit"))
    about.append(element("tblHeader"))


def whole_row(row: Any) -> None:
    """Keep a row on one page."""
    row._tr.get_or_add_trPr().append(element("cantSplit"))


def table_words(table: Any, title: str) -> None:
    """Name a table for those who listen to it, and say that its first row and column are heads."""
    about = table._tbl.tblPr
    for look in about.findall(qn("w:tblLook")):
        about.remove(look)
    bits = {"firstRow": 1, "lastRow": 0, "firstColumn": 1, "lastColumn": 0, "noHBand": 1, "noVBand": 1}
    put(about, element("tblLook", val="06A0", **bits))
    put(about, element("tblCaption", val=clean(title)))


def lines(target: Any, name: str, **sides: tuple[int, str]) -> None:
    """Draw lines at sides of a cell, table or paragraph: an eighth of a point, and a colour."""
    borders = element(name)
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        if side in sides:
            size, colour = sides[side]
            borders.append(element(side, val="single" if size else "nil", sz=size, space=0, color=colour))
    put(target, borders)


def picture_words(inline: Any, title: str, words: str) -> None:
    """Say in words what a picture shows."""
    inline.docPr.set("descr", clean(words))
    inline.docPr.set("title", clean(title))


def new_numbering(document: Document, style: str) -> int:
    """Return the number of a list that begins at one, in the manner of a style."""
    numbering = document.part.numbering_part.element
    about = document.styles[style].element.pPr.numPr.numId.val
    kind = next(one for one in numbering.num_lst if one.numId == about).abstractNumId.val
    made = numbering.add_num(kind)
    made.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(made.numId)


def numbered(paragraph: Paragraph, number: int) -> None:
    """Make a paragraph an item of a list."""
    about = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    about.get_or_add_numId().val = number
    about.get_or_add_ilvl().val = 0


def steady(made: bytes) -> bytes:
    """Return a file whose bytes do not tell the time at which it was put together."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(made)) as read, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as written:
        for name in read.namelist():
            entry = zipfile.ZipInfo(name, _FIRST_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            written.writestr(entry, read.read(name))
    return out.getvalue()


def shade(cell: Any) -> None:
    """Give a cell the ground of a total."""
    put(cell._tc.get_or_add_tcPr(), element("shd", val="clear", color="auto", fill="F3F5F8"))
