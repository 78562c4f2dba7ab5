"""Writing the blocks of a document into a Word file."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from goldenthread.reports.rendering import wordparts as parts
from goldenthread.reports.rendering.sources import Plain

_DEEPEST = 3
_WIDE = 162
_RULE, _STRONG = (4, "CFD6E0"), (8, "14233F")
_LONGEST = 48


class Blocks:
    """Writes into one file; it knows the names of places and the pictures still to be used."""

    def __init__(self, made: Document, pictures: Sequence[bytes]) -> None:
        self.made, self.names, self._pictures = made, parts.Names(), iter(pictures)

    def heading(self, words: str | list[Plain], level: int, anchor: str = "", *, new_page: bool = False) -> None:
        """Add a heading in Word's own style."""
        paragraph = self.made.add_paragraph(style=f"Heading {min(level, _DEEPEST)}")
        paragraph.paragraph_format.page_break_before = True if new_page else None
        self._line(paragraph, [{"kind": "text", "text": words}] if isinstance(words, str) else words)
        if anchor:
            self.names.mark(paragraph, anchor)

    def paragraph(self, words: str | list[Plain], style: str = "Normal") -> Paragraph:
        """Add a paragraph."""
        paragraph = self.made.add_paragraph(style=style)
        self._line(paragraph, [{"kind": "text", "text": words}] if isinstance(words, str) else words)
        return paragraph

    def body(self, nodes: list[Plain]) -> None:
        """Add blocks in their order."""
        for node in nodes:
            kind = node["kind"]
            if kind == "heading":
                self.heading(node["line"], node["level"])
            elif kind == "paragraph":
                self.paragraph(node["line"])
            elif kind in ("list", "numbered"):
                self._list(node, 1)
            else:
                getattr(self, f"_{kind}")(node)

    def source(self, one: Plain) -> None:
        """Add where one figure, or the figures of a table, come from."""
        paragraph = self.paragraph(f"[{one['number']}] {one['title']}", "Source heading")
        self.names.mark(paragraph, one["anchor"])
        self._facts(one["facts"])
        for note in one["notes"]:
            self.paragraph(note, "Source")
        if one["parts"]:
            self.paragraph("Its parts:", "Source")
        for part in one["parts"]:
            self.paragraph(part, "List Bullet")
        for group in one["groups"]:
            told = self.made.add_paragraph(style="Source")
            told.add_run(parts.clean(f"{group['title']}. ")).bold = True
            told.add_run(parts.clean(". ".join(f"{term}: {words}" for term, words in group["facts"]) + "."))
            for note in group["notes"]:
                self.paragraph(note, "Source")

    def _facts(self, facts: list[list[str]]) -> None:
        for term, words in facts:
            told = self.made.add_paragraph(style="Source")
            told.add_run(f"{term}: ").bold = True
            told.add_run(parts.clean(words))

    def _line(self, paragraph: Paragraph, line: list[Plain]) -> None:
        self._words(paragraph, paragraph, line, bold=None, italic=None)

    def _words(self, paragraph: Paragraph, holder: Any, line: list[Plain], **how: bool | None) -> None:
        for part in line:
            kind = part["kind"]
            if kind in ("text", "code"):
                self._run(paragraph, holder, part["text"], **how)
            elif kind in ("strong", "emphasis"):
                self._words(paragraph, holder, part["line"], **how | {"bold" if kind == "strong" else "italic": True})
            elif kind == "link":
                inside = parts.link_to(paragraph, address=part["href"]) if holder is paragraph else holder
                self._words(paragraph, inside, part["line"], **how)
            elif kind == "break":
                parts.run_in(holder, paragraph, "").add_break()
            elif kind == "figure":
                self._figure(paragraph, holder, part)
            else:
                self._run(paragraph, holder, f"nothing under {part['key']}", bold=True, italic=None)

    def _run(self, paragraph: Paragraph, holder: Any, text: str, **how: bool | None) -> None:
        run = parts.run_in(holder, paragraph, text)
        run.bold, run.italic = how["bold"], how["italic"]
        if holder is not paragraph:
            run.underline, run.font.color.rgb = True, parts.NAVY

    def _figure(self, paragraph: Paragraph, holder: Any, one: Plain) -> None:
        if not one["number"] or holder is not paragraph:
            parts.run_in(holder, paragraph, one["text"]).bold = True
            return
        inside = parts.link_to(paragraph, place=self.names.of(one["anchor"]))
        shown = parts.run_in(inside, paragraph, one["text"])
        shown.bold, shown.font.color.rgb = True, parts.NAVY
        number = parts.run_in(inside, paragraph, f"[{one['number']}]")
        number.font.superscript, number.font.color.rgb = True, parts.MUTED

    def _list(self, node: Plain, depth: int) -> None:
        named = "List Bullet" if node["kind"] == "list" else "List Number"
        deep = min(depth, _DEEPEST)
        style = named if deep == 1 else f"{named} {deep}"
        number = parts.new_numbering(self.made, style) if node["kind"] == "numbered" else 0
        for item in node["body"]:
            self._item(item["body"], style, number, depth)

    def _item(self, body: list[Plain], style: str, number: int, depth: int) -> None:
        for place, inner in enumerate(body):
            if inner["kind"] in ("list", "numbered"):
                self._list(inner, depth + 1)
            elif inner["kind"] == "paragraph":
                after = "List Continue" if depth == 1 else f"List Continue {min(depth, _DEEPEST)}"
                paragraph = self.paragraph(inner["line"], style if place == 0 else after)
                if number and place == 0:
                    parts.numbered(paragraph, number)
            else:
                self.body([inner])

    def _quote(self, node: Plain) -> None:
        for inner in node["body"]:
            if inner["kind"] == "paragraph":
                self.paragraph(inner["line"], "Quote")
            else:
                self.body([inner])

    def _nothing(self, node: Plain) -> None:
        self.paragraph(f"There is nothing under {node['key']}.")

    def _keyfigure(self, node: Plain) -> None:
        paragraph = self.made.add_paragraph(style="Key figure")
        self._figure(paragraph, paragraph, node)
        self.paragraph(node["label"])

    def _thread(self, node: Plain) -> None:
        self.paragraph(f"From evidence to impact: {node['title']}", "Name of a table")
        self.paragraph(node["claim"], "Claim")
        if node["illustrative"]:
            self.paragraph("An illustration, not a real case.").runs[0].italic = True
        number = parts.new_numbering(self.made, "List Number")
        for step in node["steps"]:
            paragraph = self.made.add_paragraph(style="List Number")
            parts.numbered(paragraph, number)
            paragraph.add_run(f"{step['name']}. ").bold = True
            paragraph.add_run(parts.clean(step["words"]))
            if step["said"]:
                paragraph.add_run().add_break()
                paragraph.add_run(parts.clean(step["said"])).bold = True
            if step["about"]:
                paragraph.add_run().add_break()
                paragraph.add_run(parts.clean(", ".join(step["about"]))).font.color.rgb = parts.MUTED
        if node["number"]:
            self._beneath(node)

    def _chart(self, node: Plain) -> None:
        self.paragraph(node["title"], "Name of a table")
        holder = self.made.add_paragraph()
        holder.paragraph_format.keep_with_next = True
        shape = holder.add_run().add_picture(BytesIO(next(self._pictures)), width=Mm(_WIDE))
        parts.picture_words(shape._inline, node["title"], node["alt"])
        self._cells(node["table"], f"The figures of the chart: {node['title']}")
        self._beneath(node)

    def _table(self, node: Plain) -> None:
        if node["title"]:
            self.paragraph(node["title"], "Name of a table")
        if node["rows"]:
            self._cells(node, node["title"])
        else:
            self.paragraph("There is nothing to show.")
        self._beneath(node)

    def _cells(self, node: Plain, title: str) -> None:
        head, rows = node["head"], node["rows"]
        table = self.made.add_table(rows=1 + len(rows), cols=len(head))
        table.autofit = False
        parts.table_words(table, title)
        parts.lines(table._tbl.tblPr, "tblBorders", bottom=_RULE, insideH=_RULE)
        widths = _widths(node)
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        made = [row.cells for row in table.rows]
        parts.head_row(table.rows[0])
        for place, cell in enumerate(head):
            self._cell(made[0][place], cell["text"], right=cell["number"], bold=True, width=widths[place])
            parts.lines(made[0][place]._tc.get_or_add_tcPr(), "tcBorders", bottom=_STRONG)
        for number, row in enumerate(rows, start=1):
            for place, cell in enumerate(row["cells"][: len(head)]):
                bold = row["total"] or place == 0
                self._cell(
                    made[number][place], cell["text"], right=head[place]["number"], bold=bold, width=widths[place]
                )
                if row["total"]:
                    parts.shade(made[number][place])

    def _cell(self, cell: Any, words: str, *, right: bool, bold: bool, width: int) -> None:
        cell.width = width
        paragraph = cell.paragraphs[0]
        paragraph.style = self.made.styles["In a table"]
        if right:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(3)
        paragraph.add_run(parts.clean(words)).bold = bold

    def _beneath(self, node: Plain) -> None:
        for note in node["notes"]:
            self.paragraph(note, "Beneath")
        paragraph = self.made.add_paragraph(style="Beneath")
        if node["source"]:
            paragraph.add_run(parts.clean(f"Source: {node['source'].rstrip('.')}. "))
        if node["number"]:
            inside = parts.link_to(paragraph, place=self.names.of(node["anchor"]))
            run = parts.run_in(inside, paragraph, f"Where these figures come from [{node['number']}].")
            run.underline = True


def _widths(node: Plain) -> list[int]:
    """Return the width of each column: by what stands in it, and no word broken as far as there is room."""
    weights = []
    for place, head in enumerate(node["head"]):
        cells = [head["text"], *(row["cells"][place]["text"] for row in node["rows"] if place < len(row["cells"]))]
        longest = max(len(word) for cell in cells for word in [*cell.split(), ""])
        weights.append(max(min(max(map(len, cells)), _LONGEST), min(longest, _LONGEST) + 2, 8))
    return [int(Mm(_WIDE) * weight / sum(weights)) for weight in weights]
