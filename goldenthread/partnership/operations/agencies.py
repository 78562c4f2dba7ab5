"""Adding and changing agencies, and how they belong to partnerships."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from goldenthread.access.guards import writes
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.audit import trail
from goldenthread.foundation.clock import london_day
from goldenthread.foundation.errors import NotAllowed, RuleBroken
from goldenthread.foundation.text import clean
from goldenthread.partnership import queries, saving
from goldenthread.partnership.models import Agency, AgencyClass, AgencyLink
from goldenthread.partnership.queries import scope
from goldenthread.partnership.rules import succession
from goldenthread.records import operations as records

_DETAILS = ("name", "short_name", "stands_for_many", "urn", "phase", "school_type", "website", "from_on", "until_on")
_BELONGING = ("agency_class", "statutory_role", "category", "reason", "covers_part", "from_on", "until_on")


@writes
def add_agency(
    *,
    by: Viewer,
    at: datetime,
    name: str,
    kind: str = "other",
    partnership: UUID | None = None,
    agency_class: str = "relevant",
    statutory_role: str = "",
    serves_from: date | None = None,
    category: str = "",
    reason: str = "",
    covers_part: bool = False,
    short_name: str = "",
    parent: UUID | None = None,
    stands_for_many: bool = False,
    urn: str | None = None,
    phase: str = "",
    school_type: str = "",
    website: str = "",
    from_on: date | None = None,
    until_on: date | None = None,
    illustrative: bool = False,
    id: UUID | None = None,
) -> Agency:
    """Add an agency, and with ``partnership`` make it belong there in ``agency_class``.

    Agencies stand above partnerships: look in the directory first, so that one body gets one entry. Only the administrator of
    the installation may add one that belongs nowhere yet.
    """
    by.require(Permission.AGENCY_EDIT, partnership=partnership)
    name = saving.words(name, "name", missing="Give the agency's name.")
    row = Agency(
        name=name,
        short_name=clean(short_name),
        kind=saving.kind_of("agency", kind),
        parent=None if parent is None else queries.agency(by, parent),
        stands_for_many=stands_for_many,
        urn=_urn(urn),
        phase=phase,
        school_type=clean(school_type),
        website=clean(website),
        from_on=from_on,
        until_on=until_on,
    )
    saving.check(row)
    row.record = records.open_record(
        by=by,
        at=at,
        kind="partnership.agency",
        title=name,
        opened_on=from_on or london_day(at),
        illustrative=illustrative,
        id=id,
    )
    saving.insert(row)
    trail.write("agency.added", by=by, at=at, record=row.pk, partnership=partnership, name=row.name, kind=row.kind.name)
    if partnership is not None:
        classify_agency(
            by=by,
            at=at,
            agency=row.pk,
            partnership=partnership,
            agency_class=agency_class,
            statutory_role=statutory_role,
            from_on=serves_from,
            category=category,
            reason=reason,
            covers_part=covers_part,
        )
    return row


def _urn(urn: str | None) -> str | None:
    return clean(urn) or None if urn else None


@writes
def change_agency(*, by: Viewer, at: datetime, agency: UUID, seen: int, **changes: Any) -> Agency:
    """Change an agency's entry; ``kind`` (a code) and ``parent`` (an id) too."""
    current = queries.agency(by, agency)
    _require_edit(by, current.pk)
    values = saving.only(changes, *_DETAILS, "kind", "parent")
    if "name" in values:
        values["name"] = saving.words(values["name"], "name", missing="Give the agency's name.")
    if "kind" in values:
        values["kind"] = saving.kind_of("agency", values["kind"])
    if "urn" in values:
        values["urn"] = _urn(values["urn"])
    if "parent" in values:
        values["parent"] = _parent(by, current, values["parent"])
    row, changed = saving.change(Agency, current.pk, seen=seen, changes=values)
    if changed:
        records.retitle(by=by, at=at, record=row.pk, title=row.name)
        trail.write("agency.changed", by=by, at=at, record=row.pk, name=row.name, changes=_named(changed, row))
    return row


