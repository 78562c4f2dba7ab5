"""What can be wrong with returns, for the nightly data checks."""

from collections.abc import Iterable
from datetime import date, timedelta  # not a deadline: how long a signed return may wait before the checks tell

from django.db.models import Q
from django.urls import reverse

from goldenthread.access.eyes import SCRUTINEER
from goldenthread.access.viewer import Viewer
from goldenthread.foundation.text import short_date
from goldenthread.returns import queries
from goldenthread.returns.models import Return
from goldenthread.workbench.checks import DataCheck, Found, Severity

_WAIT = timedelta(days=14)


def _found(row: Return, key: str, detail: str) -> Found:
    return Found(
        f"{key}:{row.pk}",
        row.record.title,
        detail,
        record=row.pk,
        partnership=row.call.partnership_id,
        address=reverse("returns:return", args=[row.pk]),
    )


def unanswered(viewer: Viewer, on: date) -> Iterable[Found]:
    """Yield the returns that were signed two weeks ago and that the partnership has not answered."""
    for row in queries.answers(viewer).filter(version__gt=0, verdict="", signed_at__date__lt=on - _WAIT):
        yield _found(row, "unanswered", "Signed two weeks ago or more, and neither accepted nor asked about.")


def missing(viewer: Viewer, on: date) -> Iterable[Found]:
    """Yield the returns that were locked, or whose call was closed, and that were never signed: their figures are missing."""
    gone = Q(locked_at__isnull=False) | Q(call__closed_at__isnull=False)
    for row in queries.answers(viewer).filter(gone, version=0):
        ended = "Locked" if row.locked_at else "The call was closed"
        yield _found(row, "missing", f"{ended} without a signature. It was due on {short_date(row.call.due_on)}.")


CHECKS = (
    DataCheck(
        "returns.unanswered",
        "Signed returns nobody has answered",
        Severity.LOOK,
        "The agency did its part. Its figures are not in the data until they are accepted.",
        "Open the return and accept it, ask about it, or return it.",
        unanswered,
        eyes=SCRUTINEER,
    ),
    DataCheck(
        "returns.missing",
        "Returns that were locked or closed without a signature",
        Severity.NOTE,
        "What is missing stays missing, and a trend has a gap.",
        "Ask the agency, open the return again for a reason, or leave the gap.",
        missing,
        eyes=SCRUTINEER,
    ),
)
