"""Wording and tags for pages; nothing is asked of the database here."""

from datetime import date, datetime

from goldenthread.evidence.rules import cuts, defining
from goldenthread.evidence.rules.deriving import population_year
from goldenthread.evidence.rules.sheet import number, say
from goldenthread.foundation.london import london_day
from goldenthread.foundation.text import counted, listed, short_date
from goldenthread.returns.queries import Row, Sheet, Workspace
from goldenthread.returns.rules import freezing, history
from goldenthread.returns.rules.asking import FOUR, WHOLE
from goldenthread.returns.wording import heading, waits, work_address

__all__ = ["heading", "waits", "work_address"]


def cell_label(row: Row, cut: str) -> str:
    """Return what is counted in a cell: the numerator of the definition, or the group."""
    return row.asked.details.numerator if cut == WHOLE else cuts.words(cut)


def worked_out(row: Row, cut: str = WHOLE) -> str:
    """Return what follows from a cell, in words; nothing for a plain number."""
    asked, cell = row.asked, row.filled.cell(cut)
    if asked.details.denominator_from == defining.POPULATION:
        year = population_year(asked.period.end)
        return f"The rate is worked out from the population of mid-{year}."
    if not asked.two:
        return ""
    parts, shown = cell.parts, asked.shown(cell.parts)
    above = parts is not None and parts.denominator is not None and parts.numerator > parts.denominator
    if parts is None or not shown or parts.denominator is None or (above and asked.details.factor == defining.PERCENT):
        waiting = "Not worked out: the part is larger than the whole" if above else "Waiting for both numbers"
        return waiting if cut == WHOLE else ""
    return f"{shown}: {number(parts.numerator)} ÷ {number(parts.denominator)}, worked out for you"


def last_four(row: Row) -> list[tuple[str, str, bool]]:
    """Return the newest four earlier figures: period, value, whether it was restated."""
    return [(say(each.period), row.asked.shown(each.parts), each.restated) for each in row.asked.past[-4:]]


def usual(row: Row) -> str:
    """Return the usual range in words, or nothing while too little is known."""
    limits = history.usual_range(history.comparable(row.asked), row.asked)
    if limits is None:
        return ""
    unit = "%" if row.asked.two and row.asked.details.factor == defining.PERCENT else ""
    return f"Usual range {limits[0]:,.0f} to {limits[1]:,.0f}{unit}"


def progress(work: Workspace | Sheet) -> str:
    """Return how much is entered."""
    asked = work.asked if isinstance(work, Workspace) else len(work.rows)
    return f"{work.filled} of {counted(asked, 'line')} entered"


def four(row: Row) -> list[tuple[str, str, str]]:
    """Return the four questions with what was answered: name, words, answer."""
    return [(name, words, row.filled.comment.get(name, "")) for name, words in FOUR.items()]


def day(when: date | datetime) -> str:
    """Return a day, or the day of a moment in London, as "16 July 2018"."""
    return short_date(london_day(when) if isinstance(when, datetime) else when)


def who_when(name: str, when: date | datetime) -> str:
    """Return who did something and when."""
    return f"{name}, {day(when)}"


def frozen_figures(row: Row, line: freezing.Frozen) -> list[tuple[str, str]]:
    """Return the figures of a frozen line as people read them: cut and value."""
    filled = freezing.thawed(line)
    return [(cut, row.asked.shown(cell.parts)) for cut, cell in filled.cells.items()]


def said(line: freezing.Frozen) -> bool:
    """Whether anything is said beside the figures of a frozen line."""
    return bool(line["missing_why"] or line["note"] or any(line["comment"].values()))


def breakdown_words(cut: str) -> str:
    """Return of which breakdowns a group is: "sex", "age and sex"."""
    return listed(cuts.DIMENSIONS[name].lower() for name in cuts.breakdown(cut))
