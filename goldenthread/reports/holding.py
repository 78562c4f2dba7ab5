"""What every operation on a report shares: finding it, locking it, and what its events say."""

from typing import Any
from uuid import UUID

from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.foundation.errors import RuleBroken
from goldenthread.reports import queries
from goldenthread.reports.models import Report


def open_report(by: Viewer, report: UUID) -> Report:
    """Return a report for its authors, locked; raises `RuleBroken` once it is approved."""
    found = queries.report(by, report)
    by.require(Permission.REPORT_WRITE, partnership=found.partnership_id)
    row = held(found)
    if row.approved_at is not None:
        raise RuleBroken("The report is approved. Open it again before you change it.")
    return row


def held(found: Report) -> Report:
    """Return the row of a report the viewer may know of, locked."""
    return Report.objects.select_for_update(of=("self",)).get(pk=found.pk)


def of(row: Report) -> dict[str, Any]:
    """Return what every event of a report says of it."""
    return {"record": row.pk, "partnership": row.partnership_id, "title": row.title}
