"""Groups: who the children of an indicator are, in the newest period that says so."""

from collections.abc import Sequence
from datetime import date

from goldenthread.evidence import blocks
from goldenthread.evidence.judgement import Judgement
from goldenthread.workbench.materials import TableBlock


def tables(every: Sequence[Judgement], key: str, day: date | None) -> tuple[list[TableBlock], list[str]]:
    """Return a table for each breakdown of each indicator, and the indicators nobody broke down."""
    found: list[TableBlock] = []
    absent = []
    for made in every:
        book, there = made.book, []
        known = [
            each.period for each in book.sheet.observations if each.cut and (day is None or each.period.end <= day)
        ]
        if known:
            when = max(known, key=lambda each: (each.end, each.days))
            named = f"{key}.{book.row.code}"
            there = [blocks.table(book, when, f"{named}.{name}", name) for name in book.breakdowns(when)]
        found += [each for each in there if each is not None]
        if not there:
            absent.append(f"{book.row.name}: nobody has said who they are.")
    return found, absent
