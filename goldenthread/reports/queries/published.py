"""What the whole world may read: published editions that nobody has taken down, as they were frozen."""

import base64
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import UUID

from django.db.models import Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Length

from goldenthread.access.guards import unscoped
from goldenthread.foundation.errors import NotFound
from goldenthread.foundation.london import london_day
from goldenthread.foundation.periods import Period
from goldenthread.partnership import queries as partnerships
from goldenthread.reports import content
from goldenthread.reports.models import Edition, EditionFile

_PUBLIC = "It returns only what was published for everybody to read."


@dataclass(frozen=True, slots=True)
class Listed:
    """One edition as a list names it. ``taken_down`` is the day on which it was, and then its title is not told."""

    pk: UUID
    number: int
    title: str
    period: str
    published: date
    taken_down: date | None


@dataclass(frozen=True, slots=True)
class Shelf:
    """A report on the public list: its newest standing edition, if any, and the others, newest first."""

    period: str
    newest: Listed | None
    others: tuple[Listed, ...]


@dataclass(frozen=True, slots=True)
class Gone:
    """What may be said where somebody follows an old address: when it was taken down and why, and nothing of what it held."""

    partnership: str
    slug: str
    period: str
    on: date
    why: str
    instead: UUID | None


@dataclass(frozen=True, slots=True)
class File:
    """A file of an edition: its format and its size in bytes."""

    format: str
    size: int


def _standing() -> QuerySet[Edition]:
    return Edition.objects.filter(withdrawal__isnull=True)


@unscoped(_PUBLIC)
def published_reports(slug: str) -> QuerySet[Edition]:
    """Return the newest standing edition of each report of a partnership, latest period first."""
    siblings = _standing().filter(report=OuterRef("report")).order_by().values("report")
    newest = siblings.annotate(last=Max("number")).values("last")
    found = _standing().filter(document__slug=slug, number=Subquery(newest))
    return found.select_related("report").order_by("-report__start")


@unscoped(_PUBLIC)
def published_edition(pk: UUID) -> Edition:
    """Return a standing edition; raises `NotFound` when there is none or it was taken down."""
    row = _standing().filter(pk=pk).select_related("report").first()
    if row is None:
        raise NotFound("There is no such report, or it has been taken down.")
    return row


@unscoped(_PUBLIC)
def taken_down(pk: UUID) -> Gone | None:
    """Return what may be said of an edition that was taken down; None when there is none or it stands."""
    row = Edition.objects.filter(pk=pk, withdrawal__isnull=False).select_related("withdrawal").first()
    if row is None:
        return None
    stands = latest(row.report_id)
    named = row.document
    on = london_day(row.withdrawal.at)
    return Gone(
        named["partnership"], named["slug"], named["period"], on, row.withdrawal.why, stands.pk if stands else None
    )


@unscoped(_PUBLIC)
def shelves(slug: str) -> tuple[str, list[Shelf]]:
    """Return a partnership's name and its published reports, latest period first; `NotFound` where it is unknown."""
    names = ("pk", "number", "report", "published_at", "withdrawal__at")
    told = ("document__title", "document__period", "document__partnership")
    found = Edition.objects.filter(document__slug=slug).order_by("-report__start", "-report__end", "report", "-number")
    rows = list(found.values(*names, *told))
    if not rows:
        return _public_name(slug), []
    each = groupby(rows, key=lambda row: row["report"])
    return rows[0]["document__partnership"], [_shelf([_listed(row) for row in of_one]) for _, of_one in each]


@unscoped(_PUBLIC)
def has_published(slug: str) -> bool:
    """Say whether a partnership has a report that everybody can read."""
    return Edition.objects.filter(document__slug=slug, withdrawal__isnull=True).exists()


@unscoped(_PUBLIC)
def latest(report: UUID) -> Edition | None:
    """Return the newest standing edition of a report."""
    return _standing().filter(Q(report=report)).order_by("-number").first()


@unscoped(_PUBLIC)
def later(edition: Edition) -> UUID | None:
    """Return the newest standing edition of the same report, if it is not this one."""
    return _after(edition).order_by("-number").values_list("pk", flat=True).first()


@unscoped(_PUBLIC)
def after(edition: Edition) -> list[Edition]:
    """Return the standing editions of the same report that came later, oldest first."""
    return list(_after(edition).order_by("number"))


@unscoped(_PUBLIC)
def files(edition: UUID) -> list[File]:
    """Return the files of a standing edition with their sizes."""
    rows = EditionFile.objects.filter(edition__in=_standing().filter(pk=edition)).annotate(length=Length("content"))
    return [File(format, length * 3 // 4) for format, length in rows.values_list("format", "length")]


@unscoped(_PUBLIC)
def file_of(edition: UUID, format: str) -> bytes:
    """Return the bytes of a file of a standing edition."""
    row = EditionFile.objects.filter(edition__in=_standing().filter(pk=edition), format=format).first()
    if row is None:
        raise NotFound("The edition has no such file, or it has been taken down.")
    return base64.b64decode(row.content)


@unscoped(_PUBLIC)
def of_period(slug: str, period: Period) -> Edition | None:
    """Return the newest standing edition of a partnership's yearly report about exactly this period."""
    yearly = published_reports(slug).filter(report__content_set__in=content.codes_of(content.YEARLY))
    return yearly.filter(report__start=period.start, report__end=period.end).first()


def _after(edition: Edition) -> QuerySet[Edition]:
    return _standing().filter(report=edition.report_id, number__gt=edition.number)


def _public_name(slug: str) -> str:
    known = partnerships.published(slug).frozen
    if known is None:
        raise NotFound("No partnership of this name has published anything here.")
    return str(known["partnership"]["name"])


def _listed(row: dict) -> Listed:
    gone = london_day(row["withdrawal__at"]) if row["withdrawal__at"] else None
    title = "" if gone else row["document__title"]
    day = london_day(row["published_at"])
    return Listed(row["pk"], row["number"], title, row["document__period"], day, gone)


def _shelf(rows: list[Listed]) -> Shelf:
    newest = next((row for row in rows if row.taken_down is None), None)
    return Shelf(rows[0].period, newest, tuple(row for row in rows if row is not newest))
