"""What stands in the place of "Priority 1" where a plan has none: the names of sheets, and headings right above its tables."""

import re
from collections.abc import Sequence

from goldenthread.plans.reading import columns as roles
from goldenthread.plans.reading.columns import Mapping, map_columns
from goldenthread.plans.reading.lists import LEVEL_WORD
from goldenthread.plans.reading.model import Grid, Piece, Priority, Row, Words
from goldenthread.plans.reading.owners import owners_of
from goldenthread.plans.reading.phrases import NUMBER_WORDS, PRIORITY, named_part, number_of, titled

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
    above = (_heading_above(pieces, place) for place in tables if not _has_heads_of_its_own(pieces[place]))
    found = {place: piece for place in above if place is not None and isinstance(piece := pieces[place], Words)}
    levels = {piece.heading for piece in found.values() if _names_itself(piece)}
    like = {
        place: piece
        for place, piece in enumerate(pieces)
        if isinstance(piece, Words) and piece.heading in levels and _names_itself(piece)
    }
    return {place: priority_of(piece) for place, piece in sorted({**found, **like}.items())}


def _heading_above(pieces: Sequence[Piece], table: int) -> int | None:
    """Return the place of the heading that a table stands under: right above it, or above a few lines and “Actions”."""
    passed = 99
    for place in range(table - 1, -1, -1):
        piece = pieces[place]
        if not isinstance(piece, Words):
            return None
        if not piece.heading or piece.heading >= passed:
            continue
        if not named_part(piece.text):
            return place if place == table - 1 or _names_itself(piece) else None
        passed = piece.heading
    return None


def _names_itself(heading: Words) -> bool:
    """Whether a heading calls itself a priority, an aim, a pillar."""
    return bool(heading.heading) and bool(LEVEL_WORD.match(heading.text.strip()))


def priority_of(heading: Words) -> Priority:
    """Return the priority that a heading names; its bracket says who leads it."""
    named = LEVEL_WORD.match(heading.text.strip())
    rest = re.sub(r"^\s*[:.–—)-]+\s*", "", named["rest"] or "").strip() if named else ""
    number, text = (named["number"] or "", rest) if named and rest else number_of(heading.text.strip())
    number = NUMBER_WORDS.get(number.lower(), number)
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
