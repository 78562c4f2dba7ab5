"""Frameworks, endorsed tools and impact assessments: written in versions, endorsed by a group, reviewed on a day."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from goldenthread.access.guards import writes
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.audit import trail
from goldenthread.clocks import operations as clocks
from goldenthread.clocks import queries as deadlines
from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.london import london_day
from goldenthread.foundation.text import clean
from goldenthread.quality import keeping, queries
from goldenthread.quality.models import Framework, FrameworkVersion
from goldenthread.quality.rules.asking import FRAMEWORKS
from goldenthread.records import operations as spine
from goldenthread.records import queries as records

Sections = Sequence[tuple[str, str]]


@writes
def add_framework(
    *,
    by: Viewer,
    at: datetime,
    partnership: UUID,
    kind: str,
    title: str,
    sections: Sections = (),
    group: UUID | None = None,
    review_on: date | None = None,
    illustrative: bool = False,
) -> UUID:
    """Add a framework with its first version; with ``review_on`` its review stands on the list of work. Returns its id."""
    by.require(Permission.QUALITY_EDIT, partnership=partnership)
    if kind not in FRAMEWORKS:
        raise RuleBroken("Say what it is.", field="kind")
    record = spine.open_record(
        by=by,
        at=at,
        kind=queries.FRAMEWORK,
        title=keeping.needed(title, "title", "Say what it is called.", 200),
        opened_on=london_day(at),
        partnership=partnership,
        owner_group=group,
        illustrative=illustrative,
    )
    row = Framework(record=record, partnership_id=partnership, kind=kind, group_id=group, review_on=review_on)
    row.save(force_insert=True)
    _write(by, at, row, sections, "")
    _review(by, at, row)
    trail.write("quality.framework_added", by=by, at=at, record=row.pk, partnership=partnership, title=record.title)
    return record.pk


@writes
def add_version(
    *, by: Viewer, at: datetime, framework: UUID, sections: Sections, changed: str, review_on: date | None = None
) -> int:
    """Write the next version, and say what changed. The review that was due is met. Returns its number."""
    row = _held(by, framework)
    words = keeping.needed(changed, "changed", "Say what changed.")
    number = _write(by, at, row, sections, words)
    for each in deadlines.running(by).filter(record=row.pk):
        clocks.complete(by=by, at=at, deadline=each.pk, words=f"Version {number}", allowed=True)
    row.apply({"review_on": review_on, "deadline": None})
    _review(by, at, row)
    what: dict[str, Any] = {"title": row.record.title, "version": number, "changed": words}
    trail.write("quality.version_added", by=by, at=at, record=row.pk, partnership=row.partnership_id, **what)
    return number


@writes
def endorse(*, by: Viewer, at: datetime, framework: UUID, group: UUID, on: date) -> None:
    """Record that a group endorsed the newest version on a day."""
    row = _held(by, framework)
    body = records.get(by, group, kind="partnership.group")
    version = row.versions.first()
    if version is None or version.endorsed_on is not None:
        raise RuleBroken("The newest version is endorsed already.")
    if on > london_day(at):
        raise RuleBroken("This day has not come yet.", field="on")
    version.endorsed_on, version.endorsed_by = on, body
    version.save(update_fields=["endorsed_on", "endorsed_by"])
    what: dict[str, Any] = {"title": row.record.title, "version": version.number, "group": body.title}
    trail.write("quality.endorsed", by=by, at=at, record=row.pk, partnership=row.partnership_id, **what)


def _held(by: Viewer, pk: UUID) -> Framework:
    found = queries.framework(by, pk)
    by.require(Permission.QUALITY_EDIT, partnership=found.partnership_id)
    return Framework.objects.select_related("record").select_for_update(of=("self",)).get(pk=found.pk)


def _write(by: Viewer, at: datetime, row: Framework, sections: Sections, changed: str) -> int:
    given = [[clean(title)[:200], clean(words)[:20_000]] for title, words in sections if clean(title) and clean(words)]
    if not given:
        raise RuleBroken("Write at least one section.", field="sections")
    last = row.versions.first()
    number = last.number + 1 if last else 1
    FrameworkVersion.objects.create(
        framework=row, number=number, sections=given, changed=changed, made_at=at, made_by_name=by.name[:200]
    )
    return number


def _review(by: Viewer, at: datetime, row: Framework) -> None:
    """Put the review on the list of work of the group, or of the partnership."""
    if row.review_on is None:
        return
    clock = clocks.start(
        by=by,
        at=at,
        record=row.pk,
        trigger=london_day(at),
        title=f"Review: {row.record.title}"[:250],
        due=max(row.review_on, london_day(at)),
        why="Set with the version it reviews",
        owner_group=row.group_id,
        allowed=True,
    )
    row.apply({"deadline": clock.id})
