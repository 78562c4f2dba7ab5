"""Approving a report, publishing it as an edition that never moves, and taking one down."""

import base64
import hashlib
import json
from datetime import datetime
from uuid import UUID

from django.db.models import Max

from goldenthread.access.guards import writes
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.audit import trail
from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.london import london_day
from goldenthread.reports import dates, queries, rules
from goldenthread.reports.holding import held, of
from goldenthread.reports.models import Edition, EditionFile, Section, Withdrawal
from goldenthread.reports.rendering import files


@writes
def approve(*, by: Viewer, at: datetime, report: UUID) -> None:
    """Approve a report: its sections stand still until it is opened again. Raises `RuleBroken` for what it lacks."""
    found = queries.report(by, report)
    by.require(Permission.REPORT_APPROVE, partnership=found.partnership_id)
    row = held(found)
    if row.approved_at is not None:
        raise RuleBroken("The report is approved already.")
    _check(queries.checked(by, report))
    rules.check_read([section.heading for section in row.sections.all() if section.to_look_at])
    for section in row.sections.all():
        section.apply({"state": Section.State.APPROVED})
    row.apply({"approved_at": at, "approved_by": by.user_id, "approved_by_name": by.name[:200]})
    trail.write("reports.approved", by=by, at=at, **of(row))


@writes
def reopen(*, by: Viewer, at: datetime, report: UUID, why: str) -> None:
    """Open an approved report again for its authors. Published editions stay as they are."""
    found = queries.report(by, report)
    by.require(Permission.REPORT_APPROVE, partnership=found.partnership_id)
    reason = rules.required_words(why, "why", "Say why the report is opened again.")
    row = held(found)
    if row.approved_at is None:
        raise RuleBroken("The report is not approved.")
    for section in row.sections.all():
        section.apply({"state": Section.State.DRAFTING})
    row.apply({"approved_at": None, "approved_by": None, "approved_by_name": ""})
    trail.write("reports.reopened", by=by, at=at, **of(row), why=reason)


@writes
def publish(*, by: Viewer, at: datetime, report: UUID) -> UUID:
    """Publish an approved report as an edition that never moves. Returns the edition's id.

    Raises `RuleBroken` for what it lacks, and for each small number that nobody has released.
    """
    found = queries.report(by, report)
    by.require(Permission.REPORT_PUBLISH, partnership=found.partnership_id)
    row = held(found)
    if row.approved_at is None:
        raise RuleBroken("Have the report approved first.")
    now = queries.checked(by, report)
    _check(now)
    state = now.state
    if now.held:
        raise RuleBroken(f"Small numbers could tell who somebody is. Have them released: {' '.join(now.held)}")
    shown = {one.words for one in state.small}
    releases = [each for each in now.releases if each.number in shown]
    number = (row.editions.aggregate(last=Max("number"))["last"] or 0) + 1
    document = {**state.document, "number": number, "published": london_day(at).isoformat()}
    whole = json.dumps(document, sort_keys=True, ensure_ascii=False).encode()
    edition = Edition.objects.create(
        report=row,
        number=number,
        document=document,
        sha256=hashlib.sha256(whole).hexdigest(),
        published_at=at,
        published_by=by.user_id,
        published_by_name=by.name[:200],
        small_numbers=sorted(shown),
        released_by_name=", ".join(dict.fromkeys(each.by_name for each in releases))[:200],
        released_why="\n".join(dict.fromkeys(each.why for each in releases)),
    )
    for format, made in files(document):
        EditionFile.objects.create(
            edition=edition,
            format=format,
            content=base64.b64encode(made).decode("ascii"),
            sha256=hashlib.sha256(made).hexdigest(),
        )
    trail.write(
        "reports.published",
        by=by,
        at=at,
        **of(row),
        number=number,
        sha256=edition.sha256,
        released=edition.released_why,
    )
    dates.settle(by=by, at=at, report=row.pk)
    return edition.pk


@writes
def take_down(*, by: Viewer, at: datetime, edition: UUID, why: str) -> None:
    """Take an edition off the public pages, with a reason. It is kept."""
    found = queries.edition(by, edition)
    by.require(Permission.REPORT_PUBLISH, partnership=found.report.partnership_id)
    reason = rules.required_words(why, "why", "Say why it is taken down.")
    if Withdrawal.objects.filter(edition=found).exists():
        raise RuleBroken("This edition has been taken down already.")
    Withdrawal.objects.create(edition=found, why=reason, at=at, by=by.user_id, by_name=by.name[:200])
    trail.write("reports.taken_down", by=by, at=at, **of(found.report), number=found.number, why=reason)
    dates.settle(by=by, at=at, report=found.report_id)


def _check(found: queries.Checked) -> None:
    rules.check_whole(found.state.meters, found.state.unknown)
    rules.check_proof([f"{mark.heading}: {mark.message}" for mark in found.stops])
