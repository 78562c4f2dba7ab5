"""Reading clocks. A deadline is visible to whoever may know of its record; the rules and the calendar to whoever may see rules."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from goldenthread.access.guards import reads
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.clocks import library
from goldenthread.clocks.models import (
    BankHoliday,
    ClosureDay,
    Deadline,
    RuleVersion,
    TermCalendar,
    TermDates,
)
from goldenthread.clocks.rules import Calendar, Term
from goldenthread.foundation.errors import NotFound
from goldenthread.records import kinds
from goldenthread.records import queries as records

NOTHING_HERE = "There is nothing here, or you are not allowed to see it."


@reads
def deadlines(viewer: Viewer) -> QuerySet[Deadline]:
    """Return the deadlines on records the viewer may know of, soonest first, with what lists show: one query."""
    return _shown(Deadline.objects.filter(records.knows(viewer, "record")))


def _shown(rows: QuerySet[Deadline]) -> QuerySet[Deadline]:
    return rows.select_related("record", "rule_version", "owner_agency", "owner_group")


@reads
def deadline(viewer: Viewer, deadline_id: UUID) -> Deadline:
    """Return one deadline; raises `NotFound` when there is none that the viewer may know of."""
    found = (
        deadlines(viewer)
        .select_related("term_calendar", "breach", "previous", "next", "record__partnership")
        .prefetch_related("pauses", "changes")
        .filter(pk=deadline_id)
        .first()
    )
    if found is None:
        raise NotFound(NOTHING_HERE)
    return found


@reads
def of_record(viewer: Viewer, record_id: UUID) -> QuerySet[Deadline]:
    """Return the deadlines of one record, if the viewer may know of it."""
    known = records.visible_among(viewer, [record_id]).order_by()
    return _shown(Deadline.objects.filter(record__in=known, record=record_id))


@reads
def running(viewer: Viewer) -> QuerySet[Deadline]:
    """Return the deadlines still to be met, paused ones included."""
    return deadlines(viewer).filter(status__in=[Deadline.Status.OPEN, Deadline.Status.PAUSED])


@reads
def rule_register(viewer: Viewer) -> QuerySet[RuleVersion]:
    """Return the rules as they now read: all that ship, and the local ones of partnerships the viewer's rights reach."""
    reach = viewer.reach(Permission.RULE_VIEW)
    if reach.nowhere:
        return RuleVersion.objects.none()
    current = RuleVersion.objects.filter(replaced_at__isnull=True).select_related("partnership")
    if reach.everywhere:
        return current
    return current.filter(Q(partnership__isnull=True) | Q(partnership__in=reach.around))


@reads
def in_force(viewer: Viewer, on: date) -> QuerySet[RuleVersion]:
    """Return the editions a clock would get that starts on a day, and those that still wait for their Act."""
    begun = Q(applies_from__lte=on) & (Q(applies_to__isnull=True) | Q(applies_to__gte=on))
    return rule_register(viewer).filter(begun | Q(applies_from__isnull=True))


@dataclass(frozen=True, slots=True)
class RulePage:
    """One rule with all its editions and variants, oldest edition first; the newest is what its title and duties come from."""

    rule: str
    editions: tuple[RuleVersion, ...]

    @property
    def newest(self) -> RuleVersion:
        """The newest edition in its standard variant, or the first variant it has."""
        last = max(self.editions, key=lambda row: (row.applies_from is not None, row.applies_from or date.min))
        same = [row for row in self.editions if row.version == last.version]
        return min(same, key=lambda row: (row.variant != "", row.partnership_id is not None))


@reads
def rule_page(viewer: Viewer, rule_id: str) -> RulePage:
    """Return one rule with everything known of it; raises `NotFound`."""
    rows = tuple(rule_register(viewer).filter(rule=rule_id).prefetch_related("checks"))
    if not rows:
        raise NotFound(NOTHING_HERE)
    return RulePage(rule_id, rows)


@reads
def rule_version(viewer: Viewer, version_id: UUID) -> RuleVersion:
    """Return one edition of a rule; raises `NotFound`."""
    row = rule_register(viewer).filter(pk=version_id).first()
    if row is None:
        raise NotFound(NOTHING_HERE)
    return row


