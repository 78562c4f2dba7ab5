"""The evidence library of an agency, and what stands under which answer."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import F

from goldenthread.access.guards import writes
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.audit import trail
from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.london import london_day
from goldenthread.foundation.text import clean, short_date
from goldenthread.records import operations as spine
from goldenthread.records import queries as records
from goldenthread.self_assessment import keeping, queries
from goldenthread.self_assessment.models import Evidence, Proof
from goldenthread.self_assessment.rules.chasing import FILLER
from goldenthread.self_assessment.wording import library_address
from goldenthread.workbench.chasing import tell


@writes
def add_evidence(
    *,
    by: Viewer,
    at: datetime,
    agency: UUID,
    title: str,
    about: str = "",
    address: str = "",
    made_on: date | None = None,
    valid_until: date | None = None,
    illustrative: bool = False,
) -> UUID:
    """Add a piece of evidence to an agency's library: a link, or words; a paper is put on its page. Returns its id."""
    if not queries.answers_for(by, agency):
        by.require(Permission.ASSESSMENT_FILL, agency=agency)
    body = records.get(by, agency, kind="partnership.agency")
    record = spine.open_record(
        by=by,
        at=at,
        kind=queries.EVIDENCE,
        title=keeping.needed(title, "title", "Say what it is.", 200),
        opened_on=london_day(at),
        owner_agency=agency,
        illustrative=illustrative,
    )
    row = Evidence(
        record=record,
        agency_id=agency,
        about=clean(about)[:4_000],
        address=clean(address)[:500],
        made_on=made_on,
        valid_until=valid_until,
    )
    keeping.checked(row)
    row.save(force_insert=True)
    trail.write("self_assessment.evidence_added", by=by, at=at, record=row.pk, agency=body.title, what=record.title)
    return record.pk


@writes
def change_evidence(*, by: Viewer, at: datetime, evidence: UUID, seen: int, changes: Mapping[str, Any]) -> None:
    """Change what is said of a piece of evidence: its words, its link, until when it is valid. What was signed stays."""
    found = queries.piece(by, evidence)
    by.require(Permission.ASSESSMENT_FILL, agency=found.agency_id)
    row = Evidence.for_edit(found.pk, seen=seen)
    given = {name: changes[name] for name in ("about", "address", "made_on", "valid_until") if name in changes}
    if "title" in changes:
        title = keeping.needed(changes["title"], "title", "Say what it is.", 200)
        spine.retitle(by=by, at=at, record=row.pk, title=title)
    changed = row.apply({name: clean(each) if isinstance(each, str) else each for name, each in given.items()})
    keeping.checked(row)
    what: dict[str, Any] = {"agency": found.agency.title, "what": found.record.title, "changes": sorted(changed)}
    trail.write("self_assessment.evidence_changed", by=by, at=at, record=row.pk, **what)


@writes
def attach(*, by: Viewer, at: datetime, sheet: UUID, code: str, evidence: UUID) -> None:
    """Put a piece of the agency's evidence under an answer."""
    row = keeping.to_fill(by, sheet, [code])
    found = queries.library(by, row.agency_id).filter(pk=evidence).first()
    if found is None:
        raise RuleBroken("Choose evidence from the library of the agency.", field="evidence")
    Proof.objects.get_or_create(sheet=row, code=code, evidence=found)
    trail.write("self_assessment.proved", by=by, at=at, **keeping.about(row), codes=[code], what=found.record.title)


@writes
def detach(*, by: Viewer, at: datetime, sheet: UUID, code: str, evidence: UUID) -> None:
    """Take a piece of evidence from under an answer. It stays in the library."""
    row = keeping.to_fill(by, sheet, [code])
    found = Proof.objects.filter(sheet=row, code=code, evidence=evidence).select_related("evidence__record").first()
    if found is None:
        raise RuleBroken("This evidence does not stand here.")
    title = found.evidence.record.title
    found.delete()
    trail.write("self_assessment.unproved", by=by, at=at, **keeping.about(row), codes=[code], what=title)


@writes
def warn_of_expiry(*, by: Viewer, at: datetime) -> int:
    """Tell those who answer for an agency which evidence under its answers expires soon. Returns how many agencies were told.

    An agency is told once of each end of each piece.
    """
    by.require(Permission.RETURN_CHASE)
    day, told = london_day(at), 0
    for agency, pieces in queries.expiring(by, day).items():
        lines = "\n".join(
            f"- {each.record.title}: {short_date(each.valid_until)}" for each in pieces if each.valid_until
        )
        text = f"This evidence stands under your answers, and proves nothing after its day:\n\n{lines}\n\n"
        mail = ("Evidence that expires", f"{text}Your evidence: {settings.ADDRESS}{library_address()}")
        key = f"expiry:{pieces[0].agency_id}:{day}:"
        people = tell(
            by,
            day,
            (FILLER,),
            places={FILLER: agency},
            mays={FILLER: Permission.ASSESSMENT_FILL},
            write=lambda address, mail=mail, key=key: (*mail, key + address),  # type: ignore[misc]
        )
        Evidence.objects.filter(pk__in=[each.pk for each in pieces]).update(told_of=F("valid_until"))
        told += bool(people)
        what = [each.record.title for each in pieces]
        place: dict[str, Any] = {"record": agency, "agency": pieces[0].agency.title}
        trail.write("self_assessment.expiry_told", by=by, at=at, **place, count=len(people), what=what)
    return told
