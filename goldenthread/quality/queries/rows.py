"""Rows of the area, one by one or listed, as far as the viewer may know of them.

Whoever works in a partnership, or for an agency of it, sees its banks; a draft only those who keep it.
"""

from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model, Q, QuerySet

from goldenthread.access.guards import reads
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.foundation.errors import NotFound
from goldenthread.quality.models import Bank, Edition, Framework, FrameworkVersion, Question, Scale, Standard
from goldenthread.records import queries as records

BANK, FRAMEWORK = "quality.bank", "quality.framework"
Found = TypeVar("Found", bound=Model)


def _around(viewer: Viewer) -> Q:
    reach = viewer.reach(Permission.QUALITY_VIEW)
    return Q() if reach.everywhere else Q(partnership__in=reach.around)


@reads
def visible_banks(viewer: Viewer) -> Q:
    """Return the condition on records of banks that the viewer may know of."""
    return _around(viewer)


@reads
def visible_frameworks(viewer: Viewer) -> Q:
    """Return the condition on records of frameworks that the viewer may know of."""
    return _around(viewer)


@reads
def banks(viewer: Viewer) -> QuerySet[Bank]:
    """Return the question banks the viewer may know of."""
    known = records.visible(viewer, kind=BANK).order_by().values("pk")
    return Bank.objects.filter(record__in=known).select_related("record", "partnership")


@reads
def bank(viewer: Viewer, pk: UUID) -> Bank:
    """Return one bank; raises `NotFound`."""
    return _one(banks(viewer), pk, "question bank")


@reads
def adopted(viewer: Viewer, partnership: UUID) -> dict[str, UUID]:
    """Return the banks a partnership took from the library: code to id."""
    found = banks(viewer).filter(partnership=partnership).exclude(library="")
    return dict(found.order_by("-pk").values_list("library", "pk"))


@reads
def editions(viewer: Viewer, partnership: UUID | None = None, purpose: str | None = None) -> QuerySet[Edition]:
    """Return the editions the viewer may know of, newest first: drafts only to those who keep them."""
    found = Edition.objects.filter(bank__in=banks(viewer).order_by().values("pk"))
    reach = viewer.reach(Permission.QUALITY_EDIT)
    if not reach.everywhere:
        found = found.filter(~Q(state="draft") | Q(bank__partnership__in=reach.partnerships))
    if partnership is not None:
        found = found.filter(bank__partnership=partnership)
    if purpose is not None:
        found = found.filter(bank__purpose=purpose)
    return found.select_related("bank__record", "bank__partnership")


@reads
def edition(viewer: Viewer, pk: UUID) -> Edition:
    """Return one edition; raises `NotFound`."""
    return _one(editions(viewer), pk, "edition")


@reads
def standard(viewer: Viewer, pk: UUID) -> Standard:
    """Return one standard; raises `NotFound`."""
    known = editions(viewer).order_by().values("pk")
    return _one(
        Standard.objects.filter(of_edition__in=known).select_related("of_edition__bank__record"), pk, "standard"
    )


@reads
def question(viewer: Viewer, pk: UUID) -> Question:
    """Return one question; raises `NotFound`."""
    known = editions(viewer).order_by().values("pk")
    rows = Question.objects.filter(of_edition__in=known)
    return _one(rows.select_related("standard", "scale", "of_edition__bank__record"), pk, "question")


@reads
def scales(viewer: Viewer, partnership: UUID | None = None) -> QuerySet[Scale]:
    """Return the scales of the partnerships the viewer works in or for."""
    found = Scale.objects.filter(_around(viewer)).prefetch_related("values")
    return found if partnership is None else found.filter(partnership=partnership)


@reads
def frameworks(viewer: Viewer) -> QuerySet[Framework]:
    """Return frameworks, endorsed tools and impact assessments the viewer may know of."""
    known = records.visible(viewer, kind=FRAMEWORK).order_by().values("pk")
    return Framework.objects.filter(record__in=known).select_related("record", "partnership", "group")


@reads
def framework(viewer: Viewer, pk: UUID) -> Framework:
    """Return one framework; raises `NotFound`."""
    return _one(frameworks(viewer), pk, "framework")


@reads
def versions(viewer: Viewer, framework: UUID) -> QuerySet[FrameworkVersion]:
    """Return the versions of a framework, newest first."""
    known = frameworks(viewer).filter(pk=framework).order_by().values("pk")
    return FrameworkVersion.objects.filter(framework__in=known).select_related("endorsed_by")


@reads
def places_to_edit(viewer: Viewer) -> list[tuple[str, str]]:
    """Return the partnerships whose question banks the viewer keeps: (id, name)."""
    reach = viewer.reach(Permission.QUALITY_EDIT)
    known = records.visible(viewer, kind="partnership.partnership")
    if not reach.everywhere:
        known = known.filter(pk__in=reach.partnerships)
    return [(str(pk), title) for pk, title in known.order_by("title").values_list("pk", "title")]


def _one(rows: QuerySet[Found], pk: UUID, what: str) -> Found:
    found: Any = rows.filter(pk=pk).first()
    if found is None:
        raise NotFound(f"There is no such {what}, or you are not allowed to see it.")
    return found  # type: ignore[no-any-return]
