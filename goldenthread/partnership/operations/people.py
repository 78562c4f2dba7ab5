"""Adding and changing people, their posts, their offices and their appraisals."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from goldenthread.access.guards import writes
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.audit import trail
from goldenthread.foundation.errors import NotAllowed, NotFound
from goldenthread.foundation.text import clean
from goldenthread.partnership import diary, queries, saving
from goldenthread.partnership.models import Agency, AgencyClass, Appraisal, Office, Person, Post
from goldenthread.partnership.queries import scope


@writes
def add_person(
    *,
    by: Viewer,
    at: datetime,
    name: str,
    email: str = "",
    phone: str = "",
    partnership: UUID | None = None,
    agency: UUID | None = None,
    job_title: str = "",
    from_on: date | None = None,
    illustrative: bool = False,
    id: UUID | None = None,
) -> Person:
    """Add somebody to the register of people, kept by ``partnership``, with a post at ``agency`` if one is given.

    People are not users: an account is made for the few who sign in.
    """
    by.require(Permission.PERSON_EDIT, partnership=partnership)
    row = Person(
        name=saving.words(name, "name", missing="Give the person's name, or their role where no name is kept."),
        email=clean(email),
        phone=clean(phone),
        kept_by_id=partnership,
        illustrative=illustrative,
    )
    if id is not None:
        row.id = id
    saving.insert(row)
    trail.write("person.added", by=by, at=at, partnership=partnership, name=row.name)
    if agency is not None:
        add_post(by=by, at=at, person=row.pk, agency=agency, job_title=job_title or "Not given", from_on=from_on)
    return row


def _to_change(by: Viewer, person: UUID) -> Person:
    condition = scope.of_people(by, Permission.PERSON_EDIT, to_change=True)
    row = Person.objects.filter(pk__in=Person.objects.filter(condition).values("pk"), pk=person).first()
    if row is not None:
        return row
    if Person.objects.filter(scope.of_people(by), pk=person).exists():
        raise NotAllowed(f"Your roles do not let you {Permission.PERSON_EDIT.sentence} here.")
    raise NotFound("There is no such person, or you are not allowed to see them.")


@writes
def change_person(*, by: Viewer, at: datetime, person: UUID, seen: int, **changes: Any) -> Person:
    """Change somebody's name, contact, or the day they left."""
    current = _to_change(by, person)
    values = saving.only(changes, "name", "email", "phone", "left_on")
    if "name" in values:
        values["name"] = saving.words(values["name"], "name", missing="Give the person's name.")
    row, changed = saving.change(Person, current.pk, seen=seen, changes=values)
    if changed:
        trail.write("person.changed", by=by, at=at, partnership=row.kept_by_id, name=row.name, changes=changed)
    return row


@writes
def add_post(
    *,
    by: Viewer,
    at: datetime,
    person: UUID,
    agency: UUID,
    job_title: str,
    from_on: date | None = None,
    until_on: date | None = None,
) -> Post:
    """Record that somebody holds a job at an agency."""
    who = _to_change(by, person)
    body = queries.agency(by, agency)
    row = saving.insert(
        Post(
            person=who,
            agency=body,
            job_title=saving.words(job_title, "job_title", missing="Give the job title."),
            from_on=from_on,
            until_on=until_on,
        )
    )
    trail.write(
        "person.post_added",
        by=by,
        at=at,
        record=body.pk,
        partnership=who.kept_by_id,
        name=who.name,
        job_title=row.job_title,
        agency=body.name,
        from_on=from_on,
    )
    return row


@writes
def change_post(*, by: Viewer, at: datetime, post: UUID, seen: int, **changes: Any) -> Post:
    """Change or end a post."""
    held = saving.found(Post.objects.select_related("agency").filter(pk=post).first(), "There is no such post.")
    who = _to_change(by, held.person_id)
    row, changed = saving.change(
        Post, held.pk, seen=seen, changes=saving.only(changes, "job_title", "from_on", "until_on")
    )
    if changed:
        trail.write(
            "person.post_changed",
            by=by,
            at=at,
            record=held.agency_id,
            partnership=who.kept_by_id,
            name=who.name,
            agency=held.agency.name,
            changes=changed,
        )
    return row


