"""Reading the clock and the calendar once for a page, a feed or a mail."""

from datetime import date, datetime

from goldenthread.access.viewer import Viewer
from goldenthread.clocks import queries as clocks
from goldenthread.clocks.rules import BeyondCalendar, Calendar
from goldenthread.foundation.clock import london_day
from goldenthread.workbench import rules
from goldenthread.workbench.due import Moment


def at(viewer: Viewer, now: datetime) -> tuple[Moment, Calendar]:
    """Return the moment with the last of the next 5 and 20 working days, and the calendar that counted them."""
    calendar = clocks.calendar(viewer)
    today = london_day(now)
    soon, month = (_step(calendar, today, days) for days in (rules.SOON_WORKING_DAYS, rules.MONTH_WORKING_DAYS))
    return Moment(now, today, soon, month), calendar


def _step(calendar: Calendar, today: date, days: int) -> date:
    try:
        return calendar.step(today, days)
    except BeyondCalendar:
        return date.fromordinal(today.toordinal() + days * 7 // 5)
