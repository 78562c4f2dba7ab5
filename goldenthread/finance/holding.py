"""What the operations share: finding a year somebody may change, and naming it in the trail."""

from typing import Any
from uuid import UUID

from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.finance import queries, rules
from goldenthread.finance.models import FinancialYear


def open_for(by: Viewer, year: UUID, permission: Permission = Permission.FINANCE_EDIT) -> FinancialYear:
    """Return a year that ``by`` may change, locked until the transaction ends.

    Raises `NotFound`, `NotAllowed`, or `RuleBroken` when it has been signed off.
    """
    found = queries.year(by, year)
    by.require(permission, partnership=found.partnership_id)
    row = FinancialYear.objects.select_for_update(of=("self",)).get(pk=found.pk)
    rules.check_open(row.signed_off_at is not None)
    return row


def of(row: FinancialYear) -> dict[str, Any]:
    """Return what every event of a year says about it: its record, its partnership and its name."""
    return {"record": row.pk, "partnership": row.partnership_id, "year": row.period.name}
