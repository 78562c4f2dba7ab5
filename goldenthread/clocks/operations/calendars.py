"""Bank holidays, closure days and term dates. A bank holiday proclaimed later moves the open clocks that it falls into."""

from datetime import date, datetime
from uuid import UUID

from goldenthread.access.guards import writes
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.audit import trail
from goldenthread.clocks import library, queries, rules
from goldenthread.clocks.keeping import What, calendar_of, date_words, told
from goldenthread.clocks.models import BankHoliday, ClosureDay, Deadline, TermCalendar, TermDates
from goldenthread.clocks.rights import require_somewhere_here
from goldenthread.clocks.rules.shapes import STEPPING
from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.text import clean, counted, short_date
from goldenthread.records import queries as records

_SATURDAY = 5


@writes
def load_bank_holidays(*, by: Viewer, at: datetime) -> int:
    """Bring the table to the bank holidays this release ships; days entered by hand stay. Returns how many days changed.

    A day that is new, or no longer there, moves open clocks like any other proclamation.
    """
    by.require(Permission.CALENDAR_EDIT)
    kept = {row.day: row for row in BankHoliday.objects.filter(division=library.ENGLAND_AND_WALES)}
    shipped = library.bank_holidays()
    gone = [row for day, row in kept.items() if row.from_file and day not in shipped]
    new = [_shipped(day, *shipped[day]) for day in shipped if day not in kept]
    BankHoliday.objects.bulk_create(new)
    _now_certain(kept, shipped)
    for row in gone:
        row.delete()
    for days, added in (([row.day for row in new] if kept else [], True), ([row.day for row in gone], False)):
        for day in days:
            _redate(day, added=added, name="", by=by, at=at)
    if new or gone:
        trail.write("clocks.holidays_loaded", by=by, at=at, count=counted(len(new) + len(gone), "bank holiday"))
    return len(new) + len(gone)


@writes
def add_bank_holiday(*, by: Viewer, at: datetime, day: date, name: str) -> UUID:
    """Add a bank holiday that was proclaimed. Open clocks in working or school days that it falls into move by one such day."""
    by.require(Permission.CALENDAR_EDIT)
    words = clean(name)
    if not words:
        raise RuleBroken("Give the bank holiday its name.", field="name")
    if day.weekday() >= _SATURDAY:
        raise RuleBroken("That day is a weekend. Enter the substitute day on which it is kept.", field="day")
    if BankHoliday.objects.filter(division=library.ENGLAND_AND_WALES, day=day).exists():
        raise RuleBroken("This day is a bank holiday already.", field="day")
    row = BankHoliday.objects.create(day=day, name=words[:120])
    trail.write("clocks.holiday_added", by=by, at=at, day=day.isoformat(), name=words)
    _redate(day, added=True, name=words, by=by, at=at)
    return row.pk


@writes
def rename_bank_holiday(*, by: Viewer, at: datetime, holiday: UUID, name: str, seen: int) -> None:
    """Give a bank holiday another name. To move it, remove it and add the other day."""
    by.require(Permission.CALENDAR_EDIT)
    queries.bank_holiday(by, holiday)
    words = clean(name)
    if not words:
        raise RuleBroken("Give the bank holiday its name.", field="name")
    row = BankHoliday.for_edit(holiday, seen=seen)
    changed = row.apply({"name": words[:120]})
    if changed:
        trail.write("clocks.holiday_renamed", by=by, at=at, day=row.day.isoformat(), changes=changed)


@writes
def remove_bank_holiday(*, by: Viewer, at: datetime, holiday: UUID, why: str) -> None:
    """Take away a bank holiday that is not kept after all. Open clocks move back by a day."""
    by.require(Permission.CALENDAR_EDIT)
    row = queries.bank_holiday(by, holiday)
    if not clean(why):
        raise RuleBroken("Say why.", field="why")
    day, name = row.day, row.name
    row.delete()
    trail.write("clocks.holiday_removed", by=by, at=at, day=day.isoformat(), name=name, why=clean(why))
    _redate(day, added=False, name=name, by=by, at=at)


@writes
def add_closure_day(*, by: Viewer, at: datetime, place: UUID, day: date, name: str) -> UUID:
    """Note that a partnership or an agency is closed on a day. It warns beside dates; it moves none."""
    spine = records.get(by, place)
    require_somewhere_here(by, Permission.CALENDAR_EDIT, spine.pk, spine.partnership_id)
    words = clean(name)
    if not words:
        raise RuleBroken("Say why it is closed, such as: office moves.", field="name")
    if ClosureDay.objects.filter(place=place, day=day).exists():
        raise RuleBroken("This place is marked closed on that day already.", field="day")
    row = ClosureDay.objects.create(place_id=place, day=day, name=words[:120])
    trail.write("clocks.closure_added", by=by, at=at, record=place, day=day.isoformat(), name=words, place=spine.title)
    return row.pk


@writes
def remove_closure_day(*, by: Viewer, at: datetime, closure: UUID) -> None:
    """Take away a closure day."""
    row = queries.closure_day(by, closure)
    require_somewhere_here(by, Permission.CALENDAR_EDIT, row.place_id, row.place.partnership_id)
    trail.write(
        "clocks.closure_removed",
        by=by,
        at=at,
        record=row.place_id,
        day=row.day.isoformat(),
        name=row.name,
        place=row.place.title,
    )
    row.delete()


