"""A pack as a zip: the PDF, every file under the number of its item, and an index for people and one for machines."""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string

from goldenthread.foundation.periods import words
from goldenthread.foundation.text import FORMULA
from goldenthread.reports.document import frozen
from goldenthread.reports.models import Pack, PackItem
from goldenthread.reports.packing.gathering import Item
from goldenthread.reports.packing.printing import lacking_words, size
from goldenthread.reports.rendering.html import STYLE

PDF_NAME = "pack.pdf"
_INDEX = ("number", "part", "title", "about", "date", "page", "source", "restricted", "file", "bytes", "sha256")
_FIGURES = ("item", "label", "value", "unit", "numerator", "denominator", "period", "definition", "supplier", "status")


def write(
    path: Path, pack: Pack, home: str, made: str, rows: Sequence[PackItem], items: Sequence[Item], pdf: Path
) -> None:
    """Write the zip of a pack to ``path``."""
    entries = [_entry(pack, row) for row in rows]
    with zipfile.ZipFile(path, "w", compression=zipfile.ZIP_DEFLATED) as zipped:
        zipped.write(pdf, PDF_NAME)
        zipped.writestr("index.html", _page(pack, home, made, entries))
        zipped.writestr("index.csv", _csv(_INDEX, _lines(entries)))
        figures = list(_figures(items))
        if figures:
            zipped.writestr("figures.csv", _csv(_FIGURES, figures))
        for item in items:
            for file in item.files:
                if file.path is not None:
                    zipped.write(file.path, file.place)


def _entry(pack: Pack, row: PackItem) -> dict[str, Any]:
    linked = pack.origin and row.address.startswith("/")
    return {
        "number": row.number,
        "part": row.part_title,
        "title": row.title,
        "about": row.about,
        "date": row.on.isoformat() if row.on else "",
        "on": words(row.on) if row.on else "",
        "page": row.page,
        "source": f"{pack.origin}{row.address}" if linked else "",
        "restricted": "yes" if row.restricted else "",
        "files": [{**file, "words": size(file["size"])} for file in row.files if file["name"]],
    }


def _lines(entries: Iterable[dict[str, Any]]) -> Iterator[list[Any]]:
    for entry in entries:
        base = [entry[name] for name in _INDEX[:8]]
        for file in entry["files"] or [{"name": "", "size": "", "sha256": ""}]:
            yield [*base, file["name"], file["size"], file["sha256"]]


def _figures(items: Iterable[Item]) -> Iterator[list[Any]]:
    for item in items:
        for block in item.blocks.values():
            for one in frozen.figures(block):
                yield [item.number, one["label"], one["value"] if one["value"] is not None else one["shown"],
                       *(one[name] for name in _FIGURES[3:])]  # fmt: skip


def _csv(head: Sequence[str], lines: Iterable[Sequence[Any]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(head)
    writer.writerows([_cell(each) for each in line] for line in lines)
    return text.getvalue().encode("utf-8-sig")


def _cell(value: Any) -> Any:
    # a spreadsheet would run text that begins like a formula
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def _page(pack: Pack, home: str, made: str, entries: Sequence[dict[str, Any]]) -> bytes:
    parts: dict[str, list[dict[str, Any]]] = {}
    for entry in entries:
        parts.setdefault(entry["part"], []).append(entry)
    context = {
        "pack": pack,
        "partnership": home,
        "made": made,
        "span": f"{words(pack.start)} to {words(pack.end)}",
        "parts": list(parts.items()),
        "lacks": lacking_words(pack.summary),
        "pdf": PDF_NAME,
        "css": STYLE.read_text(encoding="utf-8"),
    }
    return render_to_string("reports/pack_index.jinja", context).encode()
