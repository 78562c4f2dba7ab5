"""A pack as one PDF: what it says made ready for setting, set, and its papers laid in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pikepdf

from goldenthread.foundation.london import london_day
from goldenthread.foundation.periods import words
from goldenthread.foundation.text import counted
from goldenthread.reports.document import frozen
from goldenthread.reports.document.tree import from_plain
from goldenthread.reports.models import Pack
from goldenthread.reports.packing import sheets
from goldenthread.reports.packing.gathering import File, Item
from goldenthread.reports.rendering import rowheads
from goldenthread.reports.rendering.matter import blocks_of
from goldenthread.reports.rendering.pdf import pictures
from goldenthread.reports.rendering.setting import set_pages
from goldenthread.reports.rendering.sources import Plain

PDF = "application/pdf"


@dataclass(frozen=True, slots=True)
class Printed:
    """The PDF, how many pages it has, and on which page each item and each printed paper begins, by its name."""

    pdf: bytes
    pages: int
    at: dict[str, int]


def item_name(item: Item) -> str:
    """Return the name of the place in the PDF where an item begins."""
    return f"item-{item.number.replace('.', '-')}"


def file_name(item: Item, place: int) -> str:
    """Return the name of the place in the PDF where the paper in a place of an item begins."""
    return f"file-{item.number.replace('.', '-')}-{place}"


def render(pack: Pack, home: str, at: datetime, items: Sequence[Item], lacks: dict[str, Any], policy: str) -> Printed:
    """Return a pack as a PDF."""
    looked = {
        file_name(item, place): (file, sheets.look(file.path))
        for item in items
        for place, file in enumerate(item.files, start=1)
        if file.path is not None and file.media_type == PDF
    }
    matter = {
        "title": pack.title,
        "partnership": home,
        "span": f"{words(pack.start)} to {words(pack.end)}",
        "made": f"Made on {words(london_day(at))} by {pack.asked_by_name}",
        "front": _front(pack, items, policy),
        "parts": _parts(pack, items, {name: seen for name, (_, seen) in looked.items()}),
        "lacks": lacking_words(lacks),
    }
    (made,) = set_pages("pack.typ", matter, at=int(at.astimezone(UTC).timestamp()))
    laid = [(name, file.path) for name, (file, seen) in looked.items() if seen.flipped and file.path is not None]
    pdf = sheets.lay_in(rowheads.tell(made), laid)
    with pikepdf.open(BytesIO(pdf)) as whole:
        found = {name: place + 1 for name, place in sheets.places(whole).items()}
        return Printed(pdf, len(whole.pages), found)


def _front(pack: Pack, items: Sequence[Item], policy: str) -> list[str]:
    parts = dict.fromkeys(item.part.title for item in items)
    files = sum(bool(file.place) for item in items for file in item.files)
    told = [
        f"{counted(len(items), 'item')} in {counted(len(parts), 'part')}, and {counted(files, 'file')}. Each item has a number, "
        "which stands at the top of every page it is on. The zip beside this file holds every file under the number of its "
        "item, with an index and the checksum of each.",
    ]
    if pack.notice_on:
        told.insert(0, f"Notice was given on {words(pack.notice_on)}.")
    hidden = sum(bool(one.get("shown") == "hidden") for item in items for block in item.blocks.values()
                 for one in frozen.figures(block))  # fmt: skip
    said = f"Figures are as the partnership’s board papers show them. {policy}".strip()
    if hidden:
        said += f" {counted(hidden, 'figure')} {'is' if hidden == 1 else 'are'} hidden. A hidden figure is not zero."
    told.append(said)
    if any(item.piece.restricted for item in items):
        told.append("Some items are restricted, and say so. Hand this pack only to those it was made for.")
    return told


def _parts(pack: Pack, items: Sequence[Item], looked: dict[str, sheets.Sheets]) -> list[Plain]:
    found: dict[str, Plain] = {}
    for item in items:
        code = item.part.code
        number = item.number.partition(".")[0]
        part = found.setdefault(code, {"number": number, "title": item.part.title, "words": "", "items": []})
        part["items"].append(_item(pack, item, looked))
    for part in found.values():
        part["words"] = counted(len(part["items"]), "item") + "."
    return list(found.values())


def _item(pack: Pack, item: Item, looked: dict[str, sheets.Sheets]) -> Plain:
    body = blocks_of(item.blocks, [from_plain(each) for each in item.nodes])
    pictures(body)
    piece = item.piece
    about = [piece.about, words(piece.on) if piece.on else ""]
    return {
        "number": item.number,
        "anchor": item_name(item),
        "title": piece.title,
        "about": [part for part in about if part],
        "href": f"{pack.origin}{piece.address}" if pack.origin and piece.address.startswith("/") else "",
        "restricted": piece.restricted,
        "body": body,
        "files": [
            _file(file, file_name(item, place), looked.get(file_name(item, place), sheets.Sheets()))
            for place, file in enumerate(item.files, start=1)
        ],
    }


def _file(file: File, name: str, seen: sheets.Sheets) -> Plain:
    if file.refused:
        said = file.refused
    elif seen.flipped:
        said = f"In the zip as {file.place} ({size(file.size)}), and on the next {counted(len(seen.flipped), 'page')}."
    else:
        said = f"In the zip as {file.place} ({size(file.size)}){', ' if seen.why_not else ''}{seen.why_not}."
    return {
        "anchor": name,
        "title": file.title,
        "words": said,
        "sha256": file.sha256,
        "sheets": [{"flipped": each} for each in seen.flipped],
    }


def size(number: int) -> str:
    """Return how large a file is, in words."""
    if number < 1024 * 1024:
        return f"{max(number // 1024, 1):,} KB"
    return f"{number / 1024 / 1024:,.1f} MB"


def lacking_words(lacks: dict[str, Any]) -> list[Plain]:
    """Return what a pack does not have as groups of sentences: for its last page, its index and its page."""
    groups = [
        ("Not held here", [f"{title}. {elsewhere}".strip() for title, elsewhere in lacks.get("not_held", [])]),
        (
            "Left out, as whoever made the pack may not see it",
            [f"{title}." for title in lacks.get("may_not", [])],
        ),
        (
            "Nothing there in this period",
            [f"{title}." for title in lacks.get("empty", [])],
        ),
        (
            "Left out by choice",
            [f"{title}." for title in lacks.get("not_chosen", [])]
            + (["Restricted records and papers."] if lacks.get("restricted_left_out") else []),
        ),
        (
            "Never in a pack",
            ["Records behind a wall: they are handed to inspectors by those who keep them, one by one."],
        ),
    ]
    return [{"title": title, "items": sentences} for title, sentences in groups if sentences]
