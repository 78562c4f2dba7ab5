"""How a Word file of ours looks: type that every office has, our colours, British English."""

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from goldenthread.reports.rendering.wordparts import GOLD, MUTED, NAVY, element, lines, put

_FAMILY = "Arial"
_HEADINGS = {"Heading 1": (22, 26, 8), "Heading 2": (15, 18, 5), "Heading 3": (12, 14, 4)}


def style(made: Document) -> None:
    """Give a new file our styles."""
    _language(made)
    normal = made.styles["Normal"]
    _type(normal, 11)
    normal.paragraph_format.space_after, normal.paragraph_format.line_spacing = Pt(8), 1.15
    normal.paragraph_format.widow_control = True
    for name, (size, above, below) in _HEADINGS.items():
        _type(made.styles[name], size, NAVY, bold=True)
        _space(made.styles[name], above, below, keep=True)
    lines(made.styles["Heading 1"].element.get_or_add_pPr(), "pBdr", bottom=(12, str(GOLD)))
    _type(made.styles["Title"], 30, NAVY, bold=True)
    _space(made.styles["Title"], 150, 8)
    for border in made.styles["Title"].element.iter(qn("w:pBdr")):
        border.getparent().remove(border)
    _type(made.styles["Subtitle"], 15, MUTED)
    _space(made.styles["Subtitle"], 0, 60)
    _own(made)
    _running(made)


def _language(made: Document) -> None:
    defaults = made.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for told in defaults.findall(qn("w:lang")):
        defaults.remove(told)
    defaults.append(element("lang", val="en-GB", eastAsia="en-GB", bidi="ar-SA"))
    for told in defaults.findall(qn("w:rFonts")):
        defaults.remove(told)
    defaults.insert(0, element("rFonts", ascii=_FAMILY, hAnsi=_FAMILY, cs=_FAMILY, eastAsia=_FAMILY))
    # a style that is linked to a twin for characters would keep the twin's old look
    for told in list(made.styles.element.iter(qn("w:link"))):
        told.getparent().remove(told)


def _type(one: object, size: float, colour: RGBColor | None = None, *, bold: bool | None = None) -> None:
    font = one.font  # type: ignore[attr-defined]
    font.name, font.size, font.bold, font.italic = _FAMILY, Pt(size), bold, None
    if colour is not None:
        font.color.rgb = colour
    fonts = font.element.rPr.rFonts
    for part in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{part}"), None)
    for part in ("cs", "eastAsia"):
        fonts.set(qn(f"w:{part}"), _FAMILY)


def _space(one: object, above: float, below: float, *, keep: bool = False) -> None:
    form = one.paragraph_format  # type: ignore[attr-defined]
    form.space_before, form.space_after, form.keep_with_next = Pt(above), Pt(below), keep


def _own(made: Document) -> None:
    _new(made, "Cover name", 13, NAVY, bold=True)
    _new(made, "Contents heading", 22, NAVY, bold=True, below=10)
    made.styles["Contents heading"].paragraph_format.page_break_before = True
    _new(made, "Contents 1", 11, NAVY, bold=True, below=4)
    _new(made, "Contents 2", 11, below=3)
    _new(made, "Name of a table", 11, NAVY, bold=True, above=12, below=4, keep=True)
    _new(made, "In a table", 9.5, below=0)
    _new(made, "Beneath", 9, MUTED, above=4, below=8)
    _new(made, "Key figure", 26, NAVY, bold=True, above=10, below=0, keep=True)
    _new(made, "Claim", 13, NAVY, bold=True, below=4, keep=True)
    _new(made, "Source", 9.5, below=2)
    _new(made, "Source heading", 10.5, NAVY, bold=True, above=10, below=2, keep=True)
    put(made.styles["Source heading"].element.get_or_add_pPr(), element("outlineLvl", val=1))
    quote = made.styles["Quote"]
    _type(quote, 12, NAVY)
    quote.paragraph_format.left_indent = Mm(5)
    for name in ("List Bullet", "List Number"):
        _space(made.styles[name], 0, 4)
    lines(quote.element.get_or_add_pPr(), "pBdr", left=(24, str(GOLD)))


def _new(made: Document, name: str, size: float, colour: RGBColor | None = None, **how: object) -> None:
    one = made.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    one.base_style = made.styles["Normal"]
    one.font.size, one.font.bold = Pt(size), how.get("bold")
    if colour is not None:
        one.font.color.rgb = colour
    _space(one, float(how.get("above", 0)), float(how.get("below", 6)), keep=bool(how.get("keep")))  # type: ignore[arg-type]


def _running(made: Document) -> None:
    for name in ("Header", "Footer"):
        one = made.styles[name]
        _type(one, 8.5, MUTED)
        stops = one.paragraph_format.tab_stops
        stops.clear_all()
        stops.add_tab_stop(Mm(162), WD_TAB_ALIGNMENT.RIGHT)
