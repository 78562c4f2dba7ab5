"""How far returns are: for the page of a call, for the list of what is asked of an agency, for completeness over time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from goldenthread.access.guards import reads
from goldenthread.access.viewer import Viewer
from goldenthread.clocks import queries as clocks
from goldenthread.clocks.rules import BeyondCalendar, Calendar
from goldenthread.foundation.london import london_day
from goldenthread.returns.models import Line, Return
from goldenthread.returns.rules import states
from goldenthread.returns.rules.states import Facts


@dataclass(frozen=True, slots=True)
class Standing:
    """A return and how far it is on a day. ``late`` counts the working days past due and grace, also of one that came late."""

    answer: Return
    facts: Facts
    late: int

    @property
    def state(self) -> tuple[str, str]:
        """Words and tone."""
        return states.state(self.facts)

    @property
    def late_words(self) -> str:
        """How late it came or is; empty while there is time."""
        if not self.facts.signed and not self.late:
            return ""
        return states.late_words(self.late, after=self.facts.after)


@reads
def standings(viewer: Viewer, answers: Iterable[Return], on: date) -> list[Standing]:
    """Return how far each return is on a day, in two queries however many there are."""
    found = list(answers)
    counted = all(hasattr(each, "asked") for each in found)
    filled = {each.pk: (each.filled, each.asked) for each in found} if counted else _filled(found)  # type: ignore[attr-defined]
    calendar = clocks.calendar(viewer)
    return [_standing(each, filled.get(each.pk, (0, 0)), calendar, on) for each in found]


@reads
def standing(viewer: Viewer, answer: Return, on: date) -> Standing:
    """Return how far one return is on a day."""
    return standings(viewer, [answer], on)[0]


def _filled(answers: Sequence[Return]) -> dict[object, tuple[int, int]]:
    """Lines answered and lines asked, by return. A line is answered when something stands in its whole, or a reason why not."""
    given = Q(entered_at__isnull=False)
    rows = Line.objects.filter(answer__in=[each.pk for each in answers]).order_by().values_list("answer")
    counted = rows.annotate(given=Count("pk", filter=given), lines=Count("pk"))
    return {pk: (done, lines) for pk, done, lines in counted}


def _standing(row: Return, filled: tuple[int, int], calendar: Calendar, on: date) -> Standing:
    due, grace = row.call.due_on, row.call.grace
    came = _first_signed(row)
    facts = Facts(
        filled=filled[0],
        asked=filled[1],
        complete=row.complete_at is not None,
        signed=row.signed_at is not None,
        locked=row.locked_at is not None,
        verdict=row.verdict,
        days_left=_between(calendar, on, due),
        grace=grace,
        closed=row.call.closed_at is not None,
        after=row.came_after_closing,
    )
    late = max(0, _between(calendar, due, came) - grace) if came else facts.days_late
    return Standing(row, facts, late)


def _first_signed(row: Return) -> date | None:
    """The day on which a return came: when it was first signed, whatever was restated later."""
    return london_day(row.first_signed_at) if row.first_signed_at else None


def _between(calendar: Calendar, after: date, until: date) -> int:
    try:
        return calendar.between(after, until)
    except BeyondCalendar:
        return (until - after).days * 5 // 7
