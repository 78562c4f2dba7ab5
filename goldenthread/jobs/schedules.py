"""Regular work: queued once each time it is due, however many workers look."""

from datetime import datetime

from django.db import transaction

from goldenthread.jobs import queue, registry, rules
from goldenthread.jobs.models import Schedule


def agree(*, at: datetime) -> None:
    """Make the table say what the areas registered: new work, changed times, work that is no longer regular."""
    wanted = {each.code: each for each in registry.regular()}
    known = {row.code: row for row in Schedule.objects.all()}
    if set(wanted) == set(known) and all(known[code].cron == each.cron for code, each in wanted.items()):
        return
    with transaction.atomic():
        Schedule.objects.exclude(code__in=wanted).delete()
        for code, each in wanted.items():
            next_at = rules.next_time(rules.read_cron(each.cron), at)
            row, made = Schedule.objects.select_for_update().get_or_create(
                code=code, defaults={"cron": each.cron, "next_at": next_at}
            )
            if not made and row.cron != each.cron:
                row.cron, row.next_at = each.cron, next_at
                row.save(update_fields=["cron", "next_at"])


def queue_what_is_due(*, at: datetime) -> list[str]:
    """Queue all regular work that is due and return its codes. What was missed while nobody worked is done once."""
    if not Schedule.objects.filter(next_at__lte=at).exists():
        return []
    wanted = {each.code: each for each in registry.regular()}
    queued = []
    with transaction.atomic():
        for row in Schedule.objects.select_for_update().filter(next_at__lte=at, code__in=wanted):
            queue.enqueue(row.code, **wanted[row.code].payload)
            row.last_at, row.next_at = at, rules.next_time(rules.read_cron(row.cron), at)
            row.save(update_fields=["last_at", "next_at"])
            queued.append(row.code)
    return queued