@writes
def create_term_calendar(*, by: Viewer, at: datetime, partnership: UUID, name: str, standard: bool = False) -> UUID:
    """Begin a set of term dates that some schools keep. The standard one serves clocks that name no school."""
    spine = records.get(by, partnership)
    require_somewhere_here(by, Permission.CALENDAR_EDIT, spine.pk)
    words = clean(name)
    if not words:
        raise RuleBroken("Give the term dates a name, such as: maintained schools.", field="name")
    if TermCalendar.objects.filter(partnership=partnership, name=words[:120]).exists():
        raise RuleBroken("There are term dates of this name already.", field="name")
    if standard:
        for other in TermCalendar.objects.select_for_update().filter(partnership=partnership, standard=True):
            other.apply({"standard": False})
    row = TermCalendar.objects.create(partnership_id=partnership, name=words[:120], standard=standard)
    trail.write("clocks.terms_begun", by=by, at=at, partnership=partnership, name=words)
    return row.pk


@writes
def add_term(*, by: Viewer, at: datetime, calendar: UUID, name: str, first_day: date, last_day: date) -> UUID:
    """Add a stretch of school days. Clocks already running keep their dates."""
    terms = _terms_for_change(by, calendar)
    words = clean(name)
    if not words:
        raise RuleBroken("Give the term its name, such as: autumn, first half.", field="name")
    if last_day < first_day:
        raise RuleBroken("The last day must not lie before the first.", field="last_day")
    if TermDates.objects.filter(calendar=terms, first_day__lte=last_day, last_day__gte=first_day).exists():
        raise RuleBroken("These days overlap a term that is there already.", field="first_day")
    row = TermDates.objects.create(calendar=terms, name=words[:80], first_day=first_day, last_day=last_day)
    _term_told("clocks.term_added", row, terms, by=by, at=at)
    return row.pk


@writes
def remove_term(*, by: Viewer, at: datetime, calendar: UUID, term: UUID) -> None:
    """Take away a stretch of school days. Clocks already running keep their dates."""
    terms = _terms_for_change(by, calendar)
    row = TermDates.objects.filter(calendar=terms, pk=term).first()
    if row is None:
        raise RuleBroken("That term is not there any more.")
    _term_told("clocks.term_removed", row, terms, by=by, at=at)
    row.delete()


def _terms_for_change(by: Viewer, calendar: UUID) -> TermCalendar:
    terms = queries.term_calendar(by, calendar)
    require_somewhere_here(by, Permission.CALENDAR_EDIT, terms.partnership_id)
    return terms


def _term_told(event: str, row: TermDates, terms: TermCalendar, *, by: Viewer, at: datetime) -> None:
    trail.write(
        event,
        by=by,
        at=at,
        partnership=terms.partnership_id,
        name=f"{terms.name}: {row.name}",
        first_day=row.first_day.isoformat(),
        last_day=row.last_day.isoformat(),
    )


def _shipped(day: date, name: str, published: bool) -> BankHoliday:
    certain = BankHoliday.Certainty.PUBLISHED if published else BankHoliday.Certainty.DERIVED
    return BankHoliday(day=day, name=name, certainty=certain, from_file=True)


def _now_certain(kept: dict[date, BankHoliday], shipped: dict[date, tuple[str, bool]]) -> None:
    published = [day for day, (_, is_published) in shipped.items() if is_published]
    days = [day for day in published if day in kept and kept[day].certainty == BankHoliday.Certainty.DERIVED]
    BankHoliday.objects.filter(day__in=days).update(certainty=BankHoliday.Certainty.PUBLISHED)


def _redate(day: date, *, added: bool, name: str, by: Viewer, at: datetime) -> None:
    """Move every running clock that counts over the day, whoever may see it: the law does not ask who is looking."""
    rows = (
        Deadline.objects.select_for_update(of=("self",))
        .select_related("record", "rule_version")
        .filter(
            status__in=[Deadline.Status.OPEN, Deadline.Status.PAUSED],
            set_by_hand=False,
            rule_version__unit__in=[unit.value for unit in STEPPING],
        )
    )
    calendars: dict[UUID | None, rules.Calendar] = {}
    for row in rows:
        if row.term_calendar_id not in calendars:
            calendars[row.term_calendar_id] = calendar_of(by, row)
        _redate_one(row, day, added=added, name=name, by=by, at=at, calendar=calendars[row.term_calendar_id])


def _redate_one(
    row: Deadline, day: date, *, added: bool, name: str, by: Viewer, at: datetime, calendar: rules.Calendar
) -> None:
    version = row.rule_version
    assert version is not None  # noqa: S101 - the query asks for clocks under a rule
    before = row.due_on
    after = rules.redated(version.as_rule(), before, start=row.trigger_on, changed=day, added=added, calendar=calendar)
    if after == before:
        return
    words = f"{name or 'Bank holiday'}, {short_date(day)}, {'added' if added else 'taken away'}."
    moved = f"Moved from {short_date(before)} to {short_date(after)}: {words}"
    row.apply({"due_on": after, "why": f"{row.why} {moved}".strip()})
    told(row, What.REDATED, by=by, at=at, before=before, words=words)
    trail.write(
        "clocks.redated",
        by=by,
        at=at,
        record=row.record_id,
        partnership=row.record.partnership_id,
        deadline=row.pk,
        title=row.title,
        before=before.isoformat(),
        after=date_words(row),
        day=day.isoformat(),
    )
