"""Seats in groups and the people in them."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from goldenthread.access.guards import writes
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.audit import trail
from goldenthread.foundation.errors import NotAllowed, RuleBroken
from goldenthread.foundation.text import clean
from goldenthread.partnership import diary, queries, saving
from goldenthread.partnership.models import Agency, Group, Membership, Person, Seat
from goldenthread.partnership.queries import scope
from goldenthread.partnership.rules import membership as rules


def _to_change(by: Viewer, group: UUID) -> Group:
    row = queries.group(by, group)
    if not scope.may_change_group(by, row.pk):
        raise NotAllowed(f"Your roles do not let you {Permission.GROUP_EDIT.sentence} here.")
    return row


def _known_agency(by: Viewer, agency: UUID | None) -> Agency | None:
    return None if agency is None else queries.agency(by, agency)


@writes
def add_seat(
    *,
    by: Viewer,
    at: datetime,
    group: UUID,
    name: str,
    agency: UUID | None = None,
    agency_class: str = "",
    votes: bool = True,
    position: int = 100,
    from_on: date | None = None,
    until_on: date | None = None,
) -> Seat:
    """Add a seat to a group: for an agency, for a class of agencies, or for a voice."""
    current = _to_change(by, group)
    row = saving.insert(
        Seat(
            group=current,
            name=saving.words(name, "name", missing="Give the seat a name, such as Named doctor."),
            agency=_known_agency(by, agency),
            agency_class=agency_class,
            votes=votes,
            position=position,
            from_on=from_on,
            until_on=until_on,
        )
    )
    trail.write("group.seat_added", by=by, at=at, record=current.pk, name=current.name, seat=row.name, votes=votes)
    return row


@writes
def change_seat(*, by: Viewer, at: datetime, seat: UUID, seen: int, **changes: Any) -> Seat:
    """Change or end a seat."""
    held = saving.found(Seat.objects.filter(pk=seat).first(), "There is no such seat.")
    current = _to_change(by, held.group_id)
    values = saving.only(changes, "name", "agency", "agency_class", "votes", "position", "from_on", "until_on")
    if "agency" in values:
        values["agency"] = _known_agency(by, values["agency"])
    row, changed = saving.change(Seat, held.pk, seen=seen, changes=values)
    if changed:
        if "agency" in changed:
            changed["agency"] = ["", row.agency.name if row.agency else ""]
        trail.write(
            "group.seat_changed", by=by, at=at, record=current.pk, name=current.name, seat=row.name, changes=changed
        )
    return row


@writes
def add_member(
    *,
    by: Viewer,
    at: datetime,
    group: UUID,
    person: UUID,
    capacity: str = "member",
    seat: UUID | None = None,
    agency: UUID | None = None,
    deputy_for: UUID | None = None,
    from_on: date | None = None,
    until_on: date | None = None,
    term_months: int | None = None,
    term_as_said: str = "",
    signed_on: date | None = None,
    id: UUID | None = None,
) -> Membership:
    """Add somebody to a group in a capacity.

    A deputy names the membership they stand in for and takes its seat and its agency, with equal authority. A lay member has a
    term, as a number of months.
    """
    current = _to_change(by, group)
    who = _known_person(by, person)
    capable = rules.CAPACITIES.get(capacity)
    if capable is None:
        raise RuleBroken("Choose one of the capacities listed.", field="capacity")
    main = None if deputy_for is None else _of_group(Membership, deputy_for, current, "deputy_for")
    place = None if seat is None else _of_group(Seat, seat, current, "seat")
    if main is not None:
        place, agency = place or main.seat, agency or main.agency_id
    row = Membership(
        group=current,
        person=who,
        capacity=capacity,
        seat=place,
        agency=_seated_agency(by, place, agency),
        deputy_for=main,
        from_on=from_on,
        until_on=until_on,
        term_months=term_months,
        term_as_said=clean(term_as_said),
        term_ends_on=_term_end(capable, from_on, term_months),
        signed_on=signed_on,
    )
    if id is not None:
        row.id = id
    saving.check(row)
    if row.until_on is None:
        row.term_deadline = _term_in_diary(by, at, row, None)
    saving.insert(row)
    trail.write(
        "group.member_added",
        by=by,
        at=at,
        record=current.pk,
        name=current.name,
        person=who.name,
        capacity=capable.name.lower(),
        from_on=from_on,
    )
    return row


def _known_person(by: Viewer, person: UUID) -> Person:
    found = Person.objects.filter(scope.of_people(by), pk=person).first()
    return saving.found(found, "There is no such person, or you are not allowed to see them.")


def _of_group(table: type[Any], pk: UUID, group: Group, field: str) -> Any:
    row = table.objects.filter(pk=pk, group=group).first()
    if row is None:
        raise RuleBroken("Choose one of this group's own.", field=field)
    return row


def _seated_agency(by: Viewer, seat: Seat | None, agency: UUID | None) -> Agency | None:
    if seat is not None and seat.agency_id is not None:
        if agency is not None and agency != seat.agency_id:
            raise RuleBroken(f"The seat {seat.name} is for another agency.", field="agency")
        return seat.agency
    return _known_agency(by, agency)


def _term_end(capable: rules.Capacity, from_on: date | None, months: int | None) -> date | None:
    if capable.has_term and not months:
        raise RuleBroken(
            f"A {capable.name.lower()} is appointed for a term: give it as a number of months, such as 24.",
            field="term_months",
        )
    if months is None:
        return None
    if from_on is None:
        raise RuleBroken("Give the first day, so that the end of the term can be worked out.", field="from_on")
    return rules.last_day_of_term(from_on, months)


def _term_in_diary(by: Viewer, at: datetime, row: Membership, stored: UUID | None) -> UUID | None:
    capacity = rules.CAPACITIES[row.capacity].name.lower()
    return diary.keep(
        by,
        at,
        record=row.group_id,
        stored=stored,
        due=row.term_ends_on,
        title=f"The term of a {capacity} of {row.group.called} ends",
        why="Worked out from the first day and the months of the term",
        owner_group=row.group_id,
    )


@writes
def change_membership(*, by: Viewer, at: datetime, membership: UUID, seen: int, **changes: Any) -> Membership:
    """Change a membership's dates, term, or the day the job description was signed."""
    held = queries.membership(by, membership)
    current = _to_change(by, held.group_id)
    values = saving.only(changes, "from_on", "until_on", "term_months", "term_as_said", "signed_on", "ended_because")
    if {"from_on", "term_months"} & values.keys():
        values["term_ends_on"] = _term_end(
            rules.CAPACITIES[held.capacity],
            values.get("from_on", held.from_on),
            values.get("term_months", held.term_months),
        )
    row, changed = saving.change(Membership, held.pk, seen=seen, changes=values)
    if changed:
        _after_change(by, at, row, changed)
        trail.write(
            "group.member_changed",
            by=by,
            at=at,
            record=current.pk,
            name=current.name,
            person=held.person.name,
            changes=changed,
        )
    return row


def _after_change(by: Viewer, at: datetime, row: Membership, changed: dict[str, Any]) -> None:
    if row.until_on is not None:
        diary.dropped(by, at, row.term_deadline, "The membership has ended.")
    elif "term_ends_on" in changed:
        Membership.objects.filter(pk=row.pk).update(term_deadline=_term_in_diary(by, at, row, row.term_deadline))


@writes
def end_membership(*, by: Viewer, at: datetime, membership: UUID, seen: int, on: date, reason: str = "") -> Membership:
    """End a membership on its last day. Deputies for it end with it."""
    held = queries.membership(by, membership)
    current = _to_change(by, held.group_id)
    values = {"until_on": on, "ended_because": clean(reason)}
    row, _ = saving.change(Membership, held.pk, seen=seen, changes=values)
    diary.dropped(by, at, row.term_deadline, "The membership has ended.")
    trail.write(
        "group.member_ended",
        by=by,
        at=at,
        record=current.pk,
        name=current.name,
        person=held.person.name,
        on=on,
        reason=clean(reason),
    )
    for deputy in held.deputies.filter(until_on__isnull=True):
        end_membership(
            by=by, at=at, membership=deputy.pk, seen=deputy.edition, on=on, reason="The member's time ended."
        )
    return row
