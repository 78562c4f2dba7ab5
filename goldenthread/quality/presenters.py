"""Words and pictures of the quality page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from goldenthread.foundation.periods import Period
from goldenthread.foundation.text import counted, short_date
from goldenthread.quality.looked import Looked
from goldenthread.quality.queries import Again, Back, Together
from goldenthread.quality.rules import together as rules
from goldenthread.thread.queries import Weighed
from goldenthread.ui import charts
from goldenthread.ui.charts import Chart, Series, Span

_HELD: Mapping[str, tuple[str, str]] = {
    rules.BACK: ("Came back", "red"),
    rules.NOTHING: ("Nothing was done", "red"),
    rules.DOING: ("Being done", "amber"),
    rules.UNSURE: ("Not seen since", "grey"),
    rules.HELD: ("Has held so far", "green"),
}
_WORRIES = 3
_FEWEST_IN_TIME = 3


def points(row: Looked) -> int | None:
    """Return points as a whole number of a hundred; None where nothing was graded."""
    return None if row.points is None else round(row.points * 100)


def counts(found: Together) -> list[tuple[int, str]]:
    """Return the counts at the head of the page."""
    return [
        (len(found.seen), "looked at"),
        (found.found.strengths.number, "strengths and good practice"),
        (found.found.concerns.number, "concerns"),
        (len(found.back) + found.more, "themes that come back"),
    ]


@dataclass(frozen=True, slots=True)
class Story:
    """A theme that comes back, told: where it was seen, what was done, and whether that held."""

    name: str
    address: str
    tag: tuple[str, str]
    seen: str
    done: tuple[tuple[str, str, str], ...]
    more: int
    held: str


def back(each: Back) -> Story:
    """Return the story of a theme that comes back."""
    seen = each.seen
    words = f"A concern {counted(seen.concerns, 'time')}, from {counted(seen.sources, 'source')}"
    if seen.first and seen.last:
        words += f", first on {short_date(seen.first)} and last on {short_date(seen.last)}"
    return Story(
        name=each.theme.name,
        address=reverse("thread:theme", args=[each.theme.pk]),
        tag=_HELD[each.held],
        seen=f"{words}.",
        done=tuple(_action(row, each.done.until) for row in each.done.newest),
        more=each.done.number - len(each.done.newest),
        held=_held(each),
    )


def _action(row: Any, until: date | None) -> tuple[str, str, str]:
    judged = row.closing_judgement.verdict_words.lower() if row.closing_judgement else ""
    closed_on = row.record.closed_on
    if until is not None and (closed_on is None or closed_on > until):
        state = "still open"
    elif closed_on:
        state = f"closed on {short_date(closed_on)}{f', {judged}' if judged else ''}"
    else:
        state = row.status_words.lower()
    return row.record.title, reverse("thread:action", args=[row.pk]), state


def _held(each: Back) -> str:
    if each.held == rules.NOTHING:
        return "No action was opened on it."
    if each.held == rules.DOING:
        return "Nothing that was done is closed yet, so nobody can say."
    if each.held == rules.BACK:
        on = each.seen.back_on or each.seen.last
        return f"It was a concern again on {short_date(on)}, after an action was closed: what was done did not hold."
    if each.held == rules.UNSURE:
        return "It was not a concern since, and nobody judged that what was done made a difference."
    return "It was not a concern since what was done made a difference."


def by_theme(found: Together) -> list[Weighed]:
    """Return what was found by theme, what is most a concern first."""
    return sorted(found.found.by_theme, key=lambda each: (-each.concerns, -each.strengths, each.name))


def by_agency(found: Together, period: Period) -> list[tuple[Any, ...]]:
    """Return what was found by agency, as rows of a table: in the order of their names, never of their numbers."""
    rows = []
    for each in found.by_agency:
        weighed = each.found
        days = f"record__opened_on_from={period.start}&record__opened_on_to={period.end}"
        address = f"{reverse('thread:findings')}?agency={weighed.pk}&{days}"
        name = found.names[weighed.pk]
        rows.append(((name, address), each.looked, weighed.strengths, weighed.concerns, worries(each.worries)))
    return rows


def worries(counted_by_theme: Sequence[tuple[str, int]]) -> str:
    """Say which themes an agency's concerns are about, the most frequent first."""
    told = [f"{theme} ({number})" for theme, number in counted_by_theme[:_WORRIES]]
    rest = len(counted_by_theme) - len(told)
    return ", ".join(told) + (f" and {rest} more" if rest else "")


