"""Papers in PDF laid into the frames of a pack, page by page: what they are is looked at first, their pages come in afterwards.

A paper becomes a picture in a frame with our own number and page on it. Links and forms of its own do not come along; the file
itself is in the zip, byte for byte.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf

from goldenthread.foundation.text import counted

MOST = 80
"""Papers of more pages are named in the PDF and left to the zip."""
_EDGE, _TOP, _BOTTOM = 45.0, 108.0, 62.0  # points: inside the frame that pack.typ draws


@dataclass(frozen=True, slots=True)
class Sheets:
    """The pages of a paper as they will be laid in: which of them lie on their side; or why there are none."""

    flipped: tuple[bool, ...] = ()
    why_not: str = ""


def look(path: Path) -> Sheets:
    """Return what pages a paper has, without laying them in."""
    try:
        with pikepdf.open(path) as paper:
            if len(paper.pages) > MOST:
                return Sheets(why_not=f"not printed here, as it has {counted(len(paper.pages), 'page')}")
            return Sheets(tuple(map(_lies, paper.pages)))
    except pikepdf.PasswordError:
        return Sheets(why_not="not printed here, as it is locked with a password")
    except (pikepdf.PdfError, ValueError, TypeError, KeyError):
        return Sheets(why_not="not printed here, as its pages could not be read")


def _lies(page: pikepdf.Page) -> bool:
    left, bottom, right, top = (float(each) for each in page.trimbox)
    on_its_side = int(page.obj.get("/Rotate", 0)) % 180 == 90
    wide, high = (top - bottom, right - left) if on_its_side else (right - left, top - bottom)
    return wide > high


def lay_in(pdf: bytes, papers: Iterable[tuple[str, Path]]) -> bytes:
    """Return the pack with each paper laid into the frames that begin at the place of its name."""
    with pikepdf.open(BytesIO(pdf)) as pack:
        starts = places(pack)
        laid = False
        for name, path in papers:
            with pikepdf.open(path) as paper:
                for place, page in enumerate(paper.pages, start=starts[name]):
                    _lay(pack.pages[place], page)
                    laid = True
        if laid:
            _no_longer_tagged_throughout(pack)
        made = BytesIO()
        pack.save(made, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return made.getvalue()


def _lay(frame: pikepdf.Page, page: pikepdf.Page) -> None:
    _, _, wide, high = (float(each) for each in frame.mediabox)
    frame.add_overlay(page, pikepdf.Rectangle(_EDGE, _BOTTOM, wide - _EDGE, high - _TOP))


def _no_longer_tagged_throughout(pack: pikepdf.Pdf) -> None:
    """Take away the claim that every page can be read aloud: pages of papers are pictures."""
    with pack.open_metadata(set_pikepdf_as_editor=False) as said:
        for name in list(said):
            if name.endswith("}part") and "pdfua" in name:
                del said[name]


def places(pack: pikepdf.Pdf) -> dict[str, int]:
    """Return on which page, counted from nought, each named place of a file stands."""
    numbers = {page.obj.objgen: place for place, page in enumerate(pack.pages)}
    if "/Names" not in pack.Root or "/Dests" not in pack.Root.Names:
        return {}
    return {name: numbers[at[0].objgen] for name, at in _named(pack.Root.Names.Dests)}


def _named(node: Any) -> Iterator[tuple[str, Any]]:
    for child in node.get("/Kids", []):
        yield from _named(child)
    listed = list(node.get("/Names", []))
    for name, at in zip(listed[::2], listed[1::2], strict=True):
        yield str(name), at if isinstance(at, pikepdf.Array) else at["/D"]
