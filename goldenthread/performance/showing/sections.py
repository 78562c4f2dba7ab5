"""One section of a profile: its small charts or its table, and what is missing from it."""

from collections.abc import Sequence
from dataclasses import dataclass

from goldenthread.foundation.periods import Period
from goldenthread.performance.queries import Looked
from goldenthread.performance.rules import HUNDRED, LEVELS, MULTIPLES, PARTS, Section
from goldenthread.performance.showing import levels, parts, tables, village
from goldenthread.performance.showing.small import cards, nothing, until
from goldenthread.ui.charts import Chart, Multiple
from goldenthread.workbench.materials import TableBlock


@dataclass(frozen=True, slots=True)
class Shown:
    """A section as it is shown. ``absent``: what it asks for and cannot show, each as a sentence."""

    section: Section
    multiples: Sequence[Multiple] = ()
    tables: Sequence[TableBlock] = ()
    chart: Chart | None = None
    absent: Sequence[str] = ()

    @property
    def empty(self) -> bool:
        """Whether there is nothing to look at."""
        return not (self.multiples or self.tables)


def show(section: Section, found: Looked, key: str, names: dict[str, str], period: Period | None = None) -> Shown:
    """Make a section ready. ``period``: the year or quarter it is about, else the newest there is.

    ``names`` are those of the library, for indicators the partnership does not keep; ``key`` begins the keys of its figures.
    """
    held = {code: found.judged(code) for code in section.indicators if code in found.books}
    absent = [f"{names.get(code, code)}: not collected here." for code in section.indicators if code not in held]
    day = period.end if period else None
    if section.shape == MULTIPLES:
        absent += [nothing(each) for each in held.values() if until(each, day)[0].last is None]
        return Shown(section, multiples=cards(held.values(), day), absent=absent)
    if section.shape == LEVELS:
        made, chart, without = levels.table(list(held.values()), found.place, key, section.title, period)
        return Shown(section, tables=made, chart=chart, absent=[*absent, *without])
    if section.shape == HUNDRED:
        made, without = village.table(list(held.values()), found.place, key, section.title, period)
        return Shown(section, tables=made, absent=[*absent, *without])
    if section.shape == PARTS:
        made, without = parts.tables(list(held.values()), key, day)
        return Shown(section, tables=made, absent=[*absent, *without])
    made, without = tables.periods(list(held.values()), key, section.title, day)
    return Shown(section, tables=made, absent=[*absent, *without])
