"""Deadlines: most of them met long ago, some open, some late."""

from datetime import UTC, datetime, time, timedelta

from bench.sizes import Made
from goldenthread.clocks.models import Deadline
from goldenthread.foundation.ids import uuid7

_BATCH = 2000


def generate(made: Made) -> None:
    """Hang deadlines on groups; each is owned by an agency or by the group itself."""
    somebody = uuid7()
    for place in made.partnerships:
        agencies, groups = made.agencies[place], made.groups[place]
        rows = []
        for number in range(made.size.deadlines_a_year * made.size.years):
            due = made.today + timedelta(days=60 - number * 365 // made.size.deadlines_a_year)
            done = due < made.today and number % 40 != 0
            then = datetime.combine(due, time(9), UTC)
            group = groups[number % len(groups)]
            rows.append(
                Deadline(
                    record_id=group,
                    title=f"Answer number {number + 1}",
                    trigger_at=then - timedelta(days=30),
                    trigger_on=due - timedelta(days=30),
                    series_began_on=due - timedelta(days=30),
                    due_on=due,
                    first_due=due,
                    why="Set by the group",
                    status="done" if done else "open",
                    owner_agency_id=agencies[number % len(agencies)] if number % 3 else None,
                    owner_group_id=None if number % 3 else group,
                    started_at=then - timedelta(days=30),
                    started_by=somebody,
                    completed_at=then if done else None,
                    completed_by=somebody if done else None,
                )
            )
        Deadline.objects.bulk_create(rows, batch_size=_BATCH)
        made.count("deadlines", len(rows))
