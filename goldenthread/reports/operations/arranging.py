"""Arranging a report: which list of contents it answers, the order of its sections, and which are ready."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Max

from goldenthread.access.guards import writes
from goldenthread.access.viewer import Viewer
from goldenthread.audit import trail
from goldenthread.foundation.errors import RuleBroken
from goldenthread.reports import content, queries, rules
from goldenthread.reports.holding import of, open_report
from goldenthread.reports.models import Report, Section


@writes
def rename(*, by: Viewer, at: datetime, report: UUID, title: str, content_set: str, seen: int) -> None:
    """Change the title of a report and the list of contents it answers. Sections that the new list adds are added at the end.

    Sections that it no longer asks for stay, with their text. Raises `EditConflict` if the report moved on.
    """
    open_report(by, report)
    row = Report.for_edit(report, seen=seen)
    if content_set not in content.sets():
        raise RuleBroken("Choose what the law asked for at the time.", field="content_set")
    row.apply({"title": rules.required_words(title, "title", "Enter the title."), "content_set": content_set})
    there = set(row.sections.values_list("code", flat=True))
    last = row.sections.aggregate(last=Max("place"))["last"] or 0
    missing = [each for each in content.sets()[content_set].sections if each.code not in there]
    for place, each in enumerate(missing, last + 1):
        Section.objects.create(report=row, code=each.code, heading=each.heading, place=place)
    trail.write("reports.arranged", by=by, at=at, **of(row))


@writes
def arrange(*, by: Viewer, at: datetime, report: UUID, order: Sequence[UUID]) -> None:
    """Put the sections in this order. Raises `RuleBroken` when they are not the report's own, each once."""
    row = open_report(by, report)
    sections = {section.pk: section for section in row.sections.all()}
    if sorted(order) != sorted(sections):
        raise RuleBroken("Somebody has added or removed a section meanwhile. Look at the order again.")
    for place, pk in enumerate(order, 1):
        if sections[pk].place != place:
            sections[pk].apply({"place": place})
    trail.write("reports.arranged", by=by, at=at, **of(row))


@writes
def remove_section(*, by: Viewer, at: datetime, section: UUID) -> None:
    """Remove a section that the law does not ask for and that holds no text."""
    found = queries.section(by, section)
    row = open_report(by, found.report_id)
    asked = {each.code for each in content.sets()[row.content_set].sections}
    if found.code in asked:
        raise RuleBroken("The law asks for this section. It stays, also while it is empty.")
    if found.text or found.plain:
        raise RuleBroken("The section has text. Take the text out first, so that nothing is lost by mistake.")
    if found.comments.exists():
        raise RuleBroken("People have commented on this section, so it stays.")
    Section.objects.filter(pk=section).delete()
    trail.write("reports.section_removed", by=by, at=at, **of(row), heading=found.heading)


@writes
def mark_ready(*, by: Viewer, at: datetime, section: UUID, seen: int) -> None:
    """Say that a section is ready to be approved. Raises `RuleBroken` while it has no text, `EditConflict` if it moved on."""
    found = queries.section(by, section)
    row = open_report(by, found.report_id)
    held = Section.for_edit(section, seen=seen)
    if not held.text.strip():
        raise RuleBroken("The section has no text yet.")
    changes: dict[str, Any] = {"state": Section.State.READY}
    if held.to_look_at:
        changes |= {"looked_at": at, "looked_by": by.user_id, "looked_by_name": by.name[:200]}
    held.apply(changes)
    trail.write("reports.section_ready", by=by, at=at, **of(row), heading=held.heading)


@writes
def mark_drafting(*, by: Viewer, at: datetime, section: UUID, seen: int) -> None:
    """Say that a section is being written again. Raises `EditConflict` if it moved on."""
    found = queries.section(by, section)
    row = open_report(by, found.report_id)
    Section.for_edit(section, seen=seen).apply({"state": Section.State.DRAFTING})
    trail.write("reports.section_drafting", by=by, at=at, **of(row), heading=found.heading)
