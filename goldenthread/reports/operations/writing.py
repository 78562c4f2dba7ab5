"""Writing a report: starting it, its sections, and their text."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Max

from goldenthread.access.guards import writes
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.audit import trail
from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.london import london_day
from goldenthread.foundation.periods import Period
from goldenthread.partnership import queries as partnerships
from goldenthread.records import operations as spine
from goldenthread.reports import content, dates, queries, rules
from goldenthread.reports.holding import of, open_report
from goldenthread.reports.models import Recipient, Report, Section


@writes
def start(
    *, by: Viewer, at: datetime, partnership: UUID, start: date, end: date, title: str = "", content_set: str = ""
) -> UUID:
    """Start a yearly report, with the sections that the law asked for at the end of its period. Returns its id."""
    by.require(Permission.REPORT_WRITE, partnership=partnership)
    home = partnerships.partnerships(by).get(pk=partnership)
    period = Period(start, end)
    asked = _content_set(content_set, end)
    name = title.strip() or rules.title(home.name, period)
    record = spine.open_record(
        by=by, at=at, kind=queries.KIND, title=name, opened_on=london_day(at), partnership=partnership
    )
    row = Report.objects.create(
        record=record, partnership_id=partnership, title=name, start=start, end=end, content_set=asked.code
    )
    for place, each in enumerate(asked.sections, 1):
        Section.objects.create(report=row, code=each.code, heading=each.heading, place=place)
    for place, goes in enumerate(asked.recipients, 1):
        Recipient.objects.create(report=row, code=goes.code, name=goes.name, why=goes.why, must=goes.must, place=place)
    trail.write("reports.started", by=by, at=at, **of(row))
    dates.begin(by=by, at=at, report=record.pk)
    return record.pk


@writes
def add_section(*, by: Viewer, at: datetime, report: UUID, heading: str) -> UUID:
    """Add a section that the law does not ask for, at the end. Returns its id."""
    row = open_report(by, report)
    words = rules.required_words(heading, "heading", "Enter the heading.")
    last = row.sections.aggregate(last=Max("place"))["last"] or 0
    made = Section.objects.create(report=row, heading=words, place=last + 1)
    trail.write("reports.section_added", by=by, at=at, **of(row), heading=words)
    return made.pk


@writes
def write_section(
    *,
    by: Viewer,
    at: datetime,
    section: UUID,
    text: str,
    seen: int,
    heading: str | None = None,
    plain: str | None = None,
) -> None:
    """Keep what was written in a section, and its short text for young people. Raises `EditConflict` if it moved on."""
    held = queries.section(by, section)
    open_report(by, held.report_id)
    row = Section.for_edit(held.pk, seen=seen)
    changes: dict[str, Any] = {"text": text.strip(), "state": Section.State.DRAFTING}
    if heading is not None:
        changes["heading"] = rules.required_words(heading, "heading", "Enter the heading.")
    if plain is not None:
        changes["plain"] = plain.strip()
    row.apply({**changes, "written_at": at, "written_by": by.user_id, "written_by_name": by.name[:200]})
    trail.write("reports.section_written", by=by, at=at, **of(held.report), heading=row.heading)


def _content_set(code: str, end: date) -> content.ContentSet:
    if not code:
        return content.set_for("yearly", end)
    if code not in content.sets():
        raise RuleBroken("Choose what the law asked for at the time.", field="content_set")
    return content.sets()[code]
