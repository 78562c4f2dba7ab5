"""Data checks over dates, rules and calendars."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.urls import NoReverseMatch, reverse

from goldenthread.access.viewer import Viewer
from goldenthread.clocks import queries as clocks
from goldenthread.foundation.text import counted, short_date
from goldenthread.records import queries as records
from goldenthread.workbench.checks import Found
from goldenthread.workbench.due import PARTNERSHIP
from goldenthread.workbench.register_checks import address

HOLIDAYS_AHEAD_DAYS = 548
LONG_PAUSE_DAYS = 183


def about_deadline(row: Any, detail: str) -> Found:
    """One thing wrong with a deadline, told to the partnership of its record."""
    home = row.record.partnership_id or (row.record_id if row.record.kind == PARTNERSHIP else None)
    return Found(str(row.pk), row.title, detail, row.record_id, home, address("clocks:deadline", row.pk))


def overdue_without_reason(viewer: Viewer, on: date) -> Iterator[Found]:
    """Missed dates without a reason."""
    for row in clocks.deadlines(viewer).filter(status="open", due_on__lt=on, breach__isnull=True):
        yield about_deadline(row, f"It was due on {short_date(row.due_on)}, and nobody has said why it was missed.")


def reasons_not_approved(viewer: Viewer, on: date) -> Iterator[Found]:
    """Reasons for missed dates that nobody has approved."""
    rows = clocks.deadlines(viewer).filter(breach__isnull=False, breach__approved_at__isnull=True)
    for row in rows.exclude(status="cancelled"):
        yield about_deadline(row, "The reason for missing it waits to be approved.")


def deadlines_without_owner(viewer: Viewer, on: date) -> Iterator[Found]:
    """Open dates that no agency and no group owes."""
    for row in clocks.running(viewer).filter(owner_agency__isnull=True, owner_group__isnull=True):
        yield about_deadline(row, "No agency and no group owes it.")


def long_pauses(viewer: Viewer, on: date) -> Iterator[Found]:
    """Clocks that have stood still for half a year."""
    since = date.fromordinal(on.toordinal() - LONG_PAUSE_DAYS)
    rows = clocks.deadlines(viewer).filter(
        status="paused", pauses__resumed_at__isnull=True, pauses__paused_at__date__lt=since
    )
    for row in rows.distinct():
        yield about_deadline(row, "It has been paused for more than half a year.")


def rules_unverified_in_use(viewer: Viewer, on: date) -> Iterator[Found]:
    """Rules that dates stand on and nobody has checked against the guidance."""
    used = clocks.running(viewer).filter(rule_version__verified_at__isnull=True).exclude(rule_version=None)
    counts: dict[Any, int] = defaultdict(int)
    rules: dict[Any, Any] = {}
    for row in used:
        counts[row.rule_version_id] += 1
        rules[row.rule_version_id] = row.rule_version
    for pk, rule in rules.items():
        detail = f"{counted(counts[pk], 'running date')} stand on it, and nobody has checked it against the guidance."
        page = address("clocks:rule", rule.rule)
        yield Found(str(pk), f"{rule.rule}: {rule.title}", detail, partnership=rule.partnership_id, address=page)


def holidays_running_out(viewer: Viewer, on: date) -> Iterator[Found]:
    """The table of bank holidays ends within eighteen months."""
    last = clocks.bank_holidays(viewer).order_by("-day").values_list("day", flat=True).first()
    if last is None or last.toordinal() - on.toordinal() < HOLIDAYS_AHEAD_DAYS:
        said = f"The last one entered is {short_date(last)}." if last else "None is entered."
        yield Found("england-and-wales", "Bank holidays run out", said, address=_page("clocks:bank_holidays"))


def records_with_a_strange_end(viewer: Viewer, on: date) -> Iterator[Found]:
    """Closed records that still have running dates."""
    closed = records.visible(viewer).filter(closed_on__lt=on).values("pk")
    for row in clocks.running(viewer).filter(record__in=closed):
        yield about_deadline(row, f"{row.record.reference} was closed on {short_date(row.record.closed_on or on)}.")


def _page(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
