"""People, their posts and the offices they hold."""

from datetime import date
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from goldenthread.access.guards import reads
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.foundation.errors import NotFound
from goldenthread.partnership.models import Office, Person, Post, on_day
from goldenthread.partnership.queries import scope


@reads
def people(
    viewer: Viewer, *, agency: UUID | None = None, partnership: UUID | None = None, on: date | None = None
) -> QuerySet[Person]:
    """Return the people the viewer may see how to reach: those of an agency, of a partnership, not left on a day.

    ``current_posts`` on each are the posts at agencies the viewer may know of.
    """
    found = Person.objects.filter(scope.of_people(viewer))
    if agency is not None:
        found = found.filter(pk__in=Post.objects.filter(agency=agency).values("person"))
    if partnership is not None:
        found = found.filter(pk__in=Person.objects.filter(_of_partnership(partnership)).values("pk"))
    if on is not None:
        found = found.exclude(left_on__lt=on)
    seen = Post.objects.filter(scope.of_agencies(viewer, Permission.PERSON_VIEW, field="agency"))
    seen = (seen.filter(until_on__isnull=True) if on is None else seen.filter(on_day(on))).select_related("agency")
    return found.prefetch_related(Prefetch("posts", queryset=seen, to_attr="current_posts"))


def _of_partnership(partnership: UUID) -> Q:
    return (
        Q(kept_by=partnership)
        | Q(offices__partnership=partnership)
        | Q(memberships__group__uses__partnership=partnership)
        | Q(posts__agency__classes__partnership=partnership)
    )


@reads
def person(viewer: Viewer, person_id: UUID) -> Person:
    """Return one person; raises `NotFound` when the viewer may not see how to reach them."""
    found = people(viewer).filter(pk=person_id).first()
    if found is None:
        raise NotFound("There is no such person, or you are not allowed to see them.")
    return found


@reads
def posts(viewer: Viewer, *, person: UUID | None = None, agency: UUID | None = None) -> QuerySet[Post]:
    """Return posts at agencies the viewer may see people of."""
    rows = Post.objects.filter(scope.of_agencies(viewer, Permission.PERSON_VIEW, field="agency"))
    rows = rows if person is None else rows.filter(person=person)
    rows = rows if agency is None else rows.filter(agency=agency)
    return rows.select_related("agency", "person")


@reads
def offices(
    viewer: Viewer, *, partnership: UUID | None = None, person: UUID | None = None, on: date | None = None
) -> QuerySet[Office]:
    """Return who holds which office in the partnerships the viewer may know of."""
    rows = Office.objects.filter(scope.of_partnerships(viewer, field="partnership"))
    rows = rows if partnership is None else rows.filter(partnership=partnership)
    rows = rows if person is None else rows.filter(person=person)
    rows = rows if on is None else rows.filter(on_day(on))
    return rows.select_related("person", "agency", "partnership", "acts_for__person")
