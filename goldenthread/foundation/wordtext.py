"""Words of a Word document as they stand on the page: tracked insertions are read, deletions are not.

Content controls, smart tags and text boxes hold words that a plain reading of paragraphs loses. What was moved, or is kept for
older programs, would be read twice.
"""

import re
from collections.abc import Iterator
from typing import Any

from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BOX = qn("w:txbxContent")
_NOT_HERE = frozenset({_BOX, _FALLBACK, qn("w:del"), qn("w:moveFrom"), qn("w:pPr"), qn("w:tbl")})
_THROUGH = frozenset(map(qn, ("w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo", "w:smartTag")))
_MARKS = {qn("w:tab"): "\t", qn("w:ptab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_DIVIDERS = frozenset({"separator", "continuationSeparator", "continuationNotice"})


def text_of(paragraph: Any) -> str:
    """Return the words of a paragraph's element, without its text boxes and what was deleted or moved away."""
    return "".join(_texts(paragraph))


def _texts(element: Any) -> Iterator[str]:
    for child in element.iterchildren():
        if child.tag == qn("w:t"):
            yield child.text or ""
        elif child.tag in _MARKS:
            yield _MARKS[child.tag]
        elif child.tag not in _NOT_HERE:
            yield from _texts(child)


def blocks_in(holder: Any, *wanted: str) -> Iterator[Any]:
    """Yield the paragraphs and tables (or rows, or cells) that stand in an element, also those inside content controls."""
    tags = frozenset(map(qn, wanted or ("w:p", "w:tbl")))
    for child in holder.iterchildren():
        if child.tag in tags:
            yield child
        elif child.tag in _THROUGH:
            yield from blocks_in(child, *wanted)


def boxes_in(element: Any) -> Iterator[Any]:
    """Yield the text boxes that are tied to an element, each once."""
    for child in element.iterchildren():
        if child.tag == _BOX:
            yield child
        elif child.tag not in (_FALLBACK, qn("w:del")):
            yield from boxes_in(child)


def cells_of(row: Any) -> list[Any]:
    """Return the cells of a table's row; None stands for a column that the row leaves out at its beginning."""
    skipped = row.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}")
    count = min(int(skipped.get(qn("w:val"), "0")), 20) if skipped is not None else 0
    return [*[None] * count, *blocks_in(row, "w:tc")]


def level_of(style: Any, paragraph: Any) -> int:
    """Return the level of a heading, 0 for other text: by its style, a style made from one, or its level in the outline."""
    own = paragraph.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
    for _ in range(10):
        if own is not None:
            level = int(own.get(qn("w:val"), "9")) + 1
            return level if level < 10 else 0
        if style is None:
            return 0
        name = str(style.name or "")
        if found := re.match(r"[Hh]eading ([1-9])", name):
            return int(found[1])
        if name == "Title":
            return 1
        own = style.element.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
        style = getattr(style, "base_style", None)
    return 0


def outside(docx: Any, *kinds: str) -> Iterator[tuple[str, str]]:
    """Yield what stands outside the flow of the page, with the kind of its part: header, footer, footnotes, endnotes, comments."""
    for part in docx.part.package.iter_parts():
        name = str(part.partname).rpartition("/")[2]
        kind = next((kind for kind in kinds if re.fullmatch(rf"{kind}\d*\.xml", name)), "")
        if not kind:
            continue
        for paragraph in parse_xml(part.blob).iter(qn("w:p")):
            holder = paragraph.getparent()
            if holder.get(qn("w:type")) not in _DIVIDERS and (text := text_of(paragraph)).strip():
                yield kind, text


def paragraphs_in(holder: Any) -> Iterator[Any]:
    """Yield every paragraph of an element in the order of the page, with those of its tables and text boxes."""
    for element in blocks_in(holder):
        if element.tag == qn("w:p"):
            yield element
            for box in boxes_in(element):
                yield from paragraphs_in(box)
            continue
        for row in blocks_in(element, "w:tr"):
            for cell in blocks_in(row, "w:tc"):
                yield from paragraphs_in(cell)