@writes
def appoint(
    *,
    by: Viewer,
    at: datetime,
    partnership: UUID,
    person: UUID,
    kind: str,
    agency: UUID | None = None,
    title: str = "",
    acts_for: UUID | None = None,
    accountable_to: str = "",
    from_on: date | None = None,
    until_on: date | None = None,
) -> Office:
    """Appoint somebody to an office of a partnership: lead or delegated partner, chair, scrutineer, manager.

    A lead or delegated partner belongs to an agency that is a statutory partner there; ``acts_for`` is the lead's office.
    """
    home = queries.partnership(by, partnership)
    by.require(Permission.PARTNERSHIP_EDIT, partnership=home.pk)
    who = queries.person(by, person)
    body = None if agency is None else queries.agency(by, agency)
    if kind in {Office.Kind.LEAD, Office.Kind.DELEGATE} and body is not None:
        _require_statutory(body, home.pk)
    lead = None
    if acts_for is not None:
        lead = Office.objects.filter(pk=acts_for, partnership=home, kind=Office.Kind.LEAD).first()
        lead = saving.found(lead, "There is no such lead partner in this partnership.")
    row = saving.insert(
        Office(
            partnership=home,
            kind=kind,
            person=who,
            agency=body,
            title=clean(title),
            acts_for=lead,
            accountable_to=clean(accountable_to),
            from_on=from_on,
            until_on=until_on,
        )
    )
    trail.write(
        "person.appointed",
        by=by,
        at=at,
        record=home.pk,
        partnership=home.pk,
        name=who.name,
        office=row.get_kind_display(),
        partnership_name=home.name,
        from_on=from_on,
    )
    return row


def _require_statutory(body: Agency, partnership: UUID) -> None:
    statutory = AgencyClass.objects.filter(
        agency=body, partnership=partnership, agency_class=AgencyClass.Class.STATUTORY
    )
    if not statutory.exists():
        raise saving.RuleBroken(
            f"{body.name} is not a statutory safeguarding partner here. Record that first.", field="agency"
        )


@writes
def change_office(*, by: Viewer, at: datetime, office: UUID, seen: int, **changes: Any) -> Office:
    """Change or end somebody's office."""
    held = saving.found(Office.objects.select_related("person").filter(pk=office).first(), "There is no such office.")
    home = queries.partnership(by, held.partnership_id)
    by.require(Permission.PARTNERSHIP_EDIT, partnership=home.pk)
    values = saving.only(changes, "title", "accountable_to", "from_on", "until_on")
    row, changed = saving.change(Office, held.pk, seen=seen, changes=values)
    if changed:
        trail.write(
            "person.office_changed",
            by=by,
            at=at,
            record=home.pk,
            partnership=home.pk,
            name=held.person.name,
            office=held.get_kind_display(),
            changes=changed,
        )
    return row


@writes
def plan_appraisal(
    *, by: Viewer, at: datetime, partnership: UUID, person: UUID, due_on: date, group: UUID | None = None
) -> Appraisal:
    """Put an appraisal of a chair or member in the diary."""
    home = queries.partnership(by, partnership)
    by.require(Permission.PERSON_EDIT, partnership=home.pk)
    who = queries.person(by, person)
    within = None if group is None else queries.group(by, group)
    row = Appraisal(person=who, partnership=home, group=within, due_on=due_on)
    saving.check(row)
    row.deadline = _appraisal_in_diary(by, at, row, None)
    saving.insert(row)
    trail.write(
        "person.appraisal_planned", by=by, at=at, record=home.pk, partnership=home.pk, name=who.name, due_on=due_on
    )
    return row


def _appraisal_in_diary(by: Viewer, at: datetime, row: Appraisal, stored: UUID | None) -> UUID | None:
    office = row.person.offices.filter(partnership=row.partnership_id, until_on__isnull=True).first()
    what = str(office.get_kind_display()).lower() if office else "member"
    return diary.keep(
        by,
        at,
        record=row.partnership_id,
        stored=stored,
        due=row.due_on,
        title=f"Appraisal: {what}",
        why="Chairs and members are appraised every year",
        owner_group=row.group_id,
    )


@writes
def change_appraisal(*, by: Viewer, at: datetime, appraisal: UUID, seen: int, **changes: Any) -> Appraisal:
    """Say when an appraisal was held and by whom, or move its date."""
    held = saving.found(
        Appraisal.objects.select_related("person").filter(pk=appraisal).first(), "There is no such appraisal."
    )
    home = queries.partnership(by, held.partnership_id)
    by.require(Permission.PERSON_EDIT, partnership=home.pk)
    values = saving.only(changes, "due_on", "held_on", "appraiser")
    row, changed = saving.change(Appraisal, held.pk, seen=seen, changes=values)
    if changed:
        if row.held_on is not None:
            diary.done(by, at, row.deadline)
        else:
            stored = _appraisal_in_diary(by, at, row, row.deadline)
            Appraisal.objects.filter(pk=row.pk).update(deadline=stored)
        trail.write(
            "person.appraisal_changed",
            by=by,
            at=at,
            record=home.pk,
            partnership=home.pk,
            name=held.person.name,
            due_on=held.due_on,
            changes=changed,
        )
    return row
