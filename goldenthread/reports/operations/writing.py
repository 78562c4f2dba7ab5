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
from goldenthread.reports import carrying, content, dates, queries, rules
from goldenthread.reports.holding import of, open_report
from goldenthread.reports.models import Recipient, Report, Section
from goldenthread.workbench import materials


@writes
def start(
    *,
    by: Viewer,
    at: datetime,
    partnership: UUID,
    start: date,
    end: date,
    title: str = "",
    content_set: str = "",
    kind: str = content.YEARLY,
    carry_from: UUID | None = None,
    illustrative: bool = False,
) -> UUID:
    """Start a report with the sections that were asked for at the end of its period. Returns its id.

    ``kind``: a yearly report, or the published arrangements. With ``carry_from`` it takes the text, the order and the figures
    of an earlier report of the same kind; each section with something in it then waits until somebody has read it.
    """
    by.require(Permission.REPORT_WRITE, partnership=partnership)
    home = partnerships.partnerships(by).get(pk=partnership)
    period = Period(start, end)
    asked = _content_set(content_set, kind, end)
    before = _before(by, partnership, asked, carry_from)
    name = title.strip() or rules.title(home.name, period, kind=asked.kind)
    record = spine.open_record(
        by=by,
        at=at,
        kind=queries.KIND,
        title=name,
        opened_on=london_day(at),
        partnership=partnership,
        illustrative=illustrative,
    )
    row = Report.objects.create(
        record=record, partnership_id=partnership, title=name, start=start, end=end, content_set=asked.code
    )
    _lay(row, asked, before, by=by)
    trail.write("reports.started", by=by, at=at, **of(row), carried=before.title if before else "")
    dates.begin(by=by, at=at, report=record.pk)
    return record.pk


def _before(by: Viewer, partnership: UUID, asked: content.ContentSet, carry_from: UUID | None) -> Report | None:
    """Return the report that is carried, of the same partnership and kind."""
    if carry_from is None:
        return None
    row = queries.report(by, carry_from)
    if row.partnership_id != partnership or content.sets()[row.content_set].kind != asked.kind:
        raise RuleBroken("Choose an earlier report of the same partnership and kind.", field="carry_from")
    return row


def _lay(row: Report, asked: content.ContentSet, before: Report | None, *, by: Viewer) -> None:
    """Make the sections and the recipients of a new report."""
    laid, said = [carrying.Laid(each.code, each.heading, _begun(by, row, each)) for each in asked.sections], ""
    own: list[Recipient] = []
    if before is not None:
        held = [carrying.Laid(each.code, each.heading, each.text, each.plain) for each in before.sections.all()]
        was_called = {each.code: each.heading for each in content.sets()[before.content_set].sections}
        laid, said = carrying.lay_out(asked.sections, held, was_called), before.period.name
        own = list(before.recipients.filter(code=""))
    for place, each in enumerate(laid, 1):
        Section.objects.create(
            report=row,
            code=each.code,
            heading=each.heading,
            place=place,
            text=each.text,
            plain=each.plain,
            carried_from=said if each.carried else "",
        )
    for place, goes in enumerate(asked.recipients, 1):
        Recipient.objects.create(report=row, code=goes.code, name=goes.name, why=goes.why, must=goes.must, place=place)
    for place, added in enumerate(own, len(asked.recipients) + 1):
        Recipient.objects.create(report=row, name=added.name, why=added.why, place=place)


def _begun(by: Viewer, row: Report, asked: content.Required) -> str:
    """Return the names with which a section begins: of those blocks that are there."""
    there = [key for key in asked.begins if materials.build(by, row.partnership_id, row.period, key) is not None]
    return "\n\n".join(f"[[{key}]]" for key in there)


@writes
def look_at(*, by: Viewer, at: datetime, section: UUID, seen: int) -> None:
    """Say that a section which was carried has been read and still holds. Raises `EditConflict` if it moved on."""
    found = queries.section(by, section)
    row = open_report(by, found.report_id)
    if not found.to_look_at:
        raise RuleBroken("Nothing was carried here that nobody has read.")
    held = Section.for_edit(section, seen=seen)
    held.apply({"looked_at": at, "looked_by": by.user_id, "looked_by_name": by.name[:200]})
    trail.write("reports.section_looked_at", by=by, at=at, **of(row), heading=held.heading)


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
    if row.to_look_at:
        changes |= {"looked_at": at, "looked_by": by.user_id, "looked_by_name": by.name[:200]}
    row.apply({**changes, "written_at": at, "written_by": by.user_id, "written_by_name": by.name[:200]})
    trail.write("reports.section_written", by=by, at=at, **of(held.report), heading=row.heading)


def _content_set(code: str, kind: str, end: date) -> content.ContentSet:
    if not code:
        if kind not in content.KINDS:
            raise RuleBroken("Choose what kind of report it is.", field="kind")
        return content.set_for(kind, end)
    if code not in content.sets():
        raise RuleBroken("Choose what the law asked for at the time.", field="content_set")
    return content.sets()[code]
