"""Words and addresses of the pages that the world reads."""

from dataclasses import replace
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from goldenthread.foundation.periods import words
from goldenthread.reports.document import frozen
from goldenthread.reports.document.index import Found, Index
from goldenthread.reports.models import Edition
from goldenthread.reports.queries.published import File
from goldenthread.ui.frame import Frame
from goldenthread.ui.frame import of as frame_of

FORMATS = {
    "html": ("Web page in one file", "text/html; charset=utf-8"),
    "pdf": ("PDF", "application/pdf"),
    "docx": ("Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "young_html": ("For young people, web page in one file", "text/html; charset=utf-8"),
    "young_pdf": ("For young people, PDF", "application/pdf"),
    "csv": ("Data, CSV", "text/csv; charset=utf-8"),
    "json": ("Data, JSON", "application/json"),
}
_ORDER = ("pdf", "docx", "html", "young_pdf", "young_html", "csv", "json")

# What each column of the open data holds.
COLUMNS = {
    "id": "The name of the figure in this report.",
    "label": "What the figure is called.",
    "value": "The number. Empty where it is not known; an empty value is never zero.",
    "unit": "What is counted or measured: children, %, per 10,000, £.",
    "numerator": "For a share or rate, the number that was counted. Empty for other figures.",
    "denominator": "For a share or rate, the number it was counted over. Empty for other figures.",
    "period": "The days the figure is about. 2017-18 is the year from 1 April 2017 to 31 March 2018.",
    "definition": "What the figure means.",
    "supplier": "Who supplied it, or who supplied its parts.",
    "status": "How far it is agreed: signed off, received, restated, worked out.",
}


def indexed(edition: Edition) -> Index:
    """Return an edition's document with the address of everything in it that can be opened."""
    pk = edition.pk

    def address(kind: str, name: str) -> str:
        if kind == "step":
            thread, _, step = name.rpartition("/")
            return reverse("reports:thread_step", args=[pk, thread, step])
        return reverse(f"reports:{kind}", args=[pk, name])

    return Index(edition.document, address)


def around(request: HttpRequest, partnership: str, slug: str) -> Frame:
    """Return the frame of a public page: it bears the partnership's name, which leads to its reports."""
    return replace(frame_of(request), partnership=partnership, home=reverse("reports:published", args=[slug]))


def kicker(document: dict[str, Any]) -> str:
    """Return the line above a title: the days it is about."""
    start, end = (words(date.fromisoformat(document[name])) for name in ("start", "end"))
    return f"{start} to {end}"


def downloads(edition: Edition, files: list[File]) -> list[tuple[str, str]]:
    """Return the files of an edition as words and addresses: those for readers first."""
    known = sorted(files, key=lambda file: _ORDER.index(file.format) if file.format in _ORDER else len(_ORDER))
    return [
        (f"{FORMATS.get(file.format, (file.format.upper(), ''))[0]}, {size(file.size)}", _file(edition, file.format))
        for file in known
    ]


def revisions(found: Found, editions: list[Edition]) -> list[tuple[Edition, str]]:
    """Return how a figure is shown in the editions that came later, where it is shown otherwise than before."""
    last, changed = found.block["shown"], []
    for edition in editions:
        now = _same(found.block, edition.document)
        if now is not None and now != last:
            changed.append((edition, now))
            last = now
    return changed


def _same(figure: dict[str, Any], document: dict[str, Any]) -> str | None:
    names = ("key", "label", "start", "end")
    every = (one for block in document["blocks"].values() for one in frozen.with_parts(block))
    return next((one["shown"] for one in every if all(one[name] == figure[name] for name in names)), None)


def size(count: int) -> str:
    """Return a number of bytes as people read it."""
    if count < 1000:
        return f"{count} bytes"
    return f"{count / 1000:,.0f} KB" if count < 1_000_000 else f"{count / 1_000_000:,.1f} MB"


def _file(edition: Edition, format: str) -> str:
    return reverse("reports:download", args=[edition.pk, format])


def figure_data(found: Found, index: Index) -> dict[str, Any]:
    """Return a figure as plain data, its parts in it; missing numbers are null."""
    block = found.block
    names = ("label", "value", "shown", "unit", "numerator", "denominator", "start", "end", "period")
    told = ("definition", "supplier", "status", "signed_off", "notes")
    places = dict.fromkeys(place.heading for place in found.places)
    return {
        "id": found.name,
        **{name: block[name] for name in (*names, *told)},
        "sections": list(places),
        "parts": [figure_data(part, index) for part in index.parts(found.name)],
    }
