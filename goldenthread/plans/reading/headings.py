"""What stands in the place of "Priority 1" where a plan has none: the names of sheets, and headings right above its tables."""

import re
from collections.abc import Sequence

from goldenthread.plans.reading import columns as roles
from goldenthread.plans.reading.columns import Mapping, map_columns
from goldenthread.plans.reading.model import Grid, Piece, Priority, Row, Words
from goldenthread.plans.reading.owners import owners_of
from goldenthread.plans.reading.phrases import PRIORITY, number_of, titled

_TOTAL = re.compile(r"^(?:grand |sub-?|overall )?totals?\b", re.IGNORECASE)
_BRACKET = re.compile(r"\s*\((?P<who>[^()]{2,80})\)\s*$")


def priorities_named_by(pieces: Sequence[Piece]) -> dict[int, Priority]:
    """Return the priorities that sheets and headings name, by the place of their piece. Empty where the plan names its own."""
    tables = [place for place, piece in enumerate(pieces) if isinstance(piece, Grid) and _is_plan(piece)]
    if not tables or any(_names_priorities(piece) for piece in pieces):
        return {}
    sheets = [grid for place in tables if isinstance(grid := pieces[place], Grid) and grid.sheet]
    if sheets:
        return _by_sheet(pieces, tables) if len(sheets) > 1 else {}
    above = (place - 1 for place in tables if not _has_heads_of_its_own(pieces[place]))
    return {
        place: priority_of(piece)
        for place in above
        if place >= 0 and isinstance(piece := pieces[place], Words) and piece.heading
    }


def priority_of(heading: Words) -> Priority:
    """Return the priority that a heading names; its bracket says who leads it."""
    number, text = number_of(heading.text.strip())
    title, leads = titled(text, [])
    if not leads and (bracket := _BRACKET.search(title)):
        title, leads = title[: bracket.start()].strip(), owners_of(bracket["who"])
    return Priority(title, heading.where, number, leads)


def _by_sheet(pieces: Sequence[Piece], tables: Sequence[int]) -> dict[int, Priority]:
    named = {}
    for place in tables:
        name = getattr(pieces[place], "name", "")
        found = PRIORITY.match(name)
        number = found["number"] if found else ""
        named[place] = Priority((found["rest"] if found else "") or name, f"sheet “{name}”", number)
    return named


def _is_plan(grid: Grid) -> bool:
    mapping = map_columns(grid, None)
    return mapping.holds_a_plan and mapping.head >= 0 and not mapping.guessed


def _names_priorities(piece: Piece) -> bool:
    if isinstance(piece, Words):
        return bool(PRIORITY.match(piece.text)) and (bool(piece.heading) or len(piece.text) < 500)
    return isinstance(piece, Grid) and (
        roles.PRIORITY in map_columns(piece, None).roles or any(map(heads_a_part, piece.rows))
    )


def _has_heads_of_its_own(piece: Piece) -> bool:
    """Whether wide rows divide a table: what they say is the priority, and the heading above is the name of the plan."""
    head = map_columns(piece, None).head if isinstance(piece, Grid) else 0
    return isinstance(piece, Grid) and any(
        row.wide and len(row.filled) == 1 for place, row in enumerate(piece.rows) if place > head
    )


def heads_a_part(row: Row) -> bool:
    """Whether a row holds nothing but "Priority 1 …"."""
    return len(row.filled) == 1 and bool(PRIORITY.match(row.cells[row.filled[0]]))


def heads_outcomes(row: Row, mapping: Mapping) -> bool:
    """Whether a row is a heading among outcomes that each name who is responsible: it alone names nobody."""
    alone = mapping.place(roles.ACTION) is None and mapping.place(roles.OWNER) is not None
    return alone and row.filled == [mapping.place(roles.OUTCOME)]


def is_total(row: Row) -> bool:
    """Whether a row counts what stands above it: it begins with "Total", and the rest of it is short."""
    cells = [row.cells[place] for place in row.filled]
    return bool(cells) and bool(_TOTAL.match(cells[0])) and all(len(cell.split()) <= 4 for cell in cells)
