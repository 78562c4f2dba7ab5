"""What areas put into an evidence pack: the parts of what is handed to an inspector, and the pieces they are made of.

An area registers its part in its `registration.py`:

    packs.register(Part("audits", "Audits of practice", 40, build, needs=Permission.CASE_AUDIT_VIEW))

``build(viewer, partnership, period)`` lists the pieces that there are, quickly: what is told of a piece is worked out, and its
files are opened, only when a pack is made. The viewer reads for those whom the pack is for, so figures come to it through the veil
(ADR 0040). A piece that stands for a record is kept only where the maker may know of the record, and never where the record is
behind a wall: `pieces` sees to both, whatever the area lists.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.documents import operations as documents
from goldenthread.documents import queries as papers
from goldenthread.foundation.london import london_day
from goldenthread.foundation.periods import Period
from goldenthread.foundation.text import listed
from goldenthread.records import queries as records
from goldenthread.workbench import materials
from goldenthread.workbench.materials import Block, TableBlock

RESTRICTED, WALLED = "restricted", "walled"
Opened = Callable[[Viewer, datetime], bytes]


@dataclass(frozen=True, slots=True)
class Told:
    """What the pages say of a piece: Markdown, then figures, tables, charts and threads."""

    text: str = ""
    blocks: Sequence[Block] = ()


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A file of a piece. ``open(viewer, at)`` returns its bytes, and keeps the trail of restricted papers that are read.

    It raises an error of the house when the file may not be handed out: held back by the virus scanner, or damaged.
    """

    title: str
    name: str
    media_type: str
    open: Opened
    restricted: bool = False


def nothing_more() -> Told:
    """Say nothing of a piece besides its title and its files."""
    return Told()


@dataclass(frozen=True, slots=True)
class Piece:
    """One item of a pack.

    ``about`` says in a few words what it is; ``on`` the day it belongs to. ``address`` is where it stands in the product,
    ``record`` the record it tells of, if it tells of one. ``restricted`` is set by `pieces` where the record is.
    """

    title: str
    about: str = ""
    on: date | None = None
    address: str = ""
    record: UUID | None = None
    tell: Callable[[], Told] = nothing_more
    files: tuple[Enclosed, ...] = ()
    restricted: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """Something an inspector would miss in a part, as a sentence, and where it can be mended."""

    sentence: str
    address: str = ""


Build = Callable[[Viewer, UUID, Period], Iterable[Piece]]
Gaps = Callable[[Viewer, UUID, Period, date], Iterable[Gap]]


def no_gaps(viewer: Viewer, partnership: UUID, period: Period, on: date) -> Sequence[Gap]:
    """Return nothing: the area knows of no gaps."""
    return ()


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the pack. ``needs``: whoever lacks it in the partnership is told that the part is left out.

    ``gaps`` is asked on a day, before a pack is made. A part without any piece is told as empty: no gap need say so.
    """

    code: str
    title: str
    order: int
    build: Build
    needs: Permission | None = None
    gaps: Gaps = no_gaps


_PARTS: dict[str, Part] = {}


def register(part: Part) -> Part:
    """Add a part; called from an area's `registration.py`. Raises `ValueError` if its code is taken."""
    if part.code in _PARTS:
        raise ValueError(f"The part {part.code} of the evidence pack is registered twice.")
    _PARTS[part.code] = part
    return part


def every() -> list[Part]:
    """Return all parts, in the order they stand in a pack."""
    return sorted(_PARTS.values(), key=lambda part: (part.order, part.title))


def may_see(viewer: Viewer, part: Part, partnership: UUID) -> bool:
    """Say whether a maker may see a part at all."""
    if part.needs is None:
        return True
    reach = viewer.reach(part.needs)
    return reach.everywhere or partnership in reach.around


def pieces(viewer: Viewer, part: Part, partnership: UUID, period: Period) -> list[Piece]:
    """Return the pieces of a part that a maker may hand on; none where they may not see the part."""
    if not may_see(viewer, part, partnership):
        return []
    listed = list(part.build(viewer, partnership, period))
    asked = [piece.record for piece in listed if piece.record is not None]
    known = {row.pk: row.sensitivity for row in records.visible_among(viewer, asked)} if asked else {}
    kept = [piece for piece in listed if piece.record is None or known.get(piece.record, WALLED) != WALLED]
    guarded = {record for record, sensitivity in known.items() if sensitivity == RESTRICTED}
    return [replace(piece, restricted=True) if piece.record in guarded else piece for piece in kept]


def gaps(viewer: Viewer, part: Part, partnership: UUID, period: Period, on: date) -> list[Gap]:
    """Return what an inspector would miss in a part; nothing where the maker may not see it."""
    return list(part.gaps(viewer, partnership, period, on)) if may_see(viewer, part, partnership) else []


def papers_of(viewer: Viewer, found: Iterable[UUID], *, since: date | None = None) -> dict[UUID, tuple[Enclosed, ...]]:
    """Return the papers on some records, by record, as files of pieces: the newest version of each. Two queries.

    ``since``: only those of which something was uploaded on or after that day.
    """
    by_record: dict[UUID, tuple[Enclosed, ...]] = {}
    for paper in papers.papers(viewer, list(found)):
        if paper.versions and (since is None or london_day(paper.versions[0].uploaded_at) >= since):
            by_record[paper.record_id] = (*by_record.get(paper.record_id, ()), enclosed(paper))
    return by_record


def enclosed(paper: papers.Paper) -> Enclosed:
    """Return a paper of the store as a file of a piece."""
    newest = paper.versions[0]

    def opened(viewer: Viewer, at: datetime) -> bytes:
        file = documents.open_version(by=viewer, at=at, document=paper.id, number=newest.number)
        return file.path.read_bytes()

    return Enclosed(
        title=paper.title,
        name=newest.file_name,
        media_type=newest.media_type,
        open=opened,
        restricted=paper.sensitivity == RESTRICTED,
    )


def made(title: str, name: str, media_type: str, make: Callable[[], bytes]) -> Enclosed:
    """Return a file that is made when a pack is made, such as the report of an audit."""
    return Enclosed(title=title, name=name, media_type=media_type, open=lambda viewer, at: make())


def offered(viewer: Viewer, partnership: UUID, period: Period, code: str) -> Iterator[Piece]:
    """Yield what an area offers to reports of a period as tables and charts (`workbench.materials`), each as a piece."""
    for material in materials.every():
        if material.code == code:
            for offer in material.offers(viewer, partnership, period):
                block = material.build(viewer, partnership, period, offer.key) if offer.kind in _SHOWN else None
                if block is not None and not (isinstance(block, TableBlock) and not block.rows):
                    yield Piece(offer.title, offer.detail, tell=_told(block))


_SHOWN = ("table", "chart")


def _told(block: Block) -> Callable[[], Told]:
    shown = _without_empty(replace(block, title="")) if isinstance(block, TableBlock) else block
    return lambda: Told(blocks=[shown])


def _without_empty(table: TableBlock) -> TableBlock:
    """Leave out the columns under which nothing stands in any row: the others need the room."""
    kept = [
        place
        for place in range(len(table.head))
        if place == 0 or any(row[place] not in ("", None) for row in table.rows)
    ]
    rows = tuple(tuple(row[place] for place in kept) for row in table.rows)
    return replace(table, head=tuple(table.head[place] for place in kept), rows=rows)


def some(names: Sequence[str], most: int = 3) -> str:
    """Return names in words, the first few by name: "A, B, C and 12 more"."""
    if len(names) <= most + 1:
        return listed(names)
    return f"{', '.join(names[:most])} and {len(names) - most} more"
