"""Lines of the due list as pages, files, calendars and mails show them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.urls import NoReverseMatch, reverse

from goldenthread.clocks.presenters import ClockFace, clock_face
from goldenthread.clocks.rules import Calendar
from goldenthread.foundation.text import short_date
from goldenthread.records import kinds
from goldenthread.workbench.due import ORDER, PARTNERSHIP, Moment
from goldenthread.workbench.rules import Bucket


@dataclass(frozen=True, slots=True)
class Line:
    """One line. ``whose`` owes the answer; ``in_hand`` says which colleague has it, and ``handed_by`` who gave it."""

    id: UUID
    title: str
    reference: str
    record_title: str
    address: str
    why_address: str
    kind: str
    whose: str
    partnership: str
    bucket: Bucket
    face: ClockFace
    from_rule: bool = False
    in_hand: str = ""
    handed_by: str = ""
    note: str = ""

    @property
    def told(self) -> ClockFace:
        """The face as the list shows it: of a date that people set, their own words are the reason."""
        own = self.face.why and not self.from_rule
        return replace(self.face, rule_words=self.face.why, why="") if own else self.face

    @property
    def about(self) -> str:
        """The quiet line under the title: which record, unless the title says it."""
        return "" if self.record_title in self.title else f"{self.reference}: {self.record_title}"


@dataclass(frozen=True, slots=True)
class Group:
    """The lines of one group on this page, and how many the group has in all."""

    bucket: Bucket
    lines: list[Line]
    total: int


def lines(rows: Iterable[Any], delegations: Mapping[UUID, Any], when: Moment, calendar: Calendar) -> Iterator[Line]:
    """Return rows of the due list as lines."""
    places = {number: bucket for bucket, number in ORDER.items()}
    for row in rows:
        handed = delegations.get(row.pk)
        yield Line(
            id=row.pk,
            title=row.title,
            reference=row.record.reference,
            record_title=row.record.title,
            address=address_of(row.record),
            why_address=address_named("clocks:deadline", row.pk),
            kind=kind_label(row.record.kind),
            whose=whose(row),
            partnership=home_title(row.record),
            bucket=places.get(getattr(row, "place", 2), Bucket.LATER),
            face=clock_face(row, when.now, calendar),
            from_rule=row.rule_version_id is not None,
            in_hand=f"{handed.person.name}, since {short_date(handed.given_at.date())}" if handed else "",
            handed_by=handed.given_by.name if handed else "",
            note=handed.note if handed else "",
        )


def grouped(found: Iterable[Line], totals: Mapping[Bucket, int]) -> list[Group]:
    """Return lines by group, in the order of the page, with the total of each group."""
    groups: list[Group] = []
    for line in found:
        if not groups or groups[-1].bucket is not line.bucket:
            groups.append(Group(line.bucket, [], totals.get(line.bucket, 0)))
        groups[-1].lines.append(line)
    return groups


def whose(row: Any) -> str:
    """Say who owes the answer: an agency, a group, or the partnership itself."""
    if row.owner_agency is not None:
        return str(row.owner_agency.title)
    if row.owner_group is not None:
        return str(row.owner_group.title)
    return "The business unit"


def home_title(record: Any) -> str:
    """Return the name of the partnership a record belongs to, or is."""
    if record.kind == PARTNERSHIP:
        return str(record.title)
    return str(record.partnership.title) if record.partnership else ""


def kind_label(code: str) -> str:
    """Return the words for a kind of record; a kind that nobody registers any more keeps its code."""
    try:
        return kinds.get(code).label
    except KeyError:
        return code


def address_of(record: Any) -> str:
    """Return the page of a record, or "" where its kind has none."""
    try:
        name = kinds.get(record.kind).url_name
    except KeyError:
        return ""
    return address_named(name, record.pk)


def address_named(name: str, pk: UUID) -> str:
    """Return a page by its name, or "" where this installation has none."""
    try:
        return reverse(name, args=[pk])
    except NoReverseMatch:
        return ""
