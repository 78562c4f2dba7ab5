"""The day by which a report has to be out: its clock begins with the report and is met when all is done."""

from datetime import datetime, time
from uuid import UUID

from goldenthread.access.viewer import Viewer
from goldenthread.clocks import operations as clocks
from goldenthread.clocks import queries as running_clocks
from goldenthread.foundation.london import LONDON
from goldenthread.reports import content, queries
from goldenthread.reports.models import Recipient, Report


def begin(*, by: Viewer, at: datetime, report: UUID) -> None:
    """Start the clock of a report under the rule in force when its period ended, if there is one."""
    row = queries.report(by, report)
    asked = content.set_for(content.sets()[row.content_set].kind, row.end).clock
    if asked is not None:
        clocks.start(by=by, at=at, record=row.pk, trigger=row.end, rule=asked.rule, allowed=True)


def settle(*, by: Viewer, at: datetime, report: UUID) -> None:
    """Meet the clock of a report once it is published and was sent to those whom its rule names."""
    row = queries.report(by, report)
    asked = content.set_for(content.sets()[row.content_set].kind, row.end).clock
    if asked is None:
        return
    running = running_clocks.running(by).filter(record=row.pk, rule_version__rule=asked.rule).first()
    done = _done(by, row, asked) if running is not None else None
    if running is not None and done is not None:
        clocks.complete(by=by, at=at, deadline=running.pk, on=min(done, at), allowed=True)


def _done(by: Viewer, row: Report, asked: content.Clock) -> datetime | None:
    """Return when everything the rule asks for was done, or None while something is missing."""
    edition = queries.newest_standing(by, row.pk)
    if edition is None:
        return None
    moments = [row.editions.order_by("number").values_list("published_at", flat=True)[0]]
    for each in Recipient.objects.filter(report=row, code__in=asked.sent, excused_at__isnull=True):
        first = each.sendings.order_by("sent_on").first()
        if first is None:
            return None
        moments.append(datetime.combine(first.sent_on, time(12), LONDON))
    return max(moments)
