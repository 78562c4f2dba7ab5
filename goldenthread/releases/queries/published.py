"""What the world reads: public releases that are out. Nothing here touches the proof."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Max, OuterRef, QuerySet, Subquery

from goldenthread.access.guards import unscoped
from goldenthread.foundation.errors import NotFound
from goldenthread.foundation.london import london_day
from goldenthread.releases.models import Edition
from goldenthread.releases.rules.audiences import PUBLIC

_PUBLIC = "It was released for everybody to read."


@dataclass(frozen=True, slots=True)
class Gone:
    """What may be said of an edition that was taken down."""

    title: str
    partnership: str
    number: int
    on: date
    why: str
    release: UUID


def _out() -> QuerySet[Edition]:
    found = Edition.objects.filter(release__audience=PUBLIC, decision__released=True)
    return found.defer("proof", "chosen").select_related("release", "decision")


def _standing() -> QuerySet[Edition]:
    return _out().filter(withdrawal__isnull=True)


@unscoped(_PUBLIC)
def published_releases(slug: str) -> Sequence[Edition]:
    """Return the newest standing edition of each public release of a partnership, newest first."""
    same = _standing().filter(release=OuterRef("release")).order_by().values("release")
    newest = same.annotate(last=Max("number")).values("last")
    return list(_standing().filter(document__slug=slug, number=Subquery(newest)).order_by("-decision__at"))


@unscoped(_PUBLIC)
def published_edition(release: UUID, number: int | None = None) -> Edition:
    """Return a standing edition of a public release, the newest unless told; raises `NotFound`."""
    found = _standing().filter(release=release).order_by("-number")
    row = found.first() if number is None else found.filter(number=number).first()
    if row is None:
        raise NotFound("There is no such release, or it has been taken down.")
    return row


@unscoped(_PUBLIC)
def published_editions(release: UUID) -> Sequence[Edition]:
    """Return every edition of a public release that was ever out, newest first."""
    return list(_out().select_related("withdrawal").filter(release=release).order_by("-number"))


@unscoped(_PUBLIC)
def taken_down(release: UUID, number: int | None = None) -> Gone | None:
    """Return what may be said of an edition that was taken down, the newest unless told; None when there is none."""
    found = _out().filter(release=release, withdrawal__isnull=False).select_related("withdrawal").order_by("-number")
    row = found.first() if number is None else found.filter(number=number).first()
    if row is None:
        return None
    named, gone = row.document, row.withdrawal
    return Gone(named["title"], named["partnership"], row.number, london_day(gone.at), gone.why, release)
