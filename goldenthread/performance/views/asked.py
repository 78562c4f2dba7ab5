"""What an address asks for: the partnership and the year."""

from datetime import date
from uuid import UUID

from django.http import HttpRequest

from goldenthread.access.viewer import Viewer
from goldenthread.evidence.rules.sheet import say
from goldenthread.foundation.errors import NotFound, RuleBroken
from goldenthread.foundation.periods import Period, year_from_april
from goldenthread.performance import queries

Choices = list[tuple[str, str]]


def place(request: HttpRequest, viewer: Viewer) -> tuple[UUID | None, Choices]:
    """Return the partnership asked for, else the first there is, and those to choose from; None where there is none."""
    places = queries.places(viewer)
    asked = request.GET.get("partnership", "")
    if asked and asked not in dict(places):
        raise NotFound("There is no such partnership, or you are not allowed to see its figures.")
    chosen = asked or (places[0][0] if places else "")
    return (UUID(chosen) if chosen else None), places


def year(request: HttpRequest) -> tuple[Period | None, str]:
    """Return the year asked for, such as 2017-18, and what to say where it cannot be read."""
    words = request.GET.get("year", "").strip()
    if not words:
        return None, ""
    try:
        return year_from_april(words), ""
    except (ValueError, RuleBroken):
        return None, f"“{words[:20]}” is not a year. Write it as 2017-18."


def periods(today: date) -> list[str]:
    """Return the quarters and years from April that have ended, the newest first, as an address names them: Q1 2018-19, 2017-18."""
    found = []
    for name in years(today):
        whole = year_from_april(name)
        if whole.end <= today:
            found.append(name)
        found += [f"Q{number} {name}" for number in (4, 3, 2, 1) if _quarter(whole, number).end <= today]
    return found


def period(request: HttpRequest, today: date) -> tuple[Period, str]:
    """Return the quarter or year asked for, else the newest that has ended, and what to say where it cannot be read."""
    known = periods(today)
    words = request.GET.get("period", "").strip() or known[0]
    wrong = "" if words in known else f"“{words[:20]}” is not a quarter or year that has ended. Choose one of the list."
    chosen = known[0] if wrong else words
    quarter, _, name = chosen.rpartition(" ")
    whole = year_from_april(name)
    return (_quarter(whole, int(quarter[1])) if quarter else whole), wrong


def named(chosen: Period) -> str:
    """Return a quarter or year from April as an address names it."""
    return say(chosen)


def _quarter(year: Period, number: int) -> Period:
    months = [date(year.start.year, month, 1) for month in (4, 7, 10)] + [
        date(year.end.year, 1, 1),
        date(year.end.year, 4, 1),
    ]
    return Period(months[number - 1], date.fromordinal(months[number].toordinal() - 1))


def years(today: date) -> list[str]:
    """Return the years one may ask for, the newest first: as far back as registers go."""
    last = today.year if today.month >= 4 else today.year - 1
    return [f"{first}-{(first + 1) % 100:02d}" for first in range(last, last - 20, -1)]
