"""Partnerships, agencies, groups and memberships."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router

from goldenthread.access.permissions import Permission
from goldenthread.partnership import queries
from goldenthread.workbench.interface import Page, Paging, Shape, offer, paged, viewer

partnerships, agencies, groups, memberships = Router(), Router(), Router(), Router()
_SEE = Permission.PARTNERSHIP_VIEW


class Dates(Paging):
    """A page, as it was on a day."""

    on: date | None = None


class PartnershipOut(Shape):
    """A partnership."""

    id: UUID
    reference: str
    name: str
    short_name: str
    slug: str
    kind: str
    website: str
    from_on: date | None
    until_on: date | None


def _partnership(row: Any) -> dict[str, Any]:
    return {
        "id": row.pk,
        "reference": row.record.reference,
        "name": row.name,
        "short_name": row.short_name,
        "slug": row.slug,
        "kind": row.kind.code,
        "website": row.website,
        "from_on": row.from_on,
        "until_on": row.until_on,
    }


@offer(partnerships, "", _SEE, answer=Page[PartnershipOut], name="partnerships")
def list_partnerships(request: HttpRequest, query: Query[Dates]) -> dict[str, Any]:
    """The partnerships the account may know of."""
    return paged(queries.partnerships(viewer(request), on=query.on).order_by("name", "pk"), query, _partnership)


@offer(partnerships, "{partnership}/", _SEE, answer=PartnershipOut, name="partnership")
def one_partnership(request: HttpRequest, partnership: UUID) -> dict[str, Any]:
    """One partnership."""
    return _partnership(queries.partnership(viewer(request), partnership))


class AgencyQuery(Dates):
    """Which agencies."""

    partnership: UUID | None = None
    schools: bool | None = None


class AgencyOut(Shape):
    """An agency. ``urn`` is the reference number of a school."""

    id: UUID
    reference: str
    name: str
    short_name: str
    kind: str
    urn: str | None
    phase: str
    website: str
    from_on: date | None
    until_on: date | None


def _agency(row: Any) -> dict[str, Any]:
    names = ("name", "short_name", "urn", "phase", "website", "from_on", "until_on")
    plain = {name: getattr(row, name) for name in names}
    return {"id": row.pk, "reference": row.record.reference, "kind": row.kind.code, **plain}


@offer(agencies, "", _SEE, answer=Page[AgencyOut], name="agencies")
def list_agencies(request: HttpRequest, query: Query[AgencyQuery]) -> dict[str, Any]:
    """The agencies the account may know of, schools among them."""
    rows = queries.agencies(viewer(request), partnership=query.partnership, on=query.on, schools=query.schools)
    return paged(rows.order_by("name", "pk"), query, _agency)


@offer(agencies, "{agency}/", _SEE, answer=AgencyOut, name="agency")
def one_agency(request: HttpRequest, agency: UUID) -> dict[str, Any]:
    """One agency."""
    return _agency(queries.agency(viewer(request), agency))


class GroupQuery(Dates):
    """Which groups."""

    partnership: UUID | None = None


class GroupOut(Shape):
    """A group, with the partnerships that use it as far as the account may know of them."""

    id: UUID
    reference: str
    name: str
    short_name: str
    kind: str
    parent: UUID | None
    purpose: str
    partnerships: list[UUID]
    from_on: date | None
    until_on: date | None


def _group(row: Any) -> dict[str, Any]:
    names = ("name", "short_name", "purpose", "from_on", "until_on")
    plain = {name: getattr(row, name) for name in names}
    return {
        "id": row.pk,
        "reference": row.record.reference,
        "kind": row.kind.code,
        "parent": row.parent_id,
        "partnerships": [use.partnership_id for use in row.seen_uses],
        **plain,
    }


@offer(groups, "", _SEE, answer=Page[GroupOut], name="groups")
def list_groups(request: HttpRequest, query: Query[GroupQuery]) -> dict[str, Any]:
    """The groups the account may know of."""
    rows = queries.groups(viewer(request), partnership=query.partnership, on=query.on)
    return paged(rows.order_by("name", "pk"), query, _group)


@offer(groups, "{group}/", _SEE, answer=GroupOut, name="group")
def one_group(request: HttpRequest, group: UUID) -> dict[str, Any]:
    """One group."""
    return _group(queries.group(viewer(request), group))


class MembershipQuery(Dates):
    """Which memberships."""

    group: UUID | None = None
    agency: UUID | None = None
    partnership: UUID | None = None


class MembershipOut(Shape):
    """Somebody's place in a group."""

    id: UUID
    group: UUID
    person: UUID
    name: str
    capacity: str
    agency: UUID | None
    seat: str
    from_on: date | None
    until_on: date | None
    term_ends_on: date | None


def _membership(row: Any) -> dict[str, Any]:
    return {
        "id": row.pk,
        "group": row.group_id,
        "person": row.person_id,
        "name": row.person.name,
        "capacity": row.capacity,
        "agency": row.agency_id or (row.seat.agency_id if row.seat else None),
        "seat": row.seat.name if row.seat else "",
        "from_on": row.from_on,
        "until_on": row.until_on,
        "term_ends_on": row.term_ends_on,
    }


@offer(memberships, "", _SEE, answer=Page[MembershipOut], name="memberships")
def list_memberships(request: HttpRequest, query: Query[MembershipQuery]) -> dict[str, Any]:
    """Who sits in the groups the account may know of; with ``on``, as it was on that day."""
    rows = queries.memberships(
        viewer(request), group=query.group, agency=query.agency, partnership=query.partnership, on=query.on
    )
    return paged(rows.order_by("group__name", "person__name", "pk"), query, _membership)
