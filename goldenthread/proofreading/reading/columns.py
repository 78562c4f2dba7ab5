"""Tables that lost their shape: labels and amounts that a program wrote on lines of their own, one after the other."""

from collections.abc import Sequence
from dataclasses import dataclass

from goldenthread.proofreading.model import Cell
from goldenthread.proofreading.numbers import cell_number

_LONGEST = 90
_MOST_BETWEEN = 5  # label lines between two amounts; more is prose
_FEWEST = 4  # amounts that make a table


@dataclass(frozen=True, slots=True)
class Run:
    """Lines from ``start`` up to, not including, ``end`` that are a table of labels and amounts."""

    start: int
    end: int
    rows: tuple[tuple[Cell, ...], ...]


def runs(lines: Sequence[str]) -> list[Run]:
    """Return the runs of label lines and amount lines.

    A run counts only when it is plain: no stretch of amounts is longer than the labels before it, and all amounts are of one
    kind. Otherwise its shape is unknown, and guessing would make false reports.
    """
    found, place = [], 0
    while place < len(lines):
        if not _amounts(lines[place]):
            place += 1
            continue
        run = _run_at(lines, place)
        if run is None:
            place = _end_of_stretch(lines, place)
        else:
            found.append(run)
            place = run.end
    return found


def _amounts(line: str) -> list[str]:
    """The amounts of a line that holds nothing else."""
    parts = line.split()
    return parts if parts and all(cell_number(part) for part in parts) else []


def _is_label(line: str) -> bool:
    text = line.strip()
    return (
        bool(text)
        and len(text) <= _LONGEST
        and text[-1] not in ".;,"
        and not text.startswith(("#", "|", "- ", "* "))
        and "\t" not in line
    )


def _end_of_stretch(lines: Sequence[str], place: int) -> int:
    """Pass everything that belongs to a table whose shape is not plain, so that no part of it is taken for one."""
    blank = 0
    while (
        place < len(lines)
        and blank < 3
        and (not lines[place].strip() or _amounts(lines[place]) or _is_label(lines[place]))
    ):
        blank = 0 if lines[place].strip() else blank + 1
        place += 1
    return place + 1


def _run_at(lines: Sequence[str], first: int) -> Run | None:
    start, waiting = _labels_before(lines, first)
    rows: list[tuple[Cell, ...]] = []
    kinds: set[str] = set()
    place, end, pairs = first, first, 0
    while place < len(lines):
        line = lines[place]
        amounts = _amounts(line)
        if amounts:
            stretch, place = _stretch(lines, place)
            if len(stretch) > len(waiting) or len(stretch) > 3:
                return None
            kinds |= {number.kind for each in stretch if (number := cell_number(each))}
            split = len(waiting) - len(stretch)
            rows += [(Cell(label), Cell("")) for label in waiting[:split]]
            rows += [(Cell(label), Cell(amount)) for label, amount in zip(waiting[split:], stretch, strict=True)]
            waiting, end, pairs = [], place, pairs + len(stretch)
            continue
        if line.strip():
            if not _is_label(line) or len(waiting) == _MOST_BETWEEN:
                break
            waiting.append(line.strip())
        place += 1
    plain = pairs >= _FEWEST and len(kinds) == 1 and kinds != {"percent"}
    return Run(start, end, tuple(rows)) if plain else None


def _labels_before(lines: Sequence[str], first: int) -> tuple[int, list[str]]:
    """Return the label lines just before the first amounts: those without a blank line between them, or the one above it."""
    place = first - 1
    labels: list[str] = []
    while place >= 0 and not lines[place].strip():
        place -= 1
    while place >= 0 and _is_label(lines[place]) and len(labels) < _MOST_BETWEEN:
        labels.insert(0, lines[place].strip())
        place -= 1
    return place + 1, labels


def _stretch(lines: Sequence[str], place: int) -> tuple[list[str], int]:
    """Return the amounts of following lines, and the place after them."""
    found: list[str] = []
    while place < len(lines) and (amounts := _amounts(lines[place])):
        found += amounts
        place += 1
    return found, place