@reads
def places(viewer: Viewer, permission: Permission, *, only: str = "") -> QuerySet[Any]:
    """Return the records of the places in which the viewer holds a permission: partnerships, groups and agencies."""
    codes = [kind.code for kind in kinds.every() if kind.place and (not only or kind.place == only)]
    rows = records.visible(viewer).filter(kind__in=codes).order_by("kind", "title")
    reach = viewer.reach(permission)
    if reach.everywhere:
        return rows
    held = reach.partnerships | reach.groups | reach.agencies
    return rows.filter(Q(pk__in=held) | Q(partnership__in=reach.partnerships))


@reads
def owners(viewer: Viewer) -> QuerySet[Any]:
    """Return the agencies and groups the viewer may know of: those that a deadline can be handed to."""
    codes = [kind.code for kind in kinds.every() if kind.place in ("agency", "group")]
    return records.visible(viewer).filter(kind__in=codes).order_by("kind", "title")


@reads
def alike(viewer: Viewer, deadline: Deadline) -> QuerySet[Deadline]:
    """Return the other running deadlines of the same record under the same rule: one thing done may meet several."""
    if deadline.rule_version is None:
        return Deadline.objects.none()
    same = running(viewer).filter(record=deadline.record_id, rule_version__rule=deadline.rule_version.rule)
    return same.exclude(pk=deadline.pk)


@reads
def bank_holidays(viewer: Viewer) -> QuerySet[BankHoliday]:
    """Return the bank holidays of the editable table; they are public."""
    return BankHoliday.objects.filter(division=library.ENGLAND_AND_WALES)


@reads
def bank_holiday(viewer: Viewer, holiday_id: UUID) -> BankHoliday:
    """Return one bank holiday; raises `NotFound`."""
    row = BankHoliday.objects.filter(pk=holiday_id).first()
    if row is None:
        raise NotFound(NOTHING_HERE)
    return row


@reads
def closure_days(viewer: Viewer) -> QuerySet[ClosureDay]:
    """Return the closure days of places the viewer may know of."""
    return ClosureDay.objects.filter(records.knows(viewer, "place")).select_related("place")


@reads
def closure_day(viewer: Viewer, closure_id: UUID) -> ClosureDay:
    """Return one closure day; raises `NotFound`."""
    row = closure_days(viewer).filter(pk=closure_id).first()
    if row is None:
        raise NotFound(NOTHING_HERE)
    return row


@reads
def closures_on(viewer: Viewer, days: Sequence[date], *, places: Sequence[UUID | None]) -> dict[date, list[str]]:
    """Return which of these places are closed on which of these days, in words: a warning beside a date that stands."""
    found: dict[date, list[str]] = {}
    for row in closure_days(viewer).filter(day__in=days, place__in=[place for place in places if place]):
        found.setdefault(row.day, []).append(f"{row.place.title}: {row.name}")
    return found


@reads
def term_calendars(viewer: Viewer) -> QuerySet[TermCalendar]:
    """Return the sets of term dates of partnerships the viewer may know of, with their stretches."""
    visible = TermCalendar.objects.filter(records.knows(viewer, "partnership"))
    return visible.select_related("partnership").prefetch_related(Prefetch("stretches"))


@reads
def term_calendar(viewer: Viewer, calendar_id: UUID) -> TermCalendar:
    """Return one set of term dates; raises `NotFound`."""
    row = term_calendars(viewer).filter(pk=calendar_id).first()
    if row is None:
        raise NotFound(NOTHING_HERE)
    return row


@reads
def standard_terms(viewer: Viewer, partnership: UUID | None) -> TermCalendar | None:
    """Return the standard term dates of a partnership, if it has entered any."""
    return TermCalendar.objects.filter(partnership=partnership, standard=True).first() if partnership else None


@reads
def calendar(viewer: Viewer, *, terms: UUID | None = None) -> Calendar:
    """Return the working-day calendar as it now stands, with one set of term dates if asked.

    The table is what counts, so that a day proclaimed without a release is known; before it is loaded, the file stands in.
    """
    days = dict(BankHoliday.objects.filter(division=library.ENGLAND_AND_WALES).values_list("day", "name"))
    known = library.england_and_wales()
    if days:
        first, last = min(days).year, max(days).year
        known = Calendar(known.name, date(first, 1, 1), date(last, 12, 31), days)
    if terms is None:
        return known
    stretches = TermDates.objects.filter(calendar=terms).values_list("first_day", "last_day", "name")
    return known.with_terms("this school calendar", [Term(*stretch) for stretch in stretches])


@reads
def working_days_between(viewer: Viewer, after: date, until: date) -> int:
    """Count the working days after one day, up to and with another; negative when the second is the earlier."""
    return calendar(viewer).between(after, until)
