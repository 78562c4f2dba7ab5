"""Writing what was made ready into a Word file, block by block."""

import io
from typing import Any

from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph

from goldenthread.reports.rendering.sources import Plain
from goldenthread.reports.rendering.word_parts import (
    MUTED,
    NAVY,
    Bookmarks,
    add_link,
    describe,
    keep_whole,
    repeat_head,
)

_WIDTH = Cm(16.2)


class Writer:
    """Writes the sections of one file."""

    def __init__(self, file: Document, pictures: dict[str, bytes]) -> None:
        self.file, self.pictures, self.marks = file, pictures, Bookmarks()

    def section(self, section: Plain) -> None:
        """Write one section, on a new page."""
        self.file.add_page_break()
        self.file.add_heading(section["heading"], 1)
        self.blocks(section["body"])

    def blocks(self, nodes: list[Plain], style: str | None = None, deep: int = 1) -> None:
        """Write blocks; ``style`` is that of the list or quotation they stand in."""
        for node in nodes:
            kind = node["kind"]
            if kind == "heading":
                self._line(self.file.add_heading("", min(node["level"], 4)), node["line"])
            elif kind == "paragraph":
                self._line(self.file.add_paragraph(style=style), node["line"])
            elif kind in ("list", "numbered"):
                self._list(node, deep)
            elif kind == "quote":
                self.blocks(node["body"], "Quote", deep)
            else:
                getattr(self, f"_{kind}")(node)

    def _list(self, node: Plain, deep: int) -> None:
        name = "List Bullet" if node["kind"] == "list" else "List Number"
        style = name if deep == 1 else f"{name} {min(deep, 3)}"
        for item in node["body"]:
            self.blocks(item["body"], style, deep + 1)

    def _line(self, paragraph: Paragraph, parts: list[Plain], bold: bool = False, italic: bool = False) -> None:
        for part in parts:
            kind = part["kind"]
            if kind in ("strong", "emphasis"):
                self._line(paragraph, part["line"], bold or kind == "strong", italic or kind == "emphasis")
            elif kind == "link":
                add_link(paragraph, _words(part["line"]), to=part["href"])
            elif kind == "figure":
                self._figure(paragraph, part)
            elif kind == "break":
                paragraph.add_run().add_break()
            else:
                run = paragraph.add_run(part["text"] if kind != "missing" else f"nothing under {part['key']}")
                run.bold, run.italic = bold or None, italic or None

    def _figure(self, paragraph: Paragraph, one: Plain) -> None:
        if not one["number"]:
            paragraph.add_run(one["text"]).bold = True
            return
        add_link(paragraph, one["text"], anchor=self.marks.name(one["anchor"]), bold=True)
        number = paragraph.add_run(f"[{one['number']}]")
        number.font.superscript, number.font.color.rgb = True, MUTED

    def _keyfigure(self, one: Plain) -> None:
        paragraph = self.file.add_paragraph()
        self._figure(paragraph, one)
        paragraph.runs[0].font.size = Pt(24)
        paragraph.add_run().add_break()
        paragraph.add_run(one["label"])

    def _nothing(self, one: Plain) -> None:
        self.file.add_paragraph(f"There is nothing under {one['key']}.")

    def _table(self, one: Plain) -> None:
        if one["title"]:
            self.file.add_paragraph(one["title"], style="Caption")
        if not one["rows"]:
            self.file.add_paragraph("There is nothing to show.")
        else:
            self._cells(one)
        self._beneath(one)

    def _cells(self, one: Plain) -> None:
        head, rows = one["head"], one["rows"]
        table = self.file.add_table(rows=1 + len(rows), cols=len(head), style="Table Grid")
        table.alignment = WD_TABLE_ALIGNMENT.LEFT
        repeat_head(table.rows[0])
        # python-docx looks every cell up anew: all at once is quick
        cells = table._cells
        for place, column in enumerate(head):
            _fill(cells[place], column["text"], right=column["number"], bold=True)
        for number, row in enumerate(rows, start=1):
            for place, cell in enumerate(row["cells"]):
                bold = row["total"] or place == 0
                _fill(cells[number * len(head) + place], cell["text"], right=head[place]["number"], bold=bold)
        for row in table.rows:
            keep_whole(row)

    def _chart(self, one: Plain) -> None:
        self.file.add_paragraph(one["title"], style="Caption")
        held = self.file.add_paragraph()
        held.paragraph_format.keep_with_next = True
        picture = held.add_run().add_picture(io.BytesIO(self.pictures[one["svg"]]), width=_WIDTH)
        describe(picture, one["title"], one["alt"])
        if one["legend"]:
            words = "; ".join(f"{_shape(place)} {part['words']}" for place, part in enumerate(one["legend"]))
            self.file.add_paragraph(f"Key: {words}.", style="Source")
        if one["table"]["rows"]:
            self._cells(one["table"])
        self._beneath(one)

    def _beneath(self, one: Plain) -> None:
        for note in one["notes"]:
            self.file.add_paragraph(note, style="Source")
        paragraph = self.file.add_paragraph(style="Source")
        if one["source"]:
            paragraph.add_run(f"Source: {one['source']}{'' if one['source'].endswith('.') else '.'} ")
        if one["number"]:
            words = f"Where these figures come from [{one['number']}]"
            add_link(paragraph, words, anchor=self.marks.name(one["anchor"]))
        paragraph.paragraph_format.space_after = Pt(14)

    def _thread(self, one: Plain) -> None:
        self.file.add_paragraph(f"From evidence to impact: {one['title']}", style="Source")
        self.file.add_paragraph(one["claim"], style="Caption")
        if one["illustrative"]:
            self.file.add_paragraph().add_run("An illustration, not a real case.").italic = True
        for place, step in enumerate(one["steps"], start=1):
            paragraph = self.file.add_paragraph()
            paragraph.paragraph_format.left_indent = Cm(0.8)
            paragraph.add_run(f"{place}. {step['name']}. ").bold = True
            paragraph.add_run(step["words"])
            if step["about"]:
                paragraph.add_run().add_break()
                paragraph.add_run(", ".join(step["about"])).font.color.rgb = MUTED

    def sources(self, ready: Plain) -> None:
        """Write where the figures come from."""
        self.file.add_page_break()
        self.file.add_heading("Where the figures come from", 1)
        self.file.add_paragraph(
            "Each figure of this report, by its number: what it means, the period it is about, what it was worked out "
            "from, who supplied it and whether it was signed off."
        )
        if ready["small"]:
            self.file.add_paragraph(ready["small"], style="Quote")
        for one in ready["sources"]:
            self.marks.put(self.file.add_heading(f"[{one['number']}] {one['title']}", 2), one["anchor"])
            self._facts(one)
            if one["parts"]:
                self.file.add_paragraph("Its parts:")
                for part in one["parts"]:
                    self.file.add_paragraph(part, style="List Bullet")
            for group in one["groups"]:
                self.file.add_paragraph().add_run(group["title"]).bold = True
                self._facts(group)

    def _facts(self, one: Plain) -> None:
        for term, words in one["facts"]:
            paragraph = self.file.add_paragraph()
            paragraph.paragraph_format.space_after = Pt(2)
            paragraph.add_run(f"{term}: ").bold = True
            paragraph.add_run(words)
        for note in one["notes"]:
            self.file.add_paragraph(note)


def _fill(cell: Any, words: str, *, right: bool, bold: bool) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(2)
    if right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    run = paragraph.add_run(words)
    run.bold, run.font.size = bold or None, Pt(9.5)
    if bold:
        run.font.color.rgb = NAVY


def _shape(place: int) -> str:
    """Return the shape of a series, as the chart draws it."""
    return "●■◆▲✕"[place % 5]


def _words(parts: list[Plain]) -> str:
    return "".join(part.get("text", "") or _words(part.get("line", [])) for part in parts)
