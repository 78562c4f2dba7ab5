"""Gathering a pack: its items one after another, each numbered, told, frozen and with its files on the disk.

Everything is asked anew when the pack is made, with the eyes of whoever asked for it as they stand then. Figures are read as the
partnership's board papers show them: a pack leaves the house (ADR 0040).
"""

import hashlib
import json
import mimetypes
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from goldenthread.access.viewer import Viewer
from goldenthread.documents.rules import safe_name
from goldenthread.foundation.errors import GoldenThreadError
from goldenthread.foundation.periods import Period
from goldenthread.foundation.text import slug
from goldenthread.releases.rules.audiences import BOARD
from goldenthread.reports.document import frozen
from goldenthread.reports.document.reading import read
from goldenthread.reports.document.tree import Node
from goldenthread.reports.packing import asked
from goldenthread.reports.rendering.sources import Plain
from goldenthread.workbench import packs
from goldenthread.workbench.packs import Enclosed, Part, Piece

Tell = Callable[[int, int, str], None]
_UNREADABLE = "This file cannot be handed out now"


@dataclass(frozen=True, slots=True)
class File:
    """A file of an item: ``place`` is its name in the zip, ``path`` where its bytes lie. A ``refused`` one has neither."""

    title: str
    media_type: str
    place: str = ""
    path: Path | None = None
    sha256: str = ""
    size: int = 0
    refused: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """A numbered item: what its part said of it, its blocks frozen, its nodes, its files."""

    number: str
    part: Part
    piece: Piece
    blocks: dict[str, Plain]
    nodes: list[Plain]
    files: tuple[File, ...]

    @property
    def key(self) -> str:
        """What tells it from all other items of any pack: the record it tells of, its page, or its title."""
        return f"{self.part.code}|{self.piece.record or self.piece.address or self.piece.title}"[:400]

    @property
    def seal(self) -> str:
        """A checksum of all that it says and holds."""
        said = [self.piece.title, self.piece.about, self.nodes, self.blocks, [file.sha256 for file in self.files]]
        return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Listed:
    """What a part would put into a pack, before anything is made. ``left_out``: restricted pieces, by the maker's choice."""

    part: Part
    may: bool
    pieces: tuple[Piece, ...]
    left_out: int


def listed(
    viewer: Viewer, partnership: UUID, period: Period, codes: Collection[str], *, with_restricted: bool
) -> list[Listed]:
    """Return what each of the chosen parts has, as its readers may see it."""
    reader = viewer.reading_for(BOARD)
    found = []
    for part in packs.every():
        if part.code in codes:
            may = packs.may_see(reader, part, partnership)
            every = packs.pieces(reader, part, partnership, period)
            kept = every if with_restricted else [without(piece) for piece in every if not piece.restricted]
            hidden = sum(map(_guarded, every)) if not with_restricted else 0
            found.append(Listed(part, may, tuple(kept), hidden))
    return found


def _guarded(piece: Piece) -> int:
    return 1 if piece.restricted else sum(file.restricted for file in piece.files)


def without(piece: Piece) -> Piece:
    """Return a piece without its restricted papers."""
    if not any(file.restricted for file in piece.files):
        return piece
    return Piece(
        piece.title, piece.about, piece.on, piece.address, piece.record, piece.tell,
        tuple(file for file in piece.files if not file.restricted), piece.restricted,
    )  # fmt: skip


def gather(viewer: Viewer, at: datetime, parts: Sequence[Listed], folder: Path, tell: Tell) -> Iterator[Item]:
    """Yield every item, its files written under ``folder``; ``tell`` is told how far it is."""
    reader = viewer.reading_for(BOARD)
    of, done = sum(len(each.pieces) for each in parts), 0
    for place, one in enumerate((each for each in parts if each.pieces), start=1):
        for number, piece in enumerate(one.pieces, start=1):
            tell(done, of, f"items: {one.part.title}")
            yield _item(reader, at, f"{place}.{number}", one.part, piece, folder)
            done += 1
    tell(of, of, "items: setting the pages")


def _item(viewer: Viewer, at: datetime, number: str, part: Part, piece: Piece, folder: Path) -> Item:
    told = piece.tell()
    blocks = {f"{number}|{block.key}": frozen.freeze(block) for block in told.blocks}
    for key, block in blocks.items():
        block["key"] = key
    nodes = [
        node.plain() for node in (*read(told.text.replace("[[", "[ [")), *(Node("block", key=key) for key in blocks))
    ]
    inside = Path("files") / f"{number.partition('.')[0].zfill(2)}-{slug(part.title)[:40]}"
    files = tuple(
        _file(viewer, at, enclosed, folder, inside / _name(number, place, piece, enclosed))
        for place, enclosed in enumerate(piece.files, start=1)
    )
    return Item(number, part, piece, blocks, nodes, files)


def _name(number: str, place: int, piece: Piece, enclosed: Enclosed) -> str:
    """Return a name that sorts by item, says what it is, and is a name on any disk."""
    stem, dot, ending = safe_name(enclosed.name).rpartition(".")
    kind = (
        ending.lower() if dot and ending.isalnum() else (mimetypes.guess_extension(enclosed.media_type) or ".bin")[1:]
    )
    several = f"-{place}" if len(piece.files) > 1 else ""
    return f"{number}{several}-{slug(enclosed.title or stem)[:60] or 'file'}.{kind}"


def _file(viewer: Viewer, at: datetime, enclosed: Enclosed, folder: Path, place: Path) -> File:
    try:
        content = enclosed.open(viewer, at)
    except GoldenThreadError as why:
        return File(enclosed.title, enclosed.media_type, refused=f"{_UNREADABLE}: {why.sentence}")
    path = folder / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return File(
        enclosed.title, enclosed.media_type, place.as_posix(), path, hashlib.sha256(content).hexdigest(), len(content)
    )


def lacking(viewer: Viewer, partnership: UUID, parts: Sequence[Listed], *, with_restricted: bool) -> dict[str, Any]:
    """Return what a pack does not have, and why, without a word of what its maker may not know of."""
    known = {each.code: each for each in packs.every()}
    chosen = {each.part.code for each in parts}
    return {
        "not_held": [[each.title, each.elsewhere] for each in asked.not_held(known)],
        "may_not": [each.part.title for each in parts if not each.may],
        "not_chosen": [each.title for code, each in known.items() if code not in chosen],
        "empty": [each.part.title for each in parts if each.may and not each.pieces],
        "restricted_left_out": not with_restricted and any(each.left_out for each in parts),
    }
