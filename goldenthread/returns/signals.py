"""What of returns deserves a look: those that did not come, and signed figures that do not agree with each other."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.urls import reverse

from goldenthread.access.viewer import Viewer
from goldenthread.evidence.rules.sheet import say
from goldenthread.evidence.signals import Kind, Signal
from goldenthread.foundation.text import counted
from goldenthread.returns import queries
from goldenthread.returns.rules import states

DISAGREE = frozenset({"breakdown_below", "other_whole"})


def late(viewer: Viewer, partnership: UUID, on: date) -> Iterable[Signal]:
    """Yield the returns that are late and unsigned. Looked at once, one is raised again after another week of silence."""
    waiting = queries.listed(viewer).filter(call__partnership=partnership, version=0)
    for each in queries.standings(viewer, waiting, on):
        if each.late:
            row = each.answer
            yield Signal(
                kind=Kind.LATE,
                partnership=partnership,
                period=row.call.period,
                words=f"{row.agency.title} has not returned {counted(each.facts.asked, 'figure')} for {say(row.call.period)}: "
                f"{states.late_words(each.late)}.",
                facts=f"{row.pk}: week {(each.late + 4) // 5}",
                address=reverse("returns:return", args=[row.pk]),
                agency=row.agency_id,
                lean="concern",
            )


def inconsistent(viewer: Viewer, partnership: UUID, on: date) -> Iterable[Signal]:
    """Yield the figures of signed returns that do not agree with others of the same return."""
    signed = (
        queries.answers(viewer).filter(call__partnership=partnership, version__gt=0).exclude(verdict=states.RETURNED)
    )
    for row, version in queries.newest_versions(viewer, signed):
        for line in version.lines:
            told = [sentence for code, sentence in line["met"] if code in DISAGREE]
            if told:
                yield Signal(
                    kind=Kind.INCONSISTENT,
                    partnership=partnership,
                    period=row.call.period,
                    words=f"{line['name']}, {row.agency.title}, {say(row.call.period)}: {told[0]}",
                    facts=" ".join(told),
                    address=reverse("returns:return", args=[row.pk]),
                    indicator=UUID(line["indicator"]),
                    agency=row.agency_id,
                )