def _named(changed: dict[str, Any], row: Agency) -> dict[str, Any]:
    """The kind and the parent by their names, not by how a row prints itself."""
    told = dict(changed)
    if "kind" in told:
        told["kind"] = ["", row.kind.name]
    if "parent" in told:
        told["parent"] = ["", row.parent.name if row.parent else ""]
    return told


def _parent(by: Viewer, child: Agency, parent: UUID | None) -> Agency | None:
    if parent is None:
        return None
    above = queries.agency(by, parent)

    def parent_of(each: UUID) -> UUID | None:
        return Agency.objects.filter(pk=each).values_list("parent_id", flat=True).first()

    if succession.goes_round(child.pk, above.pk, parent_of):
        raise RuleBroken(f"{above.name} stands below {child.name} already.", field="parent")
    return above


def _require_edit(by: Viewer, agency: UUID) -> None:
    if not scope.may_change_agency(by, agency):
        raise NotAllowed(f"Your roles do not let you {Permission.AGENCY_EDIT.sentence} here.")


def _before(each: UUID) -> list[UUID]:
    return list(AgencyLink.objects.filter(after=each).values_list("before_id", flat=True))


@writes
def join_agencies(*, by: Viewer, at: datetime, before: UUID, after: UUID, how: str, on: date) -> AgencyLink:
    """Record that one agency followed another."""
    earlier, later = queries.agency(by, before), queries.agency(by, after)
    _require_edit(by, later.pk)
    if succession.came_before(later.pk, earlier.pk, _before):
        raise RuleBroken(f"{later.name} came before {earlier.name} already.", field="side")
    row = saving.insert(AgencyLink(before=earlier, after=later, how=how, happened_on=on))
    trail.write("agency.joined", by=by, at=at, record=later.pk, before=earlier.name, after=later.name, how=how, on=on)
    return row


@writes
def classify_agency(
    *,
    by: Viewer,
    at: datetime,
    agency: UUID,
    partnership: UUID,
    agency_class: str,
    statutory_role: str = "",
    from_on: date | None = None,
    until_on: date | None = None,
    category: str = "",
    reason: str = "",
    covers_part: bool = False,
) -> AgencyClass:
    """Record in what way an agency belongs to a partnership: statutory (with its role), education, relevant or wider.

    Any agency of the installation may be chosen, because a body that serves four partnerships has one entry.
    """
    home = queries.partnership(by, partnership)
    by.require(Permission.AGENCY_EDIT, partnership=home.pk)
    body = saving.found(Agency.objects.filter(pk=agency).first(), "There is no such agency.")
    row = saving.insert(
        AgencyClass(
            agency=body,
            partnership=home,
            agency_class=agency_class,
            statutory_role=statutory_role,
            category=clean(category),
            reason=clean(reason),
            covers_part=covers_part,
            from_on=from_on,
            until_on=until_on,
        )
    )
    trail.write(
        "agency.classified",
        by=by,
        at=at,
        record=body.pk,
        partnership=home.pk,
        name=body.name,
        as_class=row.get_agency_class_display().lower(),
        partnership_name=home.name,
        from_on=from_on,
    )
    return row


@writes
def change_class(*, by: Viewer, at: datetime, agency_class_id: UUID, seen: int, **changes: Any) -> AgencyClass:
    """Change or end the way in which an agency belongs to a partnership."""
    there = AgencyClass.objects.select_related("agency", "partnership").filter(pk=agency_class_id).first()
    held = saving.found(there, "There is no such agency of the partnership.")
    home = queries.partnership(by, held.partnership_id)
    by.require(Permission.AGENCY_EDIT, partnership=home.pk)
    row, changed = saving.change(AgencyClass, held.pk, seen=seen, changes=saving.only(changes, *_BELONGING))
    if changed:
        trail.write(
            "agency.class_changed",
            by=by,
            at=at,
            record=held.agency_id,
            partnership=home.pk,
            name=held.agency.name,
            partnership_name=home.name,
            changes=changed,
        )
    return row
