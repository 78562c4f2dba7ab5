"""How an indicator's chart is made: by which published method, and from when a new usual range holds."""

from datetime import date, datetime
from uuid import UUID

from goldenthread.access.guards import writes
from goldenthread.access.viewer import Viewer
from goldenthread.audit import trail
from goldenthread.evidence.holding import kept_by, needed, of
from goldenthread.evidence.models import Indicator, Rebase
from goldenthread.evidence.statistics import PRESETS
from goldenthread.foundation.errors import NotFound, RuleBroken
from goldenthread.foundation.london import london_day


@writes
def set_chart(*, by: Viewer, at: datetime, indicator: UUID, seen: int, preset: str, clamp: bool) -> None:
    """Choose how the usual range of an indicator is worked out. ``clamp`` keeps it to what is possible: 0, and 100 per cent."""
    if preset not in PRESETS:
        raise RuleBroken("Choose one of the published ways of making the chart.", field="preset")
    row = Indicator.for_edit(kept_by(by, indicator).pk, seen=seen)
    changed = row.apply({"preset": preset, "clamp": clamp})
    if changed:
        trail.write("evidence.chart_set", by=by, at=at, **of(row), changes=changed)


@writes
def rebase(*, by: Viewer, at: datetime, indicator: UUID, on: date, why: str) -> UUID:
    """Begin a new usual range on a day, because of something that is known to have changed. Returns its id.

    It is for a real change that is understood, not to make a concern go away: the reason stands on the chart.
    """
    row = kept_by(by, indicator)
    if on > london_day(at):
        raise RuleBroken("A new usual range cannot begin in the future.", field="on")
    reason = needed(why, "why", "Say what changed, so that readers understand the new usual range.")
    if Rebase.objects.filter(indicator=row, on=on).exists():
        raise RuleBroken("A new usual range begins on this day already.", field="on")
    made = Rebase.objects.create(
        indicator=row, on=on, why=reason, set_at=at, set_by=by.user_id, set_by_name=by.name[:200]
    )
    trail.write("evidence.rebased", by=by, at=at, **of(row), on=on.isoformat(), why=reason)
    return made.pk


@writes
def remove_rebase(*, by: Viewer, at: datetime, rebase: UUID, why: str) -> None:
    """Take a beginning of a new usual range back, with the reason; what was said stays in the trail."""
    found = Rebase.objects.filter(pk=rebase).first()
    if found is None:
        raise NotFound("There is no such beginning, or you are not allowed to see it.")
    row = kept_by(by, found.indicator_id)
    reason = needed(why, "why", "Say why it is taken back.")
    Rebase.objects.filter(pk=found.pk).delete()
    trail.write("evidence.rebase_removed", by=by, at=at, **of(row), on=found.on.isoformat(), said=found.why, why=reason)
