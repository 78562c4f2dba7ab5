"""Partnerships, agencies that some of them share, schools, groups, people with posts and seats."""

from itertools import count
from uuid import UUID

from bench.sizes import Made
from goldenthread.foundation.ids import uuid7
from goldenthread.partnership.models import (
    Agency,
    AgencyClass,
    Group,
    GroupUse,
    Kind,
    Membership,
    Partnership,
    Person,
    Post,
)
from goldenthread.records.models import Record

_BATCH = 2000
_number = count(1)


def generate(made: Made) -> None:
    """Make the partnerships and everything that belongs to them, a region of partnerships at a time."""
    kinds = {of: Kind.objects.filter(of=of).first() for of in ("partnership", "agency", "group")}
    shared: list[UUID] = []
    for number in range(made.size.partnerships):
        place = _partnership(made, kinds["partnership"], number)
        if number % 4 == 0:
            shared = _agencies(made, kinds["agency"], place, made.size.shared, "Shared agency")
        else:
            _belong(made, shared, place)
        own = _agencies(made, kinds["agency"], place, made.size.agencies - len(shared), "Agency")
        own += _agencies(made, kinds["agency"], place, made.size.schools, "School")
        made.agencies[place] = [*shared, *own]
        made.groups[place] = _groups(made, kinds["group"], place)
        _people(made, place)


def _records(made: Made, kind: str, prefix: str, names: list[str], place: UUID | None) -> list[Record]:
    rows = [
        Record(
            id=uuid7(),
            kind=kind,
            reference=f"{prefix}-{next(_number):06d}",
            title=name,
            opened_on=made.begun,
            partnership_id=place,
        )
        for name in names
    ]
    Record.objects.bulk_create(rows, batch_size=_BATCH)
    made.count("records", len(rows))
    return rows


def _partnership(made: Made, kind: Kind, number: int) -> UUID:
    name = f"Benchshire {number + 1} Safeguarding Children Partnership"
    [record] = _records(made, "partnership.partnership", "P", [name], None)
    Partnership.objects.create(record=record, name=name, slug=f"benchshire-{number + 1}", kind=kind, from_on=made.begun)
    made.partnerships.append(record.pk)
    made.count("partnerships", 1)
    return record.pk


def _agencies(made: Made, kind: Kind, place: UUID, number: int, word: str) -> list[UUID]:
    names = [f"{word} {len(made.partnerships)}.{each + 1}" for each in range(number)]
    records = _records(made, "partnership.agency", "AG", names, None)
    rows = [Agency(record=record, name=record.title, kind=kind, from_on=made.begun) for record in records]
    Agency.objects.bulk_create(rows, batch_size=_BATCH)
    made.count("agencies", len(rows))
    ids = [record.pk for record in records]
    _belong(made, ids, place)
    return ids


def _belong(made: Made, agencies: list[UUID], place: UUID) -> None:
    AgencyClass.objects.bulk_create(
        [
            AgencyClass(agency_id=each, partnership_id=place, agency_class="relevant", from_on=made.begun)
            for each in agencies
        ],
        batch_size=_BATCH,
    )


def _groups(made: Made, kind: Kind, place: UUID) -> list[UUID]:
    names = [f"Group {len(made.partnerships)}.{each + 1}" for each in range(made.size.groups)]
    records = _records(made, "partnership.group", "GRP", names, place)
    Group.objects.bulk_create([Group(record=each, name=each.title, kind=kind, from_on=made.begun) for each in records])
    GroupUse.objects.bulk_create(
        [GroupUse(group_id=each.pk, partnership_id=place, hosts=True, from_on=made.begun) for each in records]
    )
    made.count("groups", len(records))
    return [record.pk for record in records]


def _people(made: Made, place: UUID) -> None:
    agencies, groups = made.agencies[place], made.groups[place]
    people = [
        Person(id=uuid7(), name=f"Person {len(made.partnerships)}.{each + 1}", kept_by_id=place)
        for each in range(made.size.people)
    ]
    Person.objects.bulk_create(people, batch_size=_BATCH)
    Post.objects.bulk_create(
        [
            Post(
                person=person, agency_id=agencies[number % len(agencies)], job_title="Practitioner", from_on=made.begun
            )
            for number, person in enumerate(people)
        ],
        batch_size=_BATCH,
    )
    Membership.objects.bulk_create(
        [
            Membership(
                group_id=group, person=people[(number * 7 + seat) % len(people)], capacity="member", from_on=made.begun
            )
            for number, group in enumerate(groups)
            for seat in range(min(15, len(people)))
        ],
        batch_size=_BATCH,
    )
    made.count("people", len(people))
