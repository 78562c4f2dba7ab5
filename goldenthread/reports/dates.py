"""The dates of a report: by when it has to be out, and sent to each who must have it."""

from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from goldenthread.access.viewer import Viewer
from goldenthread.clocks import operations as clocks
from goldenthread.clocks import queries as running_clocks
from goldenthread.foundation.london import LONDON, london_day
from goldenthread.reports import content, queries
from goldenthread.reports.models import Edition, Recipient, Report

_WITHIN = 10  # working days
_NO_DAY = "10 working days after publication: set here, because the guidance names no day"
_BY_RULE = "The day by which the guidance wants the report sent"


def begin(*, by: Viewer, at: datetime, report: UUID) -> None:
    """Start the clock of a report under the rule in force when its period ended, if there is one."""
    row = queries.report(by, report)
    asked = _asked(row)
    if asked is not None:
        clocks.start(by=by, at=at, record=row.pk, trigger=row.end, rule=asked.rule, allowed=True)


def settle(*, by: Viewer, at: datetime, report: UUID) -> None:
    """Bring all dates of a report in line with what was published and sent."""
    row = queries.report(by, report)
    asked = _asked(row)
    running = _running(by, row, asked) if asked is not None else None
    edition = queries.newest_standing(by, report)
    for going in queries.going(by, report):
        if going.recipient.must:
            _line(going, row, edition, running.due_on if running is not None else None, by=by, at=at)
    if asked is not None and running is not None:
        done = _done(by, row, asked)
        if done is not None:
            clocks.complete(by=by, at=at, deadline=running.pk, on=min(done, at), allowed=True)


def _asked(row: Report) -> content.Clock | None:
    return content.set_for(content.sets()[row.content_set].kind, row.end).clock


def _running(by: Viewer, row: Report, asked: content.Clock) -> Any:
    return running_clocks.running(by).filter(record=row.pk, rule_version__rule=asked.rule).first()


def _line(
    going: queries.Going, row: Report, edition: Edition | None, due: date | None, *, by: Viewer, at: datetime
) -> None:
    """Start, meet or end the date by which the newest edition is to be sent to one recipient."""
    held = Recipient.objects.select_related("deadline").get(pk=going.recipient.pk)
    line = held.deadline if held.deadline is not None and held.deadline.is_running else None
    if going.sending is not None and line is not None:
        on = min(_noon(going.sending.sent_on), at)
        clocks.complete(by=by, at=at, deadline=line.pk, on=on, allowed=True)
    elif going.way is queries.Way.TO_SEND and line is None and edition is not None:
        _start(held, row, edition, due, by=by, at=at)
    elif going.way in (queries.Way.EXCUSED, queries.Way.UNPUBLISHED) and line is not None:
        why = "No edition stands, or the report does not go there."
        clocks.cancel(by=by, at=at, deadline=line.pk, why=why, allowed=True)


def _start(held: Recipient, row: Report, edition: Edition, due: date | None, *, by: Viewer, at: datetime) -> None:
    published = london_day(edition.published_at)
    started = clocks.start(
        by=by,
        at=at,
        record=row.pk,
        trigger=published,
        title=f"Send the report to: {held.name}"[:250],
        due=running_clocks.calendar(by).step(published, _WITHIN) if due is None else max(due, published),
        why=_NO_DAY if due is None else _BY_RULE,
        allowed=True,
    )
    held.apply({"deadline_id": started.id})


def _done(by: Viewer, row: Report, asked: content.Clock) -> datetime | None:
    """Return when everything the rule asks for was done, or None while something is missing."""
    if queries.newest_standing(by, row.pk) is None:
        return None
    moments = [row.editions.order_by("number").values_list("published_at", flat=True)[0]]
    for each in Recipient.objects.filter(report=row, code__in=asked.sent, excused_at__isnull=True):
        first = each.sendings.order_by("sent_on").first()
        if first is None:
            return None
        moments.append(_noon(first.sent_on))
    return max(moments)


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), LONDON)