@dataclass(frozen=True, slots=True)
class Twice:
    """Something looked at twice, told."""

    first: Looked
    second: Looked
    change: str
    tag: tuple[str, str]


def again(each: Again) -> Twice:
    """Return what a second look changed, in words."""
    change = each.change
    if change is None:
        return Twice(each.before, each.after, "Not graded both times", ("Looked at again", "grey"))
    number = round(change * 100)
    if number == 0:
        return Twice(each.before, each.after, "As before", ("As before", "grey"))
    words = f"{abs(number)} of 100 points {'better' if number > 0 else 'worse'}"
    return Twice(each.before, each.after, words, ("Better", "green") if number > 0 else ("Worse", "red"))


def grades(found: Together) -> Chart | None:
    """Return grades over time, a line for each kind that was graded on at least three days; None where there is none."""
    graded = sorted((each for each in found.seen if each.points is not None), key=lambda each: (each.on, each.title))
    on_days = {kind: {each.on for each in graded if each.kind == kind} for kind in found.kinds}
    kinds = [kind for kind in found.kinds if len(on_days[kind]) >= _FEWEST_IN_TIME][:5]
    days = sorted({each.on for each in graded if each.kind in kinds})
    if not kinds:
        return None
    series = []
    for kind in kinds:
        on_day: dict[Any, list[float]] = {}
        for each in graded:
            if each.kind == kind and each.points is not None:
                on_day.setdefault(each.on, []).append(each.points * 100)
        series.append(
            Series(kind, [round(sum(on_day[day]) / len(on_day[day]), 1) if day in on_day else None for day in days])
        )
    return charts.line("Grades over time", [short_date(day) for day in days], series, unit="points of 100")


@dataclass(frozen=True, slots=True)
class Side:
    """Agencies beside each other, by one kind of look."""

    kind: str
    chart: Chart | None
    reading: str
    rows: tuple[tuple[str, str], ...]

    @property
    def few(self) -> str:
        """How many agencies have too few grades, and of what."""
        return f"{counted(len(self.rows), 'agency', 'agencies')}, {self.kind.lower()}"


def beside(found: Together) -> list[Side]:
    """Return agencies side by side: in the order of their names, never of their grades."""
    told = []
    for kind, rows in found.beside.items():
        enough = [row for row in rows if row.found.middle is not None]
        few = tuple(
            (row.name, f"{counted(row.found.number, 'grade')}: too few to say") for row in rows if row not in enough
        )
        spans = [
            Span(
                f"{row.name} ({row.found.number})",
                round((row.found.middle or 0) * 100),
                round((row.found.lower or 0) * 100),
                round((row.found.upper or 0) * 100),
                row.found.apart or "common",
            )
            for row in enough
        ]
        chart = charts.interval(kind, spans, unit="points of 100") if spans else None
        told.append(Side(kind, chart, _reading(rows, enough), few))
    return told


def _reading(rows: Any, enough: Any) -> str:
    apart = [row.name for row in enough if row.found.apart]
    number = counted(len(rows), "agency", "agencies")
    told = f"{number}, in the order of their names; in brackets how many grades stand behind each."
    if not enough:
        return f"{told} None has the {rules.FEWEST} grades it takes to say anything of it alone."
    said = (
        "No agency stands apart from the others by more than chance."
        if not apart
        else f"Apart from the others: {', '.join(apart)}."
    )
    return f"{told} A line is where the middle may lie by chance. {said}"
