"""Setting up and changing partnerships, the areas they cover and who lives there."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from goldenthread.access.guards import writes
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.audit import trail
from goldenthread.foundation.clock import london_day
from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.text import clean
from goldenthread.foundation.text import slug as slugged
from goldenthread.partnership import queries, saving
from goldenthread.partnership.models import Area, Coverage, Partnership, PartnershipLink, Population
from goldenthread.partnership.rules import succession
from goldenthread.records import operations as records

_DETAILS = ("name", "short_name", "vision", "contact_email", "contact_address", "website", "from_on", "until_on")


def _own_slug(slug: str) -> str:
    if Partnership.objects.filter(slug=slug).exists():
        raise RuleBroken("Another partnership has this name in its addresses. Give this one another.", field="slug")
    return slug


@writes
def create_partnership(
    *,
    by: Viewer,
    at: datetime,
    name: str,
    kind: str = "scp",
    slug: str = "",
    short_name: str = "",
    vision: str = "",
    contact_email: str = "",
    contact_address: str = "",
    website: str = "",
    from_on: date | None = None,
    until_on: date | None = None,
    illustrative: bool = False,
    id: UUID | None = None,
) -> Partnership:
    """Set up a partnership. ``kind`` is the code of one of the kinds (lscb, scp, joint_partnership, integrated)."""
    by.require(Permission.PARTNERSHIP_CREATE)
    name = saving.words(name, "name", missing="Give the partnership a name.")
    row = Partnership(
        name=name,
        short_name=clean(short_name),
        slug=_own_slug(slugged(slug or name)),
        kind=saving.kind_of("partnership", kind),
        vision=clean(vision),
        contact_email=clean(contact_email),
        contact_address=clean(contact_address),
        website=clean(website),
        from_on=from_on,
        until_on=until_on,
    )
    saving.check(row)
    record = records.open_record(
        by=by,
        at=at,
        kind="partnership.partnership",
        title=name,
        opened_on=from_on or london_day(at),
        illustrative=illustrative,
        id=id,
    )
    row.record = record
    saving.insert(row)
    trail.write(
        "partnership.created", by=by, at=at, record=row.pk, partnership=row.pk, name=row.name, kind=row.kind.name
    )
    return row


@writes
def change_partnership(*, by: Viewer, at: datetime, partnership: UUID, seen: int, **changes: Any) -> Partnership:
    """Change a partnership's names, vision, contact or dates. ``seen`` is the edition that was read."""
    current = queries.partnership(by, partnership)
    by.require(Permission.PARTNERSHIP_EDIT, partnership=current.pk)
    if "name" in changes:
        changes["name"] = saving.words(changes["name"], "name", missing="Give the partnership a name.")
    row, changed = saving.change(Partnership, current.pk, seen=seen, changes=saving.only(changes, *_DETAILS))
    if changed:
        records.retitle(by=by, at=at, record=row.pk, title=row.name)
        trail.write(
            "partnership.changed", by=by, at=at, record=row.pk, partnership=row.pk, name=row.name, changes=changed
        )
    return row


def _before(each: UUID) -> list[UUID]:
    return list(PartnershipLink.objects.filter(after=each).values_list("before_id", flat=True))


@writes
def join_partnerships(
    *, by: Viewer, at: datetime, before: UUID, after: UUID, how: str, on: date, note: str = ""
) -> PartnershipLink:
    """Record that one partnership followed another: succeeded, merged, split or renamed."""
    earlier, later = queries.partnership(by, before), queries.partnership(by, after)
    by.require(Permission.PARTNERSHIP_EDIT, partnership=later.pk)
    if succession.came_before(later.pk, earlier.pk, _before):
        raise RuleBroken(f"{later.name} came before {earlier.name} already.", field="side")
    row = saving.insert(PartnershipLink(before=earlier, after=later, how=how, happened_on=on, note=clean(note)))
    trail.write(
        "partnership.joined",
        by=by,
        at=at,
        record=later.pk,
        partnership=later.pk,
        before=earlier.name,
        after=later.name,
        how=how,
        on=on,
    )
    return row


@writes
def add_area(*, by: Viewer, at: datetime, code: str, name: str) -> Area:
    """Add a local authority area by its code; an area that is there already is returned as it is."""
    if not by.may_somewhere(Permission.PARTNERSHIP_EDIT):
        by.require(Permission.PARTNERSHIP_EDIT)
    code = clean(code).upper()
    there = Area.objects.filter(code=code).first()
    if there is not None:
        return there
    if len(code) != 9 or not code[0].isalpha() or not code[1:].isdecimal():
        raise RuleBroken("An area's code is a letter and eight figures, such as E06000050.", field="code")
    row = saving.insert(Area(code=code, name=saving.words(name, "name", missing="Give the area's name.")))
    trail.write("partnership.area_added", by=by, at=at, name=row.name, code=row.code)
    return row


@writes
def cover_area(
    *,
    by: Viewer,
    at: datetime,
    partnership: UUID,
    area: UUID,
    from_on: date | None = None,
    until_on: date | None = None,
) -> Coverage:
    """Record that a partnership covers an area."""
    current = queries.partnership(by, partnership)
    by.require(Permission.PARTNERSHIP_EDIT, partnership=current.pk)
    place = saving.found(Area.objects.filter(pk=area).first(), "There is no such area.")
    row = saving.insert(Coverage(partnership=current, area=place, from_on=from_on, until_on=until_on))
    trail.write(
        "partnership.area_covered",
        by=by,
        at=at,
        record=current.pk,
        partnership=current.pk,
        name=current.name,
        area=place.name,
        from_on=from_on,
    )
    return row


@writes
def change_coverage(*, by: Viewer, at: datetime, coverage: UUID, seen: int, **changes: Any) -> Coverage:
    """Change from when until when a partnership covers an area."""
    there = Coverage.objects.select_related("area").filter(pk=coverage).first()
    held = saving.found(there, "There is no such area of the partnership.")
    current = queries.partnership(by, held.partnership_id)
    by.require(Permission.PARTNERSHIP_EDIT, partnership=current.pk)
    row, changed = saving.change(Coverage, held.pk, seen=seen, changes=saving.only(changes, "from_on", "until_on"))
    if changed:
        trail.write(
            "partnership.coverage_changed",
            by=by,
            at=at,
            record=current.pk,
            partnership=current.pk,
            name=current.name,
            area=held.area.name,
            changes=changed,
        )
    return row


@writes
def add_population(
    *,
    by: Viewer,
    at: datetime,
    area: UUID,
    year: int,
    count: int,
    source: str,
    vintage: str,
    age_from: int = 0,
    age_to: int = 17,
    approximate: bool = False,
) -> Population:
    """Add how many people of an age band lived in an area, as one release of one source says."""
    if not by.may_somewhere(Permission.PARTNERSHIP_EDIT):
        by.require(Permission.PARTNERSHIP_EDIT)
    place = saving.found(Area.objects.filter(pk=area).first(), "There is no such area.")
    row = saving.insert(
        Population(
            area=place,
            year=year,
            age_from=age_from,
            age_to=age_to,
            count=count,
            approximate=approximate,
            source=saving.words(source, "source", missing="Say who published the figure."),
            vintage=saving.words(vintage, "vintage", missing="Say of which release the figure is, such as June 2024."),
        )
    )
    trail.write(
        "partnership.population_added",
        by=by,
        at=at,
        area=place.name,
        year=year,
        ages=f"{age_from} to {age_to}",
        count=count,
        source=row.source,
        vintage=row.vintage,
    )
    return row
