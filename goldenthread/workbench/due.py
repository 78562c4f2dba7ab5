"""The conditions of the due list: what is overdue, soon, later; what each filter means. One place for page, feed and mail."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Case, F, IntegerField, Q, Value, When

from goldenthread.workbench.rules import Bucket

PARTNERSHIP = "partnership.partnership"  # the kind of a partnership's own record
ORDER = {Bucket.OVERDUE: 0, Bucket.SOON: 1, Bucket.LATER: 2, Bucket.PAUSED: 3}
DUE_CHOICES = [
    ("overdue", "Overdue"),
    ("soon", "Next 5 working days"),
    ("month", "Next 20 working days"),
    ("later", "Later"),
    ("paused", "Paused"),
]


@dataclass(frozen=True, slots=True)
class Moment:
    """When the list is looked at: the moment, the day in London, and the last of the next 5 and 20 working days."""

    now: datetime
    today: date
    soon: date
    month: date

    def within(self, last: date) -> Q:
        """Not overdue, and due by a day."""
        return Q(status="open") & ~self.overdue_now & Q(due_on__lte=last)

    @property
    def overdue_now(self) -> Q:
        """The condition of `overdue` in a form that may be negated: every part of it is about columns that are never null."""
        return Q(due_at__isnull=True, due_on__lt=self.today) | Q(due_at__isnull=False, due_at__lt=self.now)

    def bucket(self, bucket: Bucket) -> Q:
        """The condition of one group of the list."""
        if bucket is Bucket.PAUSED:
            return Q(status="paused")
        if bucket is Bucket.OVERDUE:
            return Q(status="open") & self.overdue_now
        if bucket is Bucket.SOON:
            return self.within(self.soon)
        return Q(status="open") & ~self.overdue_now & Q(due_on__gt=self.soon)

    def ordered(self) -> Case:
        """The number of the group a line stands in, for sorting."""
        return Case(
            When(status="paused", then=Value(ORDER[Bucket.PAUSED])),
            When(self.overdue_now, then=Value(ORDER[Bucket.OVERDUE])),
            When(due_on__lte=self.soon, then=Value(ORDER[Bucket.SOON])),
            default=Value(ORDER[Bucket.LATER]),
            output_field=IntegerField(),
        )


@dataclass(frozen=True, slots=True)
class Filters:
    """What somebody has chosen above the list. An unknown answer is as no answer."""

    kind: str = ""
    agency: UUID | None = None
    group: UUID | None = None
    partnership: UUID | None = None
    due: str = ""
    whose: str = ""

    @classmethod
    def read(cls, given: Mapping[str, str]) -> "Filters":
        """Read the filters of an address."""
        due = given.get("due", "")
        return cls(
            kind=given.get("kind", "")[:60].replace("\x00", ""),
            agency=_uuid(given.get("agency", "")),
            group=_uuid(given.get("group", "")),
            partnership=_uuid(given.get("partnership", "")),
            due=due if due in dict(DUE_CHOICES) else "",
            whose=given.get("whose", "")[:100].replace("\x00", "").strip(),
        )

    @property
    def any(self) -> bool:
        """Whether anything is chosen."""
        return self != Filters()

    def condition(self, when: Moment) -> Q:
        """The rows these filters leave."""
        chosen = Q()
        if self.kind:
            chosen &= Q(record__kind=self.kind)
        if self.agency:
            chosen &= Q(owner_agency=self.agency)
        if self.group:
            chosen &= Q(owner_group=self.group)
        for word in self.whose.split()[:6]:
            chosen &= Q(owner_agency__title__icontains=word) | Q(owner_group__title__icontains=word)
        if self.partnership:
            chosen &= in_partnerships([self.partnership])
        if self.due == "month":
            chosen &= when.within(when.month)
        elif self.due:
            chosen &= when.bucket(Bucket(self.due))
        return chosen


def in_partnerships(ids: Iterable[UUID]) -> Q:
    """The deadlines on records of these partnerships, and on the partnerships themselves."""
    wanted = list(ids)
    return Q(record__partnership__in=wanted) | Q(record__in=wanted)


def home(column: str = "") -> Case:
    """The partnership a deadline belongs to, or its title: a partnership's own record has none above it."""
    own = When(record__kind=PARTNERSHIP, then=F(f"record{column}"))
    return Case(own, default=F(f"record__partnership{column}"))


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
