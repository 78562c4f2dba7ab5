"""One report in five forms: what is said does not depend on the file it is said in."""

import json
from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Any

import typst
from docx import Document as new_docx

Block = tuple[str, Any]  # ("h", words), ("p", words), ("li", [words, …]), ("table", [[cells], …])
FORMS = ["md", "txt", "html", "docx", "pdf"]

_TYPST = b"""
#let blocks = json(bytes(sys.inputs.blocks))
#set page(margin: 2cm, footer: context [#align(center)[Page #counter(page).display()]])
#set text(size: 11pt)
#for block in blocks {
  let (kind, what) = (block.at(0), block.at(1))
  if kind == "h" { heading(level: 1, what) }
  if kind == "p" { par(what) }
  if kind == "li" { list(..what) }
  if kind == "table" { table(columns: what.at(0).len(), stroke: 0.5pt, ..what.flatten()) }
}
"""


def written(form: str, blocks: Sequence[Block], folder: Path) -> Path:
    """Write a report as a file of one form, and return where it lies."""
    path = folder / f"report.{form}"
    {"md": _markdown, "txt": _text, "html": _html, "docx": _word, "pdf": _pdf}[form](path, blocks)
    return path


def _markdown(path: Path, blocks: Sequence[Block]) -> None:
    parts = []
    for kind, what in blocks:
        if kind == "h":
            parts.append(f"## {what}")
        elif kind == "p":
            parts.append(what)
        elif kind == "li":
            parts.append("\n".join(f"- {each}" for each in what))
        else:
            rule = ["---"] * len(what[0])
            parts.append("\n".join("| " + " | ".join(row) + " |" for row in [what[0], rule, *what[1:]]))
    path.write_text("\n\n".join(parts) + "\n", encoding="utf-8")


def _text(path: Path, blocks: Sequence[Block]) -> None:
    parts = []
    for kind, what in blocks:
        if kind == "li":
            parts.append("\n".join(f"• {each}" for each in what))
        elif kind == "table":
            parts.append("\n".join("\t".join(row) for row in what))
        else:
            parts.append(what.upper() if kind == "h" else what)
    path.write_text("\n\n".join(parts) + "\n", encoding="utf-8")


def _html(path: Path, blocks: Sequence[Block]) -> None:
    parts = [
        "<!doctype html><html lang=en><head><title>Report</title></head><body><nav><p>Skip (add link)</p></nav><main>"
    ]
    for kind, what in blocks:
        if kind == "li":
            parts.append("<ul>" + "".join(f"<li>{escape(each)}</li>" for each in what) + "</ul>")
        elif kind == "table":
            rows = ["".join(f"<td>{escape(cell)}</td>" for cell in row) for row in what]
            parts.append("<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>")
        else:
            tag = "h2" if kind == "h" else "p"
            parts.append(f"<{tag}>{escape(what)}</{tag}>")
    path.write_text("".join(parts) + "</main></body></html>", encoding="utf-8")


def _word(path: Path, blocks: Sequence[Block]) -> None:
    docx = new_docx()
    for kind, what in blocks:
        if kind == "h":
            docx.add_heading(what, 1)
        elif kind == "p":
            docx.add_paragraph(what)
        elif kind == "li":
            for each in what:
                docx.add_paragraph(each, style="List Bullet")
        else:
            table = docx.add_table(rows=0, cols=len(what[0]))
            for row in what:
                for cell, words in zip(table.add_row().cells, row, strict=True):
                    cell.text = words
    docx.save(str(path))


def _pdf(path: Path, blocks: Sequence[Block]) -> None:
    path.write_bytes(typst.compile(_TYPST, sys_inputs={"blocks": json.dumps(blocks)}))
