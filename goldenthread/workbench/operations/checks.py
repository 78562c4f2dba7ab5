"""Running the data checks and keeping what they found."""

import logging
from collections.abc import Iterable, Iterator
from datetime import datetime
from uuid import UUID

from django.db import transaction

from goldenthread.access import eyes
from goldenthread.access.guards import writes
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.audit import trail
from goldenthread.foundation.clock import london_day
from goldenthread.partnership import queries as partnerships
from goldenthread.workbench import checks
from goldenthread.workbench.models import CheckResult, CheckRun

_log = logging.getLogger(__name__)
_REFRESHED = ["subject", "detail", "address", "severity", "partnership_id", "record_id", "last_found_at", "mended_at"]


@writes
def run_checks(*, by: Viewer, at: datetime, code: str = "") -> int:
    """Run all checks, or one, and return how many things are wrong now. A check that fails is noted and stops no other."""
    by.require(Permission.DATA_CHECK_VIEW)
    chosen = [check for check in checks.every() if code in ("", check.code)]
    total = 0
    for check in chosen:
        total += _run(by, at, check)
    trail.write("workbench.checks_ran", by=by, at=at, checks=len(chosen), found=total)
    return total


def _run(by: Viewer, at: datetime, check: checks.DataCheck) -> int:
    try:
        with transaction.atomic():
            found = {each.key[:120]: each for who in _eyes(by, check) for each in check.find(who, london_day(at))}
    except Exception as fault:
        _log.exception("The data check %s could not finish.", check.code)
        failure = f"{type(fault).__name__}: {fault}"[:500]
        CheckRun.objects.update_or_create(check_code=check.code, defaults={"ran_at": at, "failure": failure})
        return 0
    known = {row.subject_key: row for row in CheckResult.objects.filter(check_code=check.code)}
    _keep(check, at, known, found)
    gone = [row.pk for key, row in known.items() if key not in found and row.mended_at is None]
    for some in _some(gone):
        CheckResult.objects.filter(pk__in=some).update(mended_at=at)
    done = {"ran_at": at, "found": len(found), "failure": ""}
    CheckRun.objects.update_or_create(check_code=check.code, defaults=done)
    return len(found)


def _eyes(by: Viewer, check: checks.DataCheck) -> Iterator[Viewer]:
    """Yield those as whom a check looks: the account itself, then with the check's role in each partnership."""
    yield by
    homes = partnerships.partnerships(by).order_by("name") if check.eyes else ()
    for home in homes:
        yield eyes.through(by, home.pk, check.eyes)


def _keep(check: checks.DataCheck, at: datetime, known: dict[str, CheckResult], found: dict[str, checks.Found]) -> None:
    fresh: list[CheckResult] = []
    again: list[CheckResult] = []
    for key, each in found.items():
        row = known.get(key) or CheckResult(check_code=check.code, subject_key=key, first_found_at=at)
        if row.mended_at is not None:
            row.first_found_at = at
        row.subject, row.detail, row.address = each.subject[:250], each.detail[:500], each.address[:300]
        row.severity, row.partnership_id, row.record_id = check.severity, each.partnership, each.record
        row.last_found_at, row.mended_at = at, None
        (again if key in known else fresh).append(row)
    CheckResult.objects.bulk_create(fresh, batch_size=500)
    CheckResult.objects.bulk_update(again, ["first_found_at", *_plain(_REFRESHED)], batch_size=200)


def _plain(names: Iterable[str]) -> list[str]:
    return [name.removesuffix("_id") for name in names]


def _some(ids: list[UUID]) -> list[list[UUID]]:
    return [ids[start : start + 500] for start in range(0, len(ids), 500)]
